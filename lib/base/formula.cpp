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

bool would_run_behind_apostrophes(std::string_view text) {
  return would_run(text.substr(std::min(text.find_first_not_of('\''), text.size())));
}

}  // namespace

std::string guarded(std::string_view text) {
  return would_run_behind_apostrophes(text) ? "'" + std::string(text) : std::string(text);
}

std::string without_guard(std::string_view text) {
  if (text.starts_with('\'') && would_run_behind_apostrophes(text)) text.remove_prefix(1);
  return std::string(text);
}

}  // namespace svcctl
