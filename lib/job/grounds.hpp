#pragma once

#include "intake/grounds.hpp"

// What acts on the work of a job stand on; each is named by the row id of the job unless said.
namespace svcctl::job {

inline constexpr store::GroundKind work_done{
    N_("the last work was done"),
    R"(SELECT MAX(COALESCE(k.stopped_at, k.started_at)) AS value
         FROM task_clock k JOIN task t ON t.id = k.task_id WHERE t.job_id = :id)"};
inline constexpr store::GroundKind checked{N_("the last check was made"),
                                           R"(SELECT MAX(c.at) AS value
         FROM task_check c JOIN task t ON t.id = c.task_id WHERE t.job_id = :id)"};
inline constexpr store::GroundKind inspected{
    N_("the final inspection was made"),
    "SELECT MAX(at) AS value FROM final_inspection WHERE job_id = :id"};
inline constexpr store::GroundKind diagnosed{
    N_("the diagnosis was made"), "SELECT MIN(at) AS value FROM diagnosis WHERE job_id = :id"};
inline constexpr store::GroundKind on_hold{
    N_("the job was held"),
    "SELECT MAX(from_at) AS value FROM job_hold WHERE job_id = :id AND to_at IS NULL"};
/// Of a task.
inline constexpr store::GroundKind started{
    N_("the work was started"),
    "SELECT MAX(started_at) AS value FROM task_clock WHERE task_id = :id"};
inline constexpr store::GroundKind stopped{
    N_("the work was stopped"),
    "SELECT MAX(COALESCE(stopped_at, started_at)) AS value FROM task_clock WHERE task_id = :id"};
/// Of a change order.
inline constexpr store::GroundKind proposed{N_("the change was proposed"),
                                            "SELECT at AS value FROM change_order WHERE id = :id"};
inline constexpr store::GroundKind agreed_to{
    N_("the customer consented to the change"),
    "SELECT MAX(at) AS value FROM consent WHERE change_id = :id AND given = 1"};
/// Of an old part.
inline constexpr store::GroundKind tagged{N_("the old part was tagged"),
                                          "SELECT at AS value FROM old_part WHERE id = :id"};
inline constexpr store::GroundKind parted_with{
    N_("the old part left"), "SELECT outcome_at AS value FROM old_part WHERE id = :id"};
/// Of a customer's own part.
inline constexpr store::GroundKind taken_in{N_("the customer's own part was taken in"),
                                            "SELECT at AS value FROM own_part WHERE id = :id"};

}  // namespace svcctl::job
