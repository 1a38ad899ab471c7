#include "cli/commands/job_verbs.hpp"
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
  out.one(job_state_view(), job::final_inspection(tx, {.job = args.text("JOB"),
                                                       .passed = args.flag("pass"),
                                                       .road_test_km = args.integer("road-test"),
                                                       .note = args.text("note")}));
}

}  // namespace

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
