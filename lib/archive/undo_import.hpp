#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/export.hpp"
#include "shop/batch.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {

/// A row that a batch made or changed, as people know it.
struct BatchEntry {
  std::string what;    ///< table-like word: "supplier", "part"
  const char* label;   ///< message id: the same in words
  std::string name;    ///< "HB", "A-1/甲牌", "K0001"
  bool made = false;   ///< else it was changed
  std::string before;  ///< what it held: "name 东方, phone …"; of people only which values
};
/// What a batch made and changed, in the order of the file. Of parts those changed stand first.
/// @throws Error "archive.no-batch" (3)
SVCCTL_API void each_entry(const store::ReadTxn& tx, std::int64_t batch,
                           const std::function<void(const BatchEntry&)>& take);

/// What taking a batch back did.
struct ImportUndone {
  shop::ImportBatch batch;
  std::int64_t restored = 0;   ///< rows that hold what they held before
  std::int64_t removed = 0;    ///< rows that are gone, or count no more
  std::int64_t retired = 0;    ///< what is never deleted or known to others: out of use
  std::int64_t movements = 0;  ///< of stock, the other way
};
/// Takes a batch of any list back whole, by who may take such a list in: what it made is gone, what
/// it changed is as before. Periods end and begin anew, stock goes by movements the other way, rows
/// that are never deleted count no more.
/// @param kind of the batch, where it is known
/// @throws Error "archive.no-batch" (3), "archive.undone", "archive.changed-since",
/// "archive.used-since", "archive.count-closed", "archive.counted-since", "archive.reported" (2):
/// what was done since forbids it, and is named; those of parts::undo_import
/// @param second who stands behind stock that goes down with it, where the shop asks for two
SVCCTL_API ImportUndone undo_import(store::WriteTxn& tx, std::int64_t batch,
                                    const std::string& second,
                                    std::optional<shop::BatchKind> kind = std::nullopt);

}  // namespace svcctl::archive
