#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/job_record.hpp"
#include "store/columns.hpp"

namespace svcctl::job {

enum class TaskState { waiting, assigned, working, paused, finished, dropped };

/// One operation to be done.
struct Task {
  std::int64_t id = 0;
  std::int64_t job_id = 0;
  std::string job;
  int number = 0;  ///< within the job
  std::int64_t line_id = 0;
  std::optional<std::int64_t> change_id;
  std::string operation;  ///< empty: work in free words
  std::string text;
  Hours hours;    ///< as quoted; 0: at one price
  Hours clocked;  ///< as worked, stopped clocks only
  std::optional<std::int64_t> technician_id;
  std::string technician;  ///< staff code, or empty
  std::string bay;
  TaskState state = TaskState::waiting;
  int round = 1;
  std::optional<Instant> started_at;
  std::optional<Instant> finished_at;
  bool checked = false;        ///< the last check since it was last finished passed
  std::string undone_by = {};  ///< staff code of who undid it; empty: it was not undone
  std::string late_by = {};    ///< staff code of who recorded its work late; empty: in time
  const std::string& name() const { return operation.empty() ? text : operation; }
};

/// SQL: who recorded late, by starting or stopping its clock, the work of a row of `task`: a staff
/// code ("-" for nobody); empty where nothing of it was late.
SVCCTL_API std::string late_work(std::string_view alias);
SVCCTL_API std::vector<Task> tasks(const store::ReadTxn& tx, std::int64_t job_id);
/// @param typed the task's number, or its operation where only one task has it
/// @throws Error "task.not-found" (3)
SVCCTL_API Task find_task(const store::ReadTxn& tx, const intake::JobRecord& job,
                          std::string_view typed);
/// Numbers of tasks neither dropped nor checked: they keep a job from its final inspection and
/// from delivery (clause 2.2-quality).
SVCCTL_API std::vector<int> unchecked_tasks(const store::ReadTxn& tx, std::int64_t job_id);
/// The command by which a technician signs a task as their own: their self-check.
SVCCTL_API std::string self_check_hint(const std::string& job, int task,
                                       const std::string& technician);
/// The command that brings a task nearer to its check: the self-check of who did it, else
/// somebody's cross-check.
SVCCTL_API std::string check_hint(const store::ReadTxn& tx, const intake::JobRecord& job,
                                  const Task& task);
/// Makes one task for each agreed line of work of the estimate (change_id empty) or change.
SVCCTL_API void make_tasks(store::WriteTxn& tx, std::int64_t job_id,
                           std::optional<std::int64_t> change_id);

/// A further task on a labour line the customer agreed to.
struct AddTaskRequest {
  std::string job;
  std::string operation;  ///< of an agreed labour line
  std::string text;
};
struct AssignRequest {
  std::string job;
  std::string task;
  std::string technician;  ///< staff code, or empty
  std::string bay;
};
struct StartRequest {
  std::string job;
  std::string task;
  std::string technician;  ///< staff code; else who is assigned, else who acts
  std::string bay;
};
SVCCTL_API Task add_task(store::WriteTxn& tx, const AddTaskRequest& request);
SVCCTL_API Task assign_task(store::WriteTxn& tx, const AssignRequest& request);
SVCCTL_API Task start_task(store::WriteTxn& tx, const StartRequest& request);
SVCCTL_API Task pause_task(store::WriteTxn& tx, const std::string& job, const std::string& task,
                           const std::string& why);
SVCCTL_API Task finish_task(store::WriteTxn& tx, const std::string& job, const std::string& task);
/// Says that work which began was undone: the car is as it was, nothing of it is there to be
/// checked, and its task is dropped. Finished work is checked instead. @throws Error
/// "task.not-working", "job.parts-out", "job.no-reason" (2)
SVCCTL_API Task undo_task(store::WriteTxn& tx, const std::string& job, const std::string& task,
                          const std::string& why);
SVCCTL_API Task drop_task(store::WriteTxn& tx, const std::string& job, const std::string& task,
                          const std::string& why);

/// Refuses work and parts before the estimate is confirmed (clause 2.1-confirm), and at a time
/// before the consent behind them (2.2-consent). Time decides, then sequence.
SVCCTL_API void require_consent(store::WriteTxn& tx, const intake::JobRecord& job,
                                std::optional<std::int64_t> change_id);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array codes<job::TaskState> = {
    CodeEntry<job::TaskState>{job::TaskState::waiting, "waiting", N_("waiting")},
    CodeEntry<job::TaskState>{job::TaskState::assigned, "assigned", N_("assigned")},
    CodeEntry<job::TaskState>{job::TaskState::working, "working", N_("in work")},
    CodeEntry<job::TaskState>{job::TaskState::paused, "paused", N_("paused")},
    CodeEntry<job::TaskState>{job::TaskState::finished, "finished", N_("finished")},
    CodeEntry<job::TaskState>{job::TaskState::dropped, "dropped", N_("dropped")},
};
template <>
inline constexpr std::array fields<job::Task> = {
    field<&job::Task::id>("id"),
    field<&job::Task::job_id>("job_id"),
    field<&job::Task::job>("job"),
    field<&job::Task::number>("number"),
    field<&job::Task::line_id>("line_id"),
    field<&job::Task::change_id>("change_id"),
    field<&job::Task::operation>("operation"),
    field<&job::Task::text>("text"),
    field<&job::Task::hours>("hours"),
    field<&job::Task::technician_id>("technician_id"),
    field<&job::Task::technician>("technician"),
    field<&job::Task::bay>("bay"),
    field<&job::Task::state>("state"),
    field<&job::Task::round>("round"),
    field<&job::Task::started_at>("started_at"),
    field<&job::Task::finished_at>("finished_at"),
    field<&job::Task::checked>("checked"),
    field<&job::Task::undone_by>("undone_by"),
    field<&job::Task::late_by>("late_by"),
};
}  // namespace svcctl
