#include "store/private/insert_many.hpp"

#include <algorithm>

#include "store/private/bind.hpp"

namespace svcctl::store {
namespace {

/// Rows of one statement: its text and its parameters stay short.
constexpr std::size_t rows_of_one_statement = 50;

std::string insert_text(const std::string& table, const NewRow& first, std::size_t count) {
  std::string columns;
  for (const auto& value : first) columns.append(columns.empty() ? "" : ", ").append(value.name);
  std::string text = "INSERT INTO " + table + " (" + columns + ") VALUES ";
  for (std::size_t row = 0; row < count; ++row) {
    std::string values;
    for (const auto& value : first)
      values.append(values.empty() ? ":" : ", :").append(value.name).append(std::to_string(row));
    text += (row == 0 ? "(" : ", (") + values + ")";
  }
  return text;
}

}  // namespace

void insert_many(Engine& engine, const std::string& table, const std::vector<NewRow>& rows) {
  for (std::size_t begin = 0; begin < rows.size(); begin += rows_of_one_statement) {
    const auto count = std::min(rows_of_one_statement, rows.size() - begin);
    const auto insert = engine.prepare(insert_text(table, rows.front(), count));
    std::size_t place = 0;
    for (std::size_t row = begin; row < begin + count; ++row)
      for (const auto& value : rows[row]) insert->lend(place++, value.kind, seen_of(value.value));
    while (insert->step()) {
    }
  }
}

}  // namespace svcctl::store
