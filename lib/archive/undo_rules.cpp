#include <algorithm>
#include <array>

#include "archive/private/undo_row.hpp"
#include "parts/catalogue/supplier.hpp"
#include "shop/staff.hpp"

namespace svcctl::archive {
namespace {

/// Names of tables and columns come from the store: words of small letters and nothing else.
void require_word(std::string_view word) {
  const bool good = !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!good) throw bug("no name of a column: " + std::string(word));
}

// A period is never deleted: what a batch began ends now, and what it ended begins anew.

std::optional<std::int64_t> period_in_force(const store::ReadTxn& tx, const UndoRow& row) {
  return tx.value<std::int64_t>(undo_rule(row.table).in_force, {{"id", row.row_id}});
}

Undone end_period(store::WriteTxn& tx, const UndoRow& row) {
  require_word(row.table);
  if (const auto id = period_in_force(tx, row))
    tx.run("UPDATE " + row.table + " SET to_at = :now WHERE id = :id",
           {{"id", *id}, {"now", tx.now()}});
  return Undone::nothing;
}

/// The new period stands for the one that ended: also for the batch that had begun that one.
void begin_anew(store::WriteTxn& tx, const UndoRow& row, const char* insert) {
  if (period_in_force(tx, row)) return;
  const auto begun = tx.insert(insert, {{"id", row.row_id}, {"now", tx.now()}});
  tx.run(R"(INSERT INTO import_batch_row (batch_id, table_name, row_id, outcome, salt)
            SELECT r.batch_id, r.table_name, :begun, r.outcome, '' FROM import_batch_row r
             WHERE r.table_name = :table AND r.row_id = :ended AND r.outcome = 'new')",
         {{"begun", begun}, {"table", row.table}, {"ended", row.row_id}});
}

void begin_role_anew(store::WriteTxn& tx, const UndoRow& row) {
  begin_anew(tx, row, R"(INSERT INTO staff_role (staff_id, role, from_at)
                         SELECT staff_id, role, :now FROM staff_role WHERE id = :id)");
}

void begin_employment_anew(store::WriteTxn& tx, const UndoRow& row) {
  begin_anew(tx, row, R"(INSERT INTO staff_employment (staff_id, from_at)
                         SELECT staff_id, :now FROM staff_employment WHERE id = :id)");
}

void begin_approval_anew(store::WriteTxn& tx, const UndoRow& row) {
  begin_anew(tx, row, R"(INSERT INTO supplier_approval (supplier_id, state, licence, qualification,
                                                        valid_to_on, reason, from_at, staff_id)
                         SELECT supplier_id, state, licence, qualification, valid_to_on, reason,
                                :now, staff_id
                           FROM supplier_approval WHERE id = :id)");
}

/// Who has worked here is never deleted: they have left.
Undone leave(store::WriteTxn& tx, const UndoRow& row) {
  tx.run("UPDATE staff SET active = 0 WHERE id = :id", {{"id", row.row_id}});
  return Undone::retired;
}

Undone put_supplier_aside(store::WriteTxn& tx, const UndoRow& row) {
  parts::put_aside(tx, row.row_id, "import " + std::to_string(row.batch) + " undone");
  return Undone::retired;
}

/// The row stays and bears the number of its batch: it counts no more.
Undone count_no_more(store::WriteTxn& /*tx*/, const UndoRow& /*row*/) { return Undone::removed; }
Undone stay(store::WriteTxn& /*tx*/, const UndoRow& /*row*/) { return Undone::nothing; }

void require_open_count(const store::ReadTxn& tx, const UndoRow& row) {
  const auto closed = tx.value<std::string>(
      R"(SELECT c.number AS value FROM stock_count_entry e JOIN stock_count c ON c.id = e.count_id
          WHERE e.id = :id AND c.state <> 'open')",
      {{"id", row.row_id}});
  if (closed)
    throw wrong_state("archive.count-closed",
                      tr("count {0} is over: what was counted is on the books", *closed),
                      "svcctl parts count show " + *closed);
  const auto again = tx.first(
      R"(SELECT l.code AS lot, c.number AS number FROM stock_count_entry e
           JOIN stock_count_entry_card n ON n.count_id = e.count_id AND n.lot_id = e.lot_id
                                        AND n.id > e.id
           JOIN stock_count_entry m ON m.id = n.id
           JOIN stock_count c ON c.id = e.count_id
           JOIN lot l ON l.id = e.lot_id
          WHERE e.id = :id AND COALESCE(m.batch_id, 0) <> e.batch_id LIMIT 1)",
      {{"id", row.row_id}}, [](const store::Row& found) {
        return std::pair<std::string, std::string>(found["lot"], found["number"]);
      });
  if (again)
    throw wrong_state("archive.counted-since", tr("lot {0} was counted again since", again->first),
                      "svcctl parts count show " + again->second);
}

constexpr const char* of_staff = "SELECT code AS value FROM staff WHERE id = :id";
constexpr const char* of_supplier = "SELECT code AS value FROM supplier WHERE id = :id";

constexpr UndoRule rules_of_shop[] = {
    {.table = "staff",
     .label = N_("person"),
     .name_of = of_staff,
     .remove = leave,
     .personal = true},
    {.table = "staff_role",
     .label = N_("role"),
     .name_of = R"(SELECT s.code AS value FROM staff_role r JOIN staff s ON s.id = r.staff_id
                    WHERE r.id = :id)",
     .in_force = R"(SELECT n.id AS value FROM staff_role r
                      JOIN staff_role n ON n.staff_id = r.staff_id AND n.role = r.role
                                       AND n.to_at IS NULL
                     WHERE r.id = :id)",
     .remove = end_period,
     .restore = begin_role_anew},
    {.table = "staff_employment",
     .label = N_("employment"),
     .name_of = R"(SELECT s.code AS value FROM staff_employment e JOIN staff s ON s.id = e.staff_id
                    WHERE e.id = :id)",
     .in_force = R"(SELECT n.id AS value FROM staff_employment e
                      JOIN staff_employment n ON n.staff_id = e.staff_id AND n.to_at IS NULL
                     WHERE e.id = :id)",
     .remove = end_period,
     .restore = begin_employment_anew},
    {.table = "outlet",
     .label = N_("outlet"),
     .name_of = "SELECT code AS value FROM outlet WHERE id = :id"},
    {.table = "supplier",
     .label = N_("supplier"),
     .name_of = of_supplier,
     .remove = put_supplier_aside},
    {.table = "supplier_approval",
     .label = N_("approval"),
     .name_of = R"(SELECT s.code AS value FROM supplier_approval a
                     JOIN supplier s ON s.id = a.supplier_id WHERE a.id = :id)",
     .in_force = R"(SELECT n.id AS value FROM supplier_approval a
                      JOIN supplier_approval n ON n.supplier_id = a.supplier_id
                       AND n.to_at IS NULL AND n.state = a.state AND n.licence = a.licence
                       AND n.qualification = a.qualification AND n.reason = a.reason
                       AND COALESCE(n.valid_to_on, '') = COALESCE(a.valid_to_on, '')
                     WHERE a.id = :id)",
     .remove = end_period,
     .restore = begin_approval_anew},
    {.table = "supplier_price",
     .label = N_("price of a supplier"),
     .name_of = R"(SELECT p.number AS value FROM supplier_price c JOIN part p ON p.id = c.part_id
                    WHERE c.id = :id)",
     .remove = count_no_more},
    {.table = "part_outlet",
     .label = N_("place of a part"),
     .name_of = R"(SELECT p.number AS value FROM part_outlet o JOIN part p ON p.id = o.part_id
                    WHERE o.id = :id)",
     .of_outlet = true},
    {.table = "part_reference",
     .label = N_("number of a part"),
     .name_of = "SELECT number AS value FROM part_reference WHERE id = :id"},
    {.table = "fitment",
     .label = N_("car that a part fits"),
     .name_of = R"(SELECT p.number AS value FROM fitment f JOIN part p ON p.id = f.part_id
                    WHERE f.id = :id)"},
    {.table = "stock_count_entry",
     .label = N_("counted quantity"),
     .name_of = R"(SELECT l.code AS value FROM stock_count_entry e JOIN lot l ON l.id = e.lot_id
                    WHERE e.id = :id)",
     .check = require_open_count,
     .remove = count_no_more,
     .of_outlet = true},
    // What was overridden and signed for on the way is on record, whatever becomes of it.
    {.table = "rule_override",
     .label = N_("override"),
     .name_of = "SELECT code AS value FROM rule_override WHERE id = :id",
     .remove = stay},
    {.table = "override_subject",
     .label = N_("override"),
     .name_of = "SELECT key AS value FROM override_subject WHERE id = :id",
     .remove = stay},
    {.table = "signature",
     .label = N_("signature"),
     .name_of = "SELECT key AS value FROM signature WHERE id = :id",
     .remove = stay},
};

}  // namespace

std::span<const UndoRule> undo_rules_of_shop() { return rules_of_shop; }

const UndoRule& undo_rule(std::string_view table) {
  for (const auto& rules : {undo_rules_of_shop(), undo_rules_of_people()})
    if (const auto found = std::ranges::find(rules, table, &UndoRule::table); found != rules.end())
      return *found;
  throw bug("an import wrote " + std::string(table) + ", which nothing takes back");
}

bool is_period(std::string_view table) {
  const auto found = std::ranges::find(rules_of_shop, table, &UndoRule::table);
  return found != std::end(rules_of_shop) && found->in_force != nullptr;
}

std::string name_of(const store::ReadTxn& tx, const UndoRule& rule, std::int64_t id) {
  if (rule.name != nullptr) return rule.name(tx, id);
  return tx.value<std::string>(rule.name_of, {{"id", id}}).value_or("");
}

void delete_row(store::WriteTxn& tx, const UndoRow& row) {
  require_word(row.table);
  tx.run("DELETE FROM " + row.table + " WHERE id = :id", {{"id", row.row_id}});
}

void put_columns_back(store::WriteTxn& tx, const UndoRow& row) {
  require_word(row.table);
  for (const auto& [column, value] : row.before) {
    require_word(column);
    const std::string set = "UPDATE " + row.table + " SET " + column + " = :value WHERE id = :id";
    if (const auto* number = std::get_if<std::int64_t>(&value))
      tx.run(set, {{"value", *number}, {"id", row.row_id}});
    else if (const auto* text = std::get_if<std::string>(&value))
      tx.run(set, {{"value", *text}, {"id", row.row_id}});
    else
      tx.run("UPDATE " + row.table + " SET " + column + " = NULL WHERE id = :id",
             {{"id", row.row_id}});
  }
}

}  // namespace svcctl::archive
