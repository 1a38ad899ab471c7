#include "cli/commands/job_verbs.hpp"
#include "job/finding.hpp"
#include "job/inspection.hpp"

namespace svcctl::cli {
namespace {

struct PlanRow {
  job::RepairPlan plan;
  std::string options;
};

const View<job::InspectionResult>& result_view() {
  static const View<job::InspectionResult> view = {
      {"template", N_("template"), of<&job::InspectionResult::template_code>},
      {"item", N_("item"), of<&job::InspectionResult::item>},
      {"name", N_("name"), of<&job::InspectionResult::name>},
      {"result", N_("result"), of<&job::InspectionResult::result>},
      {"value", N_("value"), of<&job::InspectionResult::value>},
      {"unit", N_("unit"), of<&job::InspectionResult::unit>},
  };
  return view;
}

void inspect(store::WriteTxn& tx, const Args& args, Output& out) {
  auto results = job::inspect(
      tx,
      {.job = args.text("JOB"), .template_code = args.text("template"), .set = args.list("set")});
  if (out.catalogue().language() == Language::zh)
    for (auto& result : results) result.name = result.name_zh;
  out.list(result_view(), results);
}

void answer_finding(store::WriteTxn& tx, const Args& args, Output& out) {
  out.list(finding_view(out.catalogue().language()),
           job::answer_finding(tx, {.job = args.text("JOB"),
                                    .item = args.text("ITEM"),
                                    .line = args.integer("line"),
                                    .declined = args.flag("declined"),
                                    .words = args.text("why")}));
}

const View<job::Diagnosis>& diagnosis_view() {
  static const View<job::Diagnosis> view = {
      {"job", N_("job"), of<&job::Diagnosis::job>},
      {"finding", N_("finding"), of<&job::Diagnosis::finding>},
      {"codes", N_("fault codes"), of<&job::Diagnosis::codes>},
      {"cause", N_("cause"), of<&job::Diagnosis::cause>},
      {"equipment", N_("equipment"), of<&job::Diagnosis::equipment>},
      {"by", N_("by"), of<&job::Diagnosis::by>},
      {"at", N_("at"), of<&job::Diagnosis::at>},
      {"late_by", N_("recorded late, by"), of<&job::Diagnosis::late_by>, where_any},
  };
  return view;
}

void diagnose(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(diagnosis_view(), job::diagnose(tx, {.job = args.text("JOB"),
                                               .finding = args.text("finding"),
                                               .codes = args.list("code"),
                                               .cause = args.text("cause"),
                                               .equipment = args.text("equipment")}));
}

const View<PlanRow>& plan_view() {
  static const View<PlanRow> view = {
      {"job", N_("job"), of<&PlanRow::plan, &job::RepairPlan::job>},
      {"options", N_("options"), of<&PlanRow::options>},
      {"recommended", N_("recommended"), of<&PlanRow::plan, &job::RepairPlan::recommended>},
      {"explained", N_("explained"), of<&PlanRow::plan, &job::RepairPlan::explained>},
      {"chosen", N_("chosen"), of<&PlanRow::plan, &job::RepairPlan::chosen>},
      {"declined", N_("declined"), of<&PlanRow::plan, &job::RepairPlan::declined>},
      {"reason", N_("reason"), of<&PlanRow::plan, &job::RepairPlan::reason>},
  };
  return view;
}

void plan_work(store::WriteTxn& tx, const Args& args, Output& out) {
  job::RepairPlan request;
  request.job = args.text("JOB");
  request.options = args.list("option");
  request.recommended = args.text("recommend");
  request.explained = args.flag("explained");
  request.chosen = args.text("chosen");
  request.declined = args.text("declined");
  request.reason = args.text("why");
  PlanRow row{job::plan(tx, request), {}};
  for (const auto& option : row.plan.options)
    row.options += (row.options.empty() ? "" : "; ") + option;
  out.one(plan_view(), row);
}

void final_inspection(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.flag("pass") == args.flag("fail"))
    throw usage_error("job.pass-or-fail", tr("say either --pass or --fail"));
  const auto job = job::final_inspection(tx, {.job = args.text("JOB"),
                                              .passed = args.flag("pass"),
                                              .road_test_km = args.integer("road-test"),
                                              .note = args.text("note")});
  if (args.flag("pass")) note_open_findings(tx, job.number, out);
  out.one(job_state_view(), job);
}

}  // namespace

View<job::BadFinding> finding_view(Language language) {
  using Found = const job::BadFinding&;
  return {
      {"item", N_("item"), [](Found f) { return cell(f.found.item); }},
      {"name", N_("name"),
       [language](Found f) {
         return cell(language == Language::zh ? f.found.name_zh : f.found.name);
       }},
      {"value", N_("value"), [](Found f) { return cell(f.found.value); }},
      {"unit", N_("unit"), [](Found f) { return cell(f.found.unit); }},
      {"lines", N_("mended by lines"), of<&job::BadFinding::lines>},
      {"declined", N_("declined by the customer"), of<&job::BadFinding::declined>},
      {"by", N_("by"), of<&job::BadFinding::by>},
      {"late_by", N_("recorded late, by"), of<&job::BadFinding::late_by>, where_any},
  };
}

void note_open_findings(const store::ReadTxn& tx, const std::string& job, Output& out) {
  for (const auto& finding : job::bad_findings(tx, job))
    if (finding.open())
      out.note(
          tr("found bad, and neither quoted nor declined: {0}; svcctl job finding {1} {0} "
             "--line N, or --declined --why WORDS",
             finding.found.item, job));
}

Option finding_option() {
  return {.name = "for",
          .help = N_("an item that the inspection found bad, which these lines mend"),
          .value_name = "ITEM",
          .repeated = true};
}

std::vector<Verb> job_finding_verbs() {
  return {
      {"inspect",
       [] {
         return Command{
             .help = N_("inspect a car by a template of the configuration"),
             .options = {job_option(),
                         {.name = "template",
                          .help = N_("the template's code"),
                          .value_name = "CODE",
                          .required = true},
                         {.name = "set",
                          .help = N_("an item as found, with what was measured"),
                          .value_name = "ITEM=ok|watch|bad[:VALUE]",
                          .required = true,
                          .repeated = true}},
             .write = inspect,
             .examples = {{"svcctl job inspect 001 --template CHECK-10 --set BATTERY=ok:12.6",
                           N_("the battery is in order at 12.6 V")}}};
       }},
      {"finding",
       [] {
         return Command{
             .help = N_("what becomes of a finding \"bad\": the line that mends it, or declined "
                        "(2.2-inspect)"),
             .options = {job_option(),
                         {.name = "ITEM",
                          .help = N_("the item, as the inspection's template calls it"),
                          .required = true},
                         {.name = "line",
                          .kind = Kind::integer,
                          .help = N_("number of the line that mends it"),
                          .value_name = "LINE"},
                         {.name = "declined",
                          .kind = Kind::flag,
                          .help = N_("the customer does not want it mended")},
                         {.name = "why",
                          .help = N_("what the customer said of that"),
                          .value_name = "WORDS"}},
             .write = answer_finding,
             .examples = {{"svcctl job finding 001 BRAKE-PAD --line 3",
                           N_("line 3 of the estimate mends it")},
                          {"svcctl job finding 001 BRAKE-PAD --declined --why 下次保养再换",
                           N_("the customer knows, and drives on")}},
             .more =
                 N_("`intake quote` and `job change` say the same with --for ITEM. Another quote "
                    "answers no finding; quoted anew, its line is told anew.")};
       }},
      {"diagnose",
       [] {
         return Command{
             .help = N_("say what is wrong and why; a repair needs it before it starts"),
             .options = {job_option(),
                         {.name = "finding",
                          .help = N_("what was found"),
                          .value_name = "WORDS",
                          .required = true},
                         {.name = "code",
                          .help = N_("a fault code read out"),
                          .value_name = "P0301",
                          .repeated = true},
                         {.name = "cause", .help = N_("the root cause"), .value_name = "WORDS"},
                         {.name = "equipment",
                          .help = N_("the equipment it was found with"),
                          .value_name = "WORDS"}},
             .write = diagnose,
             .examples = {
                 {"svcctl job diagnose 001 --finding 一缸失火 --code P0301 --cause 点火线圈击穿",
                  N_("cylinder 1 misfires")}}};
       }},
      {"plan",
       [] {
         return Command{
             .help = N_("the options put to the customer, and the choice"),
             .options = {job_option(),
                         {.name = "option",
                          .help = N_("one way to mend it"),
                          .value_name = "WORDS",
                          .repeated = true},
                         {.name = "recommend",
                          .help = N_("the option recommended: its words or its number"),
                          .value_name = "OPTION"},
                         {.name = "explained",
                          .kind = Kind::flag,
                          .help = N_("it was explained to the customer")},
                         {.name = "chosen",
                          .help = N_("the option the customer chose"),
                          .value_name = "OPTION"},
                         {.name = "declined",
                          .help = N_("the option the customer declined"),
                          .value_name = "OPTION"},
                         {.name = "why", .help = N_("why it was declined"), .value_name = "WORDS"}},
             .write = plan_work,
             .examples =
                 {{"svcctl job plan 001 --option 更换总成 --option 维修 --recommend 2 --explained",
                   N_("two ways, the second recommended")},
                  {"svcctl job plan 001 --chosen 维修", N_("what the customer chose later")}},
             .more = N_("Without --option the plan on file goes on: only what is given changes.")};
       }},
      {"final",
       [] {
         return Command{
             .help = N_("pass or fail the final inspection, as an inspector"),
             .options = {job_option(),
                         {.name = "pass", .kind = Kind::flag, .help = N_("the car is in order")},
                         {.name = "fail", .kind = Kind::flag, .help = N_("it goes back to work")},
                         {.name = "road-test",
                          .kind = Kind::integer,
                          .help = N_("kilometres driven to try it"),
                          .value_name = "KM"},
                         {.name = "note", .help = N_("what was seen"), .value_name = "WORDS"}},
             .write = final_inspection,
             .examples = {{"svcctl job final 001 --pass --road-test 5",
                           N_("after five kilometres")}},
             .more = N_("Every task is finished and checked first (2.2-quality), and every change "
                        "answered by the customer (2.2-consent).")};
       }},
  };
}

}  // namespace svcctl::cli
