#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clause.hpp"
#include "intake/job_record.hpp"

namespace svcctl::intake {

/// One way for a job from one state to another.
struct JobMove {
  JobState from;
  JobState to;
  const char* verb;         ///< the command that does it
  Clause clause;            ///< the duty that the step serves, named when the move is refused
  bool overridden = false;  ///< only where a manager overrides the step that was left out
  bool corrects = false;    ///< only where the state is put right: it was cancelled by mistake
};

/// Every move that there is; the only table of them.
SVCCTL_API std::span<const JobMove> job_moves();
/// The states that no move leads out of but a correction, for SQL: `j.state NOT IN` these.
inline constexpr std::string_view ended_states = "('delivered', 'declined', 'cancelled')";
/// SQL that is true of a row of `job` in any other state, and lets an index of states find it.
inline constexpr const char* unfinished_job =
    "state IN ('open', 'quoted', 'confirmed', 'working', 'finished', 'final_passed', 'prepared')";
/// What some moves bring with them.
struct MoveDetails {
  std::string why = {};                               ///< it was declined or cancelled
  std::optional<Instant> promised_at = std::nullopt;  ///< as confirmed
  bool corrects = false;                              ///< the state was a mistake
};
/// Brings a job into another state; nothing changes where it is in it already.
/// @throws Error "job.move" (4) where the table has no such move
SVCCTL_API void move_job(store::WriteTxn& tx, const JobRecord& job, JobState to,
                         const MoveDetails& details = {});

}  // namespace svcctl::intake
