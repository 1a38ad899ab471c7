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
  std::int64_t seq = 0;
  Instant at;           ///< when it happened
  Instant recorded_at;  ///< when it was recorded
  std::string actor;    ///< staff code, or empty
  std::string command;
  std::string entity;
  std::string key;
  std::vector<std::pair<std::string, std::string>> facts;
  std::string hash;
};

/// Which events to list; what is empty does not narrow.
struct LogFilter {
  std::optional<std::string> entity;  ///< a kind ("job") or a number ("J261123-001")
  std::optional<std::string> actor;
  std::optional<Instant> since;  ///< recorded then or later
};

/// Calls back with each event, oldest first.
SVCCTL_API void each_event(const ReadTxn& tx, const LogFilter& filter,
                           const std::function<void(const LogEntry&)>& take);

/// How many events there are, and the last one's hash: told to people, it shows a cut-off tail.
struct LogHead {
  std::int64_t count = 0;
  std::string hash;
};
SVCCTL_API LogHead log_head(const ReadTxn& tx);

/// Something the log does not agree with.
struct LogFinding {
  std::string where;  ///< "event 17", "part 4"
  Message what;
};

struct LogReport {
  LogHead head;
  std::vector<LogFinding> findings;
};

/// Checks the whole chain and every row against the log: names the first bad event and each row
/// changed, inserted or deleted behind the program's back.
/// @param head a hash told earlier; a finding when the chain does not hold it
SVCCTL_API LogReport verify_log(const ReadTxn& tx, const std::optional<std::string>& head = {});

}  // namespace svcctl::store
