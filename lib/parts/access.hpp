#pragma once

#include <cstdint>

#include "base/settings.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// @throws Error "staff.no-right" (2) when the acting person may not
void require_right(const store::ReadTxn& tx, Right right);
/// The outlet meant: the one named, or the only one. @throws Error "outlet.which" (2)
std::int64_t current_outlet(const store::ReadTxn& tx);

}  // namespace svcctl::parts
