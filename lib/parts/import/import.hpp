#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/money.hpp"
#include "csv/import.hpp"
#include "parts/catalogue/price_move.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// What an import may do: both, only new parts, only known ones.
enum class ImportMode { upsert, insert, update };
/// Whether a file's quantities are what is there, or come on top of it.
enum class StockMode { set, add };

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::ImportMode> = {
    CodeEntry<parts::ImportMode>{parts::ImportMode::upsert, "upsert", N_("add and change")},
    CodeEntry<parts::ImportMode>{parts::ImportMode::insert, "insert", N_("add only")},
    CodeEntry<parts::ImportMode>{parts::ImportMode::update, "update", N_("change only")},
};
template <>
inline constexpr std::array codes<parts::StockMode> = {
    CodeEntry<parts::StockMode>{parts::StockMode::set, "set", N_("set")},
    CodeEntry<parts::StockMode>{parts::StockMode::add, "add", N_("add")},
};
}  // namespace svcctl

namespace svcctl::parts {

struct ImportRequest {
  csv::ImportOptions list;
  ImportMode mode = ImportMode::upsert;
  std::optional<StockMode> stock = std::nullopt;
  std::string supplier = {};  ///< code; without one stock grows by parts::grow
  std::string second = {};    ///< staff code: who stands behind stock that no supplier delivered
  /// Called every few thousand rows by the thread that reads; may throw to end the import.
  std::function<void()> step = {};
};

/// What an import came to.
struct ImportSummary : csv::ImportResult {
  std::string sha256;
  bool again = false;         ///< these quantities were added before by the same file: left alone
  Money grown;                ///< worth of the stock that no supplier delivered
  std::int64_t unproved = 0;  ///< lots taken in without a trace code (2.3-fit)
  std::int64_t prices_moved = 0;
  std::vector<PriceMove> moves;  ///< the largest, largest first
};

/// What a list of parts may have.
SVCCTL_API std::span<const csv::Column> part_list_columns();

/// Takes a parts list in by the stages of every import (csv::List), chunk by chunk in bounded
/// memory: rows of typed values (ImportRows), checks against the store and writing (PartMerge,
/// StockMerge). With rejects and without `skip_bad` the result is not `applied` and the caller must
/// undo the transaction. The same file again changes nothing.
/// @throws Error "parts.import-stock" (2) when the file has quantities and the request does not
///         say what they mean, "parts.import-columns" (5), those of
///         csv::List; refuses (2.3-source) an unapproved supplier,
///         and stock without a supplier as parts::grow does
SVCCTL_API ImportSummary import_parts(store::WriteTxn& tx, csv::RowSource& source,
                                      const ImportRequest& request);

/// One file that was taken in.
struct ImportBatch {
  std::int64_t id = 0;
  std::string file;
  std::string sha256;
  ImportMode mode = ImportMode::upsert;
  std::optional<StockMode> stock;
  std::string supplier;  ///< code, or empty
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
  Instant at;
  std::string staff;  ///< code, or empty
  std::optional<Instant> undone_at;
};
/// Every batch, the newest first.
SVCCTL_API std::vector<ImportBatch> list_imports(const store::ReadTxn& tx);

/// A part that a batch made or changed.
struct ImportEntry {
  std::string part;  ///< "NUMBER/BRAND"
  bool made = false;
  std::string before;  ///< of a change: each value that it held
};
/// Those changed in the order of the file, then those made.
SVCCTL_API void each_import_entry(const store::ReadTxn& tx, std::int64_t batch,
                                  const std::function<void(const ImportEntry&)>& take);

/// What taking a batch back did.
struct ImportUndone {
  ImportBatch batch;
  std::int64_t restored = 0;   ///< parts that have their former values again
  std::int64_t removed = 0;    ///< parts that are gone
  std::int64_t retired = 0;    ///< parts that other records know: out of use
  std::int64_t movements = 0;  ///< of stock, the other way
};
/// Takes a batch back whole: stock by movements the other way, changed parts to their former
/// values, new parts deleted where nothing else knows them, else retired. By another than who
/// imported it, or on another day, stock passes the doors `shrink` and `grow`, with their limits.
/// @param second staff code of a second person, or empty
/// @throws Error "parts.no-import" (3), "parts.import-undone" (6), "parts.import-later" (6) naming
///         the later changes that forbid it
SVCCTL_API ImportUndone undo_import(store::WriteTxn& tx, std::int64_t batch,
                                    const std::string& second = {});

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::ImportBatch> = {
    field<&parts::ImportBatch::id>("id"),
    field<&parts::ImportBatch::file>("file"),
    field<&parts::ImportBatch::sha256>("sha256"),
    field<&parts::ImportBatch::mode>("mode"),
    field<&parts::ImportBatch::supplier>("supplier"),
    field<&parts::ImportBatch::created>("created"),
    field<&parts::ImportBatch::changed>("changed"),
    field<&parts::ImportBatch::unchanged>("unchanged"),
    field<&parts::ImportBatch::rejected>("rejected"),
    field<&parts::ImportBatch::at>("at"),
    field<&parts::ImportBatch::staff>("staff"),
    field<&parts::ImportBatch::undone_at>("undone_at"),
};
}  // namespace svcctl
