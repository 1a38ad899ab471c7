#pragma once

#include <string_view>

#include "base/export.hpp"

namespace svcctl::readers {

/// Whether two words name one unit: pc and 个, L and 升.
SVCCTL_API bool same_unit(std::string_view one, std::string_view other);
/// Whether the word names a unit that things are counted or measured in.
SVCCTL_API bool known_unit(std::string_view word);

}  // namespace svcctl::readers
