#include "workbook/private/cell_place.hpp"

#include <algorithm>
#include <charconv>

namespace svcctl::workbook {

std::optional<CellPlace> parse_place(std::string_view text) {
  CellPlace place;
  std::size_t at = 0;
  for (; at < text.size() && place.column <= most_columns; ++at) {
    const char letter =
        text[at] >= 'a' && text[at] <= 'z' ? static_cast<char>(text[at] - 32) : text[at];
    if (letter < 'A' || letter > 'Z') break;
    place.column = place.column * 26 + (letter - 'A' + 1);
  }
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + at, end, place.row);
  if (error != std::errc() || stop != end || place.column < 1 || place.column > most_columns ||
      place.row < 1 || place.row > most_rows)
    return std::nullopt;
  return place;
}

std::string column_letters(std::int64_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters += static_cast<char>('A' + (column - 1) % 26);
  std::ranges::reverse(letters);
  return letters;
}

std::optional<MergedCells> parse_merged(std::string_view text) {
  const auto colon = text.find(':');
  const auto first = parse_place(text.substr(0, colon));
  const auto last = colon == text.npos ? first : parse_place(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column)
    return std::nullopt;
  return MergedCells{*first, *last};
}

}  // namespace svcctl::workbook
