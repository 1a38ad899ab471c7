#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"

namespace svcctl {

/// A moment, in UTC seconds since 1970.
struct SVCCTL_API Instant {
  std::int64_t seconds = 0;
  constexpr auto operator<=>(const Instant&) const = default;
  constexpr Instant plus_seconds(std::int64_t n) const { return {seconds + n}; }
  /// "2026-11-23T08:30:00Z", as logs and JSON carry it.
  std::string str() const;
  /// Reads the form that str() writes.
  static std::optional<Instant> parse(std::string_view text);
};

/// A calendar day of the proleptic Gregorian calendar, kept as days since 1970-01-01.
struct SVCCTL_API Date {
  std::int32_t days = 0;
  constexpr auto operator<=>(const Date&) const = default;
  constexpr Date plus_days(int n) const { return {days + n}; }
  /// The same day n months on, clamped to the month's end: 31 January + 1 month = 28 February.
  Date plus_months(int n) const;
  int year() const;
  int month() const;  ///< 1 to 12
  int day() const;    ///< 1 to 31
  /// "2026-11-23".
  std::string str() const;
  /// "261123", as in document numbers.
  std::string compact() const;
  /// Reads "2026-11-23" strictly. Empty for anything else, and for days that do not exist.
  static std::optional<Date> parse(std::string_view text);
  static Date of(int year, int month, int day);
};

/// Days from `from` to `to`.
constexpr int days_between(Date from, Date to) { return to.days - from.days; }

/// The outlet's clock: a POSIX zone rule ("CST-8"), or the rule that a zone name
/// ("Asia/Shanghai") has now.
class SVCCTL_API Zone {
 public:
  Zone();  ///< UTC
  /// @throws Error "time.zone" (usage) when it is neither a POSIX rule nor a known zone name.
  static Zone parse(std::string_view rule);
  Date date_of(Instant when) const;
  /// "2026-11-23 16:30", local time to the minute.
  std::string local(Instant when) const;
  /// The rule as it is written in a configuration: "CST-8".
  std::string_view rule() const;
  /// The first moment of the day.
  Instant start_of(Date day) const;
  Instant at(Date day, int hour, int minute, int second = 0) const;

 private:
  std::string rule_;
};

/// A span of whole days, both ends included.
struct SVCCTL_API Period {
  Date first;
  Date last;
  constexpr bool operator==(const Period&) const = default;
  constexpr bool contains(Date day) const { return first <= day && day <= last; }
  /// "2026-11-01..2026-11-30".
  std::string str() const;
};

/// Reads a day: "2026-11-23", "today", "yesterday", "tomorrow", "+3d", "-1mo", "+2w", "+1y".
SVCCTL_API std::optional<Date> parse_date(std::string_view text, Date today);
/// Reads a moment in the zone: a day as above (its start), "2026-11-23 16:30", "16:30" (today),
/// "2026-11-23T16:30", with optional seconds, or UTC with a final Z; "now"; "+2h"; "-30min" or
/// "-30m"; "+1d", "+2w", "+1mo": this time of day on another day.
SVCCTL_API std::optional<Instant> parse_instant(std::string_view text, const Zone& zone,
                                                Instant now);
/// Reads a period: "2026-11", "2026Q4", "2026", "today", "yesterday", "this-week", "last-week",
/// "this-month", "last-month", "this-quarter", "last-quarter", "this-year", "last-year", a day,
/// "FROM..TO" (either side may be left open).
SVCCTL_API std::optional<Period> parse_period(std::string_view text, Date today);
/// Reads a length of days: "30d", "2w", "3mo", "1y" or a bare number of days.
SVCCTL_API std::optional<int> parse_days(std::string_view text);

}  // namespace svcctl
