#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/settings.hpp"
#include "cli/config/config.hpp"

// The rules of the shop as a store keeps them: a text that says all of them, defaults included, so
// that a version means the same whatever a later program takes for granted.
namespace svcctl::cli {

/// The rules of the settings as TOML, in one order: equal rules make equal texts. It is a
/// configuration that can be read, with marks between the parts that are read on their own.
std::string text_of_rules(const Settings& settings);

/// What a command goes by in a store: the rules of its version in force, and where things lie and
/// how they look as the configuration file says. The one place where both come together: no rule of
/// a file is ever taken from `looks`, which `read_configuration` made.
/// @param rules as `text_of_rules` made it; empty: the defaults
/// @throws Error "rules.unreadable" (store), then or when a part is first asked for
Settings in_force(const Settings& looks, const std::string& rules);

/// Under what name a store remembers in how many rules a file differs from a version, whose number
/// follows. @param rules as `Configuration::rules`
std::string memory_of_proposal(std::string_view rules);

/// A rule that differs between two versions. Of a list one entry, or one of its values where both
/// have the entry.
struct RuleDifference {
  std::string key;     ///< "discount.limit", "operation.OIL.hours"
  std::string before;  ///< empty: it was not there
  std::string after;   ///< empty: it is not there any more
};

/// The differences between two texts of rules, in the order of the keys.
std::vector<RuleDifference> rule_differences(std::string_view before, std::string_view after);

}  // namespace svcctl::cli
