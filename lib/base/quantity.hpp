#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"

namespace svcctl {

/// An exact decimal with three places, kept as thousandths. The tag keeps pieces, hours and
/// percents apart. Overflow throws Error "quantity.overflow" (bad data).
template <class Tag>
class SVCCTL_API Thousandths {
 public:
  constexpr Thousandths() = default;
  static constexpr Thousandths thousandths(std::int64_t units) { return Thousandths(units); }
  static constexpr Thousandths whole(std::int64_t units) { return Thousandths(units * 1000); }
  /// Reads "4", "0.5", ".125", "-2"; at most three decimals. Empty when it is no such number.
  static std::optional<Thousandths> parse(std::string_view text);

  constexpr std::int64_t thousandths() const { return units_; }
  /// The shortest exact form: "4", "0.5", "129.171".
  std::string str() const;
  constexpr bool is_zero() const { return units_ == 0; }

  Thousandths operator-() const;
  Thousandths& operator+=(Thousandths other);
  Thousandths& operator-=(Thousandths other);
  friend Thousandths operator+(Thousandths a, Thousandths b) { return a += b; }
  friend Thousandths operator-(Thousandths a, Thousandths b) { return a -= b; }
  constexpr auto operator<=>(const Thousandths&) const = default;

 private:
  constexpr explicit Thousandths(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

struct SVCCTL_API QuantityTag;
struct SVCCTL_API HoursTag;
struct SVCCTL_API PercentTag;

/// Pieces, litres, metres: whatever unit the part is counted in.
using Quantity = Thousandths<struct QuantityTag>;
/// Labour hours.
using Hours = Thousandths<struct HoursTag>;
/// A rate in percent: 13 is thirteen percent.
using Percent = Thousandths<struct PercentTag>;

extern template class SVCCTL_API Thousandths<struct QuantityTag>;
extern template class SVCCTL_API Thousandths<struct HoursTag>;
extern template class SVCCTL_API Thousandths<struct PercentTag>;

}  // namespace svcctl
