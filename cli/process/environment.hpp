#pragma once

#include <map>
#include <string>
#include <string_view>

namespace svcctl::cli {

/// The environment variables of the process, read once by main.
using Environment = std::map<std::string, std::string, std::less<>>;

/// A variable's value; empty when it is not set.
inline std::string variable(const Environment& env, std::string_view name) {
  const auto found = env.find(name);
  return found == env.end() ? std::string() : found->second;
}

}  // namespace svcctl::cli
