#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/read/reading.hpp"
#include "csv/reject.hpp"

namespace svcctl::csv {

enum class Encoding { detect, utf8, gb18030, utf16, utf16le, utf16be };
using readers::DateOrder;
}  // namespace svcctl::csv

namespace svcctl {
template <>
inline constexpr std::array codes<csv::Encoding> = {
    CodeEntry<csv::Encoding>{csv::Encoding::detect, "auto", N_("automatic")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf8, "utf-8", N_("UTF-8")},
    CodeEntry<csv::Encoding>{csv::Encoding::gb18030, "gb18030", N_("GB18030")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf16, "utf-16", N_("UTF-16")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf16le, "utf-16le", N_("UTF-16, low byte first")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf16be, "utf-16be", N_("UTF-16, high byte first")},
};
}  // namespace svcctl

namespace svcctl::csv {

/// What a file may hold before a row of it is refused.
struct Limits {
  std::size_t field = std::size_t{64} * 1024;  ///< bytes of UTF-8
  std::size_t row = std::size_t{1024} * 1024;  ///< bytes of UTF-8
  std::size_t columns = 10'000;
};

struct ReaderOptions {
  std::optional<char> delimiter = std::nullopt;  ///< else found from the first lines: , ; TAB |
  Encoding encoding = Encoding::detect;          ///< else by byte order mark, UTF-8, then GB18030
  Limits limits = {};
  DateOrder dates = DateOrder::year_first;  ///< for those who read values
};

/// One value of a row, in UTF-8.
struct Field {
  std::string text;
  bool quoted = false;
};

/// Reads delimited text row by row in bounded memory: RFC 4180, and what the wild adds to it
/// (byte order marks, CRLF, bare CR and mixed newlines, `;` TAB `|`, UTF-8, GB18030, UTF-16, a
/// first line `sep=;`, a lone quote inside an unquoted value). Blank lines are passed over.
///
///     for (Reader reader(file); reader.next(fields);) {
///       if (const Reject* reject = reader.reject()) … else …
///     }
class SVCCTL_API Reader {
 public:
  /// @throws Error "csv.delimiter" (bad data) when the first lines fit two delimiters alike
  explicit Reader(std::istream& source, ReaderOptions options = {});
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Steps to the next row. False after the last. A row that cannot be read (bad bytes, NUL,
  /// broken quotes, over a limit) is a step too: `fields` is then empty and `reject` says why.
  bool next(std::vector<Field>& fields);
  /// Why the row just stepped to could not be read; null when it could.
  const Reject* reject() const;
  /// Physical line on which the row just read begins, from 1.
  std::int64_t line() const;
  /// Position in the source of the row's first byte, from 0.
  std::int64_t byte_position() const;
  /// What was found or asked for.
  Encoding encoding() const;
  char delimiter() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace svcctl::csv
