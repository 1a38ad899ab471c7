#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/quantity.hpp"

namespace svcctl {

/// An exact amount in the shop's currency, in minor units (fen, cents). Overflow throws
/// Error "money.overflow" (bad data).
class SVCCTL_API Money {
 public:
  constexpr Money() = default;
  static constexpr Money minor(std::int64_t units) { return Money(units); }
  /// Reads "1234.5", "-0.98", ".98"; at most two decimals. Empty when it is not an amount.
  static std::optional<Money> parse(std::string_view text);

  constexpr std::int64_t minor() const { return units_; }
  /// "1234.50", exact, with two decimals and no grouping.
  std::string str() const;
  constexpr bool is_zero() const { return units_ == 0; }

  Money operator-() const;
  Money& operator+=(Money other);
  Money& operator-=(Money other);
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a -= b; }
  constexpr auto operator<=>(const Money&) const = default;

 private:
  constexpr explicit Money(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

/// Unit price times quantity, rounded half away from zero to the minor unit.
SVCCTL_API Money operator*(Money price, Quantity quantity);
/// Hourly rate times hours, rounded half away from zero.
SVCCTL_API Money operator*(Money rate, Hours hours);
/// A share of an amount (13 % of it), rounded half away from zero.
SVCCTL_API Money operator*(Money amount, Percent share);
/// The tax contained in an amount that includes tax at this rate: amount × rate / (100 + rate).
SVCCTL_API Money tax_within(Money amount_with_tax, Percent rate);

/// What one unit costs, rounded half away from zero. @throws Error "money.overflow" (bad data)
/// for a quantity of zero
SVCCTL_API Money per_unit(Money total, Quantity quantity);
/// The amount shared in proportion to weights (none negative), to the minor unit: the shares add up
/// to it exactly. All weights zero: the first takes all.
SVCCTL_API std::vector<Money> shared_by(Money amount, const std::vector<Money>& weights);

/// The amount in Chinese financial capitals, as bills carry it: 壹仟贰佰叁拾肆元伍角整.
SVCCTL_API std::string chinese_capitals(Money amount);

}  // namespace svcctl
