#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/settings.hpp"
#include "parts/catalogue/part.hpp"
#include "store/columns.hpp"

namespace svcctl::parts {

/// The level of a price that is asked for without naming one.
constexpr const char* retail = "retail";

/// A sales price with tax from a day on.
struct Price {
  std::string part;  ///< "NUMBER/BRAND"
  std::string level;
  std::optional<Date> from_on;  ///< nothing: the price the part had before every dated one
  Money price;
  std::optional<Money> cost;  ///< the part's purchase price: for those who may see costs
  bool holds = false;         ///< today
  std::string by;             ///< staff code, or empty
};

/// The price of a level on a day: the dated one that began last, of several of one day the last
/// one recorded; else what the part says. A level without a price of its own has the retail one.
SVCCTL_API std::optional<Money> price_on(const store::ReadTxn& tx, const Part& part,
                                         const std::string& level, Date day);

/// The price of a level that held at a moment, by what was on file then.
SVCCTL_API std::optional<Money> price_at(const store::ReadTxn& tx, const Part& part,
                                         const std::string& level, Instant at);

/// The retail price that holds today, and the one that held at a moment, by what was on file then.
struct ListPrices {
  std::optional<Money> now, then;
};
SVCCTL_API ListPrices list_prices_since(const store::ReadTxn& tx, const Part& part, Instant then);

/// A price and a cost that somebody would set without a delivery.
struct WantedValues {
  std::optional<Money> price = std::nullopt;
  std::optional<Money> cost = std::nullopt;
};
/// Why they want somebody who may give discounts.
enum class TooLow { price_below_cost, price_lowered, cost_lowered };
struct Lowered {
  TooLow why = TooLow::price_lowered;
  Money former;  ///< what it was, or the cost
};
/// Whether they are too low: a price below the purchase price, or a price or cost by more than
/// `discount.limit` below the highest that it was in the 30 days before, so that steps over days
/// count together. The purchase price is the highest of those days that no delivery changed.
/// Nothing: they are not. Verbs and imports alike ask it.
SVCCTL_API std::optional<Lowered> too_low(const store::ReadTxn& tx, const Part& now,
                                          const std::string& level, Date from_on,
                                          const WantedValues& wanted);
/// Refuses them for those who may not give discounts ("parts.price-below", 2.4-itemise). A list
/// that is lowered for one customer is a discount.
SVCCTL_API void require_values(store::WriteTxn& tx, const Part& now, const std::string& level,
                               Date from_on, const WantedValues& wanted);
/// Keeps a price or cost of a part that another takes the place of, but for that of a delivery.
SVCCTL_API void keep_former(store::WriteTxn& tx, const Part& former, const WantedValues& now);

struct PriceRequest {
  std::string part;
  std::string level = retail;
  std::optional<Date> from_on = std::nullopt;  ///< today where it is left out
  std::optional<Money> price = std::nullopt;   ///< nothing: proposed from the purchase price
};
/// Sets a price from a day on; earlier ones stay on record.
/// @throws Error "parts.negative", "parts.level" (2), "parts.no-cost", "parts.no-markup" (2) where
///         a price cannot be proposed, find_part's
SVCCTL_API Price set_price(store::WriteTxn& tx, const PriceRequest& request);
/// Every price of a part, by level, the newest first.
SVCCTL_API std::vector<Price> list_prices(const store::ReadTxn& tx, const std::string& part);

/// The purchase price with the markup of its band (`[[parts.markup]]`), or nothing without one.
SVCCTL_API std::optional<Money> proposed_price(const Settings& settings, Money cost);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Price> = {
    field<&parts::Price::level>("level"),
    field<&parts::Price::from_on>("from_on"),
    field<&parts::Price::price>("price_amount"),
    field<&parts::Price::by>("staff"),
};
}  // namespace svcctl
