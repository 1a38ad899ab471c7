#include "cli/commands/job_verbs.hpp"
#include "cli/commands/line_notes.hpp"
#include "job/change.hpp"

namespace svcctl::cli {
namespace {

using job::Change;

std::string texts_of(const Change& change) {
  std::string out;
  for (const auto& line : change.lines)
    if (!line.core_of) out += (out.empty() ? "" : "; ") + line.text;
  return out;
}

std::string drops_of(const Change& change) {
  std::string out;
  for (const auto number : change.drop) out += (out.empty() ? "" : ", ") + std::to_string(number);
  return out;
}

void propose(store::WriteTxn& tx, const Args& args, Output& out) {
  job::ChangeRequest request;
  request.job = args.text("JOB");
  request.reason = args.text("reason");
  request.lines.labour = args.list("labour");
  request.lines.parts = args.list("part");
  request.lines.others = args.list("other");
  request.lines.packages = args.list("package");
  request.lines.payer = args.code<intake::Payer>("payer");
  request.lines.other_fault = args.text("other-fault");
  for (const auto& typed : args.list("drop")) request.drop.push_back(std::stoll(typed));
  request.promised_at = args.instant("promised");
  request.findings = args.list("for");
  const auto change = job::propose_change(tx, request);
  note_open_findings(tx, change.job, out);
  note_lines(tx, change.lines, out);
  out.one(change_view(), change);
}

void consent_to_change(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto method = args.code<intake::ConsentMethod>("method");
  if (!method && !args.flag("refused"))
    throw usage_error("job.consent-how", tr("how did the customer consent? give --method"),
                      "--method phone --by-customer NAME");
  out.one(change_view(),
          job::consent_to_change(tx, {.job = args.text("JOB"),
                                      .change = args.integer("CHANGE").value_or(0),
                                      .method = method.value_or(intake::ConsentMethod::phone),
                                      .by_customer = args.text("by-customer"),
                                      .refused = args.flag("refused")}));
}

}  // namespace

const View<Change>& change_view() {
  static const View<Change> view = {
      {"job", N_("job"), of<&Change::job>},
      {"change", N_("change"), of<&Change::number>},
      {"state", N_("state"), of<&Change::state>},
      {"reason", N_("reason"), of<&Change::reason>},
      {"lines", N_("adds"), [](const Change& c) { return cell(texts_of(c)); }},
      {"drops", N_("drops lines"), [](const Change& c) { return cell(drops_of(c)); }},
      {"before", N_("total before"), of<&Change::before>},
      {"cost", N_("cost of the change"), [](const Change& c) { return cell(c.cost()); }},
      {"after", N_("new total"), of<&Change::after>},
      {"promised_at", N_("promised"), of<&Change::promised_at>},
      {"late_by", N_("recorded late, by"), of<&Change::late_by>, where_any},
  };
  return view;
}

std::vector<Verb> job_change_verbs() {
  return {
      {"change",
       [] {
         return Command{
             .help =
                 N_("a change order: what it costs and the new total, for the customer to answer"),
             .options = {job_option(),
                         {.name = "reason",
                          .help = N_("why the work changes"),
                          .value_name = "WORDS",
                          .required = true},
                         {.name = "labour",
                          .help = N_("labour added"),
                          .value_name = "OP[:HOURS[@RATE]]",
                          .repeated = true},
                         {.name = "part",
                          .help = N_("a part added"),
                          .value_name = "NO[:QTY[@PRICE]]",
                          .repeated = true},
                         {.name = "other",
                          .help = N_("a fee of the shop's list, or work in free words"),
                          .value_name = "FEE[:AMOUNT]|WORDS:AMOUNT",
                          .repeated = true},
                         {.name = "package",
                          .help = N_("a package of the configuration"),
                          .value_name = "CODE",
                          .repeated = true},
                         {.name = "drop",
                          .kind = Kind::integer,
                          .help = N_("number of an agreed line that falls away"),
                          .value_name = "LINE",
                          .repeated = true},
                         {.name = "payer",
                          .kind = Kind::choice,
                          .help = N_("who pays for what is added"),
                          .choices = choices_of<intake::Payer>()},
                         other_fault_option(),
                         finding_option(),
                         {.name = "promised",
                          .kind = Kind::instant,
                          .help = N_("the new promised time"),
                          .value_name = "TIME"}},
             .write = propose,
             .examples =
                 {{"svcctl job change 001 --reason 皮带开裂 --labour BELT --part 04465-170D04:1",
                   N_("a belt that must be replaced as well")}},
             .more = N_("Nothing of it is worked on, issued or charged before `svcctl job consent` "
                        "(2.2-consent).")};
       }},
      {"consent",
       [] {
         return Command{
             .help = N_("the customer's answer to a change order"),
             .options = {job_option(),
                         {.name = "CHANGE",
                          .kind = Kind::integer,
                          .help = N_("the change's number within the job"),
                          .required = true},
                         {.name = "method",
                          .kind = Kind::choice,
                          .help = N_("how the customer answered"),
                          .choices = choices_of<intake::ConsentMethod>()},
                         {.name = "by-customer", .help = N_("who answered"), .value_name = "NAME"},
                         {.name = "refused",
                          .kind = Kind::flag,
                          .help = N_("the customer said no: its lines are dropped")}},
             .write = consent_to_change,
             .examples = {{"svcctl job consent 001 1 --method phone --by-customer 王先生",
                           N_("agreed to on the phone")},
                          {"svcctl job consent 001 1 --refused",
                           N_("the customer does not want it")}},
             .more = N_("Consent makes one task for each labour line of the change.")};
       }},
  };
}

}  // namespace svcctl::cli
