#include <algorithm>
#include <functional>

#include "intake/estimate.hpp"
#include "intake/job_state.hpp"
#include "job/change.hpp"
#include "job/grounds.hpp"
#include "job/inspection.hpp"
#include "job/order.hpp"
#include "job/private/rules.hpp"
#include "job/rule.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"
#include "store/override.hpp"
#include "store/signature.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

using intake::JobRecord;
using intake::JobState;

/// The acting person's part in a task.
struct OwnWork {
  std::optional<bool> did_it = {};  ///< unknown where nobody acts or nobody clocked
  bool to_sign = false;             ///< somebody put them down for it, and they have not signed
};

OwnWork own_work_in(const store::ReadTxn& tx, const JobRecord& job, const Task& task) {
  OwnWork out;
  if (!tx.actor_id()) return out;
  for (auto doers = tx.query(
           "SELECT DISTINCT k.staff_id AS staff_id, " + std::string(store::work_waits) +
               R"( AS waits FROM task_clock k
                                     WHERE k.task_id = :task AND k.staff_id IS NOT NULL)",
           {{"task", task.id}, {"job", job.number}, {"number", std::to_string(task.number)}});
       doers.next();) {
    const bool own = doers.row().get<std::int64_t>("staff_id") == *tx.actor_id();
    out.did_it = out.did_it.value_or(false) || own;
    out.to_sign = out.to_sign || (own && doers.row().get<bool>("waits"));
  }
  return out;
}

/// Who else could look at work as the rule asks.
store::OtherThere other_who(store::WriteTxn& tx,
                            const std::function<bool(std::int64_t staff_id)>& keeps) {
  return [&tx, keeps] {
    return shop::other_there(tx, Right::repair,
                             [&](const shop::Staff& person) { return keeps(person.id); });
  };
}

/// Who acts; where it counts as that of another code, with that: "T02 = T01".
std::string actor_as(const store::ReadTxn& tx, std::int64_t code) {
  const auto& own = tx.actor().code;
  return code == tx.actor_id() ? own : own + " = " + shop::staff_code(tx, code);
}

/// Whoever still works here, had a clock on the task that the acting person typed, and has not said
/// by a self-check that the work is theirs.
std::optional<std::string> typed_for(const store::ReadTxn& tx, const Task& task) {
  return tx.value<std::string>(
      R"(
    SELECT MIN(s.code) AS value
      FROM task_clock k JOIN staff s ON s.id = k.staff_id AND s.active = 1
     WHERE k.task_id = :task AND k.staff_id <> :typist
       AND NOT EXISTS (SELECT 1 FROM task_check c
                        WHERE c.task_id = k.task_id AND c.round = :round AND c.kind = 'self'
                          AND c.passed = 1 AND c.staff_id = k.staff_id))",
      {{"task", task.id}, {"round", task.round}, {"typist", tx.actor_id().value_or(0)}});
}

/// Who typed the work of another is taken for who did it until that other signs it, which is what
/// mends it: nobody is missing.
void require_signed(store::WriteTxn& tx, const JobRecord& job, const Task& task) {
  const auto who = typed_for(tx, task);
  if (!who) return;
  require(tx, false, Clause::quality, "job.typed-unsigned",
          tr("{0} typed the work of {1} on task {2} of job {3}, and {1} has not signed it",
             tx.actor().code, *who, task.number, job.number),
          self_check_hint(job.number, task.number, *who));
}

void require_another(store::WriteTxn& tx, const JobRecord& job, const Task& task) {
  const auto& another = rule::checked_by_another;
  const auto judged = [&](std::optional<std::int64_t> staff) {
    return store::judge(tx, rule::cross_checking,
                        {{"task", task.id}, {"staff", staff}, {"at", tx.happened()}},
                        {&another, &rule::done_by_another});
  };
  const auto keeps = [&](std::optional<std::int64_t> staff) {
    return judged(staff).keeps(another);
  };
  const auto codes = store::counts_as(tx);
  const auto hand = std::ranges::find_if_not(codes, keeps);
  if (hand != codes.end() && std::ranges::all_of(codes, [&](std::int64_t code) {
        return judged(code).keeps(rule::done_by_another);
      }))
    require_signed(tx, job, task);
  store::require_another(
      tx, hand == codes.end(), another.clause, "job.own-work",
      tr("{0} had a hand in task {1} of job {2}: somebody else cross-checks it",
         hand == codes.end() ? "" : actor_as(tx, *hand), task.number, job.number),
      "svcctl job check " + job.number + " " + std::to_string(task.number) +
          " --cross --pass --as TECHNICIAN",
      other_who(tx, keeps));
}

/// Whoever passes a job did not do what nobody else checked.
void require_seen(store::WriteTxn& tx, const JobRecord& job) {
  const auto& seen = rule::seen_by_another;
  const auto& undone = rule::undone_seen_by_another;
  const auto& own = rule::own_seen_by_another;
  const auto judged = [&](std::optional<std::int64_t> staff) {
    return store::judge(tx, rule::inspecting,
                        {{"job", job.id}, {"staff", staff}, {"at", tx.happened()}},
                        {&seen, &undone, &own});
  };
  const auto unseen = [&](std::optional<std::int64_t> staff) {
    const auto judgement = judged(staff);
    return judgement.keeps(seen) ? judgement.broken_by(undone) : judgement.broken_by(seen);
  };
  const auto codes = store::counts_as(tx);
  std::string task;
  std::string who;
  for (const auto code : codes) {
    if (!task.empty()) break;
    task = unseen(code);
    if (!task.empty()) who = actor_as(tx, code);
  }
  if (!task.empty() &&
      std::ranges::all_of(codes, [&](std::int64_t code) { return judged(code).keeps(own); }))
    require_signed(tx, job, find_task(tx, job, task));
  store::require_another(
      tx, task.empty(), seen.clause, "job.inspects-own",
      tr("{0} had a hand in task {1} of job {2}, and nobody else checked it", who, task,
         job.number),
      "svcctl job check " + job.number + " " + task + " --cross --pass --as TECHNICIAN",
      other_who(tx, [&](std::int64_t staff) { return unseen(staff).empty(); }));
}

std::string measures_text(const std::vector<std::string>& measures) {
  std::string out;
  for (const auto& measure : measures) {
    const auto equals = measure.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == measure.size())
      throw usage_error("job.measure", tr("cannot read measure {0}: NAME=VALUE", measure));
    out += (out.empty() ? "" : "\n") + measure;
  }
  return out;
}

bool failed_this_round(const store::ReadTxn& tx, const Task& task) {
  const auto last = tx.value<bool>(R"(
    SELECT passed AS value FROM task_check
     WHERE task_id = :task AND round = :round ORDER BY id DESC LIMIT 1)",
                                   {{"task", task.id}, {"round", task.round}});
  return last && !*last;
}

std::string numbers_text(const std::vector<int>& numbers) {
  std::string out;
  for (const int number : numbers) out += (out.empty() ? "" : ", ") + std::to_string(number);
  return out;
}

/// What must hold before a car passes its final inspection.
void require_ready(store::WriteTxn& tx, const JobRecord& job) {
  const auto change = open_change(tx, job.id);
  require(tx, !change, Clause::consent, "job.change-open",
          tr("the customer has not answered change {0} of job {1}", change.value_or(0), job.number),
          consent_hint(job, change.value_or(0)));
  const auto open = unchecked_tasks(tx, job.id);
  require(
      tx, open.empty(), Clause::quality, "job.unchecked",
      tr("tasks of job {0} are not finished and checked: {1}", job.number, numbers_text(open)),
      open.empty() ? "" : check_hint(tx, job, find_task(tx, job, std::to_string(open.front()))));
  const auto all = tasks(tx, job.id);
  const auto done = std::ranges::find(all, TaskState::finished, &Task::state);
  require(tx, done == all.end() || job.state == JobState::finished, Clause::quality,
          "job.not-redone",
          tr("job {0} failed its final inspection and nothing was done again since", job.number),
          done == all.end()
              ? ""
              : "svcctl job task " + job.number + " start " + std::to_string(done->number));
}

/// A visit of parts and fees alone has no work whose last check would finish it.
JobRecord as_finished(store::WriteTxn& tx, const JobRecord& job) {
  if (job.state != JobState::confirmed && job.state != JobState::working) return job;
  const auto lines = intake::job_lines(tx, job.id);
  const bool agreed =
      std::ranges::find(lines, intake::LineState::agreed, &intake::JobLine::state) != lines.end();
  if (!agreed || !unchecked_tasks(tx, job.id).empty()) return job;
  intake::move_job(tx, job, JobState::finished);
  return intake::job_by_id(tx, job.id);
}

}  // namespace

Task check_task(store::WriteTxn& tx, const TaskCheckRequest& request) {
  shop::require_right(tx, Right::repair);
  const JobRecord job = intake::find_job(tx, request.job);
  require_confirmed(tx, job);
  require_in_work(job);
  const Task task = find_task(tx, job, request.task);
  tx.stands_on(Clause::quality, {stopped.of(task.id)});
  const std::string number = std::to_string(task.number);
  const bool begun_and_dropped = task.state == TaskState::dropped && task.started_at;
  require(tx, task.state == TaskState::finished || begun_and_dropped, Clause::quality,
          "job.not-finished",
          tr("task {0} of job {1} is {2}: only finished work is checked", task.number, job.number,
             task.state),
          "svcctl job task " + job.number + " finish " + number);
  const auto own =
      request.kind == CheckKind::self ? own_work_in(tx, job, task) : OwnWork{.did_it = true};
  if (request.kind == CheckKind::cross)
    require_another(tx, job, task);
  else if (!own.did_it.value_or(true))
    throw usage_error("job.others-work",
                      tr("{0} did not do task {1} of job {2}: that is a cross-check",
                         tx.actor().code, task.number, job.number),
                      check_hint(tx, job, task) + "\nsvcctl job check " + job.number + " " +
                          number + " --cross --pass");
  require(tx, !request.passed || !failed_this_round(tx, task), Clause::quality, "job.not-redone",
          tr("task {0} of job {1} failed its check and was not done again since", task.number,
             job.number),
          "svcctl job task " + job.number + " start " + number);
  if (own.to_sign) store::sign_work(tx, job.number, number);
  tx.insert(R"(
    INSERT INTO task_check (task_id, round, kind, passed, measures, note, staff_id, at, recorded_at,
                            outlet_id)
    VALUES (:task, :round, :kind, :passed, :measures, :note, :staff, :at, :now,
            (SELECT outlet_id FROM task WHERE id = :task)))",
            {{"task", task.id},
             {"round", task.round},
             {"kind", request.kind},
             {"passed", request.passed},
             {"measures", measures_text(request.measures)},
             {"note", request.note},
             tx.stamp()});
  settle_state(tx, job);
  tx.record(store::of_outlet(job.outlet_id), {"job",
                                              job.number,
                                              {{"task", number},
                                               {"check", to_code(request.kind)},
                                               {"passed", request.passed ? "yes" : "no"}}});
  return find_task(tx, job, number);
}

JobRecord final_inspection(store::WriteTxn& tx, const FinalRequest& request) {
  const JobRecord job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::quality, {intake::opened.of(job.id), intake::confirmed.of(job.id),
                                 work_done.of(job.id), checked.of(job.id)});
  require(tx, tx.may(Right::inspect_final), Clause::quality, "job.not-inspector",
          tr("{0} is no inspector: the final inspection is an inspector's", tx.actor().code),
          "svcctl job final " + job.number + " --pass --as INSPECTOR");
  require_confirmed(tx, job);
  const bool passed_before = job.state == JobState::final_passed || job.state == JobState::prepared;
  if (passed_before && request.passed)
    throw wrong_state("job.inspected",
                      tr("job {0} has passed its final inspection already", job.number),
                      "svcctl settle prepare " + job.number + " --cleaned");
  if (held(tx, job.id))
    throw wrong_state("job.held", tr("job {0} is held", job.number),
                      "svcctl job resume " + job.number);
  if (request.passed) {
    require_ready(tx, job);
    require_seen(tx, job);
  }
  if (request.road_test_km && *request.road_test_km < 0)
    throw usage_error("job.road-test",
                      tr("a road test of {0} km cannot be", *request.road_test_km));
  tx.insert(R"(
    INSERT INTO final_inspection (job_id, passed, road_test_km, note, staff_id, at, recorded_at,
                                  outlet_id)
    VALUES (:job, :passed, :km, :note, :staff, :at, :now,
            (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job.id},
             {"passed", request.passed},
             {"km", request.road_test_km},
             {"note", request.note},
             tx.stamp()});
  intake::move_job(tx, request.passed ? as_finished(tx, job) : job,
                   request.passed ? JobState::final_passed : JobState::working);
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"final", request.passed ? "passed" : "failed"}}});
  return intake::job_by_id(tx, job.id);
}

}  // namespace svcctl::job
