#include <algorithm>

#include "intake/consent.hpp"
#include "intake/estimate.hpp"
#include "intake/job_state.hpp"
#include "job/change.hpp"
#include "job/grounds.hpp"
#include "job/order.hpp"
#include "job/private/rules.hpp"
#include "job/rule.hpp"
#include "job/task.hpp"
#include "shop/staff.hpp"
#include "store/signature.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

using intake::JobRecord;
using intake::JobState;

/// The task as typed; one that a change not consented to would make is refused, not unknown.
Task task_or_refusal(store::WriteTxn& tx, const JobRecord& job, const std::string& typed) {
  require_confirmed(tx, job);
  const auto all = tasks(tx, job.id);
  const auto last = all.empty() ? 0 : all.back().number;
  const bool known = std::any_of(all.begin(), all.end(), [&](const Task& task) {
    return std::to_string(task.number) == typed ||
           (task.operation == typed && task.state != TaskState::dropped);
  });
  if (!known) {
    int number = last;
    for (const auto& change : changes(tx, job)) {
      if (change.state != ChangeState::proposed) continue;
      for (const auto& line : change.lines)
        if (intake::is_work(line.kind))
          require(
              tx, typed != line.operation && typed != std::to_string(++number), Clause::consent,
              "job.change-open",
              tr("{0} belongs to change {1} of job {2}, to which the customer has not "
                 "consented",
                 line.operation.empty() ? line.text : line.operation, change.number, job.number),
              consent_hint(job, change.number));
    }
  }
  return find_task(tx, job, typed);
}

/// Somebody who does a task.
struct Worker {
  std::int64_t id;
  std::string code;
};

/// Who works: as told, else the acting technician, else who is assigned, else who acts.
std::optional<Worker> worker(store::WriteTxn& tx, const Task& task, const std::string& told) {
  if (!told.empty()) {
    const auto staff = shop::find_active_staff(tx, told);
    return Worker{staff.id, staff.code};
  }
  const bool technician = tx.actor_id() && tx.actor().roles.count(Role::technician) > 0;
  if (!technician && task.technician_id) return Worker{*task.technician_id, task.technician};
  if (!tx.actor_id()) return std::nullopt;
  return Worker{*tx.actor_id(), tx.actor().code};
}

/// Who does the work signs it by working: by starting and ending it, under their own name.
void sign_own(store::WriteTxn& tx, const JobRecord& job, const Task& task,
              std::optional<std::int64_t> worker) {
  if (tx.actor_id() && worker == tx.actor_id())
    store::sign_work(tx, job.number, std::to_string(task.number));
}

void name_worker(store::WriteTxn& tx, const Task& task, const Worker& worker) {
  store::named(tx, worker.id, worker.code, store::NamedAs::technician, Clause::technician,
               std::to_string(task.number));
}

/// A manager who types for the people of the shop says for whom: else it is their own work.
void remark_on_worker(store::WriteTxn& tx, const Task& task, const Worker& works) {
  if (works.id != tx.actor_id() || !task.technician_id || works.id == *task.technician_id ||
      !tx.actor().roles.contains(Role::manager))
    return;
  tx.remark("task.own-clock",
            tr("task {0} was given to {1}, and the clock of {2} runs: who types it for {1} says "
               "--technician {1}",
               task.number, task.technician, works.code));
}

void stop_clocks(store::WriteTxn& tx, const Task& task) {
  tx.run(
      "UPDATE task_clock SET stopped_at = :at, stopped_by = :staff "
      "WHERE task_id = :task AND stopped_at IS NULL",
      {tx.stamp(), {"task", task.id}});
}

Task reread(store::WriteTxn& tx, const JobRecord& job, const Task& task, const char* what) {
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"task", std::to_string(task.number)}, {"state", what}}});
  return find_task(tx, job, std::to_string(task.number));
}

void set_task(store::WriteTxn& tx, const Task& task, TaskState state) {
  tx.run("UPDATE task SET state = :state WHERE id = :id", {{"state", state}, {"id", task.id}});
}

/// The task, and its line with the last of its tasks, are not done.
void leave_out(store::WriteTxn& tx, const JobRecord& job, const Task& task,
               const std::string& why) {
  stop_clocks(tx, task);
  tx.run("UPDATE task SET state = 'dropped', dropped_reason = :why WHERE id = :id",
         {{"why", why}, {"id", task.id}});
  tx.run(R"(UPDATE job_line SET state = 'dropped'
             WHERE id = :line
               AND NOT EXISTS (SELECT 1 FROM task WHERE line_id = :line AND state <> 'dropped'))",
         {{"line", task.line_id}});
  settle_state(tx, job);
}

}  // namespace

Task add_task(store::WriteTxn& tx, const AddTaskRequest& request) {
  require_any_right(tx, Right::receive, Right::repair);
  const JobRecord job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::consent, {intake::opened.of(job.id), intake::confirmed.of(job.id)});
  require_confirmed(tx, job);
  require_in_work(job);
  std::optional<intake::JobLine> agreed;
  std::optional<int> proposed;
  for (const auto& line : intake::job_lines(tx, job.id)) {
    if (line.kind != intake::LineKind::labour || line.operation != request.operation) continue;
    if (line.state == intake::LineState::agreed && !agreed) agreed = line;
    if (line.state == intake::LineState::quoted && line.change_id)
      proposed = static_cast<int>(
          tx.value<std::int64_t>("SELECT number AS value FROM change_order WHERE id = :id",
                                 {{"id", *line.change_id}})
              .value_or(0));
  }
  require(tx, agreed || !proposed, Clause::consent, "job.change-open",
          tr("{0} belongs to change {1} of job {2}, to which the customer has not consented",
             request.operation, proposed.value_or(0), job.number),
          consent_hint(job, proposed.value_or(0)));
  require(tx, agreed.has_value(), Clause::consent, "job.not-agreed",
          tr("operation {0} is not among what the customer agreed to on job {1}", request.operation,
             job.number),
          "svcctl job change " + job.number + " --reason … --labour " + request.operation);
  const auto number =
      1 + tx.value<std::int64_t>("SELECT MAX(number) AS value FROM task WHERE job_id = :job",
                                 {{"job", job.id}})
              .value_or(0);
  tx.insert(R"(
    INSERT INTO task (job_id, number, line_id, change_id, operation, text, hours, state, outlet_id)
    VALUES (:job, :number, :line, :change, :operation, :text, 0, 'waiting',
            (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job.id},
             {"number", number},
             {"line", agreed->id},
             {"change", agreed->change_id},
             {"operation", agreed->operation},
             {"text", request.text.empty() ? agreed->text : request.text}});
  settle_state(tx, job);
  return reread(tx, job, find_task(tx, job, std::to_string(number)), "added");
}

Task assign_task(store::WriteTxn& tx, const AssignRequest& request) {
  require_any_right(tx, Right::receive, Right::repair);
  const JobRecord job = intake::find_job(tx, request.job);
  const Task task = task_or_refusal(tx, job, request.task);
  tx.stands_on(Clause::technician, {intake::opened.of(job.id), intake::confirmed.of(job.id)});
  if (task.state == TaskState::dropped || task.state == TaskState::finished)
    throw wrong_state("task.closed",
                      tr("task {0} of job {1} is {2}", task.number, job.number, task.state));
  if (request.technician.empty() && request.bay.empty())
    throw usage_error("task.nothing", tr("give --technician STAFF, --bay BAY or both"));
  auto technician = task.technician_id;
  if (!request.technician.empty()) {
    const auto staff = shop::find_active_staff(tx, request.technician);
    require_certificate(tx, task, work_said(tx, task), staff.id);
    name_worker(tx, task, {staff.id, staff.code});
    technician = staff.id;
  }
  tx.run(
      R"(UPDATE task SET technician_id = :technician, bay = :bay, state = :state
             WHERE id = :id)",
      {{"technician", technician},
       {"bay", request.bay.empty() ? task.bay : request.bay},
       {"state", task.state == TaskState::waiting && technician ? TaskState::assigned : task.state},
       {"id", task.id}});
  return reread(tx, job, task, "assigned");
}

Task start_task(store::WriteTxn& tx, const StartRequest& request) {
  require_any_right(tx, Right::repair, Right::receive);
  const JobRecord job = intake::find_job(tx, request.job);
  const Task task = task_or_refusal(tx, job, request.task);
  tx.stands_on(Clause::confirm, {intake::opened.of(job.id), intake::confirmed.of(job.id)});
  if (task.change_id) tx.stands_on(Clause::consent, {agreed_to.of(*task.change_id)});
  const auto work = work_said(tx, task);
  if (is_repair(tx.settings(), work)) tx.stands_on(Clause::inspect, {diagnosed.of(job.id)});
  tx.stands_on(Clause::quality, {stopped.of(task.id)});
  require_in_work(job);
  if (held(tx, job.id))
    throw wrong_state("job.held", tr("job {0} is held", job.number),
                      "svcctl job resume " + job.number);
  const bool rework = task.state == TaskState::finished && may_rework(tx, job, task);
  if (task.state == TaskState::working || task.state == TaskState::dropped ||
      (task.state == TaskState::finished && !rework))
    throw wrong_state("task.closed",
                      tr("task {0} of job {1} is {2}", task.number, job.number, task.state));
  const auto judged = judge_beginning(tx, job, task.change_id, task);
  require_consent(tx, job, task.change_id, judged);
  require_named(tx, job, task, judged);
  require_diagnosis(tx, job, task, judged);
  const auto works = worker(tx, task, request.technician);
  const auto technician = works ? std::optional(works->id) : std::nullopt;
  if (works) {
    require_certificate(tx, task, work, works->id);
    name_worker(tx, task, *works);
    sign_own(tx, job, task, technician);
    remark_on_worker(tx, task, *works);
  }
  const std::string bay = request.bay.empty() ? task.bay : request.bay;
  if (!bay.empty()) require_free_bay(tx, job, bay);
  // Whose clock runs does the task, whoever was put down for it before.
  tx.run(R"(UPDATE task SET state = 'working', bay = :bay, round = :round,
                   technician_id = COALESCE(:technician, technician_id),
                   started_at = COALESCE(started_at, :at), finished_at = NULL
             WHERE id = :id)",
         {{"bay", bay},
          {"round", task.round + (rework ? 1 : 0)},
          {"technician", technician},
          tx.stamp(),
          {"id", task.id}});
  tx.insert(R"(INSERT INTO task_clock (task_id, staff_id, started_by, started_at, recorded_at,
                                       outlet_id)
               VALUES (:task, :technician, :staff, :at, :now,
                       (SELECT outlet_id FROM task WHERE id = :task)))",
            {{"task", task.id}, {"technician", technician}, tx.stamp()});
  intake::move_job(tx, job, JobState::working);
  return reread(tx, job, task, "started");
}

Task pause_task(store::WriteTxn& tx, const std::string& number, const std::string& typed,
                const std::string& why) {
  require_any_right(tx, Right::repair, Right::receive);
  const JobRecord job = intake::find_job(tx, number);
  const Task task = task_or_refusal(tx, job, typed);
  tx.stands_on(Clause::quality, {started.of(task.id)});
  if (task.state != TaskState::working)
    throw wrong_state(
        "task.not-working",
        tr("task {0} of job {1} is {2}, not in work", task.number, job.number, task.state),
        "svcctl job task " + job.number + " start " + std::to_string(task.number));
  stop_clocks(tx, task);
  set_task(tx, task, TaskState::paused);
  tx.record(store::of_outlet(job.outlet_id),
            {"job",
             job.number,
             {{"task", std::to_string(task.number)}, {"state", "paused"}, {"why", why}}});
  return find_task(tx, job, std::to_string(task.number));
}

Task finish_task(store::WriteTxn& tx, const std::string& number, const std::string& typed) {
  require_any_right(tx, Right::repair, Right::receive);
  const JobRecord job = intake::find_job(tx, number);
  const Task task = task_or_refusal(tx, job, typed);
  tx.stands_on(Clause::quality, {started.of(task.id), stopped.of(task.id)});
  if (task.state != TaskState::working && task.state != TaskState::paused)
    throw wrong_state(
        "task.not-working",
        tr("task {0} of job {1} is {2}, not in work", task.number, job.number, task.state),
        "svcctl job task " + job.number + " start " + std::to_string(task.number));
  stop_clocks(tx, task);
  tx.run(
      "UPDATE task SET state = 'finished', finished_at = :at, finished_by = :staff WHERE id = :id",
      {tx.stamp(), {"id", task.id}});
  sign_own(tx, job, task, task.technician_id);
  settle_state(tx, job);
  return reread(tx, job, task, "finished");
}

Task drop_task(store::WriteTxn& tx, const std::string& number, const std::string& typed,
               const std::string& why) {
  require_any_right(tx, Right::receive, Right::repair);
  const JobRecord job = intake::find_job(tx, number);
  const Task task = task_or_refusal(tx, job, typed);
  tx.stands_on(Clause::quality, {intake::confirmed.of(job.id), stopped.of(task.id)});
  if (why.empty()) throw usage_error("job.no-reason", tr("give the reason with --why"));
  if (job.state == JobState::final_passed || job.state == JobState::prepared) require_in_work(job);
  const auto judged = store::judge(tx, rule::dropping,
                                   {{"job", job.id}, {"task", task.number}, {"at", tx.happened()}},
                                   {&rule::checked_before_dropped});
  if (task.state == TaskState::dropped)
    throw wrong_state("task.closed",
                      tr("task {0} of job {1} is {2}", task.number, job.number, task.state));
  require(tx, judged, rule::checked_before_dropped, "job.drop-begun",
          tr("work on task {0} of job {1} began, and is not checked", task.number, job.number),
          task.state == TaskState::finished
              ? check_hint(tx, job, task)
              : "svcctl job task " + job.number + " finish " + std::to_string(task.number) +
                    "\nsvcctl job task " + job.number + " undo " + std::to_string(task.number) +
                    " --why WORDS");
  leave_out(tx, job, task, why);
  return reread(tx, job, task, "dropped");
}

Task undo_task(store::WriteTxn& tx, const std::string& number, const std::string& typed,
               const std::string& why) {
  require_any_right(tx, Right::repair, Right::receive);
  const JobRecord job = intake::find_job(tx, number);
  const Task task = task_or_refusal(tx, job, typed);
  tx.stands_on(Clause::quality, {started.of(task.id), stopped.of(task.id)});
  if (why.empty()) throw usage_error("job.no-reason", tr("give the reason with --why"));
  if (task.state != TaskState::working && task.state != TaskState::paused)
    throw wrong_state(
        "task.not-working",
        tr("task {0} of job {1} is {2}, not in work", task.number, job.number, task.state),
        task.state == TaskState::finished ? check_hint(tx, job, task)
                                          : "svcctl job task " + job.number + " list");
  // A return names no task: what other tasks may hold of the part is not this one's.
  const auto part = tx.value<std::string>(R"(
    SELECT MIN(p.number) AS value
      FROM part p
     WHERE p.id IN (SELECT m.part_id FROM stock_movement m
                     WHERE m.job_id = :job AND m.task_id = :task AND m.kind = 'issue')
       AND -(SELECT SUM(m.qty) FROM stock_movement m
              WHERE m.job_id = :job AND m.part_id = p.id AND m.kind IN ('issue', 'return'))
           > (SELECT -COALESCE(SUM(m.qty), 0)
                FROM stock_movement m JOIN task o ON o.id = m.task_id
               WHERE m.job_id = :job AND m.part_id = p.id AND m.kind = 'issue'
                 AND o.id <> :task AND o.state <> 'dropped'))",
                                          {{"task", task.id}, {"job", job.id}});
  if (part)
    throw wrong_state("job.parts-out",
                      tr("part {0} is issued to task {1} of job {2}: it is not undone", *part,
                         task.number, job.number),
                      "svcctl parts return " + job.number + " " + *part);
  tx.insert(R"(INSERT INTO task_undone (task_id, reason, at, recorded_at, staff_id, outlet_id)
               VALUES (:task, :why, :at, :now, :staff,
                       (SELECT outlet_id FROM task WHERE id = :task)))",
            {{"task", task.id}, {"why", why}, tx.stamp()});
  leave_out(tx, job, task, why);
  return reread(tx, job, task, "undone");
}

}  // namespace svcctl::job
