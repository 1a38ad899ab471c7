#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/export.hpp"
#include "base/time.hpp"
#include "customer/batch.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {

/// A file of customers, vehicles or past visits that was taken in.
struct ImportBatch {
  std::int64_t id = 0;
  customer::BatchKind kind = customer::BatchKind::customer;
  std::string file;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  Instant at;
  std::string by;  ///< staff code, or empty
  std::optional<Instant> undone_at;
};

/// In the order they were taken in.
SVCCTL_API void each_batch(const store::ReadTxn& tx, customer::BatchKind kind,
                           const std::function<void(const ImportBatch&)>& take);
/// Takes a batch back whole: what it made is gone, what it changed is as before.
/// @throws Error "archive.no-batch" (3), "archive.undone", "archive.changed-since",
/// "archive.used-since" (2): later changes of the same records forbid it, and are named
SVCCTL_API ImportBatch undo_import(store::WriteTxn& tx, customer::BatchKind kind,
                                   std::int64_t batch);

}  // namespace svcctl::archive

namespace svcctl {
template <>
inline constexpr std::array fields<archive::ImportBatch> = {
    field<&archive::ImportBatch::id>("id"),
    field<&archive::ImportBatch::kind>("kind"),
    field<&archive::ImportBatch::file>("file"),
    field<&archive::ImportBatch::created>("new_count"),
    field<&archive::ImportBatch::changed>("changed_count"),
    field<&archive::ImportBatch::at>("at"),
    field<&archive::ImportBatch::by>("staff"),
    field<&archive::ImportBatch::undone_at>("undone_at"),
};
}  // namespace svcctl
