#include <new>
#include <string>

#include "store/bulk.hpp"
#include "store/sqlite/private/sqlite.hpp"

// SQLite's interface for tables that a program provides.
namespace svcctl::store::sqlite {
namespace {

constexpr int columns = 64;

struct Table : sqlite3_vtab {
  const BulkRows* const* rows;
};

struct Cursor : sqlite3_vtab_cursor {
  const BulkRows* rows;
  std::size_t at;
  std::size_t count;
};

int connect(sqlite3* database, void* slot, int, const char* const*, sqlite3_vtab** made, char**) {
  std::string shape = "CREATE TABLE bulk_rows (c0";
  for (int i = 1; i < columns; ++i) shape += ", c" + std::to_string(i);
  const int result = sqlite3_declare_vtab(database, (shape + ")").c_str());
  if (result != SQLITE_OK) return result;
  auto* table = new (std::nothrow) Table{};
  if (table == nullptr) return SQLITE_NOMEM;
  table->rows = static_cast<const BulkRows* const*>(slot);
  *made = table;
  return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete static_cast<Table*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
  info->estimatedRows = 50'000;
  info->estimatedCost = 50'000;
  return SQLITE_OK;
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** made) {
  auto* cursor = new (std::nothrow) Cursor{};
  if (cursor == nullptr) return SQLITE_NOMEM;
  *made = cursor;
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  delete static_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* base, int, const char*, int, sqlite3_value**) {
  auto* cursor = static_cast<Cursor*>(base);
  cursor->rows = *static_cast<Table*>(base->pVtab)->rows;
  cursor->at = 0;
  cursor->count = cursor->rows == nullptr ? 0 : cursor->rows->count();
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
  ++static_cast<Cursor*>(cursor)->at;
  return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* base) {
  const auto* cursor = static_cast<Cursor*>(base);
  return cursor->at >= cursor->count ? 1 : 0;
}

int column(sqlite3_vtab_cursor* base, sqlite3_context* context, int place) {
  const auto* cursor = static_cast<Cursor*>(base);
  const BulkValue value = cursor->rows->value(cursor->at, static_cast<std::size_t>(place));
  if (value.is_number())
    sqlite3_result_int64(context, value.number());
  else if (!value.is_null())
    sqlite3_result_text64(context, value.text().data(), value.text().size(), SQLITE_STATIC,
                          SQLITE_UTF8);
  return SQLITE_OK;
}

int row_id(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
  *id = static_cast<sqlite3_int64>(static_cast<Cursor*>(cursor)->at);
  return SQLITE_OK;
}

sqlite3_module make_module() {
  sqlite3_module module{};
  module.xConnect = connect;  // no xCreate: the table is there by itself and nothing is made of it
  module.xBestIndex = best_index;
  module.xDisconnect = disconnect;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = filter;
  module.xNext = next;
  module.xEof = at_end;
  module.xColumn = column;
  module.xRowid = row_id;
  return module;
}

}  // namespace

int make_bulk_rows(sqlite3* database, const BulkRows** slot) {
  static const sqlite3_module module = make_module();
  return sqlite3_create_module(database, "bulk_rows", &module, slot);
}

}  // namespace svcctl::store::sqlite
