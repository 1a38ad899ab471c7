#include "parts/catalogue/price_move.hpp"

#include <cstdint>

#include "base/decimal.hpp"
#include "base/error.hpp"

namespace svcctl::parts {

Percent PriceMove::change() const {
  const auto by = decimal::scaled_product(to.minor() - from.minor(), 100'000,
                                          from.is_zero() ? 1 : from.minor());
  return Percent::thousandths(by.value_or(0));
}

Percent PriceMove::size() const {
  const auto by = change();
  return by < Percent() ? Percent() - by : by;
}

void require_small_move(const PriceMove& largest, std::optional<Percent> most) {
  if (!most || largest.size() <= *most) return;
  throw bad_data("parts.max-move",
                 tr("the price of {0} moves from {1} to {2}, by {3} %: nothing was taken in",
                    largest.part, largest.from.str(), largest.to.str(), largest.change().str()),
                 "--max-move PERCENT");
}

}  // namespace svcctl::parts
