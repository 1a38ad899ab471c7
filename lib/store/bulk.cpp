#include "store/bulk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <future>
#include <optional>

#include "base/error.hpp"
#include "store/private/bulk_table.hpp"
#include "store/private/handle.hpp"
#include "store/private/journal.hpp"
#include "store/private/pack.hpp"

namespace svcctl::store {
namespace {

/// So many rows into an empty table make indexes cheaper to build afterwards.
constexpr std::int64_t initial_load = 8'192;
/// So many rows are worth a thread for their digests.
constexpr std::size_t worth_a_thread = 2'000;

int bind(sqlite3_stmt* statement, int place, const BulkValue& value) {
  if (value.is_null()) return sqlite3_bind_null(statement, place);
  if (value.is_number()) return sqlite3_bind_int64(statement, place, value.number());
  return sqlite3_bind_text64(statement, place, value.text().data(), value.text().size(),
                             SQLITE_STATIC, SQLITE_UTF8);
}

void step_to_end(Connection::Handle& handle, Statement& statement) {
  const int result = sqlite3_step(statement.raw);
  if (result != SQLITE_DONE) fail(handle, result, statement.sql);
  sqlite3_reset(statement.raw);
}

/// While rows are written in bulk: packs tell the log of them, and their references are vouched
/// for.
class InBulk {
 public:
  InBulk(WriteTxn& tx, bool vouched) : tx_(tx), vouched_(vouched) {
    tx_.journal().bulk = true;
    foreign_keys(false);
  }
  ~InBulk() {
    tx_.journal().bulk = false;
    foreign_keys(true);
  }
  InBulk(const InBulk&) = delete;
  InBulk& operator=(const InBulk&) = delete;

 private:
  void foreign_keys(bool on) {
    if (vouched_)
      sqlite3_db_config(tx_.handle().raw, SQLITE_DBCONFIG_ENABLE_FKEY, on ? 1 : 0, nullptr);
  }
  WriteTxn& tx_;
  bool vouched_;
};

/// A column of the table and how its value comes into a row's digest, as RowDigests makes it.
struct Digested {
  std::string name;                  ///< with its length before it
  std::optional<std::size_t> given;  ///< place among the values that come with each row
  bool id = false;
  std::string fixed;  ///< name, type and value; empty where there is none
};

void put_value(std::string& out, std::string_view name, const BulkValue& value) {
  if (value.is_null()) return;
  out.append(name);
  if (value.is_number()) {
    out.append("7:integer");
    put_field(out, value.number());
  } else {
    out.append("4:text");
    put_field(out, value.text());
  }
}

/// The value that a column takes when none is given.
Stored default_of(const ReadTxn& tx, const std::optional<std::string>& expression) {
  if (!expression) return {};
  auto query = tx.query("SELECT " + *expression + " AS value");
  query.next();
  return query.row().stored("value");
}

std::vector<Digested> digested_columns(const ReadTxn& tx, const std::string& table,
                                       const std::vector<std::string>& given,
                                       const std::vector<std::pair<std::string, Stored>>& fixed) {
  std::vector<Digested> columns;
  std::size_t found = 0;
  for (auto query = tx.query("PRAGMA table_info(\"" + table + "\")"); query.next();) {
    const std::string name = query.row()["name"];
    Digested column;
    put_field(column.name, name);
    column.id = name == "id";
    if (const auto at = std::ranges::find(given, name); at != given.end()) {
      column.given = static_cast<std::size_t>(at - given.begin());
      ++found;
    } else if (const auto one =
                   std::ranges::find(fixed, name, &std::pair<std::string, Stored>::first);
               one != fixed.end()) {
      put_value(column.fixed, column.name, view_of(one->second));
      ++found;
    } else if (!column.id) {
      const auto value = default_of(tx, query.row().get<std::optional<std::string>>("dflt_value"));
      put_value(column.fixed, column.name, view_of(value));
    }
    columns.push_back(std::move(column));
  }
  if (found != given.size() + fixed.size()) throw bug("a column that " + table + " does not have");
  return columns;
}

std::string insert_statement(const std::string& table, const std::vector<std::string>& given,
                             const std::vector<std::pair<std::string, Stored>>& fixed) {
  std::string names;
  std::string values;
  for (std::size_t i = 0; i < given.size(); ++i) {
    names += (names.empty() ? "" : ", ") + given[i];
    values += (values.empty() ? "c" : ", c") + std::to_string(i);
  }
  for (std::size_t i = 0; i < fixed.size(); ++i) {
    names += (names.empty() ? "" : ", ") + fixed[i].first;
    values += (values.empty() ? "?" : ", ?") + std::to_string(i + 1);
  }
  // OR ROLLBACK: any failure ends the transaction anyway, and SQLite need not be able to undo the
  // statement alone.
  return "INSERT OR ROLLBACK INTO \"" + table + "\" (" + names + ") SELECT " + values +
         " FROM bulk_rows";
}

}  // namespace

struct BulkInsert::State {
  WriteTxn& tx;
  std::string table;
  std::vector<std::string> given;
  std::vector<std::pair<std::string, Stored>> fixed;
  std::vector<std::string> unordered;
  std::vector<Digested> columns;
  PackWriter packs;
  std::int64_t next = 0;
  bool into_empty = false;
  std::vector<std::string> aside = {};  ///< statements that make the indexes again
  std::unique_ptr<Statement> statement = nullptr;

  void prepare();
  void set_indexes_aside();
  std::vector<PackedDigest> digests(const BulkRows& rows, std::int64_t first) const;
};

/// The digest of each row, the first of which has the id `first`.
std::vector<PackedDigest> BulkInsert::State::digests(const BulkRows& rows,
                                                     std::int64_t first) const {
  std::vector<PackedDigest> made;
  made.reserve(rows.count());
  std::string row;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    row.clear();
    for (const auto& column : columns) {
      if (column.id)
        put_value(row, column.name, first + static_cast<std::int64_t>(i));
      else if (column.given)
        put_value(row, column.name, rows.value(i, *column.given));
      else
        row.append(column.fixed);
    }
    made.push_back(packed_digest_of(row));
  }
  return made;
}

void BulkInsert::State::prepare() {
  if (statement) return;
  statement = tx.handle().take(insert_statement(table, given, fixed));
  for (std::size_t i = 0; i < fixed.size(); ++i)
    bind(statement->raw, static_cast<int>(i) + 1, view_of(fixed[i].second));
}

void BulkInsert::State::set_indexes_aside() {
  for (const auto& name : unordered) {
    aside.push_back(
        tx.value<std::string>("SELECT sql AS value FROM sqlite_master WHERE name = :name",
                              {{"name", name}})
            .value());
    tx.handle().exec("DROP INDEX \"" + name + "\"");
  }
}

BulkInsert::BulkInsert(WriteTxn& tx, const std::string& table, std::vector<std::string> columns,
                       std::vector<std::pair<std::string, Stored>> fixed,
                       std::vector<std::string> unordered) {
  open_bulk_table(tx.handle());
  auto digested = digested_columns(tx, table, columns, fixed);
  const auto last = tx.handle().number("SELECT MAX(id) FROM \"" + table + "\"");
  state_.reset(new State{.tx = tx,
                         .table = table,
                         .given = std::move(columns),
                         .fixed = std::move(fixed),
                         .unordered = std::move(unordered),
                         .columns = std::move(digested),
                         .packs = PackWriter(tx, table),
                         .next = last + 1});
}

BulkInsert::~BulkInsert() {
  if (state_->statement) state_->tx.handle().give_back(std::move(state_->statement));
}

std::int64_t BulkInsert::next_id() const { return state_->next; }

std::int64_t BulkInsert::write(const BulkRows& rows) {
  State& s = *state_;
  const auto first = s.next;
  if (rows.count() == 0) return first;
  if (first == 1) s.into_empty = true;
  if (s.into_empty && s.aside.empty() && first > initial_load) s.set_indexes_aside();
  s.prepare();
  auto& handle = s.tx.handle();
  // The other processor takes the digests while this one writes.
  auto digesting =
      std::async(rows.count() < worth_a_thread ? std::launch::deferred : std::launch::async,
                 [&] { return s.digests(rows, first); });
  {
    const InBulk in_bulk(s.tx, true);
    const RowsInUse in_use(handle, rows);
    step_to_end(handle, *s.statement);
  }
  s.next += static_cast<std::int64_t>(rows.count());
  if (sqlite3_last_insert_rowid(handle.raw) != s.next - 1)
    throw bug("rows of " + s.table + " did not get the ids that were told");
  const auto digests = digesting.get();
  for (std::size_t i = 0; i < rows.count(); ++i)
    s.packs.add(first + static_cast<std::int64_t>(i), digests[i]);
  s.packs.flush();
  return first;
}

void BulkInsert::finish() {
  for (const auto& sql : std::exchange(state_->aside, {})) state_->tx.handle().exec(sql);
}

struct BulkUpdate::State {
  WriteTxn& tx;
  std::string table;
  std::unique_ptr<Statement> update = nullptr;
  std::unique_ptr<Statement> removal = nullptr;
  std::vector<std::int64_t> changed = {};
  std::vector<std::int64_t> removed = {};
};

BulkUpdate::BulkUpdate(WriteTxn& tx, std::string table, std::vector<std::string> columns) {
  std::string assignments;
  for (std::size_t i = 0; i < columns.size(); ++i)
    assignments += (assignments.empty() ? "" : ", ") + columns[i] + " = ?" + std::to_string(i + 2);
  state_.reset(new State{.tx = tx, .table = std::move(table)});
  if (!columns.empty())
    state_->update =
        tx.handle().take("UPDATE \"" + state_->table + "\" SET " + assignments + " WHERE id = ?1");
}

BulkUpdate::~BulkUpdate() {
  for (auto* statement : {&state_->update, &state_->removal})
    if (*statement) state_->tx.handle().give_back(std::move(*statement));
}

void BulkUpdate::set(std::int64_t id, const std::vector<BulkValue>& values) {
  State& s = *state_;
  sqlite3_bind_int64(s.update->raw, 1, id);
  for (std::size_t i = 0; i < values.size(); ++i)
    bind(s.update->raw, static_cast<int>(i) + 2, values[i]);
  const InBulk in_bulk(s.tx, false);
  step_to_end(s.tx.handle(), *s.update);
  s.changed.push_back(id);
}

void BulkUpdate::remove(std::int64_t id) {
  State& s = *state_;
  if (!s.removal) s.removal = s.tx.handle().take("DELETE FROM \"" + s.table + "\" WHERE id = ?1");
  sqlite3_bind_int64(s.removal->raw, 1, id);
  const InBulk in_bulk(s.tx, true);
  step_to_end(s.tx.handle(), *s.removal);
  s.removed.push_back(id);
}

void BulkUpdate::finish() {
  State& s = *state_;
  for (auto* ids : {&s.changed, &s.removed}) {
    PackWriter packs(s.tx, s.table);
    std::ranges::sort(*ids);
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
    for (const auto id : *ids) ids == &s.changed ? packs.add_stored(id) : packs.add_deleted(id);
    packs.flush();
    ids->clear();
  }
}

std::vector<std::pair<std::string, std::string>> references_to(const ReadTxn& tx,
                                                               std::string_view table) {
  std::vector<std::string> names;
  for (auto query = tx.query("SELECT name FROM sqlite_master WHERE type = 'table'"); query.next();)
    names.push_back(query.row()["name"]);
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& name : names)
    for (auto query = tx.query("PRAGMA foreign_key_list(\"" + name + "\")"); query.next();)
      if (query.row().get<std::string>("table") == table)
        found.emplace_back(name, query.row().get<std::string>("from"));
  return found;
}

struct BulkQuery::State {
  Connection::Handle& handle;
  std::unique_ptr<Statement> statement;
  std::optional<RowsInUse> in_use;
};

BulkQuery::BulkQuery(const ReadTxn& tx, const std::string& sql) {
  open_bulk_table(tx.handle());
  state_.reset(new State{tx.handle(), tx.handle().take(sql), std::nullopt});
}

BulkQuery::~BulkQuery() {
  if (state_->statement) state_->handle.give_back(std::move(state_->statement));
}

void BulkQuery::run(const BulkRows& rows) {
  sqlite3_reset(state_->statement->raw);
  state_->in_use.reset();
  state_->in_use.emplace(state_->handle, rows);
}

bool BulkQuery::next() {
  auto& statement = *state_->statement;
  const int result = sqlite3_step(statement.raw);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(state_->handle, result, statement.sql);
  sqlite3_reset(statement.raw);
  state_->in_use.reset();
  return false;
}

BulkValue BulkQuery::value(int column) const {
  auto* value = sqlite3_column_value(state_->statement->raw, column);
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return std::int64_t{sqlite3_value_int64(value)};
    default: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      return std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
  }
}

}  // namespace svcctl::store
