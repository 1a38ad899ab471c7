#include "csv/private/gb18030.hpp"

#include <algorithm>

namespace svcctl::csv {
namespace {

char32_t take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) c = c << 6 | (byte(i) & 0x3FU);
  text.remove_prefix(length);
  return c;
}

/// The private character that a cell of a user-defined area stands for.
char32_t user_defined(std::size_t lead, std::size_t cell) {
  const auto in = [](std::size_t value, std::size_t least, std::size_t most) {
    return value >= least && value <= most;
  };
  constexpr std::size_t low = 96;  // cells with a second byte below A1
  if (in(lead, 0xA1, 0xA7) && cell < low)
    return static_cast<char32_t>(0xE4C6 + (lead - 0xA1) * low + cell);
  return static_cast<char32_t>(
      (in(lead, 0xAA, 0xAF) ? 0xE000 + (lead - 0xAA) * 94 : 0xE234 + (lead - 0xF8) * 94) + cell -
      low);
}

/// Characters that have two bytes since the edition of 2005, and lost their four.
bool moved_since(char32_t c) {
  return c == 0x1E3F || (c >= 0x9FB4 && c <= 0x9FBB) || (c >= 0xFE10 && c <= 0xFE19);
}

/// Private characters that stood for those, and for some beyond U+FFFF, in two bytes before.
constexpr std::array<char16_t, 25> moved_from = {
    0xE78D, 0xE78E, 0xE78F, 0xE790, 0xE791, 0xE792, 0xE793, 0xE794, 0xE795,
    0xE796, 0xE7C7, 0xE816, 0xE817, 0xE818, 0xE81E, 0xE826, 0xE82B, 0xE82C,
    0xE831, 0xE832, 0xE83B, 0xE843, 0xE854, 0xE855, 0xE864};

}  // namespace

const Gb18030& Gb18030::table() {
  static const Gb18030 made;
  return made;
}

Gb18030::Gb18030() {
  std::vector<bool> has_two(0x10000);
  std::size_t lead = 0x81;
  for (auto row : gb18030_rows) {
    for (std::size_t cell = 0; cell < width; ++cell) {
      char32_t c = take_character(row);
      if (c == ' ') c = user_defined(lead, cell);
      two_.push_back(c);
      if (c < 0x10000) has_two[c] = true;
    }
    ++lead;
  }
  // The four-byte codes run through all characters that had no two bytes in the first edition.
  for (char32_t c = 0x80; c < 0x10000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    if (c == 0x1E3F)
      four_.push_back(0xE7C7);
    else if (moved_since(c))
      four_.push_back(0);
    else if (!has_two[c] && std::ranges::find(moved_from, c) == moved_from.end())
      four_.push_back(static_cast<char16_t>(c));
  }
}

char32_t Gb18030::four(std::string_view bytes) const {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const std::size_t code =
      (((byte(0) - 0x81U) * 10 + (byte(1) - 0x30U)) * 126 + (byte(2) - 0x81U)) * 10 +
      (byte(3) - 0x30U);
  constexpr std::size_t beyond = 189'000;  // 90308130: U+10000
  if (code < four_.size()) return four_[code];
  if (code < beyond || code - beyond > 0xFFFFF) return 0;
  return static_cast<char32_t>(0x10000 + (code - beyond));
}

}  // namespace svcctl::csv
