#include "callback/distance.hpp"

namespace svcctl::callback {

std::optional<Date> day_of_km(std::span<const Reading> readings, std::int64_t km) {
  constexpr int window_days = 365;
  constexpr int least_days = 7;
  constexpr std::int64_t furthest_days = 3650;
  if (readings.empty()) return std::nullopt;
  const Reading last = readings.back();
  if (km <= last.km) return last.on;
  Reading first = last;
  for (auto i = readings.size() - 1; i-- > 0;) {
    const auto& reading = readings[i];
    if (reading.km > first.km || days_between(reading.on, last.on) > window_days) break;
    first = reading;
  }
  const std::int64_t days = days_between(first.on, last.on);
  const auto driven = last.km - first.km;
  if (days < least_days || driven <= 0) return std::nullopt;
  const auto missing = km - last.km;
  if (missing / driven > furthest_days) return std::nullopt;
  const auto ahead = (missing * days + driven - 1) / driven;
  if (ahead > furthest_days) return std::nullopt;
  return last.on.plus_days(static_cast<int>(ahead));
}

}  // namespace svcctl::callback
