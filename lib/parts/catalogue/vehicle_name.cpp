#include "parts/catalogue/private/vehicle_name.hpp"

#include <algorithm>
#include <cctype>

namespace svcctl::parts {

std::string folded_name(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (c != ' ') {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back(byte < 0x80 ? static_cast<char>(std::toupper(byte)) : c);
    }
  return out;
}

std::vector<std::string> names_of_car(const Settings& settings, std::string_view name) {
  std::vector<std::string> names = {std::string(name)};
  const auto folded = folded_name(name);
  for (const auto& group : settings.vehicle_names) {
    const bool meant = std::ranges::any_of(
        group, [&](const std::string& other) { return folded_name(other) == folded; });
    if (!meant) continue;
    for (const auto& other : group)
      if (folded_name(other) != folded) names.push_back(other);
  }
  return names;
}

bool same_car_name(const Settings& settings, std::string_view a, std::string_view b) {
  const auto wanted = folded_name(b);
  return std::ranges::any_of(names_of_car(settings, a),
                             [&](const std::string& name) { return folded_name(name) == wanted; });
}

}  // namespace svcctl::parts
