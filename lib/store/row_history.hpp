#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/export.hpp"
#include "store/txn.hpp"

// What the log tells of single rows, for services that take work back or name an event on paper.
namespace svcctl::store {

struct RowName {
  std::string table;
  std::int64_t id = 0;
};

/// An event as people name it.
struct RowEvent {
  std::string number;  ///< "17", "EAST-4"
  std::string command;
  std::string hash;  ///< hexadecimal
};

/// The event that last wrote the row, unless it was written in bulk.
SVCCTL_API std::optional<RowEvent> last_event_of(const ReadTxn& tx, const RowName& row);
/// The last event that wrote the row after the event that made the row `mark`, which stands on the
/// same chain; nothing where the row is as it was then, also when it was changed and changed back.
SVCCTL_API std::optional<RowEvent> changed_since(const ReadTxn& tx, const RowName& row,
                                                 const RowName& mark);
/// Calls back with the id of each row of the table that was ever written by itself, not in bulk.
SVCCTL_API void each_written_singly(const ReadTxn& tx, const std::string& table,
                                    const std::function<void(std::int64_t)>& take);

}  // namespace svcctl::store
