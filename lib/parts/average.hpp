#pragma once

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"

namespace svcctl::parts {

/// The moving average of a part at an outlet: what comes in is added at its cost, what leaves
/// leaves at the average of all that is there.
class MovingAverage {
 public:
  /// @param value what the movement adds to the value of its lot
  void move(Quantity qty, Money value) {
    if (qty >= Quantity())
      value_ += value;
    else
      value_ -= share(-qty);
    qty_ += qty;
  }
  Quantity qty() const { return qty_; }
  Money value() const { return value_; }
  /// For one unit; nothing where nothing is left.
  Money cost() const { return qty_.is_zero() ? Money() : share(Quantity::whole(1)); }

 private:
  Money share(Quantity qty) const {
    if (qty == qty_) return value_;
    if (qty_.is_zero()) return {};
    const auto part =
        decimal::scaled_product(value_.minor(), qty.thousandths(), qty_.thousandths());
    if (!part) throw bad_data("money.overflow", tr("the amount is too large to be kept"));
    return Money::minor(*part);
  }

  Quantity qty_;
  Money value_;
};

}  // namespace svcctl::parts
