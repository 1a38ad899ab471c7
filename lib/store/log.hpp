#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

namespace svcctl::store {

/// One event of the log, as it is listed.
struct LogEntry {
  std::string chain;     ///< code of the outlet; empty: the company's
  std::int64_t seq = 0;  ///< its number on the chain
  Instant at;            ///< when it happened
  Instant recorded_at;   ///< when it was recorded
  std::string actor;     ///< staff code, or empty
  std::string command;
  std::string entity;
  std::string key;
  std::vector<std::pair<std::string, std::string>> facts;
  std::string hash;                                  ///< hexadecimal
  std::optional<std::int64_t> rules = std::nullopt;  ///< version of the rules it was judged by
  std::string late_by = {};      ///< staff code of who recorded it late; empty: in time
  std::string accepted_by = {};  ///< staff code of the manager who accepted that
};

/// Which events to list; what is empty does not narrow.
struct LogFilter {
  std::optional<std::string> entity;  ///< a kind ("job") or a number ("J261123-001")
  std::optional<std::string> actor;
  std::optional<Instant> since;  ///< recorded then or later
};

/// Calls back with each event in the order of recording; those of one second chain by chain.
SVCCTL_API void each_event(const ReadTxn& tx, const LogFilter& filter,
                           const std::function<void(const LogEntry&)>& take);

/// How many events there are on all chains, and the root over the heads of all chains with the
/// number that each ends with. Kept outside of the store, it shows later whether the end of any
/// chain was cut off or written anew.
struct LogHead {
  std::int64_t count = 0;
  std::string hash;  ///< 64 hexadecimal digits, "@0:12/1:345"; of stores older than chains without
};
/// Also of a store that is older than the program.
SVCCTL_API LogHead log_head(const ReadTxn& tx);

/// Something the log does not agree with.
struct LogFinding {
  std::string where;  ///< "event 17", "event EAST-4", "part 4"
  Message what;
};

struct LogReport {
  LogHead head;
  std::vector<LogFinding> findings;
  /// Events recorded before the one that they follow: of a clock, not of the store's soundness.
  std::vector<LogFinding> backwards;
};

/// What `verify_log` checks in addition, or alone.
struct LogCheck {
  /// Printed earlier and kept elsewhere: the head of a store, the hash of an event or the root of
  /// an anchor, which must still be on the log.
  std::optional<std::string> head = {};
  std::optional<std::int64_t> chain = {};  ///< one outlet's chain alone, and no rows
};

/// Checks every chain, every anchor, and every row against the log: names the first bad event of a
/// chain, chains that were cut, and each row changed, inserted or deleted behind the program's
/// back.
/// @throws Error "audit.head" (2) where the head is no whole hash
SVCCTL_API LogReport verify_log(const ReadTxn& tx, const LogCheck& check = {});

/// Compares tables, indexes, triggers and views with what the migrations make: a dropped trigger no
/// longer refuses what it was made to refuse, and no row tells of that.
SVCCTL_API std::vector<LogFinding> verify_schema(const ReadTxn& tx);

}  // namespace svcctl::store
