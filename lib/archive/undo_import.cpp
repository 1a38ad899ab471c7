#include "archive/undo_import.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "archive/private/undo_row.hpp"
#include "parts/import/import.hpp"
#include "shop/staff.hpp"
#include "store/bulk.hpp"
#include "store/row_history.hpp"

namespace svcctl::archive {
namespace {

using shop::BatchKind;
using shop::ImportBatch;

ImportBatch find_batch(const store::ReadTxn& tx, std::int64_t id, std::optional<BatchKind> kind) {
  auto batch = shop::seek_batch(tx, id, kind);
  if (!batch)
    throw not_found(
        "archive.no-batch",
        kind ? tr("there is no batch {0} of {1}", id, *kind) : tr("there is no batch {0}", id),
        "svcctl import list");
  return *std::move(batch);
}

/// Whoever may take such a list in.
Right right_of(BatchKind kind) {
  switch (kind) {
    case BatchKind::customer:
    case BatchKind::vehicle:
    case BatchKind::history:
    case BatchKind::staff:
    case BatchKind::outlet: return Right::manage;
    case BatchKind::message: return Right::follow_up;
    default: return Right::keep_stock;
  }
}

/// The latest change first, so that what was changed twice by one file ends as it began.
std::vector<UndoRow> rows_of(const store::ReadTxn& tx, const ImportBatch& batch) {
  return tx.all(
      R"(SELECT id, table_name, row_id, outcome, before FROM import_batch_row
          WHERE batch_id = :batch ORDER BY id DESC)",
      {{"batch", batch.id}}, [&](const store::Row& row) {
        return UndoRow{
            .id = row["id"],
            .table = row["table_name"],
            .row_id = row["row_id"],
            .made = row.get<std::string>("outcome") == "new",
            .before = shop::unpacked(row.get<std::optional<std::string>>("before").value_or(""),
                                     batch.former),
            .batch = batch.id};
      });
}

using Name = std::pair<std::string, std::int64_t>;

Name name_in(const UndoRow& row) { return {row.table, row.row_id}; }

/// The event that changed a row after the batch; what was changed and changed back is as the batch
/// left it, and so is a period that ended and was begun anew.
std::optional<store::RowEvent> later_change(const store::ReadTxn& tx, const ImportBatch& batch,
                                            const UndoRow& row) {
  const store::RowName name{row.table, row.row_id};
  if (const auto* in_force = undo_rule(row.table).in_force; in_force != nullptr) {
    if (!row.made || tx.value<std::int64_t>(in_force, {{"id", row.row_id}})) return std::nullopt;
    return store::last_event_of(tx, name);
  }
  const auto* mark = batch.former ? "customer_import_row" : "import_batch_row";
  return store::changed_since(tx, name, {mark, row.id});
}

void refuse_later_change(const store::ReadTxn& tx, const ImportBatch& batch, const UndoRow& row) {
  const auto later = later_change(tx, batch, row);
  if (later)
    throw wrong_state(
        "archive.changed-since",
        tr("{0} was changed since by '{1}' (event {2})",
           name_of(tx, undo_rule(row.table), row.row_id), later->command, later->number),
        "svcctl audit log");
}

/// Refuses when records made since refer to a row that the batch added, by its own rule.
void refuse_later_use(const store::ReadTxn& tx, const UndoRow& row) {
  const auto& rule = undo_rule(row.table);
  if (rule.used == nullptr) return;
  const auto use = rule.used(tx, row);
  if (!use) return;
  const auto name = name_of(tx, rule, row.row_id);
  throw wrong_state("archive.used-since", tr("{0} is used since: {1}", name, *use),
                    rule.used_hint + name);
}

/// The same for all new rows of a table whose rule leaves it to the foreign keys: nothing may
/// refer to them but rows of the batch itself, and periods that a batch taken back since had begun.
void refuse_later_reference(const store::ReadTxn& tx, const ImportBatch& batch,
                            const std::string& table) {
  const auto& rule = undo_rule(table);
  if (rule.used != nullptr) return;
  for (const auto& [other, column] : store::references_to(tx, table)) {
    const auto use = tx.first(
        "SELECT r.row_id AS row_id, x.id AS used_by FROM import_batch_row r JOIN " + other +
            " x ON x." + column +
            R"( = r.row_id
          WHERE r.batch_id = :batch AND r.table_name = :table AND r.outcome = 'new'
            AND NOT EXISTS (SELECT 1 FROM import_batch_row m
                              JOIN import_batch b ON b.id = m.batch_id
                             WHERE (b.id = :batch OR (:period = 1 AND b.undone_at IS NOT NULL))
                               AND m.table_name = :other AND m.row_id = x.id
                               AND m.outcome = 'new')
          ORDER BY r.id, x.id LIMIT 1)",
        {{"batch", batch.id}, {"table", table}, {"other", other}, {"period", is_period(other)}},
        [](const store::Row& row) {
          return std::pair<std::int64_t, std::int64_t>(row["row_id"], row["used_by"]);
        });
    if (!use) continue;
    const auto event = store::last_event_of(tx, {other, use->second});
    const auto name = name_of(tx, rule, use->first);
    throw wrong_state(
        "archive.used-since",
        event ? tr("{0} is used since by '{1}' (event {2})", name, event->command, event->number)
              : tr("{0} is used since: {1}", name, other),
        "svcctl audit log");
  }
}

/// What each row was when the batch was done with it must be what it is now.
void require_unused(const store::ReadTxn& tx, const ImportBatch& batch,
                    const std::vector<UndoRow>& rows) {
  std::set<Name> seen;
  std::set<std::string> tables;
  for (const auto& row : rows) {
    if (seen.insert(name_in(row)).second) refuse_later_change(tx, batch, row);
    if (const auto check = undo_rule(row.table).check; check != nullptr) check(tx, row);
    if (!row.made) continue;
    refuse_later_use(tx, row);
    tables.insert(row.table);
  }
  for (const auto& table : tables) refuse_later_reference(tx, batch, table);
}

void take_rows_back(store::WriteTxn& tx, const std::vector<UndoRow>& rows, ImportUndone& done) {
  std::set<Name> made;
  for (const auto& row : rows)
    if (row.made) made.insert(name_in(row));
  // What the batch began ends before what it ended begins anew.
  for (const auto& row : rows) {
    if (!row.made) continue;
    const auto& rule = undo_rule(row.table);
    auto went = Undone::removed;
    if (rule.remove == nullptr)
      delete_row(tx, row);
    else
      went = rule.remove(tx, row);
    done.removed += went == Undone::removed ? 1 : 0;
    done.retired += went == Undone::retired ? 1 : 0;
  }
  std::set<Name> restored;
  for (const auto& row : rows) {
    if (row.made || row.before.empty() || made.contains(name_in(row))) continue;
    const auto& rule = undo_rule(row.table);
    rule.restore == nullptr ? put_columns_back(tx, row) : rule.restore(tx, row);
    restored.insert(name_in(row));
  }
  done.restored += std::ssize(restored);
}

/// The rows by the outlet whose work they are, 0 for the company's, each in their order.
std::map<std::int64_t, std::vector<UndoRow>> by_outlet(const store::ReadTxn& tx,
                                                       std::vector<UndoRow> rows) {
  std::map<std::int64_t, std::vector<UndoRow>> groups;
  for (auto& row : rows) {
    std::int64_t outlet = 0;
    if (undo_rule(row.table).of_outlet)
      outlet =
          tx.value<std::int64_t>("SELECT outlet_id AS value FROM " + row.table + " WHERE id = :id",
                                 {{"id", row.row_id}})
              .value_or(0);
    groups[outlet].push_back(std::move(row));
  }
  return groups;
}

ImportUndone undo_parts(store::WriteTxn& tx, std::int64_t id, const std::string& second) {
  const auto parts = parts::undo_import(tx, id, second);
  return {.batch = find_batch(tx, id, BatchKind::parts),
          .restored = parts.restored,
          .removed = parts.removed,
          .retired = parts.retired,
          .movements = parts.movements};
}

/// "name 东方, phone (none)"; of people only which values.
std::string shown(const shop::Before& before, bool personal) {
  std::string out;
  for (const auto& [column, value] : before) {
    out += (out.empty() ? "" : ", ") + column;
    if (personal) continue;
    if (const auto* number = std::get_if<std::int64_t>(&value))
      out += " " + std::to_string(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
      out += " '" + *text + "'";
    else
      out += " -";
  }
  return out;
}

}  // namespace

void each_entry(const store::ReadTxn& tx, std::int64_t id,
                const std::function<void(const BatchEntry&)>& take) {
  const auto batch = find_batch(tx, id, std::nullopt);
  if (batch.kind == BatchKind::parts)
    return parts::each_import_entry(tx, id, [&](const parts::ImportEntry& entry) {
      take({"part", N_("part"), entry.part, entry.made, entry.before});
    });
  auto rows = rows_of(tx, batch);
  std::set<Name> made;
  for (const auto& row : rows)
    if (row.made) made.insert(name_in(row));
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (!row->made && made.contains(name_in(*row))) continue;
    const auto& rule = undo_rule(row->table);
    const bool there = !batch.undone_at.has_value() || rule.name == nullptr;
    take({row->table, rule.label, there ? name_of(tx, rule, row->row_id) : "", row->made,
          shown(row->before, rule.personal)});
  }
}

ImportUndone undo_import(store::WriteTxn& tx, std::int64_t id, const std::string& second,
                         std::optional<BatchKind> kind) {
  const auto batch = find_batch(tx, id, kind);
  shop::require_right(tx, right_of(batch.kind));
  if (batch.undone_at)
    throw wrong_state("archive.undone", tr("batch {0} was taken back already", id),
                      "svcctl import list");
  if (batch.kind == BatchKind::parts) return undo_parts(tx, id, second);
  if (batch.kind == BatchKind::message)
    throw wrong_state("archive.reported",
                      tr("what a message service reported of messages is not taken back: what is "
                         "wrong is recorded at the follow-up"),
                      "svcctl callback record FOLLOW-UP --channel phone --outcome reached");
  const auto rows = rows_of(tx, batch);
  require_unused(tx, batch, rows);
  ImportUndone done;
  for (const auto& [outlet, group] : by_outlet(tx, rows)) {
    take_rows_back(tx, group, done);
    if (outlet != 0)
      tx.record(store::of_outlet(outlet),
                {"import", std::to_string(id), {{"undone", std::to_string(group.size())}}});
  }
  if (batch.kind == BatchKind::staff) shop::require_manager_left(tx);
  shop::mark_undone(tx, id);
  tx.record(store::company,
            {"import", std::to_string(id), {{"undone", std::to_string(rows.size())}}});
  done.batch = find_batch(tx, id, kind);
  return done;
}

}  // namespace svcctl::archive
