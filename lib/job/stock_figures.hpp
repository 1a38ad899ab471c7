#pragma once

#include <optional>
#include <vector>

#include "base/code.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "store/txn.hpp"

namespace svcctl::job {

enum class StockMeasure {
  cost_of_sales,
  mean_stock,
  turnover,
  days_of_supply,
  fill_rate,
  dead_stock
};

/// A figure of the stock, with how it was reckoned.
struct StockFigure {
  StockMeasure measure = StockMeasure::cost_of_sales;
  std::optional<Money> amount = std::nullopt;     ///< in the shop's currency
  std::optional<Quantity> number = std::nullopt;  ///< times a year, days, or per cent
  const char* formula = "";                       ///< message id
};
/// The figures of the current outlet over the period: stock turnover, days of supply, fill rate,
/// dead stock. What cannot be reckoned (nothing sold, nothing asked) has no value.
SVCCTL_API std::vector<StockFigure> stock_figures(const store::ReadTxn& tx, const Period& period);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array codes<job::StockMeasure> = {
    CodeEntry<job::StockMeasure>{job::StockMeasure::cost_of_sales, "cost_of_sales",
                                 N_("cost of parts sold")},
    CodeEntry<job::StockMeasure>{job::StockMeasure::mean_stock, "mean_stock", N_("mean stock")},
    CodeEntry<job::StockMeasure>{job::StockMeasure::turnover, "turnover", N_("turnover a year")},
    CodeEntry<job::StockMeasure>{job::StockMeasure::days_of_supply, "days_of_supply",
                                 N_("days of supply")},
    CodeEntry<job::StockMeasure>{job::StockMeasure::fill_rate, "fill_rate", N_("fill rate, %")},
    CodeEntry<job::StockMeasure>{job::StockMeasure::dead_stock, "dead_stock", N_("dead stock")},
};
}  // namespace svcctl
