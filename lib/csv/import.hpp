#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csv/cell.hpp"
#include "csv/list.hpp"
#include "csv/row.hpp"
#include "csv/twin.hpp"
#include "store/txn.hpp"

/// The one pipeline of imports: bytes, encoding and rows (Reader, or a sheet of a workbook), titles
/// (ListRows, HeaderMap), typed cells (Cells), then what the importer makes of a row.
namespace svcctl::csv {

/// What a file of rows came to.
struct ImportResult {
  std::string file;
  FileForm form = {};
  std::int64_t rows = 0;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  Rejects rejects;
  Rejects doubtful;  ///< what was taken in and should be looked at
  std::vector<std::string> unknown_columns;
  std::vector<std::string> nearest;   ///< the known title nearest to each of them, or nothing
  std::vector<Message> remarks;       ///< what was passed over
  std::optional<std::int64_t> batch;  ///< by which it can be taken back, where rows are kept
  bool applied = false;               ///< false: there were rejects and none may be left out
};

/// How a file is to be read, and what becomes of bad rows.
struct ImportOptions {
  std::string file;         ///< its name, for messages
  std::string sha256 = {};  ///< of its bytes, for the record of a batch
  Notation notation = {};
  std::vector<std::pair<std::string, std::string>> columns = {};  ///< from a mapping: title, key
  std::optional<HeaderLines> header_lines = std::nullopt;
  bool skip_bad = false;
  bool sure = false;         ///< what is questioned was looked at again
  bool new_people = false;   ///< a phone on file with another name is of somebody else
  RejectTaker rejects = {};  ///< gets every rejected row
  std::function<void(const Reject&)> doubtful = {};  ///< gets every doubtful one
};

/// A row of a list as it was read.
struct ListRow {
  std::vector<Field> fields;
  std::vector<Cell> cells;  ///< by column of the table; their texts live as long as the fields
  std::int64_t line = 0;
  std::optional<Reject> reject;  ///< why it cannot be taken
};

/// The titles of a list as an importer knows them, and how its cells are read: what an import has
/// before its first row.
/// @throws Error as ListRows, HeaderMap and Cells
class SVCCTL_API List {
 public:
  List(const Settings& settings, RowSource& rows, const ImportOptions& options,
       std::span<const Column> table);
  List(const List&) = delete;
  List& operator=(const List&) = delete;

  HeaderMap map;
  ListRows rows;
  Cells cells;
  /// Steps to the next row; false after the last. A reject is a step too.
  bool next(ListRow& row);
  /// Fills in what is known of the file before its rows, and hands the titles on for the rejects.
  void begin(ImportResult& result, const ImportOptions& options) const;
  /// Fills in what is known after them.
  /// @throws Error "import.decimal" (bad data)
  void end(ImportResult& result, const ImportOptions& options) const;
};

enum class Outcome { created, changed, unchanged };

/// Reads a list and hands each row to `take`, each as an attempt of its own. A row with a cell that
/// cannot be read is a reject with all its faults; so are rows that contradict one another, and one
/// that `take` throws for: the error's
/// sentence is the cause, and the column is the one named by the last word of its code
/// ("customer.phone"). A rejected row leaves nothing in the store. The caller undoes everything
/// when the result is not `applied`.
/// @param ways in which rows name a thing, of which no two may say different things; none where
///             each row is an event of its own
/// @throws Error "csv.header-twice", "csv.title", "csv.delimiter", "csv.encoding",
///         "import.columns", "import.empty", "import.decimal" (5)
SVCCTL_API ImportResult import_rows(store::WriteTxn& tx, RowSource& rows,
                                    const ImportOptions& options, std::span<const Column> table,
                                    std::vector<Twin> ways,
                                    const std::function<Outcome(const ImportRow&)>& take);

/// What a column of a file is to an importer, for who asks how a list would be read.
struct ExplainedColumn {
  std::int64_t place = 0;  ///< from 1
  std::string title;
  std::string key;  ///< empty: not read
  std::optional<Type> type;
  std::string nearest;  ///< known title, of one that is not
  std::string example;  ///< the first value in the column
};
SVCCTL_API std::vector<ExplainedColumn> explain(const Settings& settings, RowSource& rows,
                                                const ImportOptions& options,
                                                std::span<const Column> table);

/// A list without rows: its titles, and a line for each above them that says what belongs there.
SVCCTL_API std::string sample(std::span<const Column> table, const Catalogue& catalogue);

}  // namespace svcctl::csv
