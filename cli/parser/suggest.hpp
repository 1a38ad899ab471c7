#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace svcctl::cli {

/// The names nearest to what was typed, the best first, at most three; empty when none is near.
std::vector<std::string> near_names(std::string_view typed, const std::vector<std::string>& names);

/// `a, b or c` of the nearest names, each after `prefix`; empty when none is near.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names,
                         std::string_view prefix = "");

}  // namespace svcctl::cli
