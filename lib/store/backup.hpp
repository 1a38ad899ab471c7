#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/text.hpp"
#include "store/connection.hpp"
#include "store/log.hpp"
#include "store/restore_loss.hpp"
#include "store/txn.hpp"

namespace svcctl::store {

/// Something `check_store` found.
struct StoreFinding {
  std::string check;  ///< "integrity", "foreign-key", "log"
  std::string where;  ///< "event 17", "part 4", or empty
  Message what;
};

struct StoreReport {
  LogHead head;
  bool newest = false;  ///< of this program's version: its rows may be read
  std::vector<StoreFinding> findings;
};

/// Checks the file (integrity), the references between rows, and the log with every row.
SVCCTL_API StoreReport check_store(Connection& connection);

/// What the store is.
struct StoreInfo {
  std::string path;
  std::int64_t version = 0;
  bool practice = false;  ///< made for practice, under a clock set by hand
  std::int64_t bytes = 0;
  LogHead head;
};
SVCCTL_API StoreInfo store_info(Connection& connection);

/// A verified copy.
struct Backup {
  std::string path;
  std::int64_t bytes = 0;
  LogHead head;
};

/// Copies the store while it is in use, checks the copy, and only then gives it its name.
/// @throws Error "backup.exists" (2), "backup.damaged" (7)
/// @param rehearsal checks the store itself and writes nothing
SVCCTL_API Backup backup(Connection& connection, const std::string& to, bool rehearsal = false);

/// Refuses, by what a store says of them, who may not do a thing to the store as a whole.
using Judge = std::function<void(ReadTxn&)>;

/// What `restore` did.
struct Restored {
  std::string path;
  std::string kept;  ///< the store that was there before, or empty
  LogHead head;
  std::int64_t numbers_raised = 0;  ///< counters that go on from the store before
  bool recorded = false;            ///< it stands on the log; an older store's cannot take it
  bool practised_before = false;    ///< a real store took the place of one for practice
  RestoreLoss loss = {};            ///< what it dropped
  std::vector<LostEvent> lost = {};
};

/// Puts a backup in the store's place. The backup is checked first; the old store is kept aside.
/// @throws Error "restore.no-file" (3), "backup.damaged" (7), "restore.practice" (4): a copy of a
///         practice store takes the place of no real one, "clock.ahead" (4): a clock far ahead of
///         the store's last record is asked for
/// The act stands on the log of the store it brings, and numbers that were given out are not given
/// again, as far as the store before can be read.
/// @throws Error "restore.loses" (4): it would drop events that the store holds, and no other
///         manager stands behind that
/// @param approver staff code of the manager who does, or empty
/// @param judge asked of the store that is replaced and of the one that is brought
/// @param rehearsal checks and judges, and writes nothing; whom it would want is not asked
SVCCTL_API Restored restore(const OpenOptions& options, const Context& context,
                            const std::string& from, const Judge& judge = {},
                            bool rehearsal = false, const std::string& approver = {});

/// Whether the store is of this program's version: older ones are read by few.
SVCCTL_API bool is_newest(Connection& connection);

/// Rewrites the file without the room that deleted rows left.
SVCCTL_API void vacuum(Connection& connection);

}  // namespace svcctl::store
