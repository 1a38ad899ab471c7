#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "shop/batch.hpp"
#include "store/txn.hpp"

// How the rows that imports write go back, by table; the slice's own.
namespace svcctl::archive {

/// A row that a batch made or changed.
struct UndoRow {
  std::int64_t id = 0;  ///< of import_batch_row
  std::string table;
  std::int64_t row_id = 0;
  bool made = false;
  shop::Before before;
  std::int64_t batch = 0;
};

enum class Undone { nothing, removed, retired };

/// What becomes of the rows of one table. An import may write no table without one.
struct UndoRule {
  std::string_view table;
  const char* label;  ///< message id: what a row is
  /// SELECT of what people call the row :id, as `value`; empty where `name` says it.
  const char* name_of = "";
  std::string (*name)(const store::ReadTxn&, std::int64_t id) = nullptr;
  /// Of a table of periods: SELECT of the period in force that says what the row :id says, as
  /// `value`. It may be another one, where the row ended and was begun anew.
  const char* in_force = nullptr;
  /// What forbids it beside a later change and rows that refer to it.
  void (*check)(const store::ReadTxn&, const UndoRow&) = nullptr;
  /// Finds what has used a new row since, in place of the foreign keys.
  std::optional<std::string> (*used)(const store::ReadTxn&, const UndoRow&) = nullptr;
  /// The hint of that, with the name behind it.
  const char* used_hint = "svcctl audit log";
  /// Takes a new row away; nothing: it is deleted.
  Undone (*remove)(store::WriteTxn&, const UndoRow&) = nullptr;
  /// Gives a row back what it held; nothing: column by column.
  void (*restore)(store::WriteTxn&, const UndoRow&) = nullptr;
  bool personal = false;   ///< what it held is not shown
  bool of_outlet = false;  ///< the rows are an outlet's work: who takes them back acts there
};

/// Of staff, outlets, suppliers and parts.
std::span<const UndoRule> undo_rules_of_shop();
/// Of customers, vehicles and what is known of them.
std::span<const UndoRule> undo_rules_of_people();
/// @throws Error a bug where an import wrote a table that has none
const UndoRule& undo_rule(std::string_view table);
/// Whether rows of the table hold for a time, by a rule of its own.
bool is_period(std::string_view table);
std::string name_of(const store::ReadTxn& tx, const UndoRule& rule, std::int64_t id);

/// Deletes the row.
void delete_row(store::WriteTxn& tx, const UndoRow& row);
/// Sets the columns to what they held.
void put_columns_back(store::WriteTxn& tx, const UndoRow& row);

}  // namespace svcctl::archive
