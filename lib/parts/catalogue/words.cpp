#include "parts/catalogue/words.hpp"

#include <cctype>

#include "base/utf8.hpp"

namespace svcctl::parts {
namespace {

/// Marks and blanks beyond ASCII: Latin, general and Chinese punctuation (but 々 and 〇),
/// full-width and presentation forms.
bool is_space(char32_t code) {
  const auto between = [&](char32_t least, char32_t most) { return code >= least && code <= most; };
  return between(0x80, 0xB7) || between(0x2000, 0x206F) ||
         (between(0x3000, 0x303F) && code != 0x3005 && code != 0x3007) || between(0xFEC0, 0xFF65);
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
  const auto character = utf8::first(text.substr(at));
  if (character.code < 0x80) return ascii(text[at], 1);
  if (const char narrow = narrow_form(character.code)) return ascii(narrow, character.size);
  return {is_space(character.code) ? Sort::space : Sort::ideograph, 0, character.size};
}

char narrow_form(char32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? static_cast<char>(code - 0xFEE0) : '\0';
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
