#include "base/read/day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace svcctl::readers {
namespace {

Reading<Date> no_day() { return {std::nullopt, tr("not a day"), tr("write it as in 2026-11-23")}; }

bool only_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> day_number(std::string_view text) {
  int value = 0;
  if (!only_digits(text) || text.size() > 6) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Reading<Date> of_numbers(int year, int month, int day) {
  if (year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)
    if (auto read = Date::parse(fmt::format("{}-{:02}-{:02}", year, month, day)))
      return {*read, {}, {}};
  return no_day();
}

Reading<Date> last_of_month(int year, int month) {
  auto first = of_numbers(year, month, 1);
  if (first.value) first.value = first.value->plus_months(1).plus_days(-1);
  return first;
}

/// "14:30", "0:00:00", "00:00:00.000", "12:00 AM": the time of a day, without a zone.
bool time_of_day(std::string_view text) {
  for (const std::string_view half : {" AM", " PM", "AM", "PM"})
    if (text.ends_with(half)) {
      text.remove_suffix(half.size());
      break;
    }
  std::array<int, 3> most = {24, 59, 60};
  std::size_t place = 0;
  for (;; ++place) {
    if (place == 3) return false;
    const auto colon = text.find(':');
    auto part = text.substr(0, colon);
    if (const auto point = part.find('.'); place == 2 && point != std::string_view::npos) {
      if (!only_digits(part.substr(point + 1))) return false;
      part = part.substr(0, point);
    }
    const auto number = day_number(part);
    if (!number || part.size() > 2 || *number > most[place]) return false;
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
  }
  return place >= 1;
}

constexpr std::array<std::string_view, 12> months = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                     "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

/// The month that an English name or its beginning means, 1 to 12.
std::optional<int> month_named(std::string_view text) {
  if (text.size() < 3 || !std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; }))
    return std::nullopt;
  const auto found = std::ranges::find(months, text.substr(0, 3));
  if (found == months.end()) return std::nullopt;
  return static_cast<int>(found - months.begin()) + 1;
}

/// Full-width forms folded, capitals, 年 and 月 as dashes, without a day of the week behind it.
std::string plain_day(std::string_view text) {
  std::string plain = utf8::plain(text);
  plain = std::string(utf8::trimmed(plain, utf8::Around::hidden_too));
  for (char& c : plain)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  for (const std::string_view week : {"星期", "周"})
    if (const auto at = plain.find(week); at != std::string::npos && at > 0) plain.resize(at);
  for (const std::string_view word : {"年", "月", "日", "号"})
    for (auto at = plain.find(word); at != std::string::npos; at = plain.find(word))
      plain.replace(at, word.size(), word == "年" || word == "月" ? "-" : " ");
  plain = std::string(utf8::trimmed(plain));
  while (!plain.empty() && plain.back() == '-') plain.pop_back();  // "2026年5月"
  return plain;
}

/// Days of a spreadsheet's count; its first two months are off by one.
Reading<Date> of_count(std::string_view digits, bool declared) {
  const auto count = day_number(digits);
  if (!count || *count < 10'000 || *count > 99'999) return no_day();
  if (!declared)
    return {std::nullopt, tr("a spreadsheet's count of days"),
            tr("format the column as a date and save the file again")};
  return {Date::parse("1899-12-30")->plus_days(*count), {}, {}};
}

}  // namespace

Reading<Date> day(std::string_view text, const DayForm& form) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-')
    if (auto plain = Date::parse(text)) return {*plain, {}, {}};
  if (auto lost = ruin(text)) return {std::nullopt, std::move(lost->cause), std::move(lost->fix)};
  std::string plain = plain_day(text);
  // The time of the day behind it.
  for (auto mark = plain.find_first_of(" T"); mark != std::string::npos;
       mark = plain.find_first_of(" T", mark + 1)) {
    if (mark == 0 || plain[mark - 1] < '0' || plain[mark - 1] > '9') continue;
    auto time = std::string_view(plain).substr(mark + 1);
    time = utf8::trimmed(time);
    if (time_of_day(time)) {
      plain.resize(mark);
      break;
    }
    const auto zone = time.find_first_of("Z+-");
    if (zone != std::string_view::npos && time_of_day(time.substr(0, zone)))
      return {std::nullopt, tr("a time with a zone: it may be another day here"),
              tr("write the day alone, as in 2026-11-23")};
  }
  plain = std::string(utf8::trimmed(plain));
  if (only_digits(plain)) {
    if (plain.size() == 8)
      return of_numbers(std::stoi(plain.substr(0, 4)), std::stoi(plain.substr(4, 2)),
                        std::stoi(plain.substr(6)));
    if (plain.size() == 6 && form.month_is_its_last_day)
      if (const int year = std::stoi(plain.substr(0, 4)); year >= 1900 && year < 2200)
        return last_of_month(year, std::stoi(plain.substr(4)));
    if (plain.size() == 5) return of_count(plain, form.serial);
    return no_day();
  }
  std::vector<int> parts;
  std::optional<std::size_t> named;  ///< the part that is a month's name
  for (std::size_t from = 0; from <= plain.size() && parts.size() < 4;) {
    const auto end = std::min(plain.find_first_of("-/., ", from), plain.size());
    const auto word = std::string_view(plain).substr(from, end - from);
    from = end + 1;
    if (word.empty() && end < plain.size() && plain[end] == ' ') continue;  // "14 , Mar"
    if (const auto month = month_named(word)) {
      if (named) return no_day();
      named = parts.size();
      parts.push_back(*month);
    } else if (const auto number = day_number(word)) {
      parts.push_back(*number);
    } else {
      return no_day();
    }
    while (from < plain.size() && plain[from] == ' ') ++from;
  }
  if (parts.size() == 2 && form.month_is_its_last_day) {
    if (parts[0] >= 1000) return last_of_month(parts[0], parts[1]);
    if (parts[1] >= 1000) return last_of_month(parts[1], parts[0]);
  }
  if (parts.size() == 2 && (parts[0] >= 1000 || parts[1] >= 1000))
    return {std::nullopt, tr("a month, not a day"), tr("write it as in 2026-11-23")};
  if (parts.size() != 3) return no_day();
  const bool year_last = parts[0] < 1000 && parts[2] >= 1000;
  if (named) {
    if (!year_last) return *named == 1 ? of_numbers(parts[0], parts[1], parts[2]) : no_day();
    if (*named == 2) return no_day();
    return of_numbers(parts[2], parts[*named], parts[1 - *named]);
  }
  if (year_last && form.order == DateOrder::year_first)
    return {std::nullopt, tr("day and month may stand in either order"),
            tr("say which with --dates d/m/y or --dates m/d/y")};
  if (year_last) {
    if (form.order == DateOrder::month_first) std::swap(parts[0], parts[1]);
    std::swap(parts[0], parts[2]);
  }
  return of_numbers(parts[0], parts[1], parts[2]);
}

}  // namespace svcctl::readers
