#include <algorithm>

#include "base/error.hpp"
#include "cli/command.hpp"

namespace svcctl::cli {

bool Args::declares(std::string_view name) const {
  return std::ranges::find(declared_, name) != declared_.end();
}

const std::vector<ReadValue>* Args::find(std::string_view name) const {
  if (!declares(name)) throw bug("option not declared: " + std::string(name));
  const auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? nullptr : &found->second;
}

std::string Args::text(std::string_view name) const {
  const auto* found = find(name);
  return found ? found->front().text : std::string();
}

std::vector<std::string> Args::list(std::string_view name) const {
  std::vector<std::string> out;
  if (const auto* found = find(name))
    for (const auto& value : *found) out.push_back(value.text);
  return out;
}

std::optional<std::string> Args::maybe(std::string_view name) const {
  const auto* found = find(name);
  if (!found) return std::nullopt;
  return found->front().text;
}

std::optional<bool> Args::yes(std::string_view name) const {
  const auto* found = find(name);
  return found ? std::optional(found->front().text == "yes") : std::nullopt;
}

}  // namespace svcctl::cli
