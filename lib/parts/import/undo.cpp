#include <algorithm>
#include <map>

#include "parts/catalogue/price.hpp"
#include "parts/import/import.hpp"
#include "parts/import/private/price.hpp"
#include "parts/import/private/stock_merge.hpp"
#include "parts/stock/growth.hpp"
#include "parts/stock/shrinkage.hpp"
#include "parts/stock/stock.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"
#include "store/bulk.hpp"
#include "store/reference.hpp"
#include "store/row_history.hpp"
#include "store/row_set.hpp"

namespace svcctl::parts {
namespace {

using store::BulkValue;
using store::Row;

constexpr std::size_t most_named = 5;

std::optional<ImportBatch> find_batch(const store::ReadTxn& tx, std::int64_t batch) {
  auto all = list_imports(tx);
  const auto found = std::ranges::find(all, batch, &ImportBatch::id);
  if (found == all.end()) return std::nullopt;
  return std::move(*found);
}

/// What was changed since and would be lost or impossible.
class LaterChanges {
 public:
  void add(Message what) {
    ++count_;
    if (count_ == 1)
      named_ = std::move(what);
    else if (count_ <= most_named)
      named_ = tr("{0}; {1}", named_, std::move(what));
  }
  void require_none() const {
    if (count_ == 0) return;
    throw wrong_state("parts.import-later",
                      count_ > most_named ? tr("later changes forbid it: {0}; and {1} more", named_,
                                               count_ - most_named)
                                          : tr("later changes forbid it: {0}", named_),
                      "svcctl parts ledger PART");
  }

 private:
  std::size_t count_ = 0;
  Message named_;
};

/// What the batch moved of a lot that was there before or since.
struct Reversal {
  std::int64_t lot_id, part_id, outlet_id, moved, left, cost;
};

std::vector<Reversal> reversals(const store::ReadTxn& tx, std::int64_t batch, LaterChanges& later) {
  std::vector<Reversal> all;
  auto query = tx.query(
      R"(SELECT m.lot_id AS lot_id, l.part_id AS part_id, l.outlet_id AS outlet_id,
                l.code AS code, p.number AS number, SUM(m.qty) AS moved, l.qty AS held,
                l.cost_amount AS cost_amount
           FROM stock_movement m JOIN lot l ON l.id = m.lot_id JOIN part p ON p.id = l.part_id
          WHERE m.import_id = :batch
          GROUP BY m.lot_id, l.part_id, l.outlet_id, l.code, p.number, l.qty, l.cost_amount
          ORDER BY m.lot_id)",
      {{"batch", batch}});
  while (query.next()) {
    const auto& row = query.row();
    const std::int64_t moved = row["moved"];
    const std::int64_t held = row["held"];
    if (moved == 0) continue;
    if (held < moved)
      later.add(tr("{0} of lot {1} of part {2} are left, {3} would go",
                   Quantity::thousandths(held).str(), row.get<std::string>("code"),
                   row.get<std::string>("number"), Quantity::thousandths(moved).str()));
    all.push_back(
        {row["lot_id"], row["part_id"], row["outlet_id"], moved, held - moved, row["cost_amount"]});
  }
  return all;
}

/// Stock that jobs hold and the batch brought.
void held_for_jobs(const store::ReadTxn& tx, std::int64_t batch, LaterChanges& later) {
  auto query = tx.query(
      R"(SELECT p.number AS number, m.moved AS moved, h.held AS held,
                (SELECT SUM(l.qty) FROM lot l
                  WHERE l.part_id = m.part_id AND l.outlet_id = m.outlet_id) AS on_hand
           FROM (SELECT part_id, outlet_id, SUM(qty) AS moved FROM stock_movement
                  WHERE import_id = :batch GROUP BY part_id, outlet_id) m
           JOIN (SELECT part_id, outlet_id, SUM(qty) AS held FROM part_reservation
                  WHERE qty > 0 GROUP BY part_id, outlet_id) h
             ON h.part_id = m.part_id AND h.outlet_id = m.outlet_id
           JOIN part p ON p.id = m.part_id
          ORDER BY p.number)",
      {{"batch", batch}});
  while (query.next()) {
    const auto& row = query.row();
    const Quantity left = row.get<Quantity>("on_hand") - row.get<Quantity>("moved");
    const Quantity held = row["held"];
    if (left < held)
      later.add(tr("jobs hold {0} of part {1}, {2} would be left", held.str(),
                   row.get<std::string>("number"), left.str()));
  }
}

/// New parts that were changed one by one since: by hand, or by a delivery.
void changed_singly(const store::ReadTxn& tx, std::int64_t batch, LaterChanges& later) {
  store::each_written_singly(tx, "part", [&](std::int64_t id) {
    const auto number = tx.value<std::string>(
        "SELECT number AS value FROM part WHERE id = :id AND import_id = :batch",
        {{"id", id}, {"batch", batch}});
    if (number) later.add(tr("part {0} was changed", *number));
  });
}

/// One value of a part as it was before the batch.
struct Former {
  std::int64_t part_id;
  std::string column;
  store::Stored value;
};

/// What the batch changed: values of parts, and prices from a day on, which hold again from today.
struct FormerValues {
  std::vector<Former> values, prices;
};

FormerValues former_values(const store::ReadTxn& tx, std::int64_t batch, LaterChanges& later) {
  const auto columns = changed_columns();
  std::string now;
  for (const auto& column : columns)
    now.append(", p.").append(column.column).append(" AS ").append(column.column);
  FormerValues former;
  auto query =
      tx.query("SELECT c.part_id AS part_id, p.number AS number, c.part_values AS kept" + now +
                   " FROM part_import_change c JOIN part p ON p.id = c.part_id "
                   "WHERE c.import_id = :batch ORDER BY c.id",
               {{"batch", batch}});
  while (query.next()) {
    const auto& row = query.row();
    const std::int64_t part_id = row["part_id"];
    const auto changed = [&](std::string_view key) {
      later.add(
          tr("{0} of part {1} was changed", std::string(key), row.get<std::string>("number")));
    };
    for (auto& [column, before, given] : kept_changes(row.get<std::string>("kept"))) {
      if (column == dated_price_column) {
        if (price_on(tx, load_part(tx, part_id), retail, tx.today()) !=
            Money::minor(std::get<std::int64_t>(given)))
          changed("price");
        former.prices.push_back({part_id, column, before});
        continue;
      }
      if (row.stored(column) != given)
        changed(std::ranges::find(columns, column, &PartColumn::column)->key);
      former.values.push_back({part_id, column, before});
    }
  }
  return former;
}

void restore_prices(store::WriteTxn& tx, const std::vector<Former>& prices) {
  DatedPrices dated(tx);
  for (const auto& price : prices) dated.set(price.part_id, std::get<std::int64_t>(price.value));
  dated.write();
}

void restore(store::WriteTxn& tx, const std::vector<Former>& values) {
  std::map<std::string, std::unique_ptr<store::BulkUpdate>> updates;
  for (const auto& former : values) {
    auto& update = updates[former.column];
    if (!update)
      update = std::make_unique<store::BulkUpdate>(tx, "part", std::vector{former.column});
    update->set(former.part_id, {store::view_of(former.value)});
  }
  for (auto& [column, update] : updates) update->finish();
}

void reverse(store::WriteTxn& tx, const ImportBatch& batch, const std::vector<Reversal>& lots) {
  LotBalances balances(tx);
  for (const auto& lot : lots) balances.set(lot.lot_id, lot.left + lot.moved, lot.left);
  balances.finish();
  store::BulkInsert movements(
      tx, "stock_movement",
      {"part_id", "lot_id", "outlet_id", "qty", "cost_amount", "value_amount"},
      {{"kind", std::string(to_code(MovementKind::adjust))},
       {"reason", std::string("import undone")},
       {"document", batch.file},
       {"import_id", batch.id},
       {"at", tx.now().seconds},
       {"recorded_at", tx.now().seconds},
       {"staff_id", store::Codec<std::optional<std::int64_t>>::put(tx.actor_id())}});
  movements.write(lots.size(), [&](std::size_t at, std::size_t column) -> BulkValue {
    const auto& lot = lots[at];
    switch (column) {
      case 0: return lot.part_id;
      case 1: return lot.lot_id;
      case 2: return lot.outlet_id;
      case 3: return -lot.moved;
      case 4: return lot.cost;
      default: return value_of(lot.cost, lot.left) - value_of(lot.cost, lot.left + lot.moved);
    }
  });
  movements.finish();
}

/// Stock that the batch moved goes the other way by the doors: by who imported it, the same day, it
/// is what was never there; by another or later somebody takes it off, or lets it grow.
void pass_doors(store::WriteTxn& tx, const ImportBatch& batch, const std::vector<Reversal>& lots,
                const std::string& second_code) {
  const bool own = !batch.staff.empty() && batch.staff == tx.actor().code &&
                   tx.settings().zone.date_of(batch.at) == tx.today();
  const auto second = second_keeper(tx, second_code);
  if (own) return;
  Money off, on;
  for (const auto& lot : lots) {
    const Money worth = worth_of(tx, load_part(tx, lot.part_id), Quantity::thousandths(lot.moved));
    (worth > Money() ? off : on) += worth;
  }
  if (off > Money())
    shrink(tx, {.source = ShrinkageSource::import_undone,
                .value = off,
                .document = batch.file,
                .reason = "import undone",
                .second_id = second});
  if (on < Money())
    grow(tx, {.source = GrowthSource::import_set,
              .value = -on,
              .document = batch.file,
              .reason = "import undone",
              .second_id = second});
}

/// New parts: gone where nothing knows them, else out of use.
void remove(store::WriteTxn& tx, std::int64_t batch, ImportUndone& done) {
  // What it said of who took whose place goes with it, and holds no part back.
  store::BulkUpdate alone(tx, "part", {"superseded_by"});
  for (const auto id :
       tx.all("SELECT id FROM part WHERE import_id = :batch AND superseded_by > 0",
              {{"batch", batch}}, [](const Row& row) { return row.get<std::int64_t>("id"); }))
    alone.set(id, {BulkValue()});
  alone.finish();
  store::RowSet known;
  for (const auto& [table, column] : store::references_to(tx, "part")) {
    std::string used = "SELECT DISTINCT r.";
    used.append(column).append(" AS id FROM part p JOIN ").append(table);
    used.append(" r ON r.").append(column).append(" = p.id WHERE p.import_id = :batch");
    auto query = tx.query(used, {{"batch", batch}});
    while (query.next()) known.add(query.row()["id"]);
  }
  std::vector<std::int64_t> ids;
  auto query = tx.query("SELECT id FROM part WHERE import_id = :batch AND retired = 0 ORDER BY id",
                        {{"batch", batch}});
  while (query.next()) ids.push_back(query.row()["id"]);
  store::BulkUpdate update(tx, "part", {"retired"});
  for (const auto id : ids) {
    if (known.has(id)) {
      update.set(id, {std::int64_t{1}});
      ++done.retired;
    } else {
      update.remove(id);
      ++done.removed;
    }
  }
  update.finish();
}

}  // namespace

std::vector<ImportBatch> list_imports(const store::ReadTxn& tx) {
  return tx.all(
      R"(SELECT i.id AS id, i.file AS file, i.sha256 AS sha256, b.mode AS mode, b.stock AS stock,
                COALESCE(s.code, '') AS supplier, i.new_count AS created,
                i.changed_count AS changed, i.unchanged_count AS unchanged,
                i.rejected_count AS rejected, i.at AS at, COALESCE(p.code, '') AS staff,
                i.undone_at AS undone_at
           FROM part_import b JOIN import_batch i ON i.id = b.id
           LEFT JOIN supplier s ON s.id = b.supplier_id
           LEFT JOIN staff p ON p.id = i.staff_id
          ORDER BY i.id DESC)",
      {}, [](const Row& row) {
        ImportBatch out = row.as<ImportBatch>();
        out.stock = from_code<StockMode>(row.get<std::string>("stock"));
        return out;
      });
}

ImportUndone undo_import(store::WriteTxn& tx, std::int64_t id, const std::string& second) {
  shop::require_right(tx, Right::keep_stock);
  const auto batch = find_batch(tx, id);
  if (!batch) throw not_found("parts.no-import", tr("no batch {0}", id), "svcctl parts imports");
  if (batch->undone_at)
    throw wrong_state("parts.import-undone", tr("batch {0} is taken back already", id),
                      "svcctl parts imports");
  LaterChanges later;
  const auto lots = reversals(tx, id, later);
  held_for_jobs(tx, id, later);
  const auto former = former_values(tx, id, later);
  changed_singly(tx, id, later);
  auto changed_new = tx.query(
      R"(SELECT DISTINCT p.number AS number FROM part p
           JOIN part_import_change c ON c.part_id = p.id AND c.import_id > :batch
           JOIN import_batch i ON i.id = c.import_id AND i.undone_at IS NULL
          WHERE p.import_id = :batch ORDER BY p.number)",
      {{"batch", id}});
  while (changed_new.next())
    later.add(tr("part {0} was changed", changed_new.row().get<std::string>("number")));
  later.require_none();

  ImportUndone done;
  done.batch = *batch;
  pass_doors(tx, *batch, lots, second);
  reverse(tx, *batch, lots);
  restore(tx, former.values);
  restore_prices(tx, former.prices);
  remove(tx, id, done);
  done.movements = static_cast<std::int64_t>(lots.size());
  store::RowSet restored;
  for (const auto* list : {&former.prices, &former.values})
    for (const auto& one : *list) {
      if (!restored.has(one.part_id)) ++done.restored;
      restored.add(one.part_id);
    }
  shop::mark_undone(tx, id);
  tx.record(store::company, {"part_import",
                             std::to_string(id),
                             {{"undone", batch->file},
                              {"restored", std::to_string(done.restored)},
                              {"removed", std::to_string(done.removed)},
                              {"retired", std::to_string(done.retired)}}});
  return done;
}

}  // namespace svcctl::parts
