#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"

namespace svcctl::shop {

/// A span of time that does not count; without an end it goes on.
struct Pause {
  Instant from;
  std::optional<Instant> to;
};

/// Days on which the shop works though its weekday does not, or the other way round: public
/// holidays and make-up days.
using SpecialDays = std::map<Date, bool>;

/// Working time of the shop: its weekdays and hours, public holidays and make-up days. All time
/// is counted in working seconds, on the shop's clock.
class SVCCTL_API WorkCalendar {
 public:
  /// @throws Error "calendar.no-hours" (2) when the settings leave no working time at all
  WorkCalendar(const CalendarSettings& settings, Zone zone, SpecialDays special = {});

  /// Working seconds of one working day.
  std::int64_t day_length() const { return day_length_; }
  bool works_on(Date day) const;
  /// Working seconds from `from` to `to`, outside the pauses. None when `to` is earlier.
  std::int64_t between(Instant from, Instant to, std::span<const Pause> pauses = {}) const;
  /// The first moment by which so much working time has passed since `from`, outside the pauses;
  /// nothing when a pause without an end comes before it.
  /// @param pauses in order, apart from each other
  std::optional<Instant> after(Instant from, std::int64_t working_seconds,
                               std::span<const Pause> pauses = {}) const;
  /// The end of the last of so many working days after the day of `from`, which itself does not
  /// count: as authorities count their terms.
  Instant end_of_day_after(Instant from, int working_days) const;
  bool has_special_days() const { return !special_.empty(); }
  /// Whether the special days say anything of the year.
  bool knows(int year) const { return years_.contains(year); }

 private:
  struct Stretch {
    Instant from;
    Instant to;
  };
  std::vector<Stretch> stretches(Date day) const;
  std::int64_t worked(Date day, Instant from, Instant to) const;
  std::int64_t days_before(Date day) const;
  Date nth_day_after(Date day, std::int64_t working_days) const;

  CalendarSettings settings_;
  Zone zone_;
  SpecialDays special_;
  std::set<int> years_;
  std::int64_t day_length_ = 0;
  bool even_ = true;  ///< every working day is of that length: the clocks are never changed
  /// Special days that differ from their weekday, and by how many working days all up to that one
  /// differ from a calendar without any.
  std::vector<std::pair<Date, int>> differing_;
};

/// The text of a calendar file: columns `first`, `last` (or empty), `works` (yes, no) and `name`.
/// @throws Error "calendar.file", "calendar.row" (bad data), naming file and line
SVCCTL_API std::string special_days_of_file(const std::string& file);
/// The special days of the settings: those that were taken from a file; without one, of the
/// calendar that the program carries for a Chinese region.
SVCCTL_API SpecialDays special_days(const Settings& settings);

/// The calendar of the settings. @throws as special_days and WorkCalendar
SVCCTL_API WorkCalendar work_calendar(const Settings& settings);
/// The calendar by which authorities count: Monday to Friday, and the special days.
SVCCTL_API WorkCalendar office_calendar(const Settings& settings);

}  // namespace svcctl::shop
