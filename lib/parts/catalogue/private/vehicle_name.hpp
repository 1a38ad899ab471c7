#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/settings.hpp"

namespace svcctl::parts {

/// A make, model or engine as it is compared: ASCII in capitals, without blanks.
std::string folded_name(std::string_view name);

/// Every name of a make or model, itself first: `[[parts.alias]]` says which mean the same.
std::vector<std::string> names_of_car(const Settings& settings, std::string_view name);

/// Whether two names mean the same make or model.
bool same_car_name(const Settings& settings, std::string_view a, std::string_view b);

}  // namespace svcctl::parts
