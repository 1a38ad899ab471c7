#include "job/task.hpp"

#include "shop/staff.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

/// The tasks for which the condition holds.
std::string tasks_where(std::string_view condition) {
  return "SELECT " + late_work("t") +
         R"( AS late_by, t.id, t.job_id, j.number AS job, t.number, t.line_id, t.change_id, t.operation, t.text,
         t.hours, t.technician_id, COALESCE(s.code, '') AS technician, t.bay, t.state, t.round,
         t.started_at, t.finished_at,
         COALESCE((SELECT COALESCE(w.code, '-') FROM task_undone u
                     LEFT JOIN staff w ON w.id = u.staff_id
                    WHERE u.task_id = t.id), '') AS undone_by,
         COALESCE((SELECT SUM(k.stopped_at - k.started_at) FROM task_clock k
                    WHERE k.task_id = t.id AND k.stopped_at IS NOT NULL), 0) AS seconds,
         COALESCE((SELECT c.passed FROM task_check c
                    WHERE c.task_id = t.id AND c.round = t.round
                    ORDER BY c.id DESC LIMIT 1), 0) AS checked
    FROM task t
    JOIN job j ON j.id = t.job_id
    LEFT JOIN staff s ON s.id = t.technician_id )" +
         std::string(condition);
}

Task read_task(const store::Row& row) {
  Task task = row.as<Task>();
  const std::int64_t seconds = row["seconds"];
  task.clocked = Hours::thousandths((seconds * 1000 + 1800) / 3600);
  return task;
}

}  // namespace

std::string late_work(std::string_view alias) {
  return "COALESCE((SELECT MAX(CASE WHEN late.actor = '' THEN '-' ELSE late.actor END) "
         "FROM late_record late JOIN task_clock k ON k.id = late.row_id "
         "WHERE late.table_name = 'task_clock' AND k.task_id = " +
         std::string(alias) + ".id), '')";
}

std::vector<Task> tasks(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all(tasks_where("WHERE t.job_id = :job ORDER BY t.number"), {{"job", job_id}},
                read_task);
}

Task find_task(const store::ReadTxn& tx, const intake::JobRecord& job, std::string_view typed) {
  std::optional<Task> found;
  for (auto& task : tasks(tx, job.id)) {
    if (std::to_string(task.number) == typed) return task;
    if (task.operation != typed || task.state == TaskState::dropped) continue;
    if (found)
      throw usage_error(
          "task.ambiguous",
          tr("several tasks of job {0} do {1}: give the task's number", job.number, typed),
          "svcctl job task " + job.number + " list");
    found = std::move(task);
  }
  if (!found)
    throw not_found("task.not-found", tr("job {0} has no task {1}", job.number, typed),
                    "svcctl job task " + job.number + " list");
  return *found;
}

std::string self_check_hint(const std::string& job, int task, const std::string& technician) {
  return "svcctl job check " + job + " " + std::to_string(task) + " --self --pass --as " +
         technician;
}

std::string check_hint(const store::ReadTxn& tx, const intake::JobRecord& job, const Task& task) {
  const auto number = std::to_string(task.number);
  if (task.state != TaskState::finished && !(task.state == TaskState::dropped && task.started_at))
    return "svcctl job task " + job.number + (task.started_at ? " finish " : " start ") + number;
  const auto who = shop::seek_staff(tx, task.technician);
  if (who && who->active) return self_check_hint(job.number, task.number, who->code);
  return "svcctl job check " + job.number + " " + number + " --cross --pass";
}

std::vector<int> unchecked_tasks(const store::ReadTxn& tx, std::int64_t job_id) {
  std::vector<int> numbers;
  for (const auto& task : tasks(tx, job_id))
    if (task.state != TaskState::dropped && (task.state != TaskState::finished || !task.checked))
      numbers.push_back(task.number);
  return numbers;
}

void make_tasks(store::WriteTxn& tx, std::int64_t job_id, std::optional<std::int64_t> change_id) {
  tx.run(R"(
    INSERT INTO task (job_id, number, line_id, change_id, operation, text, hours, state, outlet_id)
    SELECT l.job_id,
           COALESCE((SELECT MAX(t.number) FROM task t WHERE t.job_id = l.job_id), 0)
             + ROW_NUMBER() OVER (ORDER BY l.number),
           l.id, l.change_id, COALESCE(l.operation, ''), l.text,
           CASE WHEN l.kind = 'labour' THEN l.qty ELSE 0 END, 'waiting', l.outlet_id
      FROM job_line l
     WHERE l.job_id = :job AND l.kind IN ('labour', 'other') AND l.state = 'agreed'
       AND COALESCE(l.change_id, 0) = :change
     ORDER BY l.number)",
         {{"job", job_id}, {"change", change_id.value_or(0)}});
}

}  // namespace svcctl::job
