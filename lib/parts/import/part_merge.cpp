#include "parts/import/private/part_merge.hpp"

#include <algorithm>

#include "store/codec.hpp"

namespace svcctl::parts {
namespace {

using store::BulkValue;
using RowOutcome = ImportRow::Outcome;

/// The columns of `part` that the file has, each after a comma.
std::string column_list(const ImportColumns& columns, const DatedPrices& dated) {
  std::string list;
  for (const auto& part : columns.parts()) {
    const std::string name = part.column->column;
    list += ", " + (name == "price_amount" ? dated.column("r.c4") : "p." + name);
  }
  return list;
}

std::vector<std::string> column_names(const ImportColumns& columns,
                                      std::vector<std::string> names) {
  for (const auto& part : columns.parts()) names.emplace_back(part.column->column);
  return names;
}

/// What a new part has in every row: the batch, and what the file says nothing about. The defaults
/// of the table are none of the list.
std::vector<std::pair<std::string, store::Stored>> fixed_values(const ImportColumns& columns,
                                                                std::int64_t batch) {
  std::vector<std::pair<std::string, store::Stored>> fixed = {{"import_id", batch}};
  for (const auto& column : part_columns()) {
    if (columns.place(column.column) || column.otherwise.is_null()) continue;
    if (column.otherwise.is_number())
      fixed.emplace_back(column.column, column.otherwise.number());
    else
      fixed.emplace_back(column.column, std::string(column.otherwise.text()));
  }
  return fixed;
}

std::string find_statement(const ImportColumns& columns, const DatedPrices& dated) {
  return "SELECT r.c3, p.id, p.min_qty, p.max_qty, p.cost_amount, p.shelf_life_days, p.retired, "
         "CASE p.retired WHEN 1 THEN (SELECT i.undone_at FROM import_batch i "
         "WHERE i.id = p.import_id) END, CASE WHEN p.number = r.c1 THEN 1 ELSE 0 END, p.number" +
         column_list(columns, dated) +
         " FROM bulk_rows r /*+ CROSS */ JOIN part p ON p.number_key = r.c0" +
         (columns.has_brand() ? " AND p.brand = r.c2" : "");
}
constexpr int first_column = 10;  ///< of the part columns in the statement above

}  // namespace

PartMerge::PartMerge(store::WriteTxn& tx, const ImportRequest& request,
                     const ImportColumns& columns, ImportBook& book, ImportSummary& summary)
    : tx_(tx),
      request_(request),
      columns_(columns),
      summary_(summary),
      width_(columns.parts().size()),
      name_(columns.place("name")),
      name_zh_(columns.place("name_zh")),
      kind_(columns.place("kind")),
      category_(columns.place("category")),
      min_(columns.place("min_qty")),
      max_(columns.place("max_qty")),
      cost_(columns.place("cost_amount")),
      price_(columns.place("price_amount")),
      shelf_life_(columns.place("shelf_life_days")),
      supplier_(columns.place("supplier_id")),
      supplier_number_(columns.place("supplier_number")),
      bin_(columns.place("bin")),
      batch_(book.id()),
      today_(tx.today().str()),
      dated_(tx),
      former_values_(tx, "part_former_value", {"part_id", "value", "amount"},
                     {{"recorded_at", tx.now().seconds},
                      {"staff_id", store::Codec<std::optional<std::int64_t>>::put(tx.actor_id())}}),
      find_(tx, find_statement(columns, dated_)),
      insert_(tx, "part", column_names(columns, {"number", "number_key", "brand"}),
              fixed_values(columns, book.id())),
      update_(tx, "part", column_names(columns, {})),
      revive_(tx, "part", {"retired", "import_id"}),
      book_(book),
      search_(tx) {
  if (insert_.next_id() == 1) written_.emplace();
}

void PartMerge::refuse(Chunk& chunk, ImportRow& row, const char* key, Message cause, Message fix) {
  const auto& map = columns_.map();
  std::string value;
  if (std::string_view(key) == "number") value = row.number;
  row.outcome = RowOutcome::rejected;
  chunk.refuse({row.line, map.title(key), std::move(value), std::move(cause), std::move(fix)},
               row.raw);
}

std::int64_t PartMerge::given(const Chunk& chunk, const ImportRow& row,
                              std::optional<std::size_t> place, std::int64_t otherwise) const {
  if (!place) return otherwise;
  const auto& value = chunk.values[row.values + *place];
  return value.is_null() ? otherwise : value.number();
}

/// Finds each row's part in the store and compares what the row says with it.
void PartMerge::read_matches(Chunk& chunk) {
  matches_.assign(chunk.rows.size(), {});
  old_.clear();
  sought_.clear();
  for (std::uint32_t at = 0; at < chunk.rows.size(); ++at)
    if (!written_ || written_->may_have(chunk.rows[at].key)) sought_.push_back(at);
  const auto value = [&](std::size_t place, std::size_t column) -> BulkValue {
    const auto at = sought_[place];
    const auto& row = chunk.rows[at];
    switch (column) {
      case 0: return row.key;
      case 1: return row.number;
      case 2: return row.brand;
      case 4: return std::string_view(today_);
      default: return static_cast<std::int64_t>(at);
    }
  };
  const store::BulkRowsOf rows(sought_.size(), value);
  for (find_.run(rows); find_.next();) {
    const auto at = static_cast<std::size_t>(find_.value(0).number());
    Match& match = matches_[at];
    ImportRow& row = chunk.rows[at];
    // A part is known by the key of its number; of several the one that is written alike is meant.
    const bool alike = find_.value(8).number() == 1;
    if (match.id != 0 && match.alike && !alike) continue;
    if (match.id != 0 && match.alike == alike) {
      match.several = true;
      continue;
    }
    match = {.id = find_.value(1).number(), .alike = alike};
    if (!alike) match.written = chunk.pool.keep(find_.value(9).text());
    match.min = find_.value(2).number();
    match.max = find_.value(3).number();
    const auto cost = find_.value(4);
    row.cost = cost.is_null() ? 0 : cost.number();
    row.shelf_life_days = static_cast<std::int32_t>(find_.value(5).number());
    match.retired = find_.value(6).number() == 1;
    match.revived = match.retired && !find_.value(7).is_null();
    for (std::size_t i = 0; i < width_ && !match.differs; ++i) {
      const auto& said = chunk.values[row.values + i];
      match.differs = !said.is_null() && !(said == find_.value(first_column + static_cast<int>(i)));
    }
    if (!match.differs) continue;
    match.old = static_cast<std::uint32_t>(old_.size());
    for (std::size_t i = 0; i < width_; ++i) {
      const auto stored = find_.value(first_column + static_cast<int>(i));
      old_.push_back(stored.is_null() || stored.is_number()
                         ? stored
                         : BulkValue(chunk.pool.keep(stored.text())));
    }
  }
}

void PartMerge::insert_new(Chunk& chunk) {
  std::vector<std::uint32_t> fresh;
  for (std::uint32_t at = 0; at < chunk.rows.size(); ++at)
    if (chunk.rows[at].outcome == RowOutcome::created) fresh.push_back(at);
  auto id = insert_.write(fresh.size(), [&](std::size_t at, std::size_t column) -> BulkValue {
    const auto& row = chunk.rows[fresh[at]];
    if (column == 0) return row.number;
    if (column == 1) return row.key;
    if (column == 2) return row.brand;
    const auto& value = chunk.values[row.values + column - 3];
    return value.is_null() ? columns_.parts()[column - 3].column->otherwise : value;
  });
  for (const auto at : fresh) {
    if (written_) written_->add(chunk.rows[at].key);
    chunk.rows[at].part_id = id++;
    named_.push_back(&chunk.rows[at]);
  }
  for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
    auto& row = chunk.rows[i];
    if (row.outcome == RowOutcome::rejected) continue;
    row.part_id = chunk.rows[static_cast<std::size_t>(head_[i])].part_id;
    seen_.add(row.part_id);
  }
}

void PartMerge::write_changes(Chunk& chunk) {
  changed_.clear();
  changed_values_.clear();
  std::vector<BulkValue> values(width_);
  for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
    const auto& row = chunk.rows[i];
    const bool head = head_[i] == static_cast<std::int64_t>(i);
    if (row.outcome != RowOutcome::changed || !head) continue;
    if (matches_[i].revived) revive_.set(row.part_id, {std::int64_t{0}, batch_});
    if (!matches_[i].differs) continue;
    bool renamed = false;
    const auto before = changed_values_.size();
    for (std::size_t k = 0; k < width_; ++k) {
      const auto& former = old_[matches_[i].old + k];
      const auto& said = chunk.values[row.values + k];
      const bool differs = !said.is_null() && !(said == former);
      const char* name = columns_.parts()[k].column->column;
      values[k] = differs ? said : former;
      if (k == price_ && dated_.hold(row.part_id)) {
        values[k] = dated_.own(row.part_id);
        name = dated_price_column;
        if (differs) dated_.set(row.part_id, said.number());
      }
      if (!differs) continue;
      renamed = renamed || k == name_ || k == name_zh_ || k == kind_ || k == category_ ||
                k == supplier_ || k == supplier_number_;
      if ((k == price_ || k == cost_) && !former.is_null()) {
        tell_move(row, k, former.number(), said.number());
        const bool lower = said.number() < former.number();
        if (lower && name != dated_price_column)
          former_.push_back({row.part_id, k == price_ ? "price" : "cost", former.number()});
      }
      changed_values_.push_back({name, former, said});
    }
    update_.set(row.part_id, values);
    changed_.push_back({&row, changed_values_.size() - before});
    if (renamed) named_.push_back(&row);
  }
  dated_.write();
  former_values_.write(former_.size(), [&](std::size_t at, std::size_t column) -> BulkValue {
    const auto& former = former_[at];
    if (column == 0) return former.part_id;
    if (column == 1) return std::string_view(former.value);
    return former.amount;
  });
  former_.clear();
}

void PartMerge::enter_changes() {
  std::span<const ValueChange> left = changed_values_;
  for (const auto& [row, values] : changed_) {
    changes_.add(row->part_id, row->line, left.first(values));
    left = left.subspan(values);
  }
}

std::string_view PartMerge::words(const Chunk& chunk, const ImportRow& row,
                                  std::optional<std::size_t> place) const {
  if (!place) return {};
  const auto& value = chunk.values[row.values + *place];
  return value.is_null() ? std::string_view() : value.text();
}

/// Enters a new or renamed part in the index of words; what the row does not say was entered
/// before.
void PartMerge::enter_words(const Chunk& chunk, const ImportRow& row) {
  const auto supplier_id = given(chunk, row, supplier_, 0);
  const auto supplier = supplier_id == 0 ? std::nullopt : std::optional(supplier_id);
  search_.add(row.part_id,
              {.name = words(chunk, row, name_),
               .name_zh = words(chunk, row, name_zh_),
               .brand = row.brand,
               .category = words(chunk, row, category_),
               .kind = from_code<PartKind>(words(chunk, row, kind_)).value_or(PartKind::unstated),
               .supplier_id = supplier,
               .supplier_number = words(chunk, row, supplier_number_)});
}

void PartMerge::check(Chunk& chunk) {
  read_matches(chunk);
  check_rows(chunk);
}

void PartMerge::write(Chunk& chunk) {
  named_.clear();
  insert_new(chunk);
  write_changes(chunk);
  collecting_ = std::async(std::launch::async, [this, &chunk] {
    for (const auto* row : named_) enter_words(chunk, *row);
    enter_changes();
  });
}

void PartMerge::settle() {
  collecting_.get();
  book_.enter(changes_);
  search_.flush_if_full();
}

void PartMerge::finish() {
  search_.flush();
  insert_.finish();
  update_.finish();
  revive_.finish();
  former_values_.finish();
}

}  // namespace svcctl::parts
