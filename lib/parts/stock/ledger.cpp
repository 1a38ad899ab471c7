#include "parts/stock/ledger.hpp"

#include "parts/stock/private/average.hpp"
#include "shop/outlet.hpp"
#include "store/late.hpp"

namespace svcctl::parts {

void each_ledger_line(const store::ReadTxn& tx, const Part& part,
                      const std::function<void(const LedgerLine&)>& take) {
  MovingAverage average;
  auto query = tx.query(
      "SELECT " + store::late_by("stock_movement", "m") +
          R"( AS late_by, m.id AS id, m.at AS at, m.happened_at AS happened_at, m.recorded_at AS recorded_at, m.kind AS kind,
                l.code AS lot, m.qty AS qty, m.cost_amount AS cost_amount,
                m.value_amount AS value_amount, m.document AS document, m.reason AS reason,
                COALESCE(p.code, '') AS staff
           FROM stock_movement m
           JOIN lot l ON l.id = m.lot_id
           LEFT JOIN staff p ON p.id = m.staff_id
          WHERE m.part_id = :part AND m.outlet_id = :outlet
          ORDER BY m.at, m.id)",
      {{"part", part.id}, {"outlet", shop::current_outlet(tx)}});
  while (query.next()) {
    const auto& row = query.row();
    LedgerLine line{.id = row["id"],
                    .at = row["at"],
                    .happened_at = row.get<std::optional<Instant>>("happened_at"),
                    .recorded_at = row["recorded_at"],
                    .kind = row["kind"],
                    .lot = row["lot"],
                    .qty = row["qty"],
                    .balance = {},
                    .cost = row["cost_amount"],
                    .value = row["value_amount"],
                    .average_cost = {},
                    .document = row["document"],
                    .reason = row["reason"],
                    .staff = row["staff"],
                    .late_by = row["late_by"]};
    average.move(line.qty, line.value);
    line.balance = average.qty();
    line.average_cost = average.cost();
    take(line);
  }
}

}  // namespace svcctl::parts
