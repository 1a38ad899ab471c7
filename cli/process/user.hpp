#pragma once

#include <string>

namespace svcctl::cli {

/// The name of the user that the process really runs for (getuid), or its number where it has no
/// name. Reads the computer's list of users: asked only where it matters.
std::string real_user();
/// Whether the computer knows a user of that name.
bool is_user(const std::string& name);

}  // namespace svcctl::cli
