#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/settings.hpp"
#include "callback/rule.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// What a rule calls for, as it is kept; the slice's own.
namespace svcctl::callback {

/// A job as far as rules look at it.
struct JobFacts {
  std::int64_t job_id = 0;
  std::int64_t vehicle_id = 0;
  bool comeback = false;
  bool cancelled = false;
  Circumstances of;  ///< but for the kind
};
/// Columns of JobFacts from `job j JOIN vehicle v`.
extern const char* const job_facts;
JobFacts read_job_facts(const store::Row& row);

/// SQL of an UPDATE: what a follow-up that became neither complaint nor comeback keeps of its first
/// end, as `:ended` and at `:now`.
inline constexpr const char* ended_unlinked =
    R"(ended_settled = CASE WHEN ended_at IS NULL
                                 AND EXISTS (SELECT 1 FROM follow_up_attempt a
                                              WHERE a.follow_up_id = follow_up.id AND a.raised = 1)
                            THEN 0 ELSE ended_settled END,
       ended_state = COALESCE(ended_state, :ended), ended_at = COALESCE(ended_at, :now))";

/// What a rule calls for.
struct Wanted {
  const CallbackRule& rule;
  std::string source;  ///< one of a kind and source, ever
  std::int64_t vehicle_id = 0;
  std::optional<std::int64_t> job_id;
  Date due_on;
  std::optional<Date> announced_on = std::nullopt;
};
/// Keeps it, unless it is there already.
void want(store::WriteTxn& tx, const Wanted& wanted);
/// The same of a day that may move until the follow-up is made.
void want_moving(store::WriteTxn& tx, const Wanted& wanted);
/// What the kind called for on the vehicle before is no longer called for, nor is a call that
/// nobody has reached yet and that no issue waits in.
void supersede(store::WriteTxn& tx, CallbackKind kind, std::int64_t vehicle_id,
               const std::string& but_source);

std::string job_source(std::int64_t job_id);

/// Whatever was withheld from customers who agreed to be called since waits again; whether they
/// agree to that kind of call is asked as ever. @return whether anybody agreed to anything
bool wake_withheld(store::WriteTxn& tx);
/// What speaks of a day that has passed is called for no more, nor called about.
/// @return whether there was anything
bool lapse(store::WriteTxn& tx);

/// How far planning has read a source, by chain of the log: the id of the last row seen among those
/// of the company (0) or of an outlet (its id). Empty before the source was ever read.
using ChainMarks = std::map<std::int64_t, std::int64_t>;
ChainMarks marks(const store::ReadTxn& tx, const std::string& source);
/// @return whether it moved
bool set_mark(store::WriteTxn& tx, const std::string& source, std::int64_t chain,
              std::int64_t seen);

}  // namespace svcctl::callback

namespace svcctl {
template <>
inline constexpr std::array fields<callback::JobFacts> = {
    field<&callback::JobFacts::job_id>("job_id"),
    field<&callback::JobFacts::vehicle_id>("vehicle_id"),
};
}  // namespace svcctl
