#include "parts/buying/reorder.hpp"

#include <algorithm>
#include <map>

#include "base/decimal.hpp"
#include "parts/buying/supplier_price.hpp"
#include "parts/catalogue/label.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

/// What is used in so many days, rounded up to a thousandth.
Quantity use_in(const ReorderFacts& facts, int days) {
  if (facts.used <= Quantity() || facts.use_days <= 0) return {};
  const auto product = decimal::Wide{facts.used.thousandths()} * days;
  return Quantity::thousandths(
      static_cast<std::int64_t>((product + facts.use_days - 1) / facts.use_days));
}

Quantity whole_packs(Quantity qty, Quantity pack) {
  const auto size = pack.thousandths();
  return Quantity::thousandths((qty.thousandths() + size - 1) / size * size);
}

ReorderLine read_line(const store::ReadTxn& tx, const Row& row, const ReorderRequest& request) {
  ReorderLine line{.part_id = row["id"],
                   .part = read_part_label(row),
                   .name = row["name"],
                   .unit = row["unit"],
                   .supplier = row["supplier"],
                   .usable = row["usable"],
                   .held = row["held"],
                   .ordered = row["ordered"],
                   .wanted = row["wanted"],
                   .used = row["used"],
                   .point = {},
                   .target = {},
                   .qty = {},
                   .cost = row.get<std::optional<Money>>("cost_amount").value_or(Money())};
  const auto need = reorder_need({.available = line.usable - line.held + line.ordered - line.wanted,
                                  .min_qty = row["min_qty"],
                                  .max_qty = row["max_qty"],
                                  .used = line.used,
                                  .pack = row["pack_qty"],
                                  .use_days = request.use_days,
                                  .lead_days = row["lead_days"],
                                  .cover_days = request.cover_days});
  line.point = need.point;
  line.target = need.target;
  line.qty = need.qty;
  if (!line.qty.is_zero() && !line.supplier.empty())
    if (const auto asked = supplier_price(tx, row["supplier_id"], line.part_id, tx.today()))
      line.cost = *asked;
  return line;
}

}  // namespace

ReorderNeed reorder_need(const ReorderFacts& facts) {
  ReorderNeed need;
  need.point = std::max(facts.min_qty, use_in(facts, facts.lead_days));
  need.target =
      std::max({facts.max_qty, need.point, use_in(facts, facts.lead_days + facts.cover_days)});
  if (facts.available >= need.point) return need;
  need.qty = whole_packs(need.target - facts.available, facts.pack);
  return need;
}

void each_reorder(const store::ReadTxn& tx, const ReorderRequest& request,
                  const std::function<void(const ReorderLine&)>& take) {
  tx.expect(store::Reading::back_again);
  std::int64_t only = 0;
  if (!request.supplier.empty()) only = find_supplier(tx, request.supplier).id;
  // Only parts with a minimum, with use or with a request can need anything; of these only what is
  // below its point (`reorder_need`) is worth sorting. The hint has use read by its days and not
  // the whole ledger in the order of parts.
  auto query = tx.query(
      R"(WITH used AS (
           SELECT part_id, -SUM(qty) AS qty FROM stock_movement
            WHERE at >= :since AND outlet_id = :outlet AND (kind = 'issue' OR kind = 'return')
            GROUP BY /*+ + */ part_id),
         wanted AS (
           SELECT part_id, SUM(qty - arrived_qty) AS qty FROM part_request
            WHERE state IN ('requested', 'ordered', 'partly') AND outlet_id = :outlet
            GROUP BY part_id),
         ordered AS (
           SELECT l.part_id AS part_id,
                  SUM(CASE WHEN l.qty > l.arrived_qty THEN l.qty - l.arrived_qty ELSE 0 END) AS qty
             FROM parts_order o JOIN parts_order_line l ON l.order_id = o.id
            WHERE o.state IN ('draft', 'placed') AND o.outlet_id = :outlet
            GROUP BY l.part_id),
         candidate AS (
           SELECT p.id AS id
             FROM part p
             LEFT JOIN part_outlet w ON w.part_id = p.id AND w.outlet_id = :outlet
            WHERE COALESCE(w.min_qty, p.min_qty) > 0 AND p.retired = 0
           UNION SELECT part_id FROM used WHERE qty > 0
           UNION SELECT part_id FROM wanted),
         fact AS (
           SELECT p.id AS id, p.number AS number, p.brand AS brand, p.name AS name,
                  p.unit AS unit, COALESCE(w.min_qty, p.min_qty) AS min_qty,
                  COALESCE(w.max_qty, p.max_qty) AS max_qty, p.pack_qty AS pack_qty,
                  p.cost_amount AS cost_amount,
                  COALESCE(p.supplier_id,
                           (SELECT l.supplier_id FROM lot l
                             WHERE l.part_id = p.id AND l.supplier_id IS NOT NULL
                             ORDER BY l.received_at DESC, l.id DESC LIMIT 1)) AS supplier_id,
                  COALESCE((SELECT SUM(l.qty) FROM lot l
                             WHERE l.part_id = p.id AND l.outlet_id = :outlet AND l.qty > 0
                               AND l.state = 'ok'
                               AND (l.expires_on IS NULL OR l.expires_on >= :today)), 0) AS usable,
                  COALESCE((SELECT SUM(h.qty) FROM part_reservation h
                             WHERE h.part_id = p.id AND h.outlet_id = :outlet
                               AND h.qty > 0), 0) AS held,
                  COALESCE(o.qty, 0) AS ordered, COALESCE(q.qty, 0) AS wanted,
                  COALESCE(u.qty, 0) AS used
             FROM candidate c JOIN part p ON p.id = c.id
             LEFT JOIN part_outlet w ON w.part_id = p.id AND w.outlet_id = :outlet
             LEFT JOIN used u ON u.part_id = p.id
             LEFT JOIN wanted q ON q.part_id = p.id
             LEFT JOIN ordered o ON o.part_id = p.id
            WHERE p.retired = 0)
         SELECT f.id AS id, f.number AS number, f.brand AS brand, f.name AS name, f.unit AS unit,
                f.min_qty AS min_qty, f.max_qty AS max_qty, f.pack_qty AS pack_qty,
                f.cost_amount AS cost_amount, COALESCE(f.supplier_id, 0) AS supplier_id,
                f.usable AS usable, f.held AS held, f.ordered AS ordered, f.wanted AS wanted,
                f.used AS used, COALESCE(s.code, '') AS supplier,
                COALESCE(s.lead_days, 3) AS lead_days
           FROM fact f LEFT JOIN supplier s ON s.id = f.supplier_id
          WHERE (:supplier = 0 OR f.supplier_id = :supplier)
            AND (f.usable - f.held + f.ordered - f.wanted < f.min_qty
                 OR f.used * COALESCE(s.lead_days, 3)
                    > (f.usable - f.held + f.ordered - f.wanted) * :use_days)
          ORDER BY f.number, f.brand)",
      {{"since", tx.now().seconds - std::int64_t{86'400} * request.use_days},
       {"outlet", shop::current_outlet(tx)},
       {"today", tx.today()},
       {"use_days", request.use_days},
       {"supplier", only}});
  while (query.next()) {
    const auto line = read_line(tx, query.row(), request);
    if (!line.qty.is_zero()) take(line);
  }
}

std::vector<Order> order_reorder(store::WriteTxn& tx, const ReorderRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  std::map<std::string, std::vector<OrderItem>> buys;
  each_reorder(tx, request, [&](const ReorderLine& line) {
    if (!line.supplier.empty())
      buys[line.supplier].push_back({.part = line.part, .qty = line.qty, .cost = line.cost});
  });
  std::vector<Order> orders;
  for (const auto& [supplier, items] : buys) {
    const auto draft = open_draft(tx, find_supplier(tx, supplier).id);
    orders.push_back(draft ? add_to_order(tx, draft->number, items)
                           : new_order(tx, {.supplier = supplier, .items = items}));
  }
  return orders;
}

}  // namespace svcctl::parts
