// Preloaded before SQLite (LD_PRELOAD): gives new rows ids as an engine with several writers might.
// Ids ascend among the rows of one outlet, and among those of the company; there are gaps between
// them; those of an outlet added later are smaller than those of the outlets before it. So whatever
// takes ids for dense, or for an order of time beyond one outlet, shows.
#include <dlfcn.h>
#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr sqlite3_int64 room = 1'000'000'000;  // of ids for one outlet

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define REAL(name) real<decltype(::name)>(#name)

sqlite3_int64 number(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_int64 value = -1;
  if (REAL(sqlite3_prepare_v3)(database, sql.c_str(), -1, 0, &statement, nullptr) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW)
    value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

/// test_id(TABLE, OUTLET): the id of the next row of an outlet; OUTLET is NULL for the company's.
void test_id(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  auto* database = sqlite3_context_db_handle(context);
  const std::string table(reinterpret_cast<const char*>(sqlite3_value_text(values[0])));
  sqlite3_int64 from = 0;
  if (sqlite3_value_type(values[1]) != SQLITE_NULL) {
    const auto before = number(database, "SELECT COUNT(*) FROM outlet WHERE id < " +
                                             std::to_string(sqlite3_value_int64(values[1])));
    from = (40 - before) * room;
  }
  const auto last =
      number(database, "SELECT COALESCE(MAX(id), " + std::to_string(from) + ") FROM \"" + table +
                           "\" WHERE id BETWEEN " + std::to_string(from) + " AND " +
                           std::to_string(from + room - 1));
  // A statement that writes several rows does not see them yet.
  static std::map<std::pair<std::string, sqlite3_int64>, sqlite3_int64> given;
  auto& latest = given[{sqlite3_db_filename(database, "main") + ("/" + table), from}];
  latest = std::max(latest, last) + 3 + last % 5;
  sqlite3_result_int64(context, latest);
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::toupper(c); });
  return out;
}

/// The end of a bracket that opens at this place.
std::size_t closing(std::string_view sql, std::size_t open) {
  int depth = 0;
  for (auto i = open; i < sql.size(); ++i) {
    if (sql[i] == '(') ++depth;
    if (sql[i] == ')' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

/// What stands between the commas of the outermost level.
std::vector<std::string> parts(std::string_view list) {
  std::vector<std::string> found(1);
  int depth = 0;
  for (const char c : list) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == ',' && depth == 0)
      found.emplace_back();
    else
      found.back() += c;
  }
  for (auto& part : found) {
    const auto begin = part.find_first_not_of(" \n");
    part = begin == std::string::npos
               ? ""
               : part.substr(begin, part.find_last_not_of(" \n") + 1 - begin);
  }
  return found;
}

/// The INSERT with an id from `test_id`, or nothing where it keeps the id that SQLite gives.
std::optional<std::string> with_id(sqlite3* database, std::string_view sql) {
  static constexpr std::string_view insert = "INSERT INTO ";
  if (!sql.starts_with(insert) || sql.find("bulk_rows") != std::string_view::npos)
    return std::nullopt;
  const auto open = sql.find('(');
  if (open == std::string_view::npos) return std::nullopt;
  std::string table(sql.substr(insert.size(), open - insert.size()));
  std::erase_if(table, [](char c) { return c == ' ' || c == '"' || c == '\n'; });
  // People type the numbers of vehicles, contacts, batches and copies, which are their ids;
  // transcripts name outlets.
  static constexpr std::string_view kept[] = {
      "import_batch", "part_import", "personal_access", "outlet",
      "vehicle",     "log_table",       "customer_contact"};
  if (std::ranges::find(kept, table) != std::end(kept)) return std::nullopt;
  const auto close = closing(sql, open);
  const auto columns = parts(sql.substr(open + 1, close - open - 1));
  if (std::ranges::find(columns, "id") != columns.end() ||
      number(database,
             "SELECT COUNT(*) FROM pragma_table_info('" + table + "') WHERE name = 'id'") != 1)
    return std::nullopt;
  const auto outlet =
      static_cast<std::size_t>(std::ranges::find(columns, "outlet_id") - columns.begin());
  const bool of_company = table == "staff";  // who works at an outlet is the company's to say
  const auto id_of = [&](const std::vector<std::string>& values) {
    return "test_id('" + table + "', " +
           (outlet < values.size() && !of_company ? values[outlet] : "NULL") + ")";
  };
  std::string made(sql.substr(0, close));
  made += ", id)";
  const auto rest = sql.substr(close + 1);
  const auto word = rest.find_first_not_of(" \n");
  if (upper(rest.substr(word, 6)) == "VALUES") {
    const auto from = rest.find('(');
    const auto to = closing(rest, from);
    if (rest.substr(to + 1).starts_with(", (")) return std::nullopt;
    const auto values = rest.substr(from + 1, to - from - 1);
    made.append(" VALUES (").append(values).append(", ").append(id_of(parts(values)));
    return made.append(rest.substr(to));
  }
  if (upper(rest.substr(word, 7)) == "SELECT ") {
    int depth = 0;
    for (auto i = word; i < rest.size(); ++i) {
      if (rest[i] == '(') ++depth;
      if (rest[i] == ')') --depth;
      if (depth != 0 || !upper(rest.substr(i, 4)).starts_with("FROM") ||
          std::isspace(static_cast<unsigned char>(rest[i - 1])) == 0)
        continue;
      const auto values = rest.substr(word + 7, i - word - 7);
      made.append(" SELECT ").append(values).append(", ").append(id_of(parts(values))).append("\n");
      return made.append(rest.substr(i));
    }
  }
  return std::nullopt;
}

}  // namespace

extern "C" int sqlite3_prepare_v3(sqlite3* database, const char* sql, int size, unsigned int flags,
                                  sqlite3_stmt** statement, const char** tail) {
  const std::string_view text(sql);
  if (text.starts_with("INSERT")) {
    if (number(database, "SELECT COUNT(*) FROM pragma_function_list WHERE name = 'test_id'") < 1)
      sqlite3_create_function_v2(database, "test_id", 2, SQLITE_UTF8, nullptr, test_id, nullptr,
                                 nullptr, nullptr);
    if (const auto made = with_id(database, text)) {
      if (tail != nullptr) *tail = sql + text.size();
      return REAL(sqlite3_prepare_v3)(database, made->c_str(), -1, flags, statement, nullptr);
    }
  }
  return REAL(sqlite3_prepare_v3)(database, sql, size, flags, statement, tail);
}
