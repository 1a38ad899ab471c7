#include "parts/buying/supplier_record.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/decimal.hpp"
#include "parts/catalogue/label.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

std::optional<Percent> share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return Percent::thousandths(*decimal::scaled_product(part, 100'000, whole));
}

void read_orders(const store::ReadTxn& tx, std::int64_t supplier, const Period& period,
                 SupplierRecord& record) {
  const auto here = tx.within("outlet_id");
  auto query = tx.query(
      R"(SELECT state, reason, expected_on, closed_at FROM parts_order
          WHERE supplier_id = :supplier AND state IN ('placed', 'closed')
            AND expected_on BETWEEN :first AND :last)" +
          here.sql,
      {here, {"supplier", supplier}, {"first", period.first}, {"last", period.last}});
  while (query.next()) {
    const auto& row = query.row();
    const auto closed = row.get<std::optional<Instant>>("closed_at");
    const bool whole = closed && row.get<std::string>("reason").empty();
    if (!whole && row.get<Date>("expected_on") >= tx.today()) continue;  // not due yet
    ++record.orders;
    if (whole && tx.settings().zone.date_of(*closed) <= row.get<Date>("expected_on"))
      ++record.on_time;
  }
}

void read_deliveries(const store::ReadTxn& tx, std::int64_t supplier, const Period& period,
                     SupplierRecord& record) {
  const auto& zone = tx.settings().zone;
  const auto from = zone.start_of(period.first);
  const auto to = zone.start_of(period.last.plus_days(1));
  const auto here = tx.within("r.outlet_id");
  auto query = tx.query(
      R"(SELECT COUNT(DISTINCT r.id) AS deliveries, COUNT(*) AS line_count,
                COALESCE(SUM(CASE WHEN l.outcome = 'accepted' THEN 0 ELSE 1 END), 0) AS bad,
                COALESCE(SUM(CASE WHEN l.outcome = 'refused' THEN 0 ELSE l.goods_amount END), 0)
                  AS goods,
                COALESCE(SUM(l.freight_amount), 0) AS freight
           FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id
          WHERE r.supplier_id = :supplier AND r.at >= :from AND r.at < :to
            AND NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id))" +
          here.sql,
      {here, {"supplier", supplier}, {"from", from}, {"to", to}});
  query.next();
  const auto& row = query.row();
  record.deliveries = row["deliveries"];
  record.lines = row["line_count"];
  record.bad_lines = row["bad"];
  record.goods = row["goods"];
  record.freight = row["freight"];
  record.sent_back = tx.value<std::int64_t>(
                           R"(SELECT COUNT(*) AS value
                                FROM supplier_return r
                                JOIN supplier_return_line l ON l.return_id = r.id
                               WHERE r.supplier_id = :supplier AND r.at >= :from AND r.at < :to)" +
                               here.sql,
                           {here, {"supplier", supplier}, {"from", from}, {"to", to}})
                         .value_or(0);
}

}  // namespace

SupplierRecord supplier_record(const store::ReadTxn& tx, const std::string& supplier,
                               const Period& period) {
  const Supplier found = find_supplier(tx, supplier);
  SupplierRecord record;
  record.supplier = found.code;
  read_orders(tx, found.id, period, record);
  read_deliveries(tx, found.id, period, record);
  const auto here = tx.within("b.outlet_id");
  record.on_time_share = share(record.on_time, record.orders);
  record.defect_rate = share(record.bad_lines + record.sent_back, record.lines);
  record.credit_open = tx.value<Money>(
                             R"(SELECT SUM(CASE WHEN r.value_amount > r.credited
                                                THEN r.value_amount - r.credited ELSE 0 END) AS value
                                  FROM (SELECT b.value_amount AS value_amount,
                                               (SELECT COALESCE(SUM(c.amount), 0)
                                                  FROM supplier_credit c
                                                 WHERE c.return_id = b.id) AS credited
                                          FROM supplier_return b
                                         WHERE b.supplier_id = :supplier)" +
                                 here.sql + ") r",
                             {here, {"supplier", found.id}})
                           .value_or(Money());
  return record;
}

std::vector<PaidMove> price_moves(const store::ReadTxn& tx, const std::string& supplier,
                                  const Period& period) {
  shop::require_right(tx, Right::see_cost);
  const Supplier found = find_supplier(tx, supplier);
  const auto& zone = tx.settings().zone;
  const auto from = zone.start_of(period.first);
  const auto here = tx.within("r.outlet_id");
  auto query = tx.query(
      R"(SELECT l.part_id AS part_id, p.number AS number, p.brand AS brand, p.name AS name,
                l.goods_amount AS goods_amount, l.qty AS qty, r.at AS at
           FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id
           JOIN part p ON p.id = l.part_id
          WHERE r.supplier_id = :supplier AND r.at < :to AND l.outcome <> 'refused'
            AND NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id))" +
          here.sql + " ORDER BY r.id, l.id",
      {here, {"supplier", found.id}, {"to", zone.start_of(period.last.plus_days(1))}});
  std::vector<PaidMove> moves;
  std::map<std::int64_t, Money> last;
  while (query.next()) {
    const auto& row = query.row();
    const Money price = per_unit(row["goods_amount"], row["qty"]);
    const auto [before, first] = last.try_emplace(row["part_id"], price);
    const Money was = std::exchange(before->second, price);
    const Instant at = row["at"];
    if (first || was == price || at < from) continue;
    const std::string part = read_part_label(row);
    const auto moved = was.is_zero() ? std::nullopt : share((price - was).minor(), was.minor());
    moves.push_back({.part = std::move(part),
                     .name = row["name"],
                     .before = was,
                     .after = price,
                     .change = moved.value_or(Percent::whole(100)),
                     .at = at});
  }
  std::ranges::stable_sort(moves, [](const PaidMove& a, const PaidMove& b) {
    return std::abs(a.change.thousandths()) > std::abs(b.change.thousandths());
  });
  return moves;
}

}  // namespace svcctl::parts
