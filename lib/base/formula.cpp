#include "base/formula.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace svcctl {
namespace {

constexpr std::array<std::string_view, 11> triggers = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                       "\n", "＝", "＋", "－", "＠"};
/// What a spreadsheet passes over: blanks of any width, marks without width.
bool passed_over(char32_t code) {
  const bool line = code == '\t' || code == '\n' || code == '\r';
  return !line && code != utf8::none && (utf8::blank(code) || utf8::acts(code));
}

bool would_run(std::string_view text) {
  while (!text.empty()) {
    const auto head = utf8::first(text);
    if (!passed_over(head.code)) break;
    text.remove_prefix(head.size);
  }
  return std::ranges::any_of(triggers, [&](auto with) { return text.starts_with(with); });
}

/// What all of them begin with, so that ordinary text is passed by its first byte.
constexpr auto first_bytes = [] {
  std::array<bool, 256> first{};
  const auto mark = [&](std::string_view text) {
    first[static_cast<unsigned char>(text[0])] = true;
  };
  for (const auto trigger : triggers) mark(trigger);
  // Of two to four bytes: what begins so and is passed over is told by its character.
  for (const int lead : {0xC2, 0xCD, 0xD8, 0xDB, 0xDC, 0xE0, 0xE1, 0xE2, 0xE3, 0xF0, 0xF3})
    first[static_cast<std::size_t>(lead)] = true;
  for (std::size_t control = 0; control <= ' '; ++control) first[control] = true;
  first[0x7F] = true;
  mark("'");
  return first;
}();

bool would_run_behind_apostrophes(std::string_view text) {
  if (text.empty() || !first_bytes[static_cast<unsigned char>(text[0])]) return false;
  return would_run(text.substr(std::min(text.find_first_not_of('\''), text.size())));
}

}  // namespace

std::string_view guard_of(std::string_view text) {
  return would_run_behind_apostrophes(text) ? "'" : "";
}

std::string guarded(std::string_view text) { return std::string(guard_of(text)).append(text); }

std::string without_guard(std::string_view text) {
  if (text.starts_with('\'') && would_run_behind_apostrophes(text)) text.remove_prefix(1);
  return std::string(text);
}

}  // namespace svcctl
