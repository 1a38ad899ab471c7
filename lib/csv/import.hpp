#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/read/reading.hpp"
#include "csv/header.hpp"
#include "csv/reader.hpp"
#include "csv/reject.hpp"
#include "store/txn.hpp"

namespace svcctl::csv {

/// What a file of rows came to.
struct ImportResult {
  std::string file;
  Encoding encoding = Encoding::utf8;
  char delimiter = ',';
  std::int64_t rows = 0;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  Rejects rejects;
  std::int64_t doubtful = 0;   ///< values that were kept with a remark
  std::vector<Reject> doubts;  ///< the first of them: line, column, value and what is doubtful
  std::vector<std::string> unknown_columns;
  std::optional<std::int64_t> batch;  ///< by which it can be taken back, where the rows are kept
  bool applied = false;               ///< false: there were rejects and none may be left out
};

/// How a file is to be read.
struct ImportOptions {
  std::string file;         ///< its name, for messages
  std::string sha256 = {};  ///< of its bytes, for the record of a batch
  ReaderOptions reader = {};
  std::vector<std::pair<std::string, std::string>> columns = {};  ///< from a mapping: title, key
  bool skip_bad = false;
  bool sure = false;         ///< what is questioned was looked at again
  bool new_people = false;   ///< a phone on file with another name is of somebody else
  RejectTaker rejects = {};  ///< gets every rejected row
};

/// One row by the keys of its columns.
class ImportRow {
 public:
  ImportRow(const HeaderMap& map, const std::vector<Field>& fields) : map_(map), fields_(fields) {}
  std::string text(std::string_view key) const { return map_.text(fields_, key); }
  /// Nothing where the file has no such column, or the row leaves it empty or says that there is
  /// none.
  std::optional<std::string> maybe(std::string_view key) const {
    auto value = text(key);
    return readers::nothing(value) ? std::nullopt : std::optional(std::move(value));
  }
  /// @throws Error "import.KEY" (bad data) when it is no whole number
  std::optional<std::int64_t> integer(std::string_view key) const;

 private:
  const HeaderMap& map_;
  const std::vector<Field>& fields_;
};

enum class Outcome { created, changed, unchanged };

/// Reads a file and hands each row to `take`, each as an attempt of its own. What it throws becomes
/// a reject of that row, which leaves nothing in the store: the error's sentence is the cause, its
/// hint the fix, and the column is the one named by the last word of its code ("customer.phone").
/// The caller undoes everything when the result is not `applied`.
/// @throws Error "csv.header-twice", "csv.delimiter", "import.columns", "import.empty" (5)
SVCCTL_API ImportResult import_rows(store::WriteTxn& tx, std::istream& source,
                                    const ImportOptions& options, HeaderMap map,
                                    std::string_view needed,
                                    const std::function<Outcome(const ImportRow&)>& take);

}  // namespace svcctl::csv
