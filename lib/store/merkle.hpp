#pragma once

#include <string>
#include <vector>

#include "base/export.hpp"

namespace svcctl::store {

/// The root of a Merkle tree over leaves in their order, as RFC 6962 makes it (2.1): one hash that
/// no other list of leaves has. 32 bytes.
SVCCTL_API std::string merkle_root(const std::vector<std::string>& leaves);

}  // namespace svcctl::store
