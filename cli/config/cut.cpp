#include "cli/config/cut.hpp"

#include <algorithm>
#include <array>

namespace svcctl::cli {
namespace {

constexpr std::array<std::string_view, 4> work_tables = {"operation", "fee", "package",
                                                         "inspection"};

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
  std::string* part = &out.common;
  while (!text.empty()) {
    const auto line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    if (const auto word = header(line))
      part = std::ranges::find(work_tables, *word) == work_tables.end() ? &out.common : &out.work;
    if (says_something(line)) *part += line;
    text.remove_prefix(line.size());
  }
  return out;
}

}  // namespace svcctl::cli
