#include "shop/work_calendar.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/read_file.hpp"
#include "csv/header.hpp"
#include "csv/reader.hpp"

namespace svcctl::shop {
namespace {

Weekday weekday_of(Date day) {
  return static_cast<Weekday>(((day.days + 3) % 7 + 7) % 7 + 1);  // 1970-01-01 was a Thursday
}

std::string place(const std::string& file, std::int64_t line) {
  return file + ":" + std::to_string(line);
}

Error bad_row(Message message) {
  return bad_data("calendar.row", std::move(message), "first,last,works,name");
}

constexpr std::array calendar_list = {
    csv::Column{"first", "日期|首日", csv::Type::day, csv::Need::value},
    csv::Column{"last", "末日", csv::Type::day},
    csv::Column{"works", "上班", csv::Type::yes_no, csv::Need::value},
    csv::Column{"name", "名称"},
};

SpecialDays read_rows(std::istream& stream, const std::string& file) {
  csv::Reader reader(stream, {.delimiter = ','});
  csv::HeaderMap header(calendar_list);
  SpecialDays out;
  std::vector<csv::Field> row;
  for (bool titled = false; reader.next(row);) {
    if (const auto* reject = reader.reject())
      throw bad_row(tr("{0}: the row cannot be read", place(file, reject->line)));
    if (!titled) {
      header.resolve(row);
      if (!header.has("first") || !header.has("works"))
        throw bad_row(tr("{0}: the columns first and works are missing", place(file, 1)));
      titled = true;
      continue;
    }
    const auto where = place(file, reader.line());
    const auto first = Date::parse(header.text(row, "first"));
    const auto typed_last = header.text(row, "last");
    const auto last = typed_last.empty() ? first : Date::parse(typed_last);
    const auto works = header.text(row, "works");
    const bool yes = works == "yes" || works == "是";
    if (!first || !last || *last < *first || days_between(*first, *last) > 366)
      throw bad_row(tr("{0}: no such days, as in 2026-10-01,2026-10-07", where));
    if (!yes && works != "no" && works != "否")
      throw bad_row(tr("{0}: '{1}' is neither yes nor no", where, works));
    for (Date day = *first; day <= *last; day = day.plus_days(1))
      if (!out.emplace(day, yes).second)
        throw bad_row(tr("{0}: {1} stands here twice", where, day.str()));
  }
  return out;
}

}  // namespace

WorkCalendar::WorkCalendar(const CalendarSettings& settings, Zone zone, SpecialDays special)
    : settings_(settings), zone_(std::move(zone)), special_(std::move(special)) {
  for (const auto& open : settings_.open) day_length_ += std::int64_t{open.to - open.from} * 60;
  if (day_length_ <= 0 || settings_.days.empty())
    throw usage_error("calendar.no-hours", tr("the calendar has no working hours"),
                      "[calendar] open = [\"08:30-17:30\"]");
  for (int month = 1; month <= 12; ++month) {
    const auto first = Date::of(2026, month, 1);
    even_ = even_ && zone_.start_of(first).seconds - zone_.start_of(Date{}).seconds ==
                         std::int64_t{first.days} * 86400;
  }
  int sum = 0;
  for (const auto& [day, works] : special_) {
    years_.insert(day.year());
    if (works == settings_.days.contains(weekday_of(day))) continue;
    sum += works ? 1 : -1;
    differing_.emplace_back(day, sum);
  }
}

/// Working days before the day, counted from the Monday before 1970: whole weeks, the rest of one,
/// and what the special days make of it.
std::int64_t WorkCalendar::days_before(Date day) const {
  const Date monday = day.plus_days(1 - static_cast<int>(weekday_of(day)));
  std::int64_t count =
      (std::int64_t{monday.days} + 3) / 7 * static_cast<std::int64_t>(settings_.days.size());
  for (Date each = monday; each < day; each = each.plus_days(1))
    count += settings_.days.contains(weekday_of(each)) ? 1 : 0;
  const auto after =
      std::ranges::lower_bound(differing_, day, {}, [](const auto& each) { return each.first; });
  return after == differing_.begin() ? count : count + std::prev(after)->second;
}

/// The day on which so many working days after the day have begun; the day itself for none.
Date WorkCalendar::nth_day_after(Date day, std::int64_t working_days) const {
  if (working_days <= 0) return day;
  const auto wanted = days_before(day.plus_days(1)) + working_days;
  int reach = 8;
  while (days_before(day.plus_days(reach + 1)) < wanted) reach *= 2;
  Date low = day;
  Date high = day.plus_days(reach);
  while (low.plus_days(1) < high) {
    const Date middle = low.plus_days(days_between(low, high) / 2);
    (days_before(middle.plus_days(1)) < wanted ? low : high) = middle;
  }
  return high;
}

bool WorkCalendar::works_on(Date day) const {
  const auto found = special_.find(day);
  return found != special_.end() ? found->second : settings_.days.contains(weekday_of(day));
}

std::vector<WorkCalendar::Stretch> WorkCalendar::stretches(Date day) const {
  std::vector<Stretch> out;
  if (!works_on(day)) return out;
  for (const auto& open : settings_.open) {
    const auto at = [&](int minutes) {
      return minutes == 24 * 60 ? zone_.start_of(day.plus_days(1))
                                : zone_.at(day, minutes / 60, minutes % 60);
    };
    out.push_back({at(open.from), at(open.to)});
  }
  return out;
}

std::int64_t WorkCalendar::worked(Date day, Instant from, Instant to) const {
  std::int64_t sum = 0;
  for (const auto& stretch : stretches(day)) {
    const auto begin = std::max(from, stretch.from);
    const auto end = std::min(to, stretch.to);
    if (begin < end) sum += end.seconds - begin.seconds;
  }
  return sum;
}

std::int64_t WorkCalendar::between(Instant from, Instant to, std::span<const Pause> pauses) const {
  if (to <= from) return 0;
  const Date first = zone_.date_of(from);
  const Date last = zone_.date_of(to);
  auto sum = worked(first, from, to);
  if (first < last) sum += worked(last, from, to);
  if (even_ && first < last)
    sum += (days_before(last) - days_before(first.plus_days(1))) * day_length_;
  else  // where clocks are changed, two days a year are longer or shorter
    for (Date day = first.plus_days(1); day < last; day = day.plus_days(1))
      sum += worked(day, from, to);
  for (const auto& pause : pauses)
    sum -= between(std::max(from, pause.from), std::min(to, pause.to.value_or(to)));
  return sum;
}

std::optional<Instant> WorkCalendar::after(Instant from, std::int64_t working_seconds,
                                           std::span<const Pause> pauses) const {
  Instant at = from;
  auto left = working_seconds;
  for (const auto& pause : pauses) {
    if (pause.to && *pause.to <= at) continue;
    if (pause.from > at) {
      const auto run = between(at, pause.from);
      if (run >= left) break;
      left -= run;
    } else if (left <= 0) {
      break;
    }
    if (!pause.to) return std::nullopt;
    at = *pause.to;
  }
  if (left <= 0) return at;
  Date day = zone_.date_of(at);
  if (even_) {  // all but the last of the whole days that it takes
    const auto today = worked(day, at, zone_.start_of(day.plus_days(1)));
    if (const auto whole = (left - today - 1) / day_length_; left > today && whole > 0) {
      left -= today + whole * day_length_;
      day = nth_day_after(day, whole).plus_days(1);
      at = zone_.start_of(day);
    }
  }
  for (;; day = day.plus_days(1))
    for (const auto& stretch : stretches(day)) {
      const auto begin = std::max(at, stretch.from);
      const auto length = stretch.to.seconds - begin.seconds;
      if (length <= 0) continue;
      if (left <= length) return begin.plus_seconds(left);
      left -= length;
    }
}

Instant WorkCalendar::end_of_day_after(Instant from, int working_days) const {
  const Date day = nth_day_after(zone_.date_of(from), working_days);
  return zone_.start_of(day.plus_days(1)).plus_seconds(-1);
}

std::string special_days_of_file(const std::string& file) {
  std::string bytes;
  try {
    bytes = bytes_of_file(file);
  } catch (const Error& error) {
    throw bad_data("calendar.file", tr("the calendar: {0}", error.message()), "[calendar] file");
  }
  std::istringstream stream(bytes);
  read_rows(stream, file);
  return bytes;
}

SpecialDays special_days(const Settings& settings) {
  const auto& calendar = settings.calendar;
  if (!calendar.file.empty()) {
    std::istringstream stream(calendar.special);
    return read_rows(stream, calendar.file);
  }
  if (!settings.region.starts_with("CN")) return {};
  std::istringstream stream{std::string(embedded_calendar())};
  return read_rows(stream, "calendar-cn.csv");
}

WorkCalendar work_calendar(const Settings& settings) {
  return {settings.calendar, settings.zone, special_days(settings)};
}

WorkCalendar office_calendar(const Settings& settings) {
  CalendarSettings office;
  office.open = {{0, 24 * 60}};
  return {office, settings.zone, special_days(settings)};
}

}  // namespace svcctl::shop
