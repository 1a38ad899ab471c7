#pragma once

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// The moving average of a part at an outlet: what comes in is added at its cost, what leaves
/// leaves at the average of all that is there.
class MovingAverage {
 public:
  MovingAverage() = default;
  MovingAverage(Quantity qty, Money value) : qty_(qty), value_(value) {}

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

/// As it stood before a moment. Reads the ledger of the part back to the last line that bears the
/// average and that no line told late or taken in in bulk has come before since: mostly one line.
MovingAverage average_before(const store::ReadTxn& tx, std::int64_t part_id, std::int64_t outlet_id,
                             Instant moment);
/// What a movement at the moment that is recorded now leads on from; nothing where the ledger holds
/// later ones, whose averages it changes.
std::optional<MovingAverage> average_at_end(const store::ReadTxn& tx, std::int64_t part_id,
                                            std::int64_t outlet_id, Instant moment);

}  // namespace svcctl::parts
