#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "csv/reader.hpp"

namespace svcctl::csv {

class Conversion;

/// Turns the bytes of a source into UTF-8, block by block. A byte that is no part of a character
/// becomes one byte `bad`, which UTF-8 never has; its place in the source can be asked for.
class Decoder {
 public:
  static constexpr char bad = '\xFF';

  Decoder(std::istream& source, Encoding encoding);
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// Appends about one block to `out`; false when nothing is left.
  bool fill(std::string& out);
  Encoding encoding() const;
  /// Where in the source the byte number `out` of all decoded bytes came from. Exact for the
  /// first byte of a line and for bad bytes.
  std::int64_t source_position(std::int64_t out) const;
  /// The bytes of the source between two of all decoded bytes that begin lines, without the end of
  /// the last line. Nothing where they were forgotten.
  std::string source_lines(std::int64_t from, std::int64_t to) const;
  /// Whether the source begins with a byte order mark.
  bool has_mark() const { return has_mark_; }
  /// Positions before this one will not be asked for again.
  void forget_before(std::int64_t out);

 private:
  struct Mark {
    std::int64_t out;
    std::int64_t in;
  };

  bool read_block();
  void skip_mark();
  void decide();
  void take(std::string& out, std::size_t bytes);
  void put_bad(std::string& out, std::size_t bytes);
  void decode_ascii(std::string& out);
  void decode_utf8(std::string& out);
  void decode_gb18030(std::string& out);
  void decode_utf16(std::string& out);
  void decode_by_system(std::string& out);

  std::istream& source_;
  Encoding encoding_;
  std::string raw_;         ///< read, and not yet both decoded and forgotten
  std::int64_t first_ = 0;  ///< place in the source of its first byte
  std::int64_t kept_ = 0;   ///< from where on the source is still asked for
  bool has_mark_ = false;
  std::size_t used_ = 0;  ///< of raw_
  bool at_end_ = false;
  std::int64_t in_ = 0;   ///< bytes decoded
  std::int64_t out_ = 0;  ///< bytes given
  std::deque<Mark> marks_;
  std::int64_t line_checked_ = 0;  ///< of GB18030: up to where no line is of another encoding
  std::unique_ptr<Conversion> conversion_;
};

}  // namespace svcctl::csv
