#include "job/stock_figures.hpp"

#include "base/decimal.hpp"
#include "parts/stock/stock_list.hpp"
#include "parts/stock/value.hpp"
#include "shop/outlet.hpp"

namespace svcctl::job {
namespace {

struct Span {
  Instant from;
  Instant to;  ///< the first moment after it
};

/// a × b / divisor in thousandths; nothing when there is nothing to divide by.
std::optional<Quantity> ratio(std::int64_t a, std::int64_t b, decimal::Wide divisor) {
  if (divisor <= 0) return std::nullopt;
  const auto value = decimal::scaled_product(a, b, divisor);
  return value ? std::optional(Quantity::thousandths(*value)) : std::nullopt;
}

/// What was issued to jobs and not returned, at the cost of its lots.
Money cost_of_sales(const store::ReadTxn& tx, const Span& span) {
  return -tx.value<Money>(
                R"(
            SELECT SUM(value_amount) AS value FROM stock_movement
             WHERE at >= :from AND at < :to AND (kind = 'issue' OR kind = 'return')
               AND outlet_id = :outlet)",
                {{"from", span.from}, {"to", span.to}, {"outlet", shop::current_outlet(tx)}})
              .value_or(Money());
}

Money stock_value(const store::ReadTxn& tx, Date day) {
  Money sum;
  parts::each_value(tx, {.as_of = day, .by = parts::ValueBy::total},
                    [&](const parts::StockValue& total) { sum += total.value; });
  return sum;
}

/// The mean of the stock before the period, at each month's end within it, and at its end.
Money mean_stock(const store::ReadTxn& tx, const Period& period) {
  Money sum = stock_value(tx, period.first.plus_days(-1));
  std::int64_t points = 1;
  for (Date month = Date::of(period.first.year(), period.first.month(), 1).plus_months(1);
       month.plus_days(-1) < period.last; month = month.plus_months(1)) {
    if (month.plus_days(-1) < period.first) continue;
    sum += stock_value(tx, month.plus_days(-1));
    ++points;
  }
  sum += stock_value(tx, period.last);
  return Money::minor(decimal::scaled_product(sum.minor(), 1, points + 1).value_or(0));
}

/// Lines of parts that customers agreed to, and those of them filled from lots that were there.
std::optional<Quantity> fill_rate(const store::ReadTxn& tx, const Span& span) {
  return tx
      .first(R"(
    WITH asked AS (
      SELECT l.job_id AS job_id, l.part_id AS part_id, SUM(l.qty) AS qty, MIN(c.at) AS at
        FROM job_line l
        JOIN job j ON j.id = l.job_id
        JOIN consent c ON c.job_id = l.job_id AND c.given = 1
         AND (c.change_id = l.change_id
              OR (l.change_id IS NULL AND c.estimate_id = l.estimate_id))
       WHERE l.part_id IS NOT NULL AND l.state = 'agreed' AND j.outlet_id = :outlet
         AND c.at >= :from AND c.at < :to
       GROUP BY l.job_id, l.part_id)
    SELECT COUNT(*) AS asked,
           COALESCE(SUM(CASE WHEN (SELECT COALESCE(-SUM(m.qty), 0)
                                     FROM stock_movement m JOIN lot b ON b.id = m.lot_id
                                    WHERE m.job_id = a.job_id AND m.part_id = a.part_id
                                      AND m.kind IN ('issue', 'return')
                                      AND b.received_at <= a.at) >= a.qty
                             THEN 1 ELSE 0 END), 0) AS filled
      FROM asked a)",
             {{"outlet", shop::current_outlet(tx)}, {"from", span.from}, {"to", span.to}},
             [](const store::Row& row) {
               return ratio(row.get<std::int64_t>("filled"), 100'000,
                            row.get<std::int64_t>("asked"));
             })
      .value_or(std::nullopt);
}

Money dead_stock(const store::ReadTxn& tx) {
  Money sum;
  parts::each_stock_line(tx, {.idle_days = 365},
                         [&](const parts::StockLine& line) { sum += line.value; });
  return sum;
}

}  // namespace

std::vector<StockFigure> stock_figures(const store::ReadTxn& tx, const Period& period) {
  const Zone& zone = tx.settings().zone;
  const Span span{zone.start_of(period.first), zone.start_of(period.last.plus_days(1))};
  const auto days = std::int64_t{days_between(period.first, period.last)} + 1;
  const Money sold = cost_of_sales(tx, span);
  const Money mean = mean_stock(tx, period);
  return {
      {.measure = StockMeasure::cost_of_sales,
       .amount = sold,
       .formula = N_("cost of parts issued to jobs less returned, by lot")},
      {.measure = StockMeasure::mean_stock,
       .amount = mean,
       .formula = N_("mean of the stock's value before the period, at month ends, at its end")},
      {.measure = StockMeasure::turnover,
       .number = ratio(sold.minor(), std::int64_t{365} * 1000, decimal::Wide{days} * mean.minor()),
       .formula = N_("cost of parts sold × 365 / days of the period / mean stock")},
      {.measure = StockMeasure::days_of_supply,
       .number = ratio(mean.minor(), days * 1000, sold.minor()),
       .formula = N_("365 / turnover")},
      {.measure = StockMeasure::fill_rate,
       .number = fill_rate(tx, span),
       .formula = N_("part lines filled from stock that was there when asked / part lines asked")},
      {.measure = StockMeasure::dead_stock,
       .amount = dead_stock(tx),
       .formula = N_("value today of parts with no movement in 12 months")},
  };
}

}  // namespace svcctl::job
