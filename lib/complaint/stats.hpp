#pragma once

#include <optional>
#include <string>
#include <vector>

#include "complaint/clocks.hpp"
#include "store/columns.hpp"

namespace svcctl::complaint {

/// What complaints are counted by.
enum class By { kind, severity, channel, cause, handler, person, part, supplier };

/// How the clocks of one kind that began in the period were kept (3.3-timely).
struct ClockStat {
  ClockKind kind = ClockKind::acknowledge;
  std::int64_t clocks = 0;
  std::int64_t kept = 0;         ///< met in time
  std::int64_t late = 0;         ///< met late, or run out
  std::int64_t open = 0;         ///< run, or stand still
  std::optional<Percent> share;  ///< kept of kept and late, in percent to one place, rounded down
  /// Time to the end, of those met: working hours of the first four kinds, else all hours.
  std::optional<Hours> median;
  std::optional<Hours> longest;
};
/// Clocks that began in the period; of all time without one.
SVCCTL_API std::vector<ClockStat> clock_stats(const store::ReadTxn& tx,
                                              const std::optional<Period>& period);

/// Complaints received in the period that have one thing in common (3.3-channel, 3.3-cause).
struct Group {
  std::string key;    ///< a stored code, a staff, part or supplier code; empty: not known
  std::string label;  ///< message id of a stored code, else empty
  std::int64_t complaints = 0;
  std::int64_t open = 0;
  std::int64_t reopened = 0;
  std::int64_t late = 0;  ///< with a clock of the shop that was not kept
  std::int64_t handovers = 0;
  std::int64_t satisfied = 0;
  Money cost;  ///< of persons, parts and suppliers: only what is charged to them or their lots
  std::optional<Quantity> per_100;  ///< per 100 deliveries of the period
};
/// The most frequent first. A complaint about several persons or parts counts once for each.
/// Persons are those it is against and those to whom a cost is charged.
SVCCTL_API std::vector<Group> grouped(const store::ReadTxn& tx, By by,
                                      const std::optional<Period>& period);

/// A cause that stands behind more than one complaint of the period: the same class, and the same
/// words or part.
struct RepeatedCause {
  Cause cause_class = Cause::none;
  std::string cause;  ///< words; empty where a part has it in common
  std::string part;   ///< number, or empty
  std::int64_t complaints = 0;
  Instant first_at;
  Instant last_at;
};
SVCCTL_API std::vector<RepeatedCause> repeated_causes(const store::ReadTxn& tx,
                                                      const std::optional<Period>& period);

}  // namespace svcctl::complaint

namespace svcctl {
template <>
inline constexpr std::array codes<complaint::By> = {
    CodeEntry<complaint::By>{complaint::By::kind, "kind", N_("kind")},
    CodeEntry<complaint::By>{complaint::By::severity, "severity", N_("severity")},
    CodeEntry<complaint::By>{complaint::By::channel, "channel", N_("channel")},
    CodeEntry<complaint::By>{complaint::By::cause, "cause", N_("cause")},
    CodeEntry<complaint::By>{complaint::By::handler, "handler", N_("first handler")},
    CodeEntry<complaint::By>{complaint::By::person, "person", N_("person||staff")},
    CodeEntry<complaint::By>{complaint::By::part, "part", N_("part")},
    CodeEntry<complaint::By>{complaint::By::supplier, "supplier", N_("supplier")},
};
template <>
inline constexpr std::array fields<complaint::Group> = {
    field<&complaint::Group::key>("key"),
    field<&complaint::Group::complaints>("complaints"),
    field<&complaint::Group::open>("still_open"),
    field<&complaint::Group::reopened>("reopened"),
    field<&complaint::Group::late>("late"),
    field<&complaint::Group::handovers>("handovers"),
    field<&complaint::Group::satisfied>("satisfied"),
    field<&complaint::Group::cost>("cost"),
};
template <>
inline constexpr std::array fields<complaint::RepeatedCause> = {
    field<&complaint::RepeatedCause::cause>("cause"),
    field<&complaint::RepeatedCause::part>("part"),
    field<&complaint::RepeatedCause::complaints>("complaints"),
    field<&complaint::RepeatedCause::first_at>("first_at"),
    field<&complaint::RepeatedCause::last_at>("last_at"),
};
}  // namespace svcctl
