#pragma once

#include <string>

namespace svcctl::cli {

/// A text as TOML writes it, on one line.
std::string quoted(const std::string& value);

}  // namespace svcctl::cli
