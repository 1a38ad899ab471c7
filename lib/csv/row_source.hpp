#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "csv/encoding.hpp"
#include "csv/reject.hpp"

namespace svcctl::csv {

/// What a file may hold before a row of it is refused.
struct Limits {
  std::size_t field = std::size_t{64} * 1024;  ///< bytes of UTF-8
  std::size_t row = std::size_t{1024} * 1024;  ///< bytes of UTF-8
  std::size_t columns = 10'000;
};

/// One value of a row, in UTF-8.
struct Field {
  std::string text;
  bool quoted = false;
};

/// How a file turned out to be written, once its rows are read.
struct FileForm {
  Encoding encoding = Encoding::utf8;  ///< of its text; UTF-8 for a workbook
  char delimiter = ',';                ///< between values; a comma for a workbook
  bool mark = false;                   ///< begins with a byte order mark
  std::string sheet = {};              ///< of a workbook that was read; else empty
  std::vector<Message> remarks = {};   ///< what people should know of it: hidden rows, other sheets
};

/// Rows of values, one by one in bounded memory: lines of delimited text, or those of a sheet of a
/// workbook.
///
///     while (rows.next(fields)) {
///       if (const Reject* reject = rows.reject()) … else …
///     }
class SVCCTL_API RowSource {
 public:
  RowSource() = default;
  virtual ~RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;

  /// Steps to the next row. False after the last. A row that cannot be read (bad bytes, broken
  /// quotes, a damaged cell, over a limit) is a step too: `fields` then holds what could be read of
  /// it, or nothing, and `reject` says why. Rows without anything on them may be passed over.
  virtual bool next(std::vector<Field>& fields) = 0;
  /// Why the row just stepped to could not be read; null when it could.
  virtual const Reject* reject() const = 0;
  /// Line of the file, or row of the sheet, on which the row just read begins, from 1.
  virtual std::int64_t line() const = 0;
  /// The bytes of the row just read as they stand in the file, without the end of the line; nothing
  /// where rows are no lines of text.
  virtual std::string raw() const { return {}; }
  virtual FileForm form() const = 0;
  /// Begins again before the first row: what rows say of one another is found before one of them
  /// is taken.
  virtual void restart() = 0;
};

}  // namespace svcctl::csv
