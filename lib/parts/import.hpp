#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/code.hpp"
#include "csv/import.hpp"
#include "csv/reader.hpp"
#include "csv/reject.hpp"
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
  std::string file;    ///< its name, for the books
  std::string sha256;  ///< of its bytes
  csv::ReaderOptions reader;
  ImportMode mode = ImportMode::upsert;
  std::optional<StockMode> stock;
  std::string supplier;  ///< code; needed with StockMode::add
  /// From a mapping: titles of the file's columns with the key each means.
  std::vector<std::pair<std::string, std::string>> columns = {};
  bool skip_bad = false;  ///< take the good rows though others are rejected
};

/// What an import came to.
struct ImportSummary : csv::ImportResult {
  std::string sha256;
  std::optional<std::int64_t> batch;  ///< nothing was changed: no batch
  bool again = false;  ///< these quantities were added before by the same file: left alone
};

/// Takes a parts list in. Every row is checked before the first is written; with rejects and
/// without `skip_bad` nothing is written. The same file again changes nothing.
/// @throws Error "parts.import-stock" (2) when the file has quantities and the request does not
///         say what they mean, "parts.import-supplier" (2), "parts.import-columns",
///         "csv.header-twice", "csv.delimiter" (5); refuses (2.3-source) an unapproved supplier
SVCCTL_API ImportSummary import_parts(store::WriteTxn& tx, std::istream& source,
                                      const ImportRequest& request);

}  // namespace svcctl::parts
