#include "base/formula.hpp"

#include <algorithm>
#include <array>

namespace svcctl {
namespace {

constexpr std::array<std::string_view, 11> triggers = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                       "\n", "＝", "＋", "－", "＠"};
/// What a spreadsheet passes over: a blank, a full-width blank, a byte order mark.
constexpr std::array<std::string_view, 3> blanks = {" ", "\u3000", "\uFEFF"};

bool would_run(std::string_view text) {
  const auto begins = [&](std::string_view with) { return text.starts_with(with); };
  for (auto blank = std::ranges::find_if(blanks, begins); blank != blanks.end();
       blank = std::ranges::find_if(blanks, begins))
    text.remove_prefix(blank->size());
  return std::ranges::any_of(triggers, begins);
}

/// What all of them begin with, so that ordinary text is passed by its first byte.
constexpr auto first_bytes = [] {
  std::array<bool, 256> first{};
  const auto mark = [&](std::string_view text) {
    first[static_cast<unsigned char>(text[0])] = true;
  };
  for (const auto trigger : triggers) mark(trigger);
  for (const auto blank : blanks) mark(blank);
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
