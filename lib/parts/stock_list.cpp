#include "parts/stock_list.hpp"

#include <map>

#include "shop/outlet.hpp"

namespace svcctl::parts {

using store::Row;

std::vector<LedgerLine> ledger(const store::ReadTxn& tx, const Part& part) {
  Quantity balance;
  return tx.all(
      R"(SELECT m.id AS id, m.at AS at, m.recorded_at AS recorded_at, m.kind AS kind,
                l.code AS lot, m.qty AS qty, m.cost_amount AS cost_amount,
                m.document AS document, m.reason AS reason, COALESCE(p.code, '') AS staff
           FROM stock_movement m
           JOIN lot l ON l.id = m.lot_id
           LEFT JOIN staff p ON p.id = m.staff_id
          WHERE m.part_id = :part AND m.outlet_id = :outlet
          ORDER BY m.id)",
      {{"part", part.id}, {"outlet", shop::current_outlet(tx)}}, [&](const Row& row) {
        const Quantity qty = row["qty"];
        balance += qty;
        return LedgerLine{.id = row["id"],
                          .at = row["at"],
                          .recorded_at = row["recorded_at"],
                          .kind = row["kind"],
                          .lot = row["lot"],
                          .qty = qty,
                          .balance = balance,
                          .cost = row["cost_amount"],
                          .document = row["document"],
                          .reason = row["reason"],
                          .staff = row["staff"]};
      });
}

std::vector<StockLine> stock_lines(const store::ReadTxn& tx, const StockFilter& filter) {
  const auto outlet = shop::current_outlet(tx);
  const Date today = tx.today();
  struct Sum {
    Quantity qty;
    Quantity usable;
    Money value;
  };
  std::map<std::int64_t, Sum> sums;
  for (const auto& lot : list_lots(tx, {.outlet_id = outlet, .part_id = filter.part_id})) {
    Sum& sum = sums[lot.part_id];
    sum.qty += lot.qty;
    sum.value += lot.cost * lot.qty;
    if (lot.state == LotState::ok && !lot.expired_on(today)) sum.usable += lot.qty;
  }
  std::vector<StockLine> lines;
  for (const auto& part : list_parts(tx, {})) {
    const auto sum = sums.find(part.id);
    if (filter.part_id && part.id != *filter.part_id) continue;
    const Sum held = sum == sums.end() ? Sum{} : sum->second;
    const bool below = held.usable < part.min_qty;
    if (filter.below_min ? !below : (sum == sums.end() && !filter.part_id)) continue;
    lines.push_back({.part = part.label(),
                     .name = part.name,
                     .bin = part.bin,
                     .unit = part.unit,
                     .qty = held.qty,
                     .usable = held.usable,
                     .min_qty = part.min_qty,
                     .max_qty = part.max_qty,
                     .value = held.value});
  }
  return lines;
}

}  // namespace svcctl::parts
