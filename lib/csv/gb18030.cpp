#include "csv/private/gb18030.hpp"

#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "csv/gb18030.hpp"

namespace svcctl::csv {
namespace {

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
      const auto character = utf8::first(row);
      row.remove_prefix(character.size);
      char32_t c = character.code;
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
  if (code < four_.size()) return four_[code];
  if (code < beyond || code - beyond > 0xFFFFF) return 0;
  return static_cast<char32_t>(0x10000 + (code - beyond));
}

std::string Gb18030::two_bytes(std::size_t cell) {
  const auto trail = cell % width;
  return {static_cast<char>(0x81 + cell / width),
          static_cast<char>(trail < 0x3F ? 0x40 + trail : 0x41 + trail)};
}

std::string Gb18030::four_bytes(std::size_t code) {
  return {static_cast<char>(0x81 + code / 12'600), static_cast<char>(0x30 + code / 1'260 % 10),
          static_cast<char>(0x81 + code / 10 % 126), static_cast<char>(0x30 + code % 10)};
}

namespace {

/// The bytes of every character that has some, for writing.
class Codes {
 public:
  static const Codes& all() {
    static const Codes made;
    return made;
  }
  bool append(std::string& out, char32_t character) const {
    if (character > 0x10FFFF) return false;
    if (character < low_.size()) {
      out += low_[character];
      return !low_[character].empty();
    }
    const auto two = high_.find(character);
    out += two != high_.end() ? two->second
                              : Gb18030::four_bytes(Gb18030::beyond + character - 0x10000);
    return true;
  }

 private:
  Codes() {
    for (char32_t c = 0; c < 0x80; ++c) low_[c] = std::string(1, static_cast<char>(c));
    Gb18030::table().each_code([&](char32_t character, std::string bytes) {
      (character < low_.size() ? low_[character] : high_[character]) = std::move(bytes);
    });
  }
  std::vector<std::string> low_ = std::vector<std::string>(0x10000);
  std::map<char32_t, std::string> high_;  ///< beyond U+FFFF in two bytes
};

}  // namespace

std::optional<std::string> to_gb18030(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool all = true;
  utf8::each(text, [&](char32_t character, std::string_view) {
    if (character < 0x80)
      out += static_cast<char>(character);
    else
      all = all && Codes::all().append(out, character);
  });
  return all ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace svcctl::csv
