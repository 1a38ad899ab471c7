#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "cli/commands/parts_verbs.hpp"

namespace svcctl::cli {
namespace {

using job::Core;
using job::OldPart;
using job::OldPartOutcome;

const View<OldPart>& old_view() {
  static const View<OldPart> view = {
      {"tag", N_("tag"), of<&OldPart::tag>},
      {"job", N_("job"), of<&OldPart::job>},
      {"part", N_("replaced by"), of<&OldPart::part>},
      {"text", N_("text"), of<&OldPart::text>},
      {"qty", N_("quantity"), of<&OldPart::quantity>},
      {"place", N_("place"), of<&OldPart::place>},
      {"wish", N_("wish"), of<&OldPart::wish>},
      {"outcome", N_("outcome"), of<&OldPart::outcome>},
      {"outcome_at", N_("settled"), of<&OldPart::outcome_at>},
      {"waste_code", N_("waste code"), of<&OldPart::waste_code>, true},
      {"document", N_("document"), of<&OldPart::document>, true},
      {"at", N_("tagged"), of<&OldPart::at>, true},
      {"late_by", N_("recorded late, by"), of<&OldPart::late_by>, where_any},
  };
  return view;
}

View<Core> core_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"tag", N_("tag"), of<&Core::tag>},
      {"job", N_("job"), of<&Core::job>},
      {"part", N_("replaced by"), of<&Core::part>},
      {"qty", N_("quantity"), of<&Core::quantity>},
      {"charge", N_("charge"), when(costs, of<&Core::charge>)},
      {"sent", N_("sent back"), of<&Core::sent>},
      {"supplier", N_("supplier"), of<&Core::supplier>},
      {"document", N_("document"), of<&Core::document>},
      {"credit", N_("credited"), when(costs, of<&Core::credit>)},
  };
}

OldPart named(const Output& out, OldPart old) {
  if (out.catalogue().language() == Language::zh && !old.text_zh.empty()) old.text = old.text_zh;
  return old;
}

void old_list(store::ReadTxn& tx, const Args& args, Output& out) {
  auto rows = job::old_parts(tx, args.text("job"), args.flag("open"));
  for (auto& row : rows) row = named(out, row);
  out.list(old_view(), rows);
  if (!out.sections()) return;
  const auto waived = job::waivers(tx, args.text("job"));
  if (!waived.empty()) out.section(N_("No old part came off"), waiver_view(), waived);
}

void old_tag(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto part = part_and_quantity(args.text("PART"));
  out.one(old_view(), named(out, job::tag_old_part(tx, {.job = args.text("JOB"),
                                                        .part = part.part,
                                                        .quantity = part.quantity,
                                                        .tag = args.text("tag"),
                                                        .place = args.text("place"),
                                                        .task = args.text("task")})));
}

void settle(store::WriteTxn& tx, Output& out, const job::OutcomeRequest& request) {
  out.one(old_view(), named(out, job::settle_old_part(tx, request)));
}

void old_return(store::WriteTxn& tx, const Args& args, Output& out) {
  settle(tx, out,
         {.tag = args.text("TAG"), .outcome = OldPartOutcome::returned, .to = args.text("to")});
}

void old_scrap(store::WriteTxn& tx, const Args& args, Output& out) {
  settle(tx, out,
         {.tag = args.text("TAG"),
          .outcome = OldPartOutcome::scrapped,
          .document = args.text("document")});
}

void old_core(store::WriteTxn& tx, const Args& args, Output& out) {
  settle(tx, out,
         {.tag = args.text("TAG"),
          .outcome = OldPartOutcome::core,
          .document = args.text("document"),
          .supplier = args.text("supplier")});
}

void old_consign(store::WriteTxn& tx, const Args& args, Output& out) {
  settle(tx, out,
         {.tag = args.text("TAG"),
          .outcome = OldPartOutcome::consigned,
          .document = args.text("document"),
          .waste_code = args.text("waste-code"),
          .container = args.text("container"),
          .receiver = args.text("receiver"),
          .carrier = args.text("carrier")});
}

Option old_tag_option() {
  return {.name = "TAG", .help = N_("the tag of the old part"), .required = true};
}

std::vector<Verb> core_verbs() {
  return {
      {"old core",
       [] {
         return Command{
             .help = N_("send an old part back to the supplier as an exchange core"),
             .options = {old_tag_option(),
                         {.name = "supplier", .help = N_("supplier code"), .required = true},
                         {.name = "document",
                          .help = N_("the receipt for it"),
                          .value_name = "NUMBER"}},
             .write = old_core,
             .examples = {{"svcctl parts old core J261123-001-1 --supplier HB --document RMA-7",
                           N_("an alternator for the rebuilder")}},
             .more =
                 N_("Refused where the customer wants old parts back (2.3-oldparts). One that was "
                    "returned and is brought in later goes back the same way; `settle core` then "
                    "gives the customer its deposit.")};
       }},
      {"old credit",
       [] {
         return Command{
             .help = N_("book the supplier's credit for a core"),
             .options = {old_tag_option(),
                         {.name = "amount",
                          .kind = Kind::money,
                          .help = N_("how much is credited"),
                          .required = true},
                         {.name = "document", .help = N_("the supplier's credit note")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(core_view(tx), job::credit_core(tx, args.text("TAG"),
                                                           args.money("amount").value_or(Money()),
                                                           args.text("document")));
                 },
             .examples = {{"svcctl parts old credit J261123-001-1 --amount 200 --document CN-9",
                           N_("the core charge came back")}}};
       }},
      {"old cores",
       [] {
         return Command{
             .help = N_("exchange cores, their charge and what came of it"),
             .options = {{.name = "open",
                          .kind = Kind::flag,
                          .help = N_("only those not sent or not credited")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(core_view(tx), job::cores(tx, args.flag("open")));
                 },
             .examples = {{"svcctl parts old cores --open", N_("money that waits for old parts")}}};
       }},
  };
}

}  // namespace

const View<job::Waiver>& waiver_view() {
  static const View<job::Waiver> view = {
      {"job", N_("job"), of<&job::Waiver::job>},
      {"part", N_("fitted"), of<&job::Waiver::part>},
      {"reason", N_("old part"), of<&job::Waiver::reason>},
      {"by", N_("by"), of<&job::Waiver::by>},
      {"at", N_("at"), of<&job::Waiver::at>},
      {"late_by", N_("recorded late, by"), of<&job::Waiver::late_by>, where_any},
  };
  return view;
}

std::vector<Verb> parts_old_verbs() {
  std::vector<Verb> all = {
      {"old list",
       [] {
         return Command{
             .help = N_("replaced parts and what became of them"),
             .options = {{.name = "job", .help = N_("of this job"), .value_name = "JOB"},
                         {.name = "open", .kind = Kind::flag, .help = N_("only those still here")}},
             .read = old_list,
             .examples = {{"svcctl parts old list --open", N_("what lies in the old-part store")}}};
       }},
      {"old tag",
       [] {
         return Command{
             .help = N_("tag a replaced part and say where it is kept"),
             .options = {{.name = "JOB",
                          .help = N_("the job's number, or any unambiguous end of it"),
                          .required = true},
                         {.name = "PART",
                          .help = N_("the part it was replaced by, and how many"),
                          .value_name = "PART[:QTY]",
                          .required = true},
                         {.name = "place", .help = N_("where it is kept"), .value_name = "WORDS"},
                         {.name = "tag",
                          .help = N_("what the tag says, else the job's number and a counter"),
                          .value_name = "TAG"},
                         {.name = "task",
                          .help = N_("the task it came out by"),
                          .value_name = "TASK"}},
             .write = old_tag,
             .examples = {
                 {"svcctl parts old tag 001 06A-100C00 --place 废件区", N_("an old oil filter")}}};
       }},
      {"old waive",
       [] {
         return Command{
             .help = N_("say that no old part comes off for a part that was fitted"),
             .options = {{.name = "JOB",
                          .help = N_("the job's number, or any unambiguous end of it"),
                          .required = true},
                         {.name = "PART", .help = N_("the part that was fitted"), .required = true},
                         {.name = "reason",
                          .kind = Kind::choice,
                          .help = N_("why there is none"),
                          .required = true,
                          .choices = choices_of<job::NoOldPart>()}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(waiver_view(),
                           job::waive_old_part(
                               tx, {.job = args.text("JOB"),
                                    .part = args.text("PART"),
                                    .reason = args.code<job::NoOldPart>("reason").value()}));
                 },
             .examples = {{"svcctl parts old waive 001 08880-83264 --reason used-up",
                           N_("nobody takes old oil home")}},
             .more = N_("Where the customer wants old parts back, a car leaves only with each of "
                        "them tagged or waived (2.3-oldparts). What becomes hazardous waste is "
                        "tagged always, unless the part was added.")};
       }},
      {"old return",
       [] {
         return Command{.help = N_("give an old part back to the customer, who signs for it"),
                        .options = {old_tag_option(),
                                    {.name = "to",
                                     .help = N_("who signed for it"),
                                     .value_name = "NAME",
                                     .required = true}},
                        .write = old_return,
                        .examples = {{"svcctl parts old return J261123-001-1 --to 王先生",
                                      N_("handed over with the car")}}};
       }},
      {"old scrap",
       [] {
         return Command{
             .help = N_("scrap an old part"),
             .options = {old_tag_option(),
                         {.name = "document",
                          .help = N_("the receipt for it"),
                          .value_name = "NUMBER"}},
             .write = old_scrap,
             .examples = {{"svcctl parts old scrap J261123-001-1", N_("into the scrap bin")}},
             .more = N_("Refused where the customer wants old parts back (2.3-oldparts). Hazardous "
                        "waste is consigned, not scrapped.")};
       }},
      {"old consign",
       [] {
         return Command{
             .help =
                 N_("put an old part with the hazardous waste, or hand it to a licensed receiver"),
             .options = {old_tag_option(),
                         {.name = "waste-code",
                          .help = N_("national waste code, else the part's"),
                          .value_name = "CODE"},
                         {.name = "container", .help = N_("where in the waste store")},
                         {.name = "receiver",
                          .help = N_("who takes it away at once; needs the manifest"),
                          .value_name = "CODE"},
                         {.name = "document",
                          .help = N_("number of the waste manifest"),
                          .value_name = "NUMBER"},
                         {.name = "carrier", .help = N_("who carries it")}},
             .write = old_consign,
             .examples = {{"svcctl parts old consign J261123-001-1 --container 铅酸箱",
                           N_("a lead battery, until it is fetched")}}};
       }},
  };
  append(all, core_verbs());
  return all;
}

}  // namespace svcctl::cli
