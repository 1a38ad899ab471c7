#include "store/private/insert_many.hpp"

#include <algorithm>

#include "store/private/bind.hpp"

namespace svcctl::store {

std::string insert_text(std::string_view table, const NewRow& first, std::size_t count) {
  std::string columns;
  for (const auto& value : first) columns.append(columns.empty() ? "" : ", ").append(value.name);
  std::string text = "INSERT INTO " + std::string(table) + " (" + columns + ") VALUES ";
  for (std::size_t row = 0; row < count; ++row) {
    std::string values;
    for (const auto& value : first)
      values.append(values.empty() ? ":" : ", :").append(value.name).append(std::to_string(row));
    text += (row == 0 ? "(" : ", (") + values + ")";
  }
  return text;
}

void lend_rows(Statement& insert, std::span<const NewRow> rows) {
  std::size_t place = 0;
  for (const auto& row : rows)
    for (const auto& value : row) insert.lend(place++, value.kind, seen_of(value.value));
}

void insert_many(Engine& engine, const std::string& table, const std::vector<NewRow>& rows) {
  for (std::span<const NewRow> rest = rows; !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), rows_of_one_insert));
    rest = rest.subspan(some.size());
    const auto insert = engine.prepare(insert_text(table, some.front(), some.size()));
    lend_rows(*insert, some);
    while (insert->step()) {
    }
  }
}

}  // namespace svcctl::store
