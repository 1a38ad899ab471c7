#include "store/query.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "store/private/handle.hpp"

namespace svcctl::store {
namespace {

/// Whether only blanks, comments and semicolons are left.
bool nothing_but_blanks(std::string_view rest) {
  while (!rest.empty()) {
    if (rest.starts_with("--")) {
      const auto end = rest.find('\n');
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
    } else if (std::string_view(" \t\r\n;").find(rest.front()) != std::string_view::npos) {
      rest.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

int bind(sqlite3_stmt* statement, int place, const Stored& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, place, *number);
  if (const auto* text = std::get_if<std::string>(&value))
    return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8);
  return sqlite3_bind_null(statement, place);
}

Statement& statement_of(void* pointer) { return *static_cast<Statement*>(pointer); }

}  // namespace

void unreadable(const char* wanted, const Seen& found) {
  std::string what = "NULL";
  if (const auto* number = std::get_if<std::int64_t>(&found)) what = std::to_string(*number);
  if (const auto* text = std::get_if<std::string_view>(&found))
    what = "'" + std::string(*text) + "'";
  throw bug("a stored value is no " + std::string(wanted) + ": " + what);
}

std::unique_ptr<Statement> Connection::Handle::take(std::string_view sql) {
  if (auto found = idle.find(sql); found != idle.end()) {
    auto statement = std::move(found->second);
    idle.erase(found);
    return statement;
  }
  auto statement = std::make_unique<Statement>();
  statement->sql = sql;
  const char* tail = nullptr;
  const int result =
      sqlite3_prepare_v3(raw, statement->sql.c_str(), static_cast<int>(sql.size()) + 1,
                         SQLITE_PREPARE_PERSISTENT, &statement->raw, &tail);
  if (result != SQLITE_OK) fail(*this, result, sql);
  if (statement->raw == nullptr) throw bug("an empty statement");
  if (!nothing_but_blanks(tail)) throw bug("text after the statement: " + std::string(tail));
  const int count = sqlite3_column_count(statement->raw);
  for (int i = 0; i < count; ++i)
    statement->columns.emplace_back(sqlite3_column_name(statement->raw, i));
  return statement;
}

void Connection::Handle::give_back(std::unique_ptr<Statement> statement) noexcept {
  sqlite3_reset(statement->raw);
  sqlite3_clear_bindings(statement->raw);
  try {
    const std::string_view key = statement->sql;
    idle.try_emplace(key, std::move(statement));
  } catch (...) {  // without memory for the cache there is none
  }
}

Stored Row::stored(std::string_view column) const {
  return std::visit(
      [](const auto& value) -> Stored {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string_view>)
          return std::string(value);
        else
          return value;
      },
      seen(column));
}

Seen Row::seen(std::string_view column) const {
  auto& statement = statement_of(statement_);
  const auto& columns = statement.columns;
  auto place = statement.next_column;
  if (place >= columns.size() || columns[place] != column) {
    place = static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin());
    if (place == columns.size())
      throw bug("no column " + std::string(column) + " in: " + statement.sql);
  }
  statement.next_column = place + 1;
  // One thread at a time uses a connection, so that the value needs no protection.
  auto* value = sqlite3_column_value(statement.raw, static_cast<int>(place));
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return std::int64_t{sqlite3_value_int64(value)};
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      return std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
    default: throw bug("column " + std::string(column) + " is no whole number and no text");
  }
}

Query::Query(void* connection, std::string_view sql, Params params)
    : connection_(connection), statement_(nullptr), row_(nullptr) {
  auto& handle = *static_cast<Connection::Handle*>(connection);
  auto statement = handle.take(sql);
  if (!handle.writing && sqlite3_stmt_readonly(statement->raw) == 0)
    throw bug("a write in a read: " + statement->sql);
  const int places = sqlite3_bind_parameter_count(statement->raw);
  std::size_t used = 0;
  for (int place = 1; place <= places; ++place) {
    const char* name = sqlite3_bind_parameter_name(statement->raw, place);
    if (name == nullptr || name[0] != ':') throw bug("an unnamed parameter: " + statement->sql);
    const Param* found = nullptr;
    for (const auto& param : params) {
      if (param.name != name + 1) continue;
      if (found != nullptr) throw bug("parameter " + std::string(name) + " given twice");
      found = &param;
    }
    if (found == nullptr)
      throw bug("unbound parameter " + std::string(name) + ": " + statement->sql);
    const int result = bind(statement->raw, place, found->value);
    if (result != SQLITE_OK) fail(handle, result, sql);
    ++used;
  }
  if (used != params.size())
    throw bug("a parameter the statement does not have: " + statement->sql);
  statement_ = statement.release();
  row_ = Row(statement_);
}

Query::~Query() {
  if (statement_ == nullptr) return;
  static_cast<Connection::Handle*>(connection_)
      ->give_back(std::unique_ptr<Statement>(&statement_of(statement_)));
}

Query::Query(Query&& other) noexcept
    : connection_(other.connection_),
      statement_(std::exchange(other.statement_, nullptr)),
      row_(other.row_) {}

bool Query::next() {
  auto& statement = statement_of(statement_);
  const int result = sqlite3_step(statement.raw);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  fail(*static_cast<Connection::Handle*>(connection_), result, statement.sql);
}

}  // namespace svcctl::store
