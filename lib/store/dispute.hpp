#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// A clock in dispute (docs/adr/0015-the-clock.md, clause 1.3-integrity): one manager alone said
// that the last records bear the time of a wrong clock, and nobody else has settled it.
namespace svcctl::store {

/// What one manager alone said of the clock.
struct ClockDispute {
  std::int64_t id = 0;
  Instant last_at;      ///< recording of the last event before the clock was set back
  Instant recorded_at;  ///< by the clock that was set back
  std::string by;       ///< staff code of the manager
  std::string why;
  std::optional<Instant> settled_at;  ///< nothing: in dispute
  std::string settled_by;             ///< staff code, or empty
  std::string settled_why;
};

/// All that were and are, the oldest first.
SVCCTL_API std::vector<ClockDispute> clock_disputes(const ReadTxn& tx);

/// A manager settles the disputes that are open: the clock is right as it is now. Who opened one
/// does not settle it while another manager works here; the only one does once the day of the last
/// record before it is over, or, where that is further away than the shop's longest closure, with
/// `--no-other`.
/// @return those that were open
/// @throws Error "clock.undisputed" (2), "clock.manager", "clock.own", "clock.wait" (4)
SVCCTL_API std::vector<ClockDispute> settle_clock(WriteTxn& tx, const std::string& why);

}  // namespace svcctl::store

namespace svcctl {
template <>
inline constexpr std::array fields<store::ClockDispute> = {
    field<&store::ClockDispute::id>("id"),
    field<&store::ClockDispute::last_at>("last_at"),
    field<&store::ClockDispute::recorded_at>("recorded_at"),
    field<&store::ClockDispute::by>("said_by"),
    field<&store::ClockDispute::why>("why"),
    field<&store::ClockDispute::settled_at>("settled_at"),
    field<&store::ClockDispute::settled_by>("settled_by"),
    field<&store::ClockDispute::settled_why>("settled_why"),
};
}  // namespace svcctl
