#include "job/change.hpp"

#include <algorithm>

#include "intake/category.hpp"
#include "job/finding.hpp"
#include "job/grounds.hpp"
#include "job/issue.hpp"
#include "job/private/rules.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

using intake::JobLine;
using intake::JobRecord;
using intake::LineState;

const std::string change_columns = "SELECT " + store::late_by("change_order", "c") +
                                   R"( AS late_by,
         c.id, j.number AS job, c.number, c.reason, c.before_amount, c.after_amount,
         c.promised_at, c.state, c.at
    FROM change_order c JOIN job j ON j.id = c.job_id)";

void add_lines_of(const store::ReadTxn& tx, std::int64_t job_id, std::vector<Change>& changes) {
  if (changes.empty()) return;
  for (const auto& line : intake::job_lines(tx, job_id, true))
    for (auto& change : changes) {
      if (line.change_id == change.id) change.lines.push_back(line);
      if (line.drop_change_id == change.id) change.drop.push_back(line.number);
    }
}

/// What the customer has agreed to of the job, after tax.
Money agreed_total(const store::ReadTxn& tx, std::int64_t job_id) {
  auto lines = intake::job_lines(tx, job_id);
  std::erase_if(lines, [](const JobLine& line) { return line.state != LineState::agreed; });
  return intake::sum_of(lines);
}

/// What the change adds, less what falls away.
Money cost_of(const store::ReadTxn& tx, std::int64_t job_id, const Change& change) {
  Money cost = intake::sum_of(change.lines);
  for (const auto& line : intake::job_lines(tx, job_id))
    if (std::find(change.drop.begin(), change.drop.end(), line.number) != change.drop.end() &&
        line.state == LineState::agreed)
      cost -= line.amount;
  return cost;
}

/// Lines that may fall away: agreed to, with no work begun and nothing issued on them.
void require_droppable(const store::ReadTxn& tx, const JobRecord& job, std::int64_t number) {
  const auto lines = intake::job_lines(tx, job.id);
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const JobLine& candidate) {
    return candidate.number == number && candidate.state == LineState::agreed;
  });
  if (line == lines.end())
    throw not_found("job.line-not-found", tr("job {0} has no agreed line {1}", job.number, number),
                    "svcctl job show " + job.number);
  for (const auto& task : tasks(tx, job.id))
    if (task.line_id == line->id && task.started_at && task.state != TaskState::dropped)
      throw wrong_state("job.line-begun",
                        tr("work on line {0} of job {1} has begun", number, job.number));
  if (!line->part_id) return;
  Quantity left;
  for (const auto& other : lines)
    if (other.part_id == line->part_id && other.id != line->id && other.state == LineState::agreed)
      left += other.quantity;
  if (still_out(tx, job.id, *line->part_id).quantity > left)
    throw wrong_state(
        "job.parts-out",
        tr("part {0} of line {1} is issued to job {2}", line->part_number, number, job.number),
        "svcctl parts return " + job.number + " " + line->part_number);
}

/// A part's core deposit falls away with it.
std::vector<std::int64_t> with_cores(const store::ReadTxn& tx, const JobRecord& job,
                                     std::vector<std::int64_t> drop) {
  const auto lines = intake::job_lines(tx, job.id);
  for (const auto& core : lines) {
    if (!core.core_of || core.state != LineState::agreed) continue;
    const auto part = std::ranges::find(lines, *core.core_of, &JobLine::id);
    if (part == lines.end() || std::ranges::find(drop, part->number) == drop.end()) continue;
    if (std::ranges::find(drop, core.number) == drop.end()) drop.push_back(core.number);
  }
  return drop;
}

void drop_lines(store::WriteTxn& tx, const JobRecord& job, const Change& change) {
  for (const auto number : change.drop) {
    require_droppable(tx, job, number);
    tx.run("UPDATE job_line SET state = 'dropped' WHERE job_id = :job AND number = :number",
           {{"job", job.id}, {"number", number}});
    tx.run(R"(UPDATE task SET state = 'dropped', dropped_reason = :why
               WHERE state <> 'dropped' AND line_id IN
                 (SELECT id FROM job_line WHERE job_id = :job AND number = :number))",
           {{"why", change.reason}, {"job", job.id}, {"number", number}});
  }
}

}  // namespace

std::vector<Change> changes(const store::ReadTxn& tx, const JobRecord& job) {
  auto all = tx.all<Change>(change_columns + " WHERE c.job_id = :job ORDER BY c.number",
                            {{"job", job.id}});
  add_lines_of(tx, job.id, all);
  return all;
}

Change find_change(const store::ReadTxn& tx, const JobRecord& job, std::int64_t number) {
  auto found = tx.all<Change>(change_columns + " WHERE c.job_id = :job AND c.number = :number",
                              {{"job", job.id}, {"number", number}});
  if (found.empty())
    throw not_found("change.not-found", tr("job {0} has no change {1}", job.number, number),
                    "svcctl job show " + job.number);
  add_lines_of(tx, job.id, found);
  return found.front();
}

std::optional<std::int64_t> open_change(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.value<std::int64_t>(
      "SELECT MIN(number) AS value FROM change_order WHERE job_id = :job AND state = 'proposed'",
      {{"job", job_id}});
}

Change propose_change(store::WriteTxn& tx, const ChangeRequest& request) {
  shop::require_right(tx, Right::receive);
  const JobRecord job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::consent, {intake::opened.of(job.id), intake::confirmed.of(job.id)});
  require_confirmed(tx, job);
  require_in_work(job);
  if (request.reason.empty())
    throw usage_error("job.no-reason", tr("give the reason of the change with --reason"));
  if (request.lines.empty() && request.drop.empty() && !request.promised_at)
    throw usage_error("job.no-change",
                      tr("a change adds lines, drops lines or promises another time"),
                      "svcctl job change " + job.number + " --reason … --labour OP --part NO");
  for (const auto line : request.drop) require_droppable(tx, job, line);
  const auto number = 1 + tx.value<std::int64_t>(
                                "SELECT MAX(number) AS value FROM change_order WHERE job_id = :job",
                                {{"job", job.id}})
                              .value_or(0);
  const Money before = agreed_total(tx, job.id);
  const auto id = tx.insert(R"(
    INSERT INTO change_order (job_id, number, reason, salt, before_amount, after_amount,
                              promised_at, state, at, recorded_at, staff_id, outlet_id)
    VALUES (:job, :number, :reason, :salt, :before, :before, :promised, 'proposed', :at, :now,
            :staff,
            (SELECT outlet_id FROM job WHERE id = :job)))",
                            {{"job", job.id},
                             {"number", number},
                             {"reason", request.reason},
                             {"salt", store::random_salt()},
                             {"before", before},
                             {"promised", request.promised_at},
                             tx.stamp()});
  const auto added = intake::add_lines(tx, job, request.lines, std::nullopt, id);
  answer_by_lines(tx, job, request.findings, added);
  for (const auto& line : added) {
    if (!line.unit_price)
      throw usage_error(
          "job.unpriced", tr("{0} has no price: the customer cannot consent to it", line.text),
          line.kind == intake::LineKind::part ? "--part " + line.part_number + ":QTY@PRICE"
                                              : "--labour " + line.operation + ":HOURS@RATE");
  }
  for (const auto line : with_cores(tx, job, request.drop))
    tx.run("UPDATE job_line SET drop_change_id = :id WHERE job_id = :job AND number = :line",
           {{"id", id}, {"job", job.id}, {"line", line}});
  const Money after = before + cost_of(tx, job.id, find_change(tx, job, number));
  tx.run("UPDATE change_order SET after_amount = :after WHERE id = :id",
         {{"after", after}, {"id", id}});
  tx.record(
      store::of_outlet(job.outlet_id),
      {"job",
       job.number,
       {{"change", std::to_string(number)}, {"before", before.str()}, {"after", after.str()}}});
  return find_change(tx, job, number);
}

Change consent_to_change(store::WriteTxn& tx, const ConsentRequest& request) {
  shop::require_right(tx, Right::receive);
  const JobRecord job = intake::find_job(tx, request.job);
  const Change change = find_change(tx, job, request.change);
  tx.stands_on(Clause::consent, {proposed.at(change.at)});
  if (change.state != ChangeState::proposed)
    throw wrong_state(
        "job.change-answered",
        tr("change {0} of job {1} is {2} already", change.number, job.number, change.state),
        "svcctl job show " + job.number);
  require_in_work(job);
  const auto begun = tx.value<std::int64_t>(R"(
    SELECT MIN(k.started_at) AS value
      FROM task_clock k JOIN task t ON t.id = k.task_id
     WHERE t.change_id = :change)",
                                            {{"change", change.id}});
  require(tx, !begun || tx.judged_at() <= Instant{*begun}, Clause::consent, "job.consent-late",
          tr("work on change {0} of job {1} began before that consent", change.number, job.number),
          "svcctl job show " + job.number);
  const Money before = agreed_total(tx, job.id);
  const Money after = request.refused ? before : before + cost_of(tx, job.id, change);
  intake::keep_consent(tx, job,
                       {.estimate_id = std::nullopt,
                        .change_id = change.id,
                        .method = request.method,
                        .given = !request.refused,
                        .total = after,
                        .promised_at = change.promised_at,
                        .by = request.by_customer});
  if (request.refused) {
    tx.run("UPDATE change_order SET state = 'refused' WHERE id = :id", {{"id", change.id}});
    tx.run("UPDATE job_line SET state = 'dropped' WHERE change_id = :id AND state = 'quoted'",
           {{"id", change.id}});
    tx.run("UPDATE job_line SET drop_change_id = NULL WHERE drop_change_id = :id",
           {{"id", change.id}});
  } else {
    tx.run(R"(UPDATE change_order SET state = 'consented', before_amount = :before,
                     after_amount = :after
               WHERE id = :id)",
           {{"before", before}, {"after", after}, {"id", change.id}});
    tx.run("UPDATE job_line SET state = 'agreed' WHERE change_id = :id AND state = 'quoted'",
           {{"id", change.id}});
    drop_lines(tx, job, change);
    make_tasks(tx, job.id, change.id);
    if (change.promised_at)
      tx.run("UPDATE job SET promised_at = :promised WHERE id = :id",
             {{"promised", change.promised_at}, {"id", job.id}});
  }
  intake::settle_category(tx, job);
  settle_state(tx, job);
  tx.record(store::of_outlet(job.outlet_id), {"job",
                                              job.number,
                                              {{"change", std::to_string(change.number)},
                                               {"state", request.refused ? "refused" : "consented"},
                                               {"total", after.str()},
                                               {"method", to_code(request.method)}}});
  return find_change(tx, job, change.number);
}

}  // namespace svcctl::job
