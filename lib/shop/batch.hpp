#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "csv/import.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// A file taken in is a batch: which rows it made or changed is kept, so that it can be taken back.
namespace svcctl::shop {

/// What a list is of. Batches of all kinds are numbered in one order.
enum class BatchKind {
  parts,
  customer,
  vehicle,
  history,
  supplier,
  staff,
  outlet,
  place,
  reference,
  fitment,
  count,
  price,
  message,
};

/// What a row held before a batch changed it: columns and values.
using Before = std::vector<std::pair<std::string, store::Stored>>;
SVCCTL_API std::string packed(const Before& before);
/// @param text as `packed` made it, or as a batch was kept up to version 74: all values are text
SVCCTL_API Before unpacked(std::string_view text, bool only_text = false);

/// Writes the rows of one batch as an import goes. A file that changes nothing leaves no batch.
class SVCCTL_API Batch {
 public:
  Batch(store::WriteTxn& tx, BatchKind kind, const csv::ImportOptions& options)
      : tx_(tx), kind_(kind), options_(options), id_(tx, 0) {}

  /// The number that it is taken back by, for rows that are never deleted and bear it.
  std::int64_t id();
  /// A row that is new, or, with what it held, changed.
  void made(std::string_view table, std::int64_t row_id, const Before* before = nullptr);
  /// Takes a list in by csv::import_rows and keeps what `take` makes and changes, whichever service
  /// writes it. `result.batch` is the number it is taken back by.
  /// @throws Error as csv::import_rows
  csv::ImportResult take(csv::RowSource& source, std::span<const csv::Column> columns,
                         std::vector<csv::Twin> ways,
                         const std::function<csv::Outcome(const csv::ImportRow&)>& take);
  /// Keeps the counts of a list whose rows were told by `made`.
  void close(csv::ImportResult& result);

 private:
  store::WriteTxn& tx_;
  BatchKind kind_;
  const csv::ImportOptions& options_;
  store::Kept<std::int64_t> id_;  ///< 0: nothing was made yet
};

/// The number of the next batch.
SVCCTL_API std::int64_t next_batch(const store::ReadTxn& tx);
/// The head of a batch; its counts come when it is closed.
SVCCTL_API void open_batch(store::WriteTxn& tx, std::int64_t id, BatchKind kind,
                           const csv::ImportOptions& options);
SVCCTL_API void count_batch(store::WriteTxn& tx, std::int64_t id, const csv::ImportResult& result);

/// A file that was taken in.
struct ImportBatch {
  std::int64_t id = 0;
  BatchKind kind = BatchKind::parts;
  std::string file;
  std::string sha256;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
  Instant at;
  std::string by;  ///< staff code, or empty
  std::optional<Instant> undone_at;
  std::string undone_by;
  bool former = false;  ///< of version 74 or older: values before are text
};
/// In the order they were taken in, of one kind or all.
SVCCTL_API void each_batch(const store::ReadTxn& tx, std::optional<BatchKind> kind,
                           const std::function<void(const ImportBatch&)>& take);
/// Nothing where there is none of that number, or of another kind.
SVCCTL_API std::optional<ImportBatch> seek_batch(const store::ReadTxn& tx, std::int64_t id,
                                                 std::optional<BatchKind> kind = std::nullopt);
/// Marks it as taken back, now and by who acts. Rows that bear its number count no more.
SVCCTL_API void mark_undone(store::WriteTxn& tx, std::int64_t id);

}  // namespace svcctl::shop

namespace svcctl {
template <>
inline constexpr std::array codes<shop::BatchKind> = {
    CodeEntry<shop::BatchKind>{shop::BatchKind::parts, "parts", N_("parts")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::customer, "customer", N_("customers")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::vehicle, "vehicle", N_("vehicles")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::history, "history", N_("past visits")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::supplier, "supplier", N_("suppliers")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::staff, "staff", N_("people")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::outlet, "outlet", N_("outlets")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::place, "place", N_("places of parts")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::reference, "reference", N_("numbers of parts")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::fitment, "fitment", N_("cars that parts fit")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::count, "count", N_("counted quantities")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::price, "price", N_("prices of a supplier")},
    CodeEntry<shop::BatchKind>{shop::BatchKind::message, "message", N_("results of messages")},
};
template <>
inline constexpr std::array fields<shop::ImportBatch> = {
    field<&shop::ImportBatch::id>("id"),
    field<&shop::ImportBatch::kind>("kind"),
    field<&shop::ImportBatch::file>("file"),
    field<&shop::ImportBatch::sha256>("sha256"),
    field<&shop::ImportBatch::created>("new_count"),
    field<&shop::ImportBatch::changed>("changed_count"),
    field<&shop::ImportBatch::unchanged>("unchanged_count"),
    field<&shop::ImportBatch::rejected>("rejected_count"),
    field<&shop::ImportBatch::at>("at"),
    field<&shop::ImportBatch::by>("staff"),
    field<&shop::ImportBatch::undone_at>("undone_at"),
    field<&shop::ImportBatch::undone_by>("undone_by"),
    field<&shop::ImportBatch::former>("former"),
};
}  // namespace svcctl
