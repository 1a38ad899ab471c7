#include "job/finding.hpp"

#include <algorithm>

#include "customer/words.hpp"
#include "job/grounds.hpp"
#include "job/private/rules.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

using intake::JobLine;
using intake::JobRecord;

constexpr store::GroundKind found_bad{N_("the car was inspected"),
                                      "SELECT MIN(at) AS value FROM inspection WHERE job_id = :id"};

/// The findings "bad" of an item, or a refusal that names those there are.
std::vector<std::int64_t> results_of_item(const store::ReadTxn& tx, const JobRecord& job,
                                          const std::string& item) {
  std::vector<std::int64_t> out;
  std::string known;
  for (const auto& each : bad_findings(tx, job.number)) {
    if (each.found.item == item) out.push_back(each.result_id);
    if (known.find(each.found.item) == std::string::npos)
      known += (known.empty() ? "" : ", ") + each.found.item;
  }
  if (out.empty())
    throw not_found("job.finding-not-found",
                    known.empty() ? tr("no inspection of job {0} found anything bad", job.number)
                                  : tr("no inspection of job {0} found {1} bad, but {2}",
                                       job.number, item, known),
                    "svcctl job show " + job.number);
  return out;
}

void keep_answer(store::WriteTxn& tx, const JobRecord& job, std::int64_t result_id,
                 std::optional<std::int64_t> line_id, std::optional<std::int64_t> words_id) {
  tx.insert(
      R"(
    INSERT INTO finding_answer (job_id, result_id, line_id, words_id, at, recorded_at, staff_id,
                                outlet_id)
    VALUES (:job, :result, :line, :words, :at, :now, :staff,
            (SELECT outlet_id FROM job WHERE id = :job)))",
      {{"job", job.id}, {"result", result_id}, {"line", line_id}, {"words", words_id}, tx.stamp()});
}

}  // namespace

std::vector<BadFinding> bad_findings(const store::ReadTxn& tx, const std::string& job) {
  std::vector<BadFinding> out;
  auto query = tx.query("SELECT COALESCE(" + store::late_by("finding_answer", "a") +
                            R"(, '') AS late_by, r.id AS result_id, i.template, r.item, r.result,
           COALESCE(r.value, '') AS measured, a.id AS answer_id, l.number AS line,
           COALESCE(l.state, '') AS state, COALESCE(s.code, '') AS staff
      FROM inspection i
      JOIN inspection_result r ON r.inspection_id = i.id AND r.result = 'bad'
      LEFT JOIN finding_answer a ON a.result_id = r.id
      LEFT JOIN job_line l ON l.id = a.line_id
      LEFT JOIN staff s ON s.id = a.staff_id
     WHERE i.job_id = (SELECT id FROM job WHERE number = :job)
     ORDER BY r.id, a.id)",
                        {{"job", job}});
  while (query.next()) {
    const auto& row = query.row();
    if (out.empty() || out.back().result_id != row.get<std::int64_t>("result_id")) {
      BadFinding next;
      next.result_id = row["result_id"];
      next.found = described(tx.settings(), row.as<InspectionResult>());
      out.push_back(std::move(next));
    }
    if (!row.get<std::optional<std::int64_t>>("answer_id")) continue;
    auto& finding = out.back();
    const auto line = row.get<std::optional<std::int64_t>>("line");
    if (line && row.get<std::string>("state") == to_code(intake::LineState::void_)) continue;
    if (line) finding.lines += (finding.lines.empty() ? "" : ", ") + std::to_string(*line);
    finding.declined = finding.declined || !line;
    finding.by = row.get<std::string>("staff");
    finding.late_by = row.get<std::string>("late_by");
  }
  return out;
}

std::vector<BadFinding> answer_finding(store::WriteTxn& tx, const FindingRequest& request) {
  require_any_right(tx, Right::receive, Right::repair);
  const JobRecord job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::inspect, {found_bad.of(job.id)});
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.line.has_value() == request.declined)
    throw usage_error(
        "job.finding-answer", tr("say which line mends it, or that the customer declined it"),
        "svcctl job finding " + job.number + " " + request.item + " --declined --why WORDS");
  if (request.declined && request.words.empty())
    throw usage_error("job.no-reason", tr("give the reason with --why"));
  const auto results = results_of_item(tx, job, request.item);
  std::optional<std::int64_t> line_id;
  if (request.line) {
    const auto lines = intake::job_lines(tx, job.id);
    const auto line = std::ranges::find(lines, *request.line, &JobLine::number);
    if (line == lines.end())
      throw not_found("job.line-not-found",
                      tr("job {0} has no line {1}", job.number, *request.line),
                      "svcctl job show " + job.number);
    line_id = line->id;
  }
  const auto words = request.declined ? customer::keep_words(tx, job.customer_id, job.id,
                                                             "declined-finding", request.words)
                                      : std::nullopt;
  for (const auto result : results) keep_answer(tx, job, result, line_id, words);
  tx.record(store::of_outlet(job.outlet_id),
            {"job",
             job.number,
             {{"finding", request.item},
              {"line", request.line ? std::to_string(*request.line) : ""},
              {"declined", request.declined ? "yes" : ""}}});
  auto all = bad_findings(tx, job.number);
  std::erase_if(all, [&](const BadFinding& each) { return each.found.item != request.item; });
  return all;
}

void answer_by_lines(store::WriteTxn& tx, const JobRecord& job,
                     const std::vector<std::string>& items, const std::vector<JobLine>& lines) {
  for (const auto& item : items)
    for (const auto result : results_of_item(tx, job, item))
      for (const auto& line : lines)
        if (!line.core_of && line.kind != intake::LineKind::fee)
          keep_answer(tx, job, result, line.id, std::nullopt);
}

}  // namespace svcctl::job
