#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"

namespace svcctl::csv {

/// UTF-8 text in GB18030, by the table that files are read with: no conversion files of the system
/// are needed. Nothing if it has bytes that are no UTF-8, or one of 25 private characters that have
/// no code since the edition of 2005.
SVCCTL_API std::optional<std::string> to_gb18030(std::string_view text);

}  // namespace svcctl::csv
