#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parts/stock/stock.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// How the value of the stock is broken down.
enum class ValueBy { total, category, part };

/// The value of what lies at the current outlet at the end of a day (clause 2.3-store).
struct StockValue {
  std::string name;                    ///< of the category or the part; empty for the total
  std::int64_t parts = 0;              ///< how many have stock
  Quantity qty;                        ///< of a part
  std::string unit;                    ///< of a part
  Money value;                         ///< by lot: what each lot cost
  std::optional<Money> average_value;  ///< at moving average, where it was asked for
};
struct ValueRequest {
  std::optional<Date> as_of = std::nullopt;  ///< else as it stands
  ValueBy by = ValueBy::category;
  bool average = false;  ///< also at moving average
};
/// Parts by number and brand, categories by name.
SVCCTL_API void each_value(const store::ReadTxn& tx, const ValueRequest& request,
                           const std::function<void(const StockValue&)>& take);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::ValueBy> = {
    CodeEntry<parts::ValueBy>{parts::ValueBy::total, "total", N_("total")},
    CodeEntry<parts::ValueBy>{parts::ValueBy::category, "category", N_("part category")},
    CodeEntry<parts::ValueBy>{parts::ValueBy::part, "part", N_("part")},
};
}  // namespace svcctl
