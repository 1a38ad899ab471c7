#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace svcctl::workbook {

/// The largest sheet that spreadsheet programs make.
constexpr std::int64_t most_rows = 1'048'576;
constexpr std::int64_t most_columns = 16'384;

/// A cell's place in its sheet, both from 1.
struct CellPlace {
  std::int64_t row = 0;
  std::int64_t column = 0;
};

/// Reads "C5". Empty for what is no cell of the largest sheet.
std::optional<CellPlace> parse_place(std::string_view text);
/// "C" for 3.
std::string column_letters(std::int64_t column);
/// "C5".
inline std::string place_name(std::int64_t row, std::int64_t column) {
  return column_letters(column) + std::to_string(row);
}

/// Cells that are shown as one.
struct MergedCells {
  CellPlace first;
  CellPlace last;
  /// "A2:A6".
  std::string name() const {
    return place_name(first.row, first.column) + ":" + place_name(last.row, last.column);
  }
};
/// Reads "A2:A6".
std::optional<MergedCells> parse_merged(std::string_view text);

}  // namespace svcctl::workbook
