#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "store/connection.hpp"
#include "store/txn.hpp"

namespace svcctl::store {

/// What `migrate` did.
struct Migrated {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::vector<std::string> applied;  ///< "0002_shop" …
  std::string backup;                ///< where the store was backed up before, or empty
};

/// Brings an older store to this program's version: backs it up beside itself, then applies each
/// file in a transaction of its own, with its foreign keys checked and its hash recorded.
SVCCTL_API Migrated migrate(const OpenOptions& options, const Context& context);

}  // namespace svcctl::store
