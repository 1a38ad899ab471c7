#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// The computer's clock, judged by what was recorded before (clause 1.3-integrity).
namespace svcctl::store {

/// So many seconds two computers' clocks may differ, or a clock be set back.
inline constexpr std::int64_t clock_tolerance = 120;

/// Ahead of the last record by so many seconds, nobody believes a clock without the year: a battery
/// went flat, or somebody mistyped the date.
inline constexpr std::int64_t clock_year_seconds = std::int64_t{366} * 86'400;

/// Refuses to record at `now` what comes after a record of `last`: a clock that lies before it by
/// more than the tolerance, unless somebody said that the record's clock was wrong; or ahead of it
/// by more than the longest closure, unless somebody said that it is right and, where it is more
/// than a year, which year it is. A store without records (`last` 0) is no measure.
/// @throws Error "clock.behind", "clock.ahead", "clock.year" (4)
SVCCTL_API void judge_clock(const Context& context, Instant last);
/// @throws Error "clock.manager" (4)
void require_manager_of_clock(const ReadTxn& tx);
/// What somebody says of the clock is a manager's word, and stands on the log.
/// @return the facts that an event recorded at `now` after `last` bears of it
/// @throws Error "clock.manager" (4), "clock.not-wrong" (2)
std::vector<std::pair<std::string, std::string>> told_of_clock(const WriteTxn& tx, Instant last);

/// The facts of an event by which a manager said that what was recorded before it bears the time of
/// a wrong clock.
inline constexpr const char* wrong_clock_mark = "clock-was-wrong";
inline constexpr const char* clock_before_mark = "clock-before";

/// For what destroys: the clock is not far ahead of what was recorded before today, whatever was
/// recorded since by a clock that somebody said is right; and it is in no dispute, as far as the
/// transaction knows (`ReadTxn::disputed`).
/// @throws Error "clock.ahead", "clock.year", "clock.manager", "clock.disputed" (4)
SVCCTL_API void require_sure_clock(const ReadTxn& tx);

/// Marks a new store as one for practice, for ever.
void mark_for_practice(Engine& engine);
/// A real store takes no clock that was set by hand.
/// @throws Error "clock.real-store" (2)
void require_practice(const ReadTxn& tx);

/// The fact of a store's first event that makes it one for practice. `store_meta` has it too, for
/// the moments before that event is written; `verify_log` compares the two.
inline constexpr const char* practice_mark = "practice";
bool says_practice(std::string_view payload);
bool marked_for_practice(const ReadTxn& tx);

}  // namespace svcctl::store
