#include "store/sqlite/private/sqlite.hpp"

// What the schema of a store holds.
namespace svcctl::store::sqlite {
namespace {

std::string text_of(const Statement& row, std::size_t place) {
  const auto value = row.value(place);
  const auto* text = std::get_if<std::string_view>(&value);
  return text == nullptr ? std::string() : std::string(*text);
}

}  // namespace

std::vector<SchemaObject> SqliteEngine::schema() {
  std::vector<SchemaObject> objects;
  for (const auto found = prepare("SELECT type, name, sql FROM sqlite_master ORDER BY type, name");
       found->step();)
    // What SQLite makes by itself: indexes of constraints, its figures for the planner.
    if (auto name = text_of(*found, 1); !name.starts_with("sqlite_"))
      objects.push_back({text_of(*found, 0), std::move(name), text_of(*found, 2)});
  return objects;
}

std::vector<std::string> SqliteEngine::tables() {
  std::vector<std::string> names;
  for (const auto found =
           prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
       found->step();)
    if (auto name = text_of(*found, 0); !name.starts_with("sqlite_"))
      names.push_back(std::move(name));
  return names;
}

bool SqliteEngine::has_table(std::string_view name) {
  return sqlite3_table_column_metadata(raw_, "main", std::string(name).c_str(), nullptr, nullptr,
                                       nullptr, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::vector<TableColumn> SqliteEngine::columns(const std::string& table) {
  std::vector<TableColumn> columns;
  const auto found = prepare("SELECT name, dflt_value FROM pragma_table_info(:name)");
  found->bind(0, Kind::text, std::string_view(table));
  while (found->step()) {
    TableColumn column{.name = text_of(*found, 0), .fallback = {}};
    if (const auto expression = text_of(*found, 1); !expression.empty()) {
      const auto fallback = prepare("SELECT " + expression);
      fallback->step();
      const auto value = fallback->value(0);
      if (const auto* number = std::get_if<std::int64_t>(&value)) column.fallback = *number;
      if (const auto* text = std::get_if<std::string_view>(&value))
        column.fallback = std::string(*text);
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<Referring> SqliteEngine::references_to(std::string_view table) {
  std::vector<Referring> references;
  for (const auto& name : tables()) {
    const auto found =
        prepare(R"(SELECT "from" FROM pragma_foreign_key_list(:name) WHERE "table" = :table)");
    found->bind(0, Kind::text, std::string_view(name));
    found->bind(1, Kind::text, table);
    while (found->step()) references.push_back({name, text_of(*found, 0)});
  }
  return references;
}

std::string SqliteEngine::set_index_aside(const std::string& name) {
  std::string text;
  {
    const auto found = prepare("SELECT sql FROM sqlite_master WHERE name = :name");
    found->bind(0, Kind::text, std::string_view(name));
    if (found->step()) text = text_of(*found, 0);
  }
  script("DROP INDEX \"" + name + "\"");
  note_schema();
  return text;
}

}  // namespace svcctl::store::sqlite
