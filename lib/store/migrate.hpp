#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/export.hpp"
#include "store/backup.hpp"
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

/// Brings an older store to the version of the last file: backs it up beside itself, then applies
/// every pending file in one transaction, all or none. Foreign keys are not enforced meanwhile, so
/// that a file may make a table anew, and are all checked before the commit. The hash of each file
/// is recorded; packs put the rows that changed on the log.
/// @param files the migrations, 0001 first
/// @param judge asked of the store as it is then
/// @param rehearsal applies all and keeps nothing, without a backup
/// @param complete adds, after the judge, what the new version has and no file can make
/// @throws Error "store.migration" (7) when a reference would point at no row; "store.migrated" (6)
///         when another command migrated the store meanwhile
SVCCTL_API Migrated migrate(const OpenOptions& options, const Context& context,
                            std::span<const EmbeddedFile> files = embedded_schema(),
                            const Judge& judge = {}, bool rehearsal = false,
                            const std::function<void(WriteTxn&)>& complete = {});

}  // namespace svcctl::store
