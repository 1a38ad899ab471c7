#include "base/read/number.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "job/issue.hpp"
#include "store/txn.hpp"

namespace svcctl::cli {
namespace {

using job::Issued;

Option issued_part_option() {
  return {.name = "PART",
          .help = N_("number or NUMBER/BRAND, and how many"),
          .value_name = "PART[:QTY]",
          .required = true};
}
Option serial_option() {
  return {.name = "serial",
          .help = N_("number of one piece, for parts that bear their own; once for each"),
          .value_name = "NUMBER",
          .repeated = true};
}

/// "PART[:QTY]" taken apart from the right; a lone part means one.
std::pair<std::string, Quantity> part_and_count(const std::string& typed) {
  const auto colon = typed.rfind(':');
  if (colon == std::string::npos) return {typed, Quantity::whole(1)};
  const auto quantity = readers::quantity(typed.substr(colon + 1)).value;
  if (!quantity || colon == 0)
    throw usage_error("parts.form", tr("cannot read {0}: PART[:QTY]", typed));
  return {typed.substr(0, colon), *quantity};
}

const View<Issued>& issued_view(bool costs) {
  static const View<Issued> plain = {
      {"job", N_("job"), of<&Issued::job>},           {"part", N_("part"), of<&Issued::part>},
      {"text", N_("text"), of<&Issued::text>},        {"lot", N_("lot"), of<&Issued::lot>},
      {"qty", N_("quantity"), of<&Issued::quantity>},
  };
  static const View<Issued> with_costs = {
      {"job", N_("job"), of<&Issued::job>},           {"part", N_("part"), of<&Issued::part>},
      {"text", N_("text"), of<&Issued::text>},        {"lot", N_("lot"), of<&Issued::lot>},
      {"qty", N_("quantity"), of<&Issued::quantity>}, {"cost", N_("cost"), of<&Issued::cost>},
  };
  return costs ? with_costs : plain;
}

job::IssueRequest request_of(const Args& args) {
  const auto [part, quantity] = part_and_count(args.text("PART"));
  return {.job = args.text("JOB"),
          .part = part,
          .quantity = quantity,
          .lot = args.text("lot"),
          .task = {},
          .serials = args.list("serial")};
}

void print(store::WriteTxn& tx, Output& out, std::vector<Issued> rows) {
  for (auto& row : rows)
    if (out.catalogue().language() == Language::zh && !row.text_zh.empty()) row.text = row.text_zh;
  out.list(issued_view(tx.may(Right::see_cost)), rows);
}

void issue(store::WriteTxn& tx, const Args& args, Output& out) {
  auto request = request_of(args);
  request.task = args.text("task");
  request.handed_over = args.flag("handed-over");
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

}  // namespace

std::vector<Verb> parts_issue_verbs() {
  std::vector<Verb> all = {
      {"issue",
       [] {
         return Command{
             .help = N_("issue a part to a job; first expired, first out, unless a lot is named"),
             .options = {job_option(),
                         issued_part_option(),
                         {.name = "lot", .help = N_("from this lot"), .value_name = "LOT"},
                         {.name = "task",
                          .help = N_("the task that fits it; needless where the job has only one"),
                          .value_name = "TASK"},
                         {.name = "handed-over",
                          .kind = Kind::flag,
                          .help = N_("the customer takes it as it is: nobody fits it")},
                         serial_option()},
             .write = issue,
             .examples = {{"svcctl parts issue 001 OIL-0001:4", N_("four of them for job 001")}},
             .more =
                 N_("Refused before the estimate is confirmed (2.1-confirm), beyond what the "
                    "customer agreed to (2.2-consent), from an expired or quarantined lot and "
                    "beyond what is on hand (2.3-store), and where the part does not fit the car "
                    "(2.3-fit). A part that no work of the job fits is handed over as it is: the "
                    "papers say so, and nothing comes off for it (2.2-quality).")};
       }},
      {"return",
       [] {
         return Command{
             .help = N_("take a part back from a job, to the lots it came from"),
             .options = {job_option(),
                         issued_part_option(),
                         {.name = "lot", .help = N_("to this lot only"), .value_name = "LOT"},
                         serial_option()},
             .write = give_back,
             .examples = {{"svcctl parts return 001 OIL-0001:1", N_("one was not used")}}};
       }},
  };
  return all;
}

}  // namespace svcctl::cli
