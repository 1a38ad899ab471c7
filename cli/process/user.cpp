#include "cli/process/user.hpp"

#include <pwd.h>
#include <unistd.h>

namespace svcctl::cli {

std::string real_user() {
  const auto id = getuid();
  const auto* known = getpwuid(id);
  return known != nullptr ? std::string(known->pw_name) : std::to_string(id);
}

bool is_user(const std::string& name) { return getpwnam(name.c_str()) != nullptr; }

}  // namespace svcctl::cli
