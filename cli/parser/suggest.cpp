#include "cli/parser/suggest.hpp"

#include <algorithm>
#include <utility>

namespace svcctl::cli {
namespace {

/// Edits from one word to the other: insert, delete, replace, swap of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> near_names(std::string_view typed, const std::vector<std::string>& names) {
  if (typed.size() > 64) return {};
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& name : names) {
    const bool begins = typed.size() >= 2 && name.starts_with(typed);
    const std::size_t far = begins ? 0 : distance(typed, name);
    if (far <= std::max<std::size_t>(1, std::min(typed.size(), name.size()) / 3))
      found.emplace_back(far, name);
  }
  std::ranges::stable_sort(found, {}, &std::pair<std::size_t, std::string>::first);
  std::vector<std::string> out;
  for (auto& [far, name] : found)
    if (out.size() < 3 && far <= found.front().first + 1) out.push_back(std::move(name));
  return out;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names,
                         std::string_view prefix) {
  std::string out;
  for (const auto& name : near_names(typed, names))
    out += (out.empty() ? "" : " | ") + std::string(prefix) + name;
  return out;
}

}  // namespace svcctl::cli
