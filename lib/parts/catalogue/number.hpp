#pragma once

#include <string>
#include <string_view>

#include "base/export.hpp"

namespace svcctl::parts {

/// A part number as it is compared and found: ASCII letters in capitals, full-width letters and
/// digits as plain ones, without blanks, dashes, dots and other ASCII marks; anything else as it
/// stands. "04465-0k340" and "044650K340" have one key. A number of nothing but marks keeps them.
SVCCTL_API std::string number_key(std::string_view number);

}  // namespace svcctl::parts
