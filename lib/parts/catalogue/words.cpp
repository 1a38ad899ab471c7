#include "parts/catalogue/words.hpp"

#include <cctype>

namespace svcctl::parts {
namespace {

/// Marks and blanks beyond ASCII: general punctuation, Chinese punctuation, other full-width ones.
bool is_space(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  const auto second = character.size() > 1 ? static_cast<unsigned char>(character[1]) : 0U;
  if (first == 0xC2) return second <= 0xB7;
  if (character.size() < 3) return false;
  const auto third = static_cast<unsigned char>(character[2]);
  if (first == 0xE2) return second == 0x80 || (second == 0x81 && third < 0xB0);
  if (first == 0xE3) return second == 0x80 && third != 0x85 && third != 0x87;
  return first == 0xEF && (second == 0xBC || (second == 0xBD && third <= 0xA5) || second == 0xBB);
}

/// Marks that join: "5W-30", "205/55R16", "1.8".
bool joins(char c) { return std::string_view("-./_+*#~").find(c) != std::string_view::npos; }

words::Character ascii(char c, std::size_t size) {
  const auto byte = static_cast<unsigned char>(c);
  if (std::isalnum(byte) != 0)
    return {words::Sort::plain, static_cast<char>(std::toupper(byte)), size};
  return {joins(c) ? words::Sort::mark : words::Sort::space, 0, size};
}

}  // namespace

words::Character words::character_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return ascii(text[at], 1);
  if (const char narrow = narrow_form(text, at)) return ascii(narrow, 3);
  std::size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
  size = std::min(size, text.size() - at);
  return {is_space(text.substr(at, size)) ? Sort::space : Sort::ideograph, 0, size};
}

char narrow_form(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '\xEF') return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if (second == 0xBC && third >= 0x81) return static_cast<char>(third - 0x60);
  if (second == 0xBD && third <= 0x9E) return static_cast<char>(third - 0x20);
  return 0;
}

std::vector<Run> runs_of(std::string_view typed) {
  std::vector<Run> runs;
  words::walk(
      typed,
      [&](std::span<const std::string_view> pieces) {
        Run run{.ideographs = false,
                .text = std::string(words::cut(words::joined(pieces))),
                .pieces = {}};
        if (pieces.size() > 1)
          for (const auto piece : pieces) run.pieces.emplace_back(words::cut(piece));
        runs.push_back(std::move(run));
      },
      [&](std::string_view run) {
        runs.push_back({.ideographs = true, .text = std::string(run), .pieces = {}});
      });
  return runs;
}

bool text_has(std::string_view text, const Run& run) {
  if (run.ideographs) return text.find(run.text) != std::string_view::npos;
  auto begins_one = [&](const std::string& asked) {
    bool found = false;
    each_word(text, [&](std::string_view word) {
      found = found || (asked.size() == 1 ? word == asked : word.starts_with(asked));
    });
    return found;
  };
  return begins_one(run.text) ||
         (!run.pieces.empty() && std::ranges::all_of(run.pieces, begins_one));
}

}  // namespace svcctl::parts
