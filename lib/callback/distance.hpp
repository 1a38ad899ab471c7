#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/export.hpp"
#include "base/time.hpp"

namespace svcctl::callback {

/// An odometer as it was read at a visit.
struct Reading {
  Date on;
  std::int64_t km = 0;
};

/// The day on which the odometer will show `km`, at the daily distance of the year before the last
/// reading; the day of the last reading when it shows that already. Nothing where the readings
/// (oldest first) say too little: less than a week apart, no distance, or the day lies more than
/// ten years ahead. What stands before a reading that runs backwards (another instrument, a typing
/// error) is left out.
SVCCTL_API std::optional<Date> day_of_km(std::span<const Reading> readings, std::int64_t km);

}  // namespace svcctl::callback
