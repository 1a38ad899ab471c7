#include "cli/config/cut.hpp"

#include <algorithm>
#include <array>

namespace svcctl::cli {
namespace {

constexpr std::array<std::string_view, 3> look_tables = {"shop", "store", "templates"};

bool in_bare_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

/// Whether a line is more than blanks and a comment: half of a file that explains itself.
bool says_something(std::string_view line) {
  const auto from = line.find_first_not_of(" \t\r\n");
  return from != std::string_view::npos && line[from] != '#';
}

/// The first word of a header of a table: "package" of `[[package.parts]]`. Nothing for other
/// lines.
std::optional<std::string_view> header(std::string_view line) {
  const auto from = line.find_first_not_of(" \t");
  if (from == std::string_view::npos || line[from] != '[') return std::nullopt;
  line.remove_prefix(std::min(line.find_first_not_of(" \t[", from), line.size()));
  const auto* end = std::find_if_not(line.begin(), line.end(), in_bare_key);
  return line.substr(0, static_cast<std::size_t>(end - line.begin()));
}

}  // namespace

std::optional<CutConfiguration> cut_configuration(std::string_view text) {
  for (const std::string_view of_many_lines : {"\"\"\"", "'''"})
    if (text.find(of_many_lines) != std::string_view::npos) return std::nullopt;
  CutConfiguration out;
  bool looks = true;
  bool rules = true;
  while (!text.empty()) {
    const auto line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    if (const auto word = header(line)) {
      looks = std::ranges::find(look_tables, *word) != look_tables.end();
      rules = !looks || *word == "shop";
    }
    if (says_something(line)) {
      if (looks) out.looks += line;
      if (rules) out.rules += line;
    }
    text.remove_prefix(line.size());
  }
  return out;
}

}  // namespace svcctl::cli
