#include "base/time.hpp"

#include <date/date.h>

// Under C++20 the hh_mm_ss in ptz.h may be date's or the standard library's; it means date's.
namespace date {
template <class Duration>
using clock_parts = hh_mm_ss<Duration>;
}
#define hh_mm_ss clock_parts
#include <date/ptz.h>
#undef hh_mm_ss

#include <charconv>
#include <string>

#include "base/error.hpp"
#include "base/read_file.hpp"

namespace svcctl {
namespace {

date::year_month_day civil(Date day) {
  return date::year_month_day{date::sys_days{date::days{day.days}}};
}

std::optional<Date> valid_date(int year, int month, int day) {
  const auto ymd = date::year{year} / month / day;
  if (year < 1 || year > 9999 || month < 1 || day < 1 || !ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(date::sys_days{ymd}.time_since_epoch().count())};
}

/// Reads exactly `width` digits at the front and drops them.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

std::int64_t seconds_of(Date day, int hour, int minute, int second) {
  return ((std::int64_t{day.days} * 24 + hour) * 60 + minute) * 60 + second;
}

/// Writes two digits, from 0 to 99, over those at that place.
void put_two(std::string& text, std::size_t place, int n) {
  text[place] = static_cast<char>('0' + n / 10);
  text[place + 1] = static_cast<char>('0' + n % 10);
}

/// A signed whole number with its unit: "+3d" → 3, "d". At most six digits.
struct Offset {
  int count;
  std::string_view unit;
};
std::optional<Offset> parse_offset(std::string_view text, bool sign_needed) {
  int sign = 1;
  if (take(text, '-')) {
    sign = -1;
  } else if (!take(text, '+') && sign_needed) {
    return std::nullopt;
  }
  int count = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (fault != std::errc{} || text.front() == '-' || count > 999999) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return Offset{sign * count, text};
}

std::optional<Date> moved(Date from, const Offset& by) {
  if (by.unit == "d") return from.plus_days(by.count);
  if (by.unit == "w") return from.plus_days(7 * by.count);
  if (by.unit == "mo") return from.plus_months(by.count);
  if (by.unit == "y") return from.plus_months(12 * by.count);
  return std::nullopt;
}

struct ClockTime {
  int hour, minute, second;
};
/// "16:30" or "16:30:05".
std::optional<ClockTime> parse_clock(std::string_view text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto read = take_digits(text, 2);
    if (!read || *read > 59) return std::nullopt;
    second = *read;
  }
  if (!text.empty()) return std::nullopt;
  return ClockTime{*hour, *minute, second};
}

Period month_of(int year, int month, int months = 1) {
  const Date first = Date::of(year, month, 1);
  return {first, first.plus_months(months).plus_days(-1)};
}

/// The rule that a zone file ends with: it holds from the last listed change on.
std::string rule_of_zone_file(const std::string& name) {
  if (name.empty() || name.front() == '/' || name.find("..") != std::string::npos) return {};
  std::string bytes;
  try {
    bytes = bytes_of_file("/usr/share/zoneinfo/" + name);
  } catch (const Error&) {  // there is no zone of that name
    return {};
  }
  if (bytes.size() < 44 || bytes.compare(0, 4, "TZif") != 0 || bytes.back() != '\n') return {};
  const auto start = bytes.rfind('\n', bytes.size() - 2);
  if (start == std::string::npos) return {};
  return bytes.substr(start + 1, bytes.size() - start - 2);
}

std::chrono::seconds offset_at(const std::string& rule, Instant when) {
  if (rule.empty()) return {};
  return Posix::time_zone{rule}
      .get_info(date::sys_seconds{std::chrono::seconds{when.seconds}})
      .offset;
}

}  // namespace

std::string Instant::str() const {
  const auto moment = date::sys_seconds{std::chrono::seconds{seconds}};
  const auto day = date::floor<date::days>(moment);
  const date::hh_mm_ss clock{moment - day};
  std::string text = "T00:00:00Z";
  put_two(text, 1, static_cast<int>(clock.hours().count()));
  put_two(text, 4, static_cast<int>(clock.minutes().count()));
  put_two(text, 7, static_cast<int>(clock.seconds().count()));
  return Date{static_cast<std::int32_t>(day.time_since_epoch().count())}.str() + text;
}

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z') return std::nullopt;
  const auto day = Date::parse(text.substr(0, 10));
  const auto clock = parse_clock(text.substr(11, 8));
  if (!day || !clock) return std::nullopt;
  return Instant{seconds_of(*day, clock->hour, clock->minute, clock->second)};
}

Date Date::plus_months(int n) const {
  const auto ymd = civil(*this);
  auto moved = date::year_month{ymd.year(), ymd.month()} + date::months{n};
  auto result = moved / ymd.day();
  if (!result.ok())
    return Date{
        static_cast<std::int32_t>(date::sys_days{moved / date::last}.time_since_epoch().count())};
  return Date{static_cast<std::int32_t>(date::sys_days{result}.time_since_epoch().count())};
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

std::string Date::str() const {
  const auto ymd = civil(*this);
  const auto year = static_cast<int>(ymd.year());
  std::string text = "0000-00-00";
  put_two(text, 5, static_cast<int>(static_cast<unsigned>(ymd.month())));
  put_two(text, 8, static_cast<int>(static_cast<unsigned>(ymd.day())));
  if (year < 0 || year > 9999) return text.replace(0, 4, std::to_string(year));
  put_two(text, 0, year / 100);
  put_two(text, 2, year % 100);
  return text;
}

std::string Date::compact() const {
  std::string text = "000000";
  put_two(text, 0, year() % 100);
  put_two(text, 2, month());
  put_two(text, 4, day());
  return text;
}

std::optional<Date> Date::parse(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || !text.empty()) return std::nullopt;
  return valid_date(*year, *month, *day);
}

Date Date::of(int year, int month, int day) {
  if (auto found = valid_date(year, month, day)) return *found;
  throw bug("no such day");
}

Zone::Zone() = default;

Zone Zone::parse(std::string_view rule) {
  std::string posix(rule);
  if (rule == "UTC") posix = "UTC0";
  if (const auto of_file = rule_of_zone_file(posix); !of_file.empty()) posix = of_file;
  try {
    Zone zone;
    zone.rule_ = posix;
    offset_at(zone.rule_, {});
    return zone;
  } catch (const std::exception&) {
    throw usage_error("time.zone", tr("\"{0}\" is no time zone", rule),
                      "timezone = \"Asia/Shanghai\"");
  }
}

Date Zone::date_of(Instant when) const {
  const auto local = date::sys_seconds{std::chrono::seconds{when.seconds}} + offset_at(rule_, when);
  return Date{static_cast<std::int32_t>(date::floor<date::days>(local).time_since_epoch().count())};
}

std::string Zone::local(Instant when) const {
  const auto text = when.plus_seconds(offset_at(rule_, when).count()).str();
  return text.substr(0, 10) + " " + text.substr(11, 5);
}

std::string_view Zone::rule() const { return rule_.empty() ? "UTC0" : std::string_view(rule_); }

Instant Zone::start_of(Date day) const { return at(day, 0, 0); }

Instant Zone::at(Date day, int hour, int minute, int second) const {
  const Instant as_utc{seconds_of(day, hour, minute, second)};
  // The offset in force is that of the moment itself; one correction finds it on both sides of
  // a change of clocks.
  const Instant guess = as_utc.plus_seconds(-offset_at(rule_, as_utc).count());
  return as_utc.plus_seconds(-offset_at(rule_, guess).count());
}

std::string Period::str() const { return first.str() + ".." + last.str(); }

std::optional<Date> parse_date(std::string_view text, Date today) {
  if (text == "today") return today;
  if (text == "yesterday") return today.plus_days(-1);
  if (text == "tomorrow") return today.plus_days(1);
  if (const auto offset = parse_offset(text, true)) return moved(today, *offset);
  return Date::parse(text);
}

std::optional<Instant> parse_instant(std::string_view text, const Zone& zone, Instant now) {
  if (text == "now") return now;
  if (const auto utc = Instant::parse(text)) return utc;
  const Date today = zone.date_of(now);
  if (const auto offset = parse_offset(text, true)) {
    if (offset->unit == "h") return now.plus_seconds(std::int64_t{3600} * offset->count);
    if (offset->unit == "min" || offset->unit == "m")
      return now.plus_seconds(std::int64_t{60} * offset->count);
    const auto day = moved(today, *offset);
    const auto clock = parse_clock(zone.local(now).substr(11));
    if (!day || !clock) return std::nullopt;
    return zone.at(*day, clock->hour, clock->minute);
  }
  if (const auto day = parse_date(text, today)) return zone.start_of(*day);
  if (const auto clock = parse_clock(text))
    return zone.at(today, clock->hour, clock->minute, clock->second);
  const auto gap = text.find_first_of(" T");
  if (gap == std::string_view::npos) return std::nullopt;
  const auto day = parse_date(text.substr(0, gap), today);
  const auto clock = parse_clock(text.substr(gap + 1));
  if (!day || !clock) return std::nullopt;
  return zone.at(*day, clock->hour, clock->minute, clock->second);
}

std::optional<Period> parse_period(std::string_view text, Date today) {
  const int year = today.year();
  const int month = today.month();
  const int weekday = ((today.days + 3) % 7 + 7) % 7;  // Monday is 0; 1970-01-01 was a Thursday
  const Date monday = today.plus_days(-weekday);
  const int quarter = (month - 1) / 3 * 3 + 1;
  if (text == "this-week") return Period{monday, monday.plus_days(6)};
  if (text == "last-week") return Period{monday.plus_days(-7), monday.plus_days(-1)};
  if (text == "this-month") return month_of(year, month);
  if (text == "last-month") {
    const Date then = Date::of(year, month, 1).plus_months(-1);
    return month_of(then.year(), then.month());
  }
  if (text == "this-quarter") return month_of(year, quarter, 3);
  if (text == "last-quarter") {
    const Date then = Date::of(year, quarter, 1).plus_months(-3);
    return month_of(then.year(), then.month(), 3);
  }
  if (text == "this-year") return month_of(year, 1, 12);
  if (text == "last-year") return month_of(year - 1, 1, 12);
  if (const auto dots = text.find(".."); dots != std::string_view::npos) {
    const auto from = text.substr(0, dots);
    const auto to = text.substr(dots + 2);
    const auto first = from.empty() ? Date::of(1, 1, 1) : parse_date(from, today);
    const auto last = to.empty() ? Date::of(9999, 12, 31) : parse_date(to, today);
    if (!first || !last || *last < *first) return std::nullopt;
    return Period{*first, *last};
  }
  if (const auto day = parse_date(text, today)) return Period{*day, *day};
  auto rest = text;
  const auto read_year = take_digits(rest, 4);
  if (!read_year || *read_year < 1) return std::nullopt;
  if (rest.empty()) return month_of(*read_year, 1, 12);
  if (rest.size() == 2 && rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4')
    return month_of(*read_year, (rest[1] - '1') * 3 + 1, 3);
  if (!take(rest, '-')) return std::nullopt;
  const auto read_month = take_digits(rest, 2);
  if (!read_month || *read_month < 1 || *read_month > 12 || !rest.empty()) return std::nullopt;
  return month_of(*read_year, *read_month);
}

std::optional<int> parse_days(std::string_view text) {
  const auto length = parse_offset(text, false);
  if (!length || length->count < 0) return std::nullopt;
  if (length->unit.empty() || length->unit == "d") return length->count;
  if (length->unit == "w") return length->count * 7;
  if (length->unit == "mo" || length->unit == "m") return length->count * 30;
  if (length->unit == "y") return length->count * 365;
  return std::nullopt;
}

}  // namespace svcctl
