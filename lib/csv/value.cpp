#include "csv/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <vector>

#include "base/utf8.hpp"

namespace svcctl::csv {
namespace {

/// Full-width forms folded, blanks and signs of currency dropped.
std::string plain_number(std::string_view text) {
  std::string plain = utf8::plain(text);
  for (const std::string_view sign : {"RMB", "CNY", "¥", "元", "$", "€", " "})
    for (auto at = plain.find(sign); at != std::string::npos; at = plain.find(sign))
      plain.erase(at, sign.size());
  return plain;
}

bool digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "1,234,567.8" without its commas; nothing when they do not group thousands.
std::optional<std::string> without_grouping(std::string_view text) {
  std::string out;
  if (text.starts_with('-')) {
    out = "-";
    text.remove_prefix(1);
  }
  const auto whole = text.substr(0, text.find('.'));
  if (whole.find(',') == std::string_view::npos) return out + std::string(text);
  std::size_t from = 0;
  for (;;) {
    const auto comma = whole.find(',', from);
    const auto group = whole.substr(from, comma == std::string_view::npos ? comma : comma - from);
    const bool good = from == 0 ? !group.empty() && group.size() <= 3 : group.size() == 3;
    if (!good || !digits(group)) return std::nullopt;
    out += group;
    if (comma == std::string_view::npos) break;
    from = comma + 1;
  }
  return out + std::string(text.substr(whole.size()));
}

/// Whether it is a number but for having more decimals than `most`.
bool too_fine(std::string_view text, std::size_t most) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = text.find('.');
  if (point == std::string_view::npos) return false;
  const auto rest = text.substr(point + 1);
  return digits(text.substr(0, point)) && digits(rest) && rest.size() > most;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Date> day(int year, int month, int day_of_month) {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day_of_month < 1 ||
      day_of_month > 31)
    return std::nullopt;
  return Date::parse(fmt::format("{}-{:02}-{:02}", year, month, day_of_month));
}

}  // namespace

Reading<Money> read_money(std::string_view text) {
  if (auto money = Money::parse(text)) return {*money, {}, {}};
  const std::string plain = plain_number(text);
  const auto joined = without_grouping(plain);
  if (!joined)
    return {std::nullopt, tr("a comma that does not group thousands"),
            tr("write decimals with a point, as in 1234.50")};
  if (auto money = Money::parse(*joined)) return {*money, {}, {}};
  if (too_fine(*joined, 2))
    return {std::nullopt, tr("more than two decimals"), tr("round it to the cent")};
  return {std::nullopt, tr("not an amount"), tr("write it as in 1234.50")};
}

Reading<Quantity> read_quantity(std::string_view text) {
  if (auto quantity = Quantity::parse(text)) return {*quantity, {}, {}};
  const std::string plain = plain_number(text);
  if (auto quantity = Quantity::parse(plain)) return {*quantity, {}, {}};
  if (too_fine(plain, 3))
    return {std::nullopt, tr("more than three decimals"), tr("round it to three decimals")};
  return {std::nullopt, tr("not a quantity"), tr("write it as in 4 or 0.5")};
}

Reading<Date> read_date(std::string_view text, DateOrder order) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-')
    if (auto plain = Date::parse(text)) return {*plain, {}, {}};
  const Message form = tr("write it as in 2026-11-23");
  std::string plain = plain_number(text);
  for (const std::string_view word : {"年", "月"})
    if (const auto at = plain.find(word); at != std::string::npos)
      plain.replace(at, word.size(), "-");
  if (plain.ends_with("日")) plain.resize(plain.size() - std::string_view("日").size());
  if (plain.size() == 8 && digits(plain))
    plain = plain.substr(0, 4) + "-" + plain.substr(4, 2) + "-" + plain.substr(6);
  std::ranges::replace_if(
      plain, [](char c) { return c == '/' || c == '.'; }, '-');

  std::vector<int> parts;
  for (std::size_t from = 0; parts.size() < 4;) {
    const auto dash = plain.find('-', from);
    const auto part = number(std::string_view(plain).substr(from, dash - from));
    if (!part) return {std::nullopt, tr("not a day"), form};
    parts.push_back(*part);
    if (dash == std::string::npos) break;
    from = dash + 1;
  }
  if (parts.size() != 3) return {std::nullopt, tr("not a day"), form};
  const bool year_last = parts[0] < 1000 && parts[2] >= 1000;
  if (year_last && order == DateOrder::year_first)
    return {std::nullopt, tr("day and month may stand in either order"),
            tr("say which with --dates d/m/y or --dates m/d/y")};
  if (year_last) {
    if (order == DateOrder::month_first) std::swap(parts[0], parts[1]);
    std::swap(parts[0], parts[2]);
  }
  if (auto read = day(parts[0], parts[1], parts[2])) return {*read, {}, {}};
  return {std::nullopt, tr("not a day"), form};
}

}  // namespace svcctl::csv
