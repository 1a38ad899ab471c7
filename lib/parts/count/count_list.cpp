#include "parts/count/count.hpp"
#include "parts/stock/private/lot_row.hpp"
#include "shop/outlet.hpp"
#include "store/number.hpp"

// Stocktakes as they are read.
namespace svcctl::parts {
namespace {

using store::Row;

constexpr store::NumberKind count_numbers{.table = "stock_count",
                                          .letter = 'S',
                                          .code = "count.not-found",
                                          .missing = N_("no such count: {0}"),
                                          .hint = "svcctl parts count list",
                                          .unfinished = "state = 'open'"};

constexpr const char* every_count =
    R"(SELECT c.id AS id, c.number AS number, c.outlet_id AS outlet_id, o.code AS outlet,
              c.scope AS scope, c.scope_value AS scope_value, c.blind AS blind,
              c.state AS state, c.snapshot_id AS snapshot_id, c.opened_at AS opened_at,
              COALESCE(s.code, '') AS opened_by, c.closed_at AS closed_at,
              COALESCE(d.code, '') AS closed_by, c.reason AS reason
         FROM stock_count c
         JOIN outlet o ON o.id = c.outlet_id
         LEFT JOIN staff s ON s.id = c.opened_by
         LEFT JOIN staff d ON d.id = c.closed_by)";

// The balance when it was counted is today's less what moved since. A closed count shows what was
// compared when it was closed.
constexpr const char* every_line =
    R"(SELECT l.id AS id, p.number AS number, p.brand AS brand, p.name AS name, p.unit AS unit,
              COALESCE(w.bin, p.bin) AS bin, l.code AS code, l.cost_amount AS cost_amount,
              l.qty - COALESCE((SELECT SUM(m.qty) FROM stock_movement m
                                 WHERE m.lot_id = l.id AND m.id > :snapshot), 0) AS opening,
              CASE WHEN :closed = 1 THEN COALESCE(v.expected_qty, e.qty)
                   ELSE l.qty - COALESCE((SELECT SUM(m.qty) FROM stock_movement m
                                           WHERE m.lot_id = l.id
                                             AND (COALESCE(m.happened_at, m.at) > e.counted_at
                                                  OR (COALESCE(m.happened_at, m.at) = e.counted_at
                                                      AND m.id > e.after_id))),
                                         0) END AS expected,
              COALESCE(v.counted_qty, e.qty) AS counted, COALESCE(e.round, 0) AS rounds,
              e.counted_at AS counted_at, e.staff_id AS staff_id, COALESCE(s.code, '') AS staff,
              COALESCE(e.reason, '') AS reason
         FROM lot l
         JOIN part p ON p.id = l.part_id
         LEFT JOIN part_outlet w ON w.part_id = l.part_id AND w.outlet_id = l.outlet_id
         LEFT JOIN stock_count_entry_card e
           ON e.count_id = :count AND e.lot_id = l.id
          AND e.round = (SELECT MAX(x.round) FROM stock_count_entry_card x
                          WHERE x.count_id = :count AND x.lot_id = l.id)
         LEFT JOIN stock_count_variance v ON v.count_id = :count AND v.lot_id = l.id
         LEFT JOIN staff s ON s.id = e.staff_id
        WHERE l.outlet_id = :outlet
          AND (:scope = 'whole' OR (:scope = 'bin' AND COALESCE(w.bin, p.bin) = :value)
               OR (:scope = 'class' AND p.category = :value))
          AND (e.id IS NOT NULL OR v.id IS NOT NULL OR (:closed = 0 AND l.qty > 0)))";

}  // namespace

Count find_count(const store::ReadTxn& tx, const std::string& typed) {
  return store::find_numbered(tx, count_numbers, typed, [&](const std::string& number) {
    return tx.first<Count>(std::string(every_count) + " WHERE c.number = :number",
                           {{"number", number}});
  });
}

std::vector<Count> list_counts(const store::ReadTxn& tx) {
  const auto here = tx.within("c.outlet_id");
  return tx.all<Count>(std::string(every_count) + " WHERE 1 = 1" + here.sql +
                           " ORDER BY c.opened_at DESC, c.id DESC",
                       {here});
}

void each_count_line(const store::ReadTxn& tx, const Count& count,
                     const std::function<void(const CountLine&)>& take) {
  auto query = tx.query(std::string(every_line) + R"(
        ORDER BY COALESCE(w.bin, p.bin), p.number_key, p.number, p.brand,
                 CASE WHEN l.expires_on IS NULL THEN 1 ELSE 0 END, l.expires_on, l.received_at,
                 l.id)",
                        {{"count", count.id},
                         {"snapshot", count.snapshot_id},
                         {"closed", count.state != CountState::open},
                         {"outlet", count.outlet_id},
                         {"scope", count.scope},
                         {"value", count.scope_value}});
  while (query.next()) take(query.row().as<CountLine>());
}

CountLine count_line(const store::ReadTxn& tx, const Count& count, std::int64_t lot_id) {
  auto line = tx.first<CountLine>(std::string(every_line) + " AND l.id = :lot",
                                  {{"count", count.id},
                                   {"snapshot", count.snapshot_id},
                                   {"closed", count.state != CountState::open},
                                   {"outlet", count.outlet_id},
                                   {"scope", count.scope},
                                   {"value", count.scope_value},
                                   {"lot", lot_id}});
  if (!line) throw bug("no line of count " + count.number);
  return *std::move(line);
}

CountSummary summarise(const store::ReadTxn& tx, const Count& count) {
  CountSummary sum{};
  sum.count = count;
  each_count_line(tx, count, [&](const CountLine& line) {
    ++sum.lots;
    if (!line.counted) return;
    ++sum.counted;
    if (!line.differs()) return;
    ++sum.differing;
    if (line.rounds == 1 && count.state == CountState::open) ++sum.to_recount;
    (line.value() < Money() ? sum.shortage : sum.surplus) += line.value();
  });
  return sum;
}

}  // namespace svcctl::parts
