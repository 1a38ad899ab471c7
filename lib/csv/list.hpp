#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "csv/header.hpp"
#include "csv/row_source.hpp"

namespace svcctl::csv {

/// On which lines the titles of a list stand, where that was said: the first and the last.
using HeaderLines = std::pair<std::int64_t, std::int64_t>;

/// The rows of a list under its titles. The titles are looked for within the first lines; a list
/// whose columns are mapped by their places may have none. Rows above them, the titles once more
/// further down, rows of totals, notes and blank rows are passed over, and all but blank ones are
/// told of. A row is as long as its header: what is missing at its end is empty; empty values
/// beyond it are left out where the file has them from its first row on; any other row is a reject,
/// for its values may stand under the wrong titles.
class SVCCTL_API ListRows {
 public:
  /// How many rows may stand above the titles, lines that begin with `#` not counted.
  static constexpr std::size_t rows_above = 30;

  /// Finds the titles. @param file its name, for messages
  /// @throws Error "import.empty", "import.header", "import.columns", HeaderMap::resolve's (5)
  ListRows(RowSource& rows, HeaderMap& map, std::string file,
           std::optional<HeaderLines> header_lines = std::nullopt);

  /// Steps to the next row of the list; false after the last. A reject is a step too.
  bool next(std::vector<Field>& fields);
  /// Why the row just stepped to cannot be taken, its column named by its title; null when it can.
  const Reject* reject() const { return row_.reject ? &*row_.reject : nullptr; }
  std::int64_t line() const { return row_.line; }
  /// The row as it goes into a file of rejects, in the bytes of the list's own encoding: its
  /// values under the titles, or, where they could not be told, the line as it stands.
  std::string row_text(const std::vector<Field>& fields) const;
  /// The titles in the same form.
  std::string titles_text() const;
  /// What was passed over, and what else people should know of the file.
  std::vector<Message> remarks() const;
  /// How many rows had fewer values than the header, and the line of the first.
  std::int64_t short_rows() const { return short_rows_; }
  std::int64_t first_short() const { return first_short_; }
  FileForm form() const { return rows_.form(); }

 private:
  void find_titles(std::vector<Field>& titles);
  void read_titles(std::vector<Field>& titles, HeaderLines lines);
  void begin_untitled(const std::vector<Field>& first_row);
  [[noreturn]] void not_found(const std::vector<Field>& seen) const;
  [[noreturn]] void two_lines(std::int64_t first, std::int64_t second) const;
  bool step(std::vector<Field>& fields);
  std::string filled(std::string raw) const;
  void look_ahead();
  bool passed_over(const std::vector<Field>& fields);
  bool titles_again(const std::vector<Field>& fields, std::string_view key);
  bool judge_length(std::vector<Field>& fields);

  RowSource& rows_;
  HeaderMap& map_;
  std::string file_;
  std::vector<Field> header_;
  std::int64_t header_line_ = 1;
  std::int64_t above_ = 0;
  bool untitled_ = false;                 ///< `header_` is made of the places
  std::optional<std::size_t> first_key_;  ///< place of a column that every row has
  std::size_t first_column_ = 0;          ///< the same in the table
  std::optional<bool> surplus_;       ///< whether the first rows have empty values behind theirs
  bool full_with_empty_end_ = false;  ///< a row was written out though its last value is empty
  bool of_sheet_;  ///< values stand in their columns, so that a row may end before the last
  std::int64_t short_rows_ = 0;
  std::int64_t first_short_ = 0;
  /// Lines passed over: how many, and the first of them.
  struct PassedOver {
    std::int64_t count = 0;
    std::string lines = {};
    void add(std::int64_t line);
  };
  PassedOver repeated_, totals_, notes_;
  /// The row stepped to, but for its values.
  struct Row {
    std::int64_t line = 0;
    std::optional<Reject> reject = std::nullopt;
    bool unreadable = false;  ///< the reject is of the source
  };
  Row row_;
  std::optional<Row> ahead_;  ///< read before it was asked for
  std::vector<Field> ahead_fields_;
};

}  // namespace svcctl::csv
