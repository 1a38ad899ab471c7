#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "dialect.hpp"
#include "session.hpp"

namespace svcctl::replay {
namespace {

// From pg_type.dat.
constexpr Oid bool_type = 16;
constexpr Oid bytes_type = 17;
constexpr Oid int8_type = 20;
constexpr Oid int2_type = 21;
constexpr Oid int4_type = 23;
constexpr Oid text_type = 25;
constexpr Oid numeric_type = 1700;

Oid array_of(Oid type) {
  switch (type) {
    case int8_type: return 1016;
    case bytes_type: return 1001;
    default: return 1009;
  }
}

Oid type_of(const Value& value) {
  switch (value.index()) {
    case 1: return int8_type;
    case 2: return text_type;
    case 3: return bytes_type;
    default: return 0;
  }
}

std::string hex(const std::string& bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\\x";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte / 16];
    out += digits[byte % 16];
  }
  return out;
}

std::string from_hex(std::string_view text) {
  std::string out;
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    int byte = 0;
    std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
    out += static_cast<char>(byte);
  }
  return out;
}

/// As PostgreSQL reads it; not for missing values.
std::string literal(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* bytes = std::get_if<trace::Bytes>(&value)) return hex(bytes->value);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  throw std::runtime_error("a parameter that is no whole number, no text and no bytes");
}

std::string array(const std::vector<Row>& rows, std::size_t column) {
  std::string out = "{";
  for (const auto& row : rows) {
    if (out.size() > 1) out += ',';
    if (std::holds_alternative<std::monostate>(row[column])) {
      out += "NULL";
      continue;
    }
    out += '"';
    for (const char c : literal(row[column])) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + '}';
}

/// A value of an answer as SQLite would have given it: sums are numeric, truth values 1 or 0.
Value taken(const PGresult* answer, int row, int column) {
  if (PQgetisnull(answer, row, column) != 0) return {};
  const std::string_view text(PQgetvalue(answer, row, column),
                              static_cast<std::size_t>(PQgetlength(answer, row, column)));
  switch (PQftype(answer, column)) {
    case bool_type: return std::int64_t{text == "t"};
    case bytes_type: return trace::Bytes{from_hex(text)};
    case int2_type:
    case int4_type:
    case int8_type:
    case numeric_type: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error == std::errc{} && end == text.data() + text.size()) return number;
      return std::string(text);
    }
    default: return std::string(text);
  }
}

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
Result own(PGresult* result) { return {result, PQclear}; }

Failure failure_of(const PGresult* result) {
  const auto status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return {state == nullptr ? "?" : state, message == nullptr ? "no connection" : message};
}

std::string copy_field(sqlite3_stmt* row, int column) {
  std::string raw;
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: return "\\N";
    case SQLITE_BLOB:
      raw = hex({static_cast<const char*>(sqlite3_column_blob(row, column)),
                 static_cast<std::size_t>(sqlite3_column_bytes(row, column))});
      break;
    default: raw = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
  }
  std::string out;
  for (const char c : raw) {
    if (c == '\\')
      out += "\\\\";
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else
      out += c;
  }
  return out;
}

}  // namespace

void Kinds::learn(const Run& run) {
  for (std::size_t i = 0; i < run.parameters.size(); ++i)
    if (const Oid type = type_of(run.parameters[i]); type != 0) known_[{run.text, i}] = type;
  for (const auto& row : run.bulk)
    for (std::size_t i = 0; i < row.size(); ++i)
      if (const Oid type = type_of(row[i]); type != 0)
        known_[{run.text, run.parameters.size() + i}] = type;
}

Sent Kinds::sent(const Run& run) const {
  Sent out;
  const auto known = [&](std::size_t place) {
    const auto found = known_.find({run.text, place});
    return found == known_.end() ? Oid{0} : found->second;
  };
  std::size_t count = 0;
  out.text = numbered(without_hints(run.text), count);
  for (std::size_t i = 0; i < run.parameters.size(); ++i) {
    const Oid type = type_of(run.parameters[i]);
    out.types.push_back(type != 0 ? type : known(i));
  }
  if (run.text.find("bulk_rows") == std::string::npos) return out;
  const auto columns = run.bulk_columns;
  out.text = with_arrays(out.text, count, columns);
  for (std::size_t i = 0; i < columns; ++i) out.types.push_back(array_of(known(count + i)));
  return out;
}

Link::Link(const std::string& host, const std::string& user, const std::string& database)
    : link_(PQconnectdb(("host=" + host + " user=" + user + " dbname=" + database).c_str()),
            PQfinish) {
  if (PQstatus(link_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(link_.get()));
  must("SET client_min_messages = error");
}

void Link::must(const std::string& sql) {
  const auto result = own(PQexec(link_.get(), sql.c_str()));
  if (const auto failure = failure_of(result.get()); !failure.state.empty())
    throw std::runtime_error(failure.message + ": " + brief(sql));
}

Failure Link::prepare(const Sent& sent) {
  const auto [found, is_new] = prepared_.try_emplace(sent, "s" + std::to_string(prepared_.size()));
  if (!is_new) return {};
  const auto result = own(PQprepare(link_.get(), found->second.c_str(), sent.text.c_str(),
                                    static_cast<int>(sent.types.size()), sent.types.data()));
  auto failure = failure_of(result.get());
  if (!failure.state.empty()) prepared_.erase(found);
  return failure;
}

Link::Answer Link::run(const Sent& sent, const Run& run) {
  if (auto failure = prepare(sent); !failure.state.empty()) return {failure, {}, 0};
  std::vector<std::string> texts(sent.types.size());
  std::vector<const char*> values(sent.types.size(), nullptr);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto given = run.parameters.size();
    if (i >= given)
      texts[i] = array(run.bulk, i - given);
    else if (std::holds_alternative<std::monostate>(run.parameters[i]))
      continue;
    else
      texts[i] = literal(run.parameters[i]);
    values[i] = texts[i].c_str();
  }
  const auto result =
      own(PQexecPrepared(link_.get(), prepared_.at(sent).c_str(), static_cast<int>(values.size()),
                         values.data(), nullptr, nullptr, 0));
  Answer answer{failure_of(result.get()), {}, 0};
  if (!answer.failure.state.empty()) return answer;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    Row& made = answer.rows.emplace_back();
    for (int column = 0; column < PQnfields(result.get()); ++column)
      made.push_back(taken(result.get(), row, column));
  }
  if (!std::string_view(PQcmdStatus(result.get())).starts_with("SELECT"))
    answer.changed = std::atoll(PQcmdTuples(result.get()));
  return answer;
}

void Link::load(const std::filesystem::path& seed) {
  sqlite3* file = nullptr;
  if (sqlite3_open_v2(seed.c_str(), &file, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
    throw std::runtime_error("cannot open " + seed.string());
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closing(file, sqlite3_close);
  const auto rows = [&](const std::string& sql, auto take) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(file, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
      throw std::runtime_error(std::string(sqlite3_errmsg(file)) + ": " + sql);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> done(raw, sqlite3_finalize);
    while (sqlite3_step(raw) == SQLITE_ROW) take(raw);
  };
  std::vector<std::string> tables;
  rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
       [&](sqlite3_stmt* row) { tables.push_back(copy_field(row, 0)); });
  must("SET LOCAL session_replication_role = replica");  // rows come before those they refer to
  for (const auto& table : tables) {
    must("DELETE FROM \"" + table + '"');  // what a migration put there comes with the seed
    std::string lines;
    std::string columns;
    rows("SELECT * FROM \"" + table + "\"", [&](sqlite3_stmt* row) {
      const int count = sqlite3_column_count(row);
      if (columns.empty())
        for (int i = 0; i < count; ++i)
          columns += (i == 0 ? "\"" : ", \"") + std::string(sqlite3_column_name(row, i)) + '"';
      for (int i = 0; i < count; ++i) lines += (i == 0 ? "" : "\t") + copy_field(row, i);
      lines += '\n';
    });
    if (lines.empty()) continue;
    const auto started =
        own(PQexec(link_.get(), ("COPY \"" + table + "\" (" + columns + ") FROM STDIN").c_str()));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN ||
        PQputCopyData(link_.get(), lines.data(), static_cast<int>(lines.size())) != 1 ||
        PQputCopyEnd(link_.get(), nullptr) != 1)
      throw std::runtime_error(table + ": " + PQerrorMessage(link_.get()));
    while (const auto result = own(PQgetResult(link_.get())))
      if (const auto failure = failure_of(result.get()); !failure.state.empty())
        throw std::runtime_error(table + ": " + failure.message);
  }
  must("SET LOCAL session_replication_role = origin");
}

}  // namespace svcctl::replay
