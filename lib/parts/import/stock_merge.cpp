#include "parts/import/private/stock_merge.hpp"

#include <algorithm>
#include <tuple>

#include "parts/stock/stock.hpp"
#include "shop/outlet.hpp"

namespace svcctl::parts {
namespace {

using store::BulkValue;
using RowOutcome = ImportRow::Outcome;

/// First to leave is what expires first.
constexpr auto leaves_first = [](const auto& a, const auto& b) {
  const bool a_keeps = a.expires_on.empty();
  const bool b_keeps = b.expires_on.empty();
  return std::tie(a_keeps, a.expires_on, a.received_at, a.lot_id) <
         std::tie(b_keeps, b.expires_on, b.received_at, b.lot_id);
};

store::Stored id_or_nothing(std::int64_t id) {
  return id == 0 ? store::Stored() : store::Stored(id);
}

}  // namespace

StockMerge::StockMerge(store::WriteTxn& tx, const ImportRequest& request,
                       const ImportColumns& columns, const ImportBook& book,
                       std::optional<std::int64_t> supplier_id)
    : tx_(tx),
      request_(request),
      columns_(columns),
      outlet_id_(shop::current_outlet(tx)),
      supplier_id_(supplier_id.value_or(0)),
      find_(tx,
            "SELECT r.c1, l.id, l.code, l.qty, l.cost_amount, l.expires_on, l.supplier_id, "
            "l.received_at FROM bulk_rows r /*+ CROSS */ JOIN lot l "
            "ON l.part_id = r.c0 AND l.outlet_id = r.c2"),
      lots_(tx, "lot", {"part_id", "code", "expires_on", "cost_amount", "trace", "qty"},
            {{"supplier_id", id_or_nothing(supplier_id_)},
             {"outlet_id", outlet_id_},
             {"received_at", tx.stamp().happened().seconds},
             {"in_stock", std::int64_t{1}},
             {"import_id", book.id()}},
            {"lot_expiry"}),
      movements_(
          tx, "stock_movement",
          {"part_id", "lot_id", "qty", "cost_amount", "value_amount", "average_qty",
           "average_amount"},
          {{"outlet_id", outlet_id_},
           {"kind", std::string(to_code(supplier_id && request.stock == StockMode::add
                                            ? MovementKind::receipt
                                            : MovementKind::adjust))},
           {"reason", std::string(supplier_id && request.stock == StockMode::add ? "" : "import")},
           {"document", request.list.file},
           {"import_id", book.id()},
           {"at", tx.now().seconds},
           {"recorded_at", tx.now().seconds},
           {"staff_id", id_or_nothing(tx.actor_id().value_or(0))}}),
      balances_(tx),
      first_load_(lots_.next_id() == 1) {
  for (auto query = tx.query(R"(SELECT part_id, SUM(qty) AS qty FROM part_reservation
                                 WHERE outlet_id = :outlet AND qty > 0 GROUP BY part_id)",
                             {{"outlet", outlet_id_}});
       query.next();)
    for_jobs_[query.row()["part_id"]] = query.row()["qty"];
}

/// The lots of the rows' parts here, in the order of the rows.
void StockMerge::read_lots(const Chunk& chunk) {
  held_.clear();
  std::vector<std::int64_t> parts;
  for (const auto& row : chunk.rows) {
    if (row.outcome == RowOutcome::rejected || row.outcome == RowOutcome::created || !row.qty)
      continue;
    if (parts.empty() || parts.back() != row.part_id) parts.push_back(row.part_id);
  }
  const auto value = [&](std::size_t at, std::size_t column) -> BulkValue {
    return column == 0 ? parts[at] : column == 1 ? static_cast<std::int64_t>(at) : outlet_id_;
  };
  const store::BulkRowsOf rows(parts.size(), value);
  const auto number_or_zero = [&](int column) {
    const auto found = find_.value(column);
    return found.is_null() ? 0 : found.number();
  };
  for (find_.run(rows); find_.next();) {
    const auto expires = find_.value(5);
    held_.push_back({.part_id = parts[static_cast<std::size_t>(find_.value(0).number())],
                     .lot_id = find_.value(1).number(),
                     .before = find_.value(3).number(),
                     .qty = find_.value(3).number(),
                     .cost = find_.value(4).number(),
                     .code = std::string(find_.value(2).text()),
                     .expires_on = std::string(expires.is_null() ? "" : expires.text()),
                     .supplier_id = number_or_zero(6),
                     .received_at = find_.value(7).number()});
  }
}

/// The last day of a lot of the row's part.
std::string StockMerge::expiry(const ImportRow& row) {
  if (!row.expires_on.empty() || row.shelf_life_days == 0) return std::string(row.expires_on);
  if (expiry_days_ != row.shelf_life_days) {
    expiry_days_ = row.shelf_life_days;
    expiry_ = tx_.settings().zone.date_of(tx_.stamp().happened()).plus_days(expiry_days_).str();
  }
  return expiry_;
}

void StockMerge::refuse(Chunk& chunk, ImportRow& row, const char* key, Message cause, Message fix) {
  row.outcome = RowOutcome::rejected;
  const bool lot = std::string_view(key) == "lot";
  chunk.refuse({row.line, columns_.map().title(key), lot ? std::string(row.lot) : row.qty->str(),
                std::move(cause), std::move(fix)},
               row.raw);
}

void StockMerge::moved(ImportRow& row) {
  if (row.outcome == RowOutcome::unchanged) row.outcome = RowOutcome::changed;
}

void StockMerge::take_new(const ImportRow& row, std::int64_t qty) {
  new_.push_back({&row, std::string(row.lot), expiry(row), qty});
}

void StockMerge::change(Held& lot, std::int64_t qty) {
  const auto before = value_of(lot.cost, lot.qty);
  lot.qty += qty;
  moved_.push_back({lot.part_id, lot.lot_id, qty, lot.cost, value_of(lot.cost, lot.qty) - before});
}

void StockMerge::set(Chunk& chunk, ImportRow& row, std::size_t from, std::size_t to) {
  const auto lots = std::span(held_).subspan(from, to - from);
  const auto named = std::ranges::find(lots, row.lot, &Held::code);
  if (!row.lot.empty() && named != lots.end() && touched_.has(named->lot_id))
    return refuse(chunk, row, "lot",
                  tr("lot {0} of the part stands already on an earlier line", row.lot),
                  tr("keep one of the two lines"));
  if (!row.lot.empty() && row.part_id != 0 && whole_.has(row.part_id))
    return refuse(chunk, row, "lot", tr("the part's whole stock stands already on an earlier line"),
                  tr("keep one of the two lines"));
  if (row.lot.empty() && row.part_id != 0) whole_.add(row.part_id);
  if (!row.lot.empty() && named != lots.end()) touched_.add(named->lot_id);
  std::int64_t held = 0;
  for (const auto& lot : lots)
    if (row.lot.empty() || lot.code == row.lot) held += lot.qty;
  std::int64_t missing = row.qty->thousandths() - held;
  if (missing == 0) return;
  if (missing < 0) {
    std::int64_t left = missing;
    for (const auto& lot : lots) left += lot.qty;
    const auto for_jobs = for_jobs_.find(row.part_id);
    if (for_jobs != for_jobs_.end() && left < for_jobs->second)
      return refuse(chunk, row, "qty",
                    tr("jobs hold {0} of part {1}, {2} would be left",
                       Quantity::thousandths(for_jobs->second).str(), row.number,
                       Quantity::thousandths(left).str()),
                    tr("see svcctl parts reservations --part {0}", row.number));
  }
  moved(row);
  if (missing > 0 && !row.lot.empty() && named != lots.end()) return change(*named, missing);
  if (missing > 0) return take_new(row, missing);
  for (auto& lot : lots) {
    if (!row.lot.empty() && lot.code != row.lot) continue;
    const std::int64_t taken = std::min(-missing, lot.qty);
    if (taken == 0) continue;
    change(lot, -taken);
    missing += taken;
  }
}

void StockMerge::add(Chunk& chunk, ImportRow& row, std::size_t from, std::size_t to) {
  if (row.qty->is_zero()) return;
  const auto lots = std::span(held_).subspan(from, to - from);
  const auto named = std::ranges::find(lots, row.lot, &Held::code);
  if (row.lot.empty() || named == lots.end()) {
    moved(row);
    return take_new(row, row.qty->thousandths());
  }
  if (touched_.has(named->lot_id))
    return refuse(chunk, row, "lot",
                  tr("lot {0} of the part stands already on an earlier line", row.lot),
                  tr("keep one of the two lines"));
  if (named->supplier_id != supplier_id_ || named->expires_on != expiry(row) ||
      named->cost != row.cost)
    return refuse(chunk, row, "lot",
                  tr("lot {0} of part {1} is there with another supplier, expiry or cost", row.lot,
                     row.number),
                  tr("give the lot another number"));
  moved(row);
  change(*named, row.qty->thousandths());
}

void StockMerge::check(Chunk& chunk) {
  read_lots(chunk);
  std::size_t from = 0;
  std::size_t to = 0;
  std::int64_t part = 0;
  for (auto& row : chunk.rows) {
    if (row.outcome == RowOutcome::rejected || !row.qty) continue;
    if (row.part_id != part) {
      part = row.part_id;
      from = to;
      while (to < held_.size() && held_[to].part_id == part) ++to;
      std::sort(held_.begin() + static_cast<std::ptrdiff_t>(from),
                held_.begin() + static_cast<std::ptrdiff_t>(to), leaves_first);
    }
    if (request_.stock == StockMode::set)
      set(chunk, row, from, to);
    else
      add(chunk, row, from, to);
  }
}

/// Puts the lots of new parts in the order of the index by expiry, where each one would otherwise
/// fall on another page. Lots of known parts stay in the order of the parts.
void StockMerge::order_by_expiry() {
  const auto of_new = std::stable_partition(new_.begin(), new_.end(), [](const NewLot& lot) {
    return lot.row->outcome != RowOutcome::created;
  });
  std::stable_sort(of_new, new_.end(),
                   [](const NewLot& a, const NewLot& b) { return a.expires_on < b.expires_on; });
}

void StockMerge::write() {
  std::size_t unnamed = 0;
  for (const auto& lot : new_) unnamed += lot.code.empty() ? 1 : 0;
  if (unnamed > 0) {
    auto number = tx_.next_numbers('L', outlet_id_, unnamed);
    std::size_t next = 0;
    for (auto& lot : new_)
      if (lot.code.empty()) lot.code = std::move(number[next++]);
  }
  if (!first_load_) order_by_expiry();
  auto id = lots_.write(new_.size(), [&](std::size_t at, std::size_t column) -> BulkValue {
    const auto& lot = new_[at];
    switch (column) {
      case 0: return lot.row->part_id;
      case 1: return std::string_view(lot.code);
      case 2: return lot.expires_on.empty() ? BulkValue() : std::string_view(lot.expires_on);
      case 3: return lot.row->cost;
      case 4: return lot.row->trace;
      default: return lot.qty;
    }
  });
  for (const auto& lot : new_) {
    unproved_ += lot.row->trace.empty() ? 1 : 0;
    touched_.add(id);
    if (lot.row->lot.empty()) whole_.add(lot.row->part_id);
    moved_.push_back({lot.row->part_id, id++, lot.qty, lot.row->cost,
                      value_of(lot.row->cost, lot.qty), lot.row->outcome == RowOutcome::created});
  }
  for (const auto& lot : held_) {
    if (lot.qty == lot.before) continue;
    touched_.add(lot.lot_id);
    balances_.set(lot.lot_id, lot.before, lot.qty);
  }
  for (const auto& moved : moved_) {
    grown_ += std::max(moved.value, std::int64_t{0});
    if (moved.qty < 0) shrunk_[moved.part_id] -= moved.qty;
  }
  movements_.write(moved_.size(), [&](std::size_t at, std::size_t column) -> BulkValue {
    const auto& moved = moved_[at];
    switch (column) {
      case 0: return moved.part_id;
      case 1: return moved.lot_id;
      case 2: return moved.qty;
      case 3: return moved.cost;
      case 4: return moved.value;
      case 5: return moved.first ? BulkValue(moved.qty) : BulkValue();
      default: return moved.first ? BulkValue(moved.value) : BulkValue();
    }
  });
  new_.clear();
  moved_.clear();
}

void StockMerge::finish() {
  lots_.finish();
  movements_.finish();
  balances_.finish();
}

}  // namespace svcctl::parts
