#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

/// Exact decimal arithmetic on scaled integers, shared by money and quantities.
namespace svcctl::decimal {

__extension__ using Wide = __int128;

/// Reads "-12.5" as units of 10^-places. Empty for any other form, for more decimals than
/// `places` and for what does not fit.
inline std::optional<std::int64_t> parse(std::string_view text, int places) {
  bool negative = false;
  if (!text.empty() && text[0] == '-') {
    negative = true;
    text.remove_prefix(1);
  }
  constexpr Wide limit = Wide{std::numeric_limits<std::int64_t>::max()} + 1;
  Wide units = 0;
  int decimals = -1;  // none seen yet; counts from 0 behind the point
  bool digit_seen = false;
  for (char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digit_seen = true;
    if (decimals >= 0 && ++decimals > places) return std::nullopt;
    units = units * 10 + (c - '0');
    if (units > limit) return std::nullopt;
  }
  if (!digit_seen || decimals == 0) return std::nullopt;  // "", "-", ".", "5."
  for (int i = decimals < 0 ? 0 : decimals; i < places; ++i) {
    units *= 10;
    if (units > limit) return std::nullopt;
  }
  if (negative) units = -units;
  if (units == limit) return std::nullopt;
  return static_cast<std::int64_t>(units);
}

/// Writes units of 10^-places; `shortest` drops the zeros at the end.
inline std::string str(std::int64_t units, int places, bool shortest) {
  const bool negative = units < 0;
  auto magnitude =
      negative ? ~static_cast<std::uint64_t>(units) + 1 : static_cast<std::uint64_t>(units);
  auto digits = std::to_string(magnitude);
  const auto wanted = static_cast<std::size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
  if (shortest) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return negative ? "-" + digits : digits;
}

/// a × b / divisor, rounded half away from zero. Empty when it does not fit.
inline std::optional<std::int64_t> scaled_product(std::int64_t a, std::int64_t b, Wide divisor) {
  const Wide product = Wide{a} * b;
  const Wide half = divisor / 2 + divisor % 2;
  Wide quotient = product / divisor;
  Wide rest = product % divisor;
  if (rest < 0) rest = -rest;
  if (rest >= half) quotient += product < 0 ? -1 : 1;
  if (quotient > std::numeric_limits<std::int64_t>::max() ||
      quotient < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return static_cast<std::int64_t>(quotient);
}

}  // namespace svcctl::decimal
