#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "csv/encoding.hpp"
#include "csv/reject.hpp"
#include "csv/row_source.hpp"

namespace svcctl::csv {

struct ReaderOptions {
  std::optional<char> delimiter = std::nullopt;  ///< else found from the first lines: , ; TAB |
  Encoding encoding = Encoding::detect;          ///< else by byte order mark, UTF-8, then Chinese
  Limits limits = {};
};

/// Reads delimited text row by row in bounded memory: RFC 4180, and what the wild adds to it
/// (byte order marks, CRLF, bare CR and mixed newlines, `;` TAB `|`, UTF-8, GB18030, UTF-16, a
/// first line `sep=;`, a lone quote inside an unquoted value). Blank lines are passed over.
class SVCCTL_API Reader : public RowSource {
 public:
  /// @throws Error "csv.delimiter" (bad data) when the first lines fit two delimiters alike
  explicit Reader(std::istream& source, ReaderOptions options = {});
  ~Reader() override;

  bool next(std::vector<Field>& fields) override;
  const Reject* reject() const override;
  std::int64_t line() const override;
  std::string raw() const override;
  FileForm form() const override;
  /// The source must be one that can be sought, and stood at its beginning at first.
  void restart() override;
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
