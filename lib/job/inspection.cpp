#include "job/inspection.hpp"

#include <algorithm>
#include <set>

#include "job/grounds.hpp"
#include "job/order.hpp"
#include "job/private/rules.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

using intake::JobRecord;

/// ITEM=ok|watch|bad[:VALUE] taken apart.
InspectionResult parse_result(const InspectionTemplate& sheet, const std::string& typed) {
  const auto equals = typed.find('=');
  const auto colon = typed.find(':', equals == std::string::npos ? 0 : equals);
  InspectionResult out;
  out.template_code = sheet.code;
  out.item = typed.substr(0, equals);
  const auto word = equals == std::string::npos
                        ? std::string()
                        : typed.substr(equals + 1, colon == std::string::npos ? std::string::npos
                                                                              : colon - equals - 1);
  const auto result = from_code<Finding>(word);
  if (!result)
    throw usage_error("job.inspection-item",
                      tr("cannot read {0}: ITEM=ok|watch|bad[:VALUE]", typed));
  out.result = *result;
  if (colon != std::string::npos) out.value = typed.substr(colon + 1);
  const auto item = std::ranges::find(sheet.items, out.item, &InspectionTemplate::Item::code);
  if (item == sheet.items.end()) {
    std::string known;
    for (const auto& one : sheet.items) known += (known.empty() ? "" : ", ") + one.code;
    throw usage_error("job.inspection-item",
                      tr("template {0} has no item {1}; it has {2}", sheet.code, out.item, known));
  }
  return out;
}

std::vector<InspectionResult> results_of(const store::ReadTxn& tx, std::int64_t job_id,
                                         std::int64_t inspection_id) {
  return tx.all(R"(
    SELECT i.template, r.item, r.result, COALESCE(r.value, '') AS measured
      FROM inspection i JOIN inspection_result r ON r.inspection_id = i.id
     WHERE i.job_id = :job AND (:inspection = 0 OR i.id = :inspection)
     ORDER BY i.id, r.id)",
                {{"job", job_id}, {"inspection", inspection_id}}, [&](const store::Row& row) {
                  return described(tx.settings(), row.as<InspectionResult>());
                });
}

/// A job one may still look at.
JobRecord job_at_hand(store::WriteTxn& tx, const std::string& typed, Clause clause) {
  JobRecord job = intake::find_job(tx, typed);
  tx.stands_on(clause, {intake::opened.of(job.id)});
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  return job;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// An option as named: its words, or its number from 1.
std::string option_named(const std::vector<std::string>& options, const std::string& typed) {
  if (typed.empty() || std::ranges::find(options, typed) != options.end()) return typed;
  for (std::size_t i = 0; i < options.size(); ++i)
    if (std::to_string(i + 1) == typed) return options[i];
  throw usage_error("job.plan-option",
                    tr("{0} is none of the options: {1}", typed, joined(options, "; ")));
}

}  // namespace

InspectionResult described(const Settings& settings, InspectionResult result) {
  result.name = result.name_zh = result.item;
  const InspectionTemplate* sheet = settings.inspection(result.template_code);
  if (sheet == nullptr) return result;
  const auto item = std::ranges::find(sheet->items, result.item, &InspectionTemplate::Item::code);
  if (item == sheet->items.end()) return result;
  result.name = item->name;
  result.name_zh = item->name_zh.empty() ? item->name : item->name_zh;
  result.unit = item->unit;
  return result;
}

std::vector<InspectionResult> inspect(store::WriteTxn& tx, const InspectRequest& request) {
  shop::require_right(tx, Right::repair);
  const JobRecord job = job_at_hand(tx, request.job, Clause::inspect);
  const InspectionTemplate* sheet = tx.settings().inspection(request.template_code);
  if (sheet == nullptr)
    throw usage_error("job.template",
                      tr("no inspection template {0} in the configuration", request.template_code),
                      "svcctl config show inspection");
  if (request.set.empty())
    throw usage_error(
        "job.inspection-empty", tr("an inspection needs at least one item"),
        "svcctl job inspect " + job.number + " --template " + sheet->code + " --set ITEM=ok");
  const auto id = tx.insert(R"(
    INSERT INTO inspection (job_id, template, at, recorded_at, staff_id, outlet_id)
    VALUES (:job, :template, :at, :now, :staff, (SELECT outlet_id FROM job WHERE id = :job)))",
                            {{"job", job.id}, {"template", sheet->code}, tx.stamp()});
  std::set<std::string> seen;
  std::int64_t bad = 0;
  for (const auto& typed : request.set) {
    const InspectionResult result = parse_result(*sheet, typed);
    if (!seen.insert(result.item).second)
      throw usage_error("job.inspection-item", tr("item {0} is given twice", result.item));
    bad += result.result == Finding::bad ? 1 : 0;
    const auto measured = result.value.empty() ? std::nullopt : std::optional(result.value);
    tx.insert(R"(INSERT INTO inspection_result (inspection_id, item, result, value, outlet_id)
                 VALUES (:inspection, :item, :result, :measured,
                         (SELECT outlet_id FROM inspection WHERE id = :inspection)))",
              {{"inspection", id},
               {"item", result.item},
               {"result", result.result},
               {"measured", measured}});
  }
  tx.record(store::of_outlet(job.outlet_id), {"job",
                                              job.number,
                                              {{"inspection", sheet->code},
                                               {"items", std::to_string(seen.size())},
                                               {"bad", std::to_string(bad)}}});
  return results_of(tx, job.id, id);
}

std::vector<InspectionResult> inspections(const store::ReadTxn& tx, std::int64_t job_id) {
  return results_of(tx, job_id, 0);
}

Diagnosis diagnose(store::WriteTxn& tx, const DiagnoseRequest& request) {
  shop::require_right(tx, Right::repair);
  const JobRecord job = job_at_hand(tx, request.job, Clause::inspect);
  if (request.finding.empty())
    throw usage_error("job.no-finding", tr("a diagnosis says what was found: --finding"));
  std::vector<std::string> codes;
  for (std::string code : request.codes) {
    std::ranges::transform(code, code.begin(), [](unsigned char c) {
      return static_cast<char>(c < 0x80 ? std::toupper(c) : c);
    });
    if (code.empty() || code.find_first_of(", \t\n") != std::string::npos)
      throw usage_error("job.fault-code", tr("'{0}' is not one fault code, as in P0301", code));
    codes.push_back(code);
  }
  tx.insert(R"(
    INSERT INTO diagnosis (job_id, finding, codes, cause, equipment, at, recorded_at, staff_id,
                           outlet_id)
    VALUES (:job, :finding, :codes, :cause, :equipment, :at, :now, :staff,
            (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job.id},
             {"finding", request.finding},
             {"codes", joined(codes, ",")},
             {"cause", request.cause},
             {"equipment", request.equipment},
             tx.stamp()});
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"diagnosis", joined(codes, ",")}}});
  return diagnoses(tx, job.id).back();
}

std::vector<Diagnosis> diagnoses(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all<Diagnosis>("SELECT " + store::late_by("diagnosis", "d") + R"( AS late_by,
           j.number AS job, d.finding, d.codes, d.cause, d.equipment,
           COALESCE(s.code, '') AS staff, d.at
      FROM diagnosis d
      JOIN job j ON j.id = d.job_id
      LEFT JOIN staff s ON s.id = d.staff_id
     WHERE d.job_id = :job ORDER BY d.id)",
                           {{"job", job_id}});
}

std::optional<RepairPlan> latest_plan(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.first(R"(
    SELECT j.number AS job, p.options, p.recommended, p.explained, p.chosen, p.declined, p.reason
      FROM repair_plan p JOIN job j ON j.id = p.job_id
     WHERE p.job_id = :job ORDER BY p.id DESC LIMIT 1)",
                  {{"job", job_id}}, [](const store::Row& row) {
                    RepairPlan plan = row.as<RepairPlan>();
                    plan.options = lines_of(row.get<std::string>("options"));
                    return plan;
                  });
}

RepairPlan plan(store::WriteTxn& tx, const RepairPlan& request) {
  require_any_right(tx, Right::repair, Right::receive);
  const JobRecord job = job_at_hand(tx, request.job, Clause::repair_plan);
  RepairPlan made =
      request.options.empty() ? latest_plan(tx, job.id).value_or(RepairPlan{}) : RepairPlan{};
  if (!request.options.empty()) made.options = request.options;
  if (made.options.empty())
    throw usage_error("job.plan-empty", tr("a plan needs at least one option"),
                      "svcctl job plan " + job.number + " --option … --recommend …");
  for (auto& option : made.options) std::ranges::replace(option, '\n', ' ');
  if (!request.recommended.empty())
    made.recommended = option_named(made.options, request.recommended);
  if (made.recommended.empty())
    throw usage_error("job.plan-empty", tr("say which option is recommended"), "--recommend …");
  made.explained = made.explained || request.explained;
  if (!request.chosen.empty()) {
    made.chosen = option_named(made.options, request.chosen);
    made.declined.clear();
    made.reason.clear();
  }
  if (!request.declined.empty()) {
    made.declined = option_named(made.options, request.declined);
    if (made.declined == made.chosen)
      throw usage_error("job.plan-option", tr("{0} is both chosen and declined", made.chosen));
    if (request.reason.empty())
      throw usage_error("job.no-reason", tr("give the reason with --why"));
    made.reason = request.reason;
  }
  tx.insert(R"(
    INSERT INTO repair_plan (job_id, options, recommended, explained, chosen, declined, reason,
                             salt, at, recorded_at, staff_id, outlet_id)
    VALUES (:job, :options, :recommended, :explained, :chosen, :declined, :reason, :salt, :at, :now,
            :staff, (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job.id},
             {"options", joined(made.options, "\n")},
             {"recommended", made.recommended},
             {"explained", made.explained},
             {"chosen", made.chosen},
             {"declined", made.declined},
             {"reason", made.reason},
             {"salt", store::random_salt()},
             tx.stamp()});
  tx.record(store::of_outlet(job.outlet_id), {"job",
                                              job.number,
                                              {{"plan", std::to_string(made.options.size())},
                                               {"explained", made.explained ? "yes" : "no"},
                                               {"chosen", made.chosen.empty() ? "no" : "yes"}}});
  return *latest_plan(tx, job.id);
}

}  // namespace svcctl::job
