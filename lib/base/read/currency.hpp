#pragma once

#include <string_view>

#include "base/export.hpp"

namespace svcctl::readers {

/// The currency, by its code, that a sign or word may mean; "" for what is none. "$" is the shop's
/// own where it counts in dollars of any kind.
/// @param sign in capitals @param shops the shop's currency
SVCCTL_API std::string_view currency_of(std::string_view sign, std::string_view shops);

}  // namespace svcctl::readers
