#pragma once

#include <cstdint>
#include <string>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// The computer's clock, judged by what was recorded before (clause 1.3-integrity).
namespace svcctl::store {

/// So many seconds two computers' clocks may differ, or a clock be set back.
inline constexpr std::int64_t clock_tolerance = 120;

/// Refuses to record at `now` what comes after a record of `last`: a clock that lies before it by
/// more than the tolerance, or ahead of it by more than the longest closure unless somebody said
/// that it is right. A store without records (`last` 0) is no measure.
/// @throws Error "clock.behind", "clock.ahead" (4)
SVCCTL_API void judge_clock(const Context& context, Instant last);

/// For what destroys: the clock is not far ahead of what was recorded before today, whatever was
/// recorded since by a clock that somebody said is right.
/// @throws Error "clock.ahead" (4)
SVCCTL_API void require_sure_clock(const ReadTxn& tx);

/// Marks a new store as one for practice, for ever.
void mark_for_practice(Engine& engine);
/// A real store takes no clock that was set by hand.
/// @throws Error "clock.real-store" (2)
void require_practice(const ReadTxn& tx);

/// The value of `practice` in `store_meta`, and the fact of the first event.
inline constexpr const char* practice_mark = "practice";

}  // namespace svcctl::store
