#include "parts/stock/stock_list.hpp"

#include "parts/stock/private/lot_row.hpp"
#include "shop/outlet.hpp"

namespace svcctl::parts {
namespace {

using store::Params;
using store::Row;

// Rows come lot by lot in the order of parts, and are summed as they come: nothing is held.
constexpr const char* part_columns =
    R"(SELECT p.id AS id, p.number AS number, p.brand AS brand, p.name AS name,
              COALESCE(w.bin, p.bin) AS bin, p.unit AS unit,
              COALESCE(w.min_qty, p.min_qty) AS min_qty,
              COALESCE(w.max_qty, p.max_qty) AS max_qty, l.cost_amount AS cost_amount,)";
constexpr const char* held_columns =
    " l.state AS state, l.expires_on AS expires_on, l.qty AS qty, h.qty AS reserved";
/// What the outlet says of the part's place.
constexpr const char* with_place =
    " LEFT JOIN part_outlet w ON w.part_id = p.id AND w.outlet_id = :outlet";
constexpr const char* with_held =
    R"( LEFT JOIN (SELECT part_id, SUM(qty) AS qty FROM part_reservation
                    WHERE outlet_id = :outlet AND qty > 0 GROUP BY part_id) h
               ON h.part_id = p.id)";
constexpr const char* with_lots =
    " LEFT JOIN lot l ON l.part_id = p.id AND l.outlet_id = :outlet AND l.qty > 0";
/// Parts that lie there, as they are held for jobs and as they lie in lots.
std::string of_stock() {
  return std::string(" FROM part p") + with_place + with_held +
         " /*+ CROSS */ JOIN lot l ON l.part_id = p.id AND l.outlet_id = :outlet AND l.qty > 0";
}
constexpr const char* by_part = " ORDER BY p.number_key, p.brand, COALESCE(p.twin, '')";

/// Sums the rows of each part and hands the sum on when the next part begins.
class Fold {
 public:
  Fold(const std::function<bool(const StockLine&)>& wanted,
       const std::function<void(const StockLine&)>& take, std::optional<Date> today)
      : wanted_(wanted), take_(take), today_(today) {}

  /// Whether the row was the first of its part.
  bool add(const Row& row) {
    const std::int64_t id = row["id"];
    const bool first = id != id_;
    if (first) {
      flush();
      begin(row);
      id_ = id;
    }
    if (const auto qty = row.get<std::optional<Quantity>>("qty")) add_lot(row, *qty);
    return first;
  }
  void flush() {
    if (id_ != 0 && wanted_(line_)) take_(line_);
    id_ = 0;
  }
  StockLine& line() { return line_; }

 private:
  void add_lot(const Row& row, Quantity qty) {
    line_.qty += qty;
    line_.value += row.get<Money>("cost_amount") * qty;
    if (!today_ || row.get<LotState>("state") != LotState::ok) return;
    const auto expires = row.get<std::optional<Date>>("expires_on");
    if (!expires || *expires >= *today_) *line_.usable += qty;
  }
  void begin(const Row& row) {
    line_ = {};
    line_.part = read_part_label(row);
    line_.name = row.get<std::string>("name");
    line_.bin = row.get<std::string>("bin");
    line_.unit = row.get<std::string>("unit");
    line_.min_qty = row["min_qty"];
    line_.max_qty = row["max_qty"];
    if (!today_) return;
    line_.usable = Quantity();
    line_.reserved = row.get<std::optional<Quantity>>("reserved").value_or(Quantity());
  }

  const std::function<bool(const StockLine&)>& wanted_;
  const std::function<void(const StockLine&)>& take_;
  std::optional<Date> today_;  ///< nothing: what is usable is not asked
  std::int64_t id_ = 0;
  StockLine line_;
};

using Take = std::function<void(const StockLine&)>;

void stock_now(const store::ReadTxn& tx, std::optional<std::int64_t> part_id, const Take& take) {
  const std::function<bool(const StockLine&)> all = [](const StockLine&) { return true; };
  Fold fold(all, take, tx.today());
  const auto outlet = shop::current_outlet(tx);
  const std::string select = std::string(part_columns) + held_columns;
  auto query = part_id ? tx.query(select + " FROM part p" + with_place + with_held + with_lots +
                                      " WHERE p.id = :part",
                                  {{"outlet", outlet}, {"part", *part_id}})
                       : tx.query(select + of_stock() + by_part + ", l.code", {{"outlet", outlet}});
  while (query.next()) fold.add(query.row());
  fold.flush();
}

void stock_below_min(const store::ReadTxn& tx, const Take& take) {
  const std::function<bool(const StockLine&)> below = [](const StockLine& line) {
    return *line.usable - *line.reserved < line.min_qty;
  };
  Fold fold(below, take, tx.today());
  auto query =
      tx.query(std::string(part_columns) + held_columns + " FROM part p" + with_place + with_held +
                   with_lots + " WHERE COALESCE(w.min_qty, p.min_qty) > 0 AND p.retired = 0" +
                   by_part + ", l.code",
               {{"outlet", shop::current_outlet(tx)}});
  while (query.next()) fold.add(query.row());
  fold.flush();
}

void stock_idle(const store::ReadTxn& tx, int days, const Take& take) {
  const std::function<bool(const StockLine&)> all = [](const StockLine&) { return true; };
  Fold fold(all, take, tx.today());
  const Instant since = tx.settings().zone.start_of(tx.today().plus_days(-days));
  // A movement since then ends the look at a part; the last one is read of those alone that stay.
  auto query = tx.query(std::string(part_columns) + held_columns +
                            R"(, (SELECT MAX(m.at) FROM stock_movement m
                                   WHERE m.part_id = p.id AND m.outlet_id = :outlet) AS last_at
                               FROM part p)" +
                            with_place + with_held +
                            R"( /*+ CROSS */ JOIN lot l
                                 ON l.part_id = p.id AND l.outlet_id = :outlet AND l.qty > 0
                              WHERE NOT EXISTS (SELECT 1 FROM stock_movement m
                                                 WHERE m.part_id = p.id AND m.outlet_id = :outlet
                                                   AND m.at >= :since))" +
                            by_part + ", l.code",
                        {{"outlet", shop::current_outlet(tx)}, {"since", since}});
  while (query.next()) {
    const bool first = fold.add(query.row());
    if (first) fold.line().last_at = query.row()["last_at"];
  }
  fold.flush();
}

void stock_as_of(const store::ReadTxn& tx, Date day, std::optional<std::int64_t> part_id,
                 const Take& take) {
  const std::function<bool(const StockLine&)> some = [](const StockLine& line) {
    return !line.qty.is_zero();
  };
  Fold fold(some, take, std::nullopt);
  const std::string select =
      std::string(part_columns) + qty_as_of + " AS qty FROM part p" + with_place +
      " /*+ CROSS */ JOIN lot l ON l.part_id = p.id AND l.outlet_id = :outlet";
  const auto outlet = shop::current_outlet(tx);
  auto query = part_id
                   ? tx.query(select + " AND p.id = :part",
                              {{"outlet", outlet}, {"after", end_of(tx, day)}, {"part", *part_id}})
                   : tx.query(select + by_part + ", l.code",
                              {{"outlet", outlet}, {"after", end_of(tx, day)}});
  while (query.next()) fold.add(query.row());
  fold.flush();
}

}  // namespace

Instant end_of(const store::ReadTxn& tx, Date day) {
  return tx.settings().zone.start_of(day.plus_days(1));
}

void each_stock_line(const store::ReadTxn& tx, const StockFilter& filter, const Take& take) {
  const int asked = (filter.below_min ? 1 : 0) + (filter.idle_days ? 1 : 0) +
                    (filter.as_of || filter.part_id ? 1 : 0);
  if (asked > 1)
    throw usage_error("parts.which-list", tr("ask one question at a time"),
                      "svcctl parts stock --below-min | --idle 180d | --as-of DATE | --part NO");
  if (!filter.part_id) tx.expect(store::Reading::back_again);
  if (filter.below_min) return stock_below_min(tx, take);
  if (filter.idle_days) return stock_idle(tx, *filter.idle_days, take);
  if (filter.as_of) return stock_as_of(tx, *filter.as_of, filter.part_id, take);
  stock_now(tx, filter.part_id, take);
}

void each_lot(const store::ReadTxn& tx, std::optional<Date> as_of, bool empty,
              const std::function<void(const Lot&)>& take) {
  tx.expect(store::Reading::back_again);
  const std::string from = std::string(" FROM part p") + with_place +
                           R"( /*+ CROSS */ JOIN lot l ON l.part_id = p.id
                              LEFT JOIN supplier s ON s.id = l.supplier_id
                              WHERE l.outlet_id = :outlet)";
  const std::string order =
      std::string(by_part) +
      ", CASE WHEN l.expires_on IS NULL THEN 1 ELSE 0 END, l.expires_on, l.received_at, l.id";
  const auto outlet = shop::current_outlet(tx);
  auto query = as_of ? tx.query(std::string(lot_columns) + qty_as_of + " AS qty" + from + order,
                                {{"outlet", outlet}, {"after", end_of(tx, *as_of)}})
                     : tx.query(std::string(lot_columns) + " l.qty AS qty" + from +
                                    (empty ? "" : " AND l.qty > 0") + order,
                                {{"outlet", outlet}});
  while (query.next()) {
    const Lot lot = query.row().as<Lot>();
    if (empty || !lot.qty.is_zero()) take(lot);
  }
}

void each_expiring_lot(const store::ReadTxn& tx, Date by,
                       const std::function<void(const Lot&)>& take) {
  auto query = tx.query(std::string(lot_columns) +
                            R"( l.qty AS qty
           FROM lot l /*+ CROSS */ JOIN part p ON p.id = l.part_id
           LEFT JOIN part_outlet w ON w.part_id = p.id AND w.outlet_id = l.outlet_id
           LEFT JOIN supplier s ON s.id = l.supplier_id
          WHERE l.expires_on IS NOT NULL AND l.expires_on <= :by
            AND l.in_stock = 1 AND l.outlet_id = :outlet
          ORDER BY l.expires_on, l.received_at, l.id)",
                        {{"by", by}, {"outlet", shop::current_outlet(tx)}});
  while (query.next()) take(query.row().as<Lot>());
}

}  // namespace svcctl::parts
