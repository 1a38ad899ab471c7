#include "base/money.hpp"

#include "base/decimal.hpp"
#include "base/error.hpp"

namespace svcctl {
namespace {

[[noreturn]] void money_overflow() {
  throw bad_data("money.overflow", tr("the amount is too large to be kept"));
}

Money product(std::int64_t a, std::int64_t b, decimal::Wide divisor) {
  if (auto units = decimal::scaled_product(a, b, divisor)) return Money::minor(*units);
  money_overflow();
}

constexpr const char* capital_digits[] = {"零", "壹", "贰", "叁", "肆",
                                          "伍", "陆", "柒", "捌", "玖"};

/// Whole yuan above zero. Within a group of four and between groups, a run of zeros that is
/// followed by something is spoken once.
std::string capital_number(std::uint64_t n) {
  struct Unit {
    std::uint64_t value;
    const char* name;
  };
  static constexpr Unit units[] = {
      {100'000'000, "亿"}, {10'000, "万"}, {1'000, "仟"}, {100, "佰"}, {10, "拾"}};
  for (const auto& [value, unit] : units) {
    if (n < value) continue;
    auto out = capital_number(n / value) + unit;
    const auto rest = n % value;
    if (rest == 0) return out;
    if (rest < value / 10) out += capital_digits[0];
    return out + capital_number(rest);
  }
  return capital_digits[n];
}

}  // namespace

std::optional<Money> Money::parse(std::string_view text) {
  if (auto units = decimal::parse(text, 2)) return Money(*units);
  return std::nullopt;
}

std::string Money::str() const { return decimal::str(units_, 2, false); }

Money Money::operator-() const {
  std::int64_t result = 0;
  if (__builtin_sub_overflow(std::int64_t{0}, units_, &result)) money_overflow();
  return Money(result);
}
Money& Money::operator+=(Money other) {
  if (__builtin_add_overflow(units_, other.units_, &units_)) money_overflow();
  return *this;
}
Money& Money::operator-=(Money other) {
  if (__builtin_sub_overflow(units_, other.units_, &units_)) money_overflow();
  return *this;
}

Money operator*(Money price, Quantity quantity) {
  return product(price.minor(), quantity.thousandths(), 1000);
}
Money operator*(Money rate, Hours hours) {
  return product(rate.minor(), hours.thousandths(), 1000);
}
Money operator*(Money amount, Percent share) {
  return product(amount.minor(), share.thousandths(), 100'000);
}
Money tax_within(Money amount_with_tax, Percent rate) {
  if (rate.thousandths() <= -100'000) money_overflow();
  return product(amount_with_tax.minor(), rate.thousandths(),
                 decimal::Wide{100'000} + rate.thousandths());
}

Money per_unit(Money total, Quantity quantity) {
  if (quantity.is_zero()) money_overflow();
  return product(total.minor(), 1000, quantity.thousandths());
}

std::vector<Money> shared_by(Money amount, const std::vector<Money>& weights) {
  Money all;
  for (const Money weight : weights) all += weight;
  std::vector<Money> shares;
  Money weighed;
  Money given;
  for (const Money weight : weights) {
    weighed += weight;
    // What all up to here are due together, less what the others have: nothing is lost in rounding.
    const Money due =
        all.is_zero() ? amount : product(amount.minor(), weighed.minor(), all.minor());
    shares.push_back(due - given);
    given = due;
  }
  return shares;
}

std::string chinese_capitals(Money amount) {
  const auto units = amount.minor();
  const auto magnitude =
      units < 0 ? ~static_cast<std::uint64_t>(units) + 1 : static_cast<std::uint64_t>(units);
  const auto yuan = magnitude / 100;
  const auto jiao = magnitude / 10 % 10;
  const auto fen = magnitude % 10;
  std::string out = units < 0 ? "负" : "";
  if (yuan > 0) out += capital_number(yuan) + "元";
  if (jiao > 0) out += std::string(capital_digits[jiao]) + "角";
  if (fen > 0) {
    if (jiao == 0 && yuan > 0) out += capital_digits[0];
    out += std::string(capital_digits[fen]) + "分";
  }
  if (magnitude == 0) out += "零元";
  return fen > 0 ? out : out + "整";
}

}  // namespace svcctl
