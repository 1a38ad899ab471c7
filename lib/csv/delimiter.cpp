#include "csv/private/delimiter.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.hpp"

namespace svcctl::csv {
namespace {

constexpr std::string_view candidates = ",;\t|";
constexpr int sample_lines = 20;
using Counts = std::array<int, candidates.size()>;

/// How often each candidate stands outside quotes, for each of the first lines that are no comments
/// (`# …`, as a template has them).
std::vector<Counts> count_candidates(std::string_view text) {
  std::vector<Counts> lines;
  Counts counts{};
  bool quoted = false;
  bool blank = true;
  bool comment = false;
  for (const char c : text) {
    if (!quoted && (c == '\n' || c == '\r')) {
      if (!blank && !comment) lines.push_back(counts);
      if (lines.size() >= sample_lines) return lines;
      counts = {};
      blank = true;
      comment = false;
      continue;
    }
    if (blank) comment = c == '#';
    blank = false;
    if (comment) continue;
    if (c == '"') quoted = !quoted;
    if (const auto at = candidates.find(c); !quoted && at != std::string_view::npos) ++counts[at];
  }
  if (lines.empty() && !blank && !comment) lines.push_back(counts);
  return lines;
}

}  // namespace

char find_delimiter(std::string_view text) {
  const auto lines = count_candidates(text);
  if (lines.empty()) return ',';
  struct Score {
    int alike = 0;  ///< lines that have it as often as most lines do
    int count = 0;  ///< how often that is
    auto operator<=>(const Score&) const = default;
  };
  std::array<Score, candidates.size()> scores{};
  for (std::size_t i = 0; i < candidates.size(); ++i)
    for (const auto& line : lines) {
      if (line[i] == 0) continue;
      const auto alike =
          std::ranges::count_if(lines, [&](const Counts& counts) { return counts[i] == line[i]; });
      scores[i] = std::max(scores[i], Score{static_cast<int>(alike), line[i]});
    }
  const auto best = std::ranges::max_element(scores);
  if (best->count == 0) return ',';
  if (std::ranges::count(scores, *best) > 1)
    throw bad_data("csv.delimiter", tr("the first lines fit more than one delimiter"),
                   "--delimiter ';'");
  return candidates[static_cast<std::size_t>(best - scores.begin())];
}

std::optional<char> announced_delimiter(std::string_view line) {
  if (line.starts_with('"')) line.remove_prefix(1);
  constexpr std::string_view word = "sep=";
  for (const char c : word) {
    while (line.starts_with(' ')) line.remove_prefix(1);
    if (line.empty() || (line.front() | 0x20) != (c | 0x20)) return std::nullopt;
    line.remove_prefix(1);
  }
  while (line.starts_with(' ')) line.remove_prefix(1);
  if (line.starts_with("\\t")) return '\t';
  if (line.empty() || static_cast<unsigned char>(line.front()) >= 0x80) return std::nullopt;
  const char delimiter = line.front();
  line.remove_prefix(1);
  const bool nothing_else =
      std::ranges::all_of(line, [&](char c) { return c == '"' || c == ' ' || c == delimiter; });
  return nothing_else ? std::optional(delimiter) : std::nullopt;
}

}  // namespace svcctl::csv
