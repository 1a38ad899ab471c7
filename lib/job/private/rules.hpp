#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "intake/job_record.hpp"
#include "job/task.hpp"
#include "job/work_said.hpp"
#include "store/rule.hpp"
#include "store/txn.hpp"

/// Rules that several services of this slice keep; not for other slices.
namespace svcctl::job {

/// @throws Error "staff.no-right" (2) unless the acting person has one of the two
void require_any_right(const store::ReadTxn& tx, Right one, Right other);
/// Nothing is done on a job before its estimate is confirmed (clause 2.1-confirm).
/// @throws Error "job.closed" (2) when the job is declined, cancelled or delivered
void require_confirmed(store::WriteTxn& tx, const intake::JobRecord& job);
/// @throws Error "job.closed" (2) when work on the job is over
void require_in_work(const intake::JobRecord& job);
/// The technician holds what the task's operation asks for (1.2-technician).
void require_certificate(store::WriteTxn& tx, const Task& task, const WorkSaid& work,
                         std::int64_t staff_id);
/// Judges that work on a task begins by rule::confirmed_estimate,
/// consented_change, diagnosed and named_work.
store::Judgement judge_beginning(const store::ReadTxn& tx, const intake::JobRecord& job,
                                 std::optional<std::int64_t> change_id, const Task& task);
/// What is on record of the work of a task.
WorkSaid work_said(const store::ReadTxn& tx, const Task& task);
/// Whether the task's work is a repair, not maintenance.
bool is_repair(const store::ReadTxn& tx, const Task& task);
/// A repair has a diagnosis behind it; maintenance needs none (2.2-inspect).
void require_diagnosis(store::WriteTxn& tx, const intake::JobRecord& job, const Task& task,
                       const store::Judgement& judged);
/// A manager said what work in free words is (1.2-technician).
void require_named(store::WriteTxn& tx, const intake::JobRecord& job, const Task& task,
                   const store::Judgement& judged);
/// As the public one, of a confirmed job, by what is judged already.
void require_consent(store::WriteTxn& tx, const intake::JobRecord& job,
                     std::optional<std::int64_t> change_id, const store::Judgement& judged);
/// No other car is worked on in that bay (1.1-capability).
void require_free_bay(store::WriteTxn& tx, const intake::JobRecord& job, const std::string& bay);
/// Whether a finished task may be done again: its last check, or the job's last final inspection,
/// failed since it was finished.
bool may_rework(const store::ReadTxn& tx, const intake::JobRecord& job, const Task& task);
/// The job is finished with its last check, and in work again with a new task or a failed check.
void settle_state(store::WriteTxn& tx, const intake::JobRecord& job);
/// The command that asks the customer.
std::string consent_hint(const intake::JobRecord& job, std::int64_t change);

}  // namespace svcctl::job
