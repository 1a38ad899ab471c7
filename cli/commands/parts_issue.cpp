#include "cli/commands/groups.hpp"
#include "job/issue.hpp"
#include "store/txn.hpp"

namespace svcctl::cli {
namespace {

using job::Issued;
using job::OldPart;
using job::OldPartOutcome;

Option part_option() {
  return {.name = "PART",
          .help = N_("number or NUMBER/BRAND, and how many"),
          .value_name = "PART[:QTY]",
          .required = true};
}
Option job_number() {
  return {.name = "JOB",
          .help = N_("the job's number, or any unambiguous end of it"),
          .required = true};
}

/// "PART[:QTY]" taken apart from the right; a lone part means one.
std::pair<std::string, Quantity> part_and_count(const std::string& typed) {
  const auto colon = typed.rfind(':');
  if (colon == std::string::npos) return {typed, Quantity::whole(1)};
  const auto quantity = Quantity::parse(typed.substr(colon + 1));
  if (!quantity || colon == 0)
    throw usage_error("parts.form", tr("cannot read {0}: PART[:QTY]", typed));
  return {typed.substr(0, colon), *quantity};
}

const View<Issued>& issued_view(bool costs) {
  static const View<Issued> plain = {
      {"job", N_("job"), [](const Issued& i) { return cell(i.job); }},
      {"part", N_("part"), [](const Issued& i) { return cell(i.part); }},
      {"text", N_("text"), [](const Issued& i) { return cell(i.text); }},
      {"lot", N_("lot"), [](const Issued& i) { return cell(i.lot); }},
      {"qty", N_("quantity"), [](const Issued& i) { return cell(i.quantity); }},
  };
  static const View<Issued> with_costs = {
      {"job", N_("job"), [](const Issued& i) { return cell(i.job); }},
      {"part", N_("part"), [](const Issued& i) { return cell(i.part); }},
      {"text", N_("text"), [](const Issued& i) { return cell(i.text); }},
      {"lot", N_("lot"), [](const Issued& i) { return cell(i.lot); }},
      {"qty", N_("quantity"), [](const Issued& i) { return cell(i.quantity); }},
      {"cost", N_("cost"), [](const Issued& i) { return cell(i.cost); }},
  };
  return costs ? with_costs : plain;
}

job::IssueRequest request_of(const Args& args) {
  const auto [part, quantity] = part_and_count(args.text("PART"));
  return {.job = args.text("JOB"),
          .part = part,
          .quantity = quantity,
          .lot = args.text("lot"),
          .task = {}};
}

void print(store::WriteTxn& tx, Output& out, std::vector<Issued> rows) {
  for (auto& row : rows)
    if (out.catalogue().language() == Language::zh && !row.text_zh.empty()) row.text = row.text_zh;
  out.list(issued_view(tx.may(Right::see_cost)), rows);
}

void issue(store::WriteTxn& tx, const Args& args, Output& out) {
  auto request = request_of(args);
  request.task = args.text("task");
  auto rows = job::issue_part(tx, request);
  if (!rows.empty() && rows.front().fit_unknown)
    out.note(tr("no rule says whether part {0} fits this car: look before fitting it",
                rows.front().part));
  if (!rows.empty() && !rows.front().successor.empty())
    out.note(tr("part {0} was replaced by {1}", rows.front().part, rows.front().successor));
  print(tx, out, std::move(rows));
}

void give_back(store::WriteTxn& tx, const Args& args, Output& out) {
  print(tx, out, job::return_part(tx, request_of(args)));
}

const View<OldPart>& old_view() {
  static const View<OldPart> view = {
      {"tag", N_("tag"), [](const OldPart& o) { return cell(o.tag); }},
      {"job", N_("job"), [](const OldPart& o) { return cell(o.job); }},
      {"part", N_("replaced by"), [](const OldPart& o) { return cell(o.part); }},
      {"text", N_("text"), [](const OldPart& o) { return cell(o.text); }},
      {"qty", N_("quantity"), [](const OldPart& o) { return cell(o.quantity); }},
      {"place", N_("place"), [](const OldPart& o) { return cell(o.place); }},
      {"wish", N_("wish"), [](const OldPart& o) { return cell(o.wish); }},
      {"outcome", N_("outcome"), [](const OldPart& o) { return cell(o.outcome); }},
      {"outcome_at", N_("settled"), [](const OldPart& o) { return cell(o.outcome_at); }},
      {"waste_code", N_("waste code"), [](const OldPart& o) { return cell(o.waste_code); }, true},
      {"document", N_("document"), [](const OldPart& o) { return cell(o.document); }, true},
      {"at", N_("tagged"), [](const OldPart& o) { return cell(o.at); }, true},
  };
  return view;
}

OldPart named(const Output& out, OldPart old) {
  if (out.catalogue().language() == Language::zh && !old.text_zh.empty()) old.text = old.text_zh;
  return old;
}

void old_list(store::ReadTxn& tx, const Args& args, Output& out) {
  auto rows = job::old_parts(tx, args.text("job"), args.flag("open"));
  for (auto& row : rows) row = named(out, row);
  out.list(old_view(), rows);
}

void old_tag(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto [part, quantity] = part_and_count(args.text("PART"));
  out.one(old_view(), named(out, job::tag_old_part(tx, {.job = args.text("JOB"),
                                                        .part = part,
                                                        .quantity = quantity,
                                                        .tag = args.text("tag"),
                                                        .place = args.text("place"),
                                                        .task = args.text("task")})));
}

void settle(store::WriteTxn& tx, Output& out, const job::OutcomeRequest& request) {
  out.one(old_view(), named(out, job::settle_old_part(tx, request)));
}

void old_return(store::WriteTxn& tx, const Args& args, Output& out) {
  settle(tx, out,
         {.tag = args.text("TAG"),
          .outcome = OldPartOutcome::returned,
          .to = args.text("to"),
          .document = {},
          .waste_code = {}});
}

void old_scrap(store::WriteTxn& tx, const Args& args, Output& out) {
  settle(tx, out,
         {.tag = args.text("TAG"),
          .outcome = args.flag("core") ? OldPartOutcome::core : OldPartOutcome::scrapped,
          .to = {},
          .document = args.text("document"),
          .waste_code = {}});
}

void old_consign(store::WriteTxn& tx, const Args& args, Output& out) {
  settle(tx, out,
         {.tag = args.text("TAG"),
          .outcome = OldPartOutcome::consigned,
          .to = {},
          .document = args.text("document"),
          .waste_code = args.text("waste-code")});
}

Option tag_option() {
  return {.name = "TAG", .help = N_("the tag of the old part"), .required = true};
}

std::vector<Command> old_part_commands() {
  return {
      {.name = "old list",
       .help = N_("replaced parts and what became of them"),
       .options = {{.name = "job", .help = N_("of this job"), .value_name = "JOB"},
                   {.name = "open", .kind = Kind::flag, .help = N_("only those still here")}},
       .read = old_list,
       .examples = {{"svcctl parts old list --open", N_("what lies in the old-part store")}}},
      {.name = "old tag",
       .help = N_("tag a replaced part and say where it is kept"),
       .options = {job_number(),
                   {.name = "PART",
                    .help = N_("the part it was replaced by, and how many"),
                    .value_name = "PART[:QTY]",
                    .required = true},
                   {.name = "place", .help = N_("where it is kept"), .value_name = "WORDS"},
                   {.name = "tag",
                    .help = N_("what the tag says, else the job's number and a counter"),
                    .value_name = "TAG"},
                   {.name = "task", .help = N_("the task it came out by"), .value_name = "TASK"}},
       .write = old_tag,
       .examples = {{"svcctl parts old tag 001 06A-100C00 --place 废件区",
                     N_("an old oil filter")}}},
      {.name = "old return",
       .help = N_("give an old part back to the customer, who signs for it"),
       .options = {tag_option(),
                   {.name = "to",
                    .help = N_("who signed for it"),
                    .value_name = "NAME",
                    .required = true}},
       .write = old_return,
       .examples = {{"svcctl parts old return J261123-001-1 --to 王先生",
                     N_("handed over with the car")}}},
      {.name = "old scrap",
       .help = N_("scrap an old part, or send it back as a core"),
       .options = {tag_option(),
                   {.name = "core",
                    .kind = Kind::flag,
                    .help = N_("back to the supplier as a core")},
                   {.name = "document", .help = N_("the receipt for it"), .value_name = "NUMBER"}},
       .write = old_scrap,
       .examples = {{"svcctl parts old scrap J261123-001-1", N_("into the scrap bin")}},
       .more = N_("Refused where the customer wants old parts back (2.3-oldparts). Hazardous "
                  "waste is consigned, not scrapped.")},
      {.name = "old consign",
       .help = N_("hand hazardous waste to a licensed disposer"),
       .options = {tag_option(),
                   {.name = "document",
                    .help = N_("number of the waste manifest"),
                    .value_name = "NUMBER",
                    .required = true},
                   {.name = "waste-code",
                    .help = N_("national waste code, else the part's"),
                    .value_name = "CODE"}},
       .write = old_consign,
       .examples = {{"svcctl parts old consign J261123-001-1 --document 2026-0188 "
                     "--waste-code 900-052-31",
                     N_("a lead battery")}}},
  };
}

}  // namespace

std::vector<Command> parts_issue_commands() {
  std::vector<Command> all = {
      {.name = "issue",
       .help = N_("issue a part to a job; first expired, first out, unless a lot is named"),
       .options = {job_number(),
                   part_option(),
                   {.name = "lot", .help = N_("from this lot"), .value_name = "LOT"},
                   {.name = "task", .help = N_("for this task"), .value_name = "TASK"}},
       .write = issue,
       .examples = {{"svcctl parts issue 001 OIL-0001:4", N_("four of them for job 001")}},
       .more = N_("Refused before the estimate is confirmed (2.1-confirm), beyond what the "
                  "customer agreed to (2.2-consent), from an expired or quarantined lot and "
                  "beyond what is on hand (2.3-store), and where the part does not fit the car "
                  "(2.3-fit).")},
      {.name = "return",
       .help = N_("take a part back from a job, to the lots it came from"),
       .options = {job_number(),
                   part_option(),
                   {.name = "lot", .help = N_("to this lot only"), .value_name = "LOT"}},
       .write = give_back,
       .examples = {{"svcctl parts return 001 OIL-0001:1", N_("one was not used")}}},
  };
  for (auto& command : old_part_commands()) all.push_back(std::move(command));
  return all;
}

}  // namespace svcctl::cli
