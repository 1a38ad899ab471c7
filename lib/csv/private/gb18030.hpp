#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

/// GB18030 by table; no part of the public headers.
namespace svcctl::csv {

/// The two-byte characters, a row for each first byte from 0x81.
extern const std::array<std::string_view, 126> gb18030_rows;

/// What the bytes of GB18030 stand for, as iconv has it. Made from the rows when first asked for.
class Gb18030 {
 public:
  static const Gb18030& table();

  /// The character of two bytes that are one by their form; every such pair is a character.
  char32_t two(unsigned char lead, unsigned char trail) const {
    return two_[(lead - 0x81U) * width + trail - (trail < 0x7F ? 0x40U : 0x41U)];
  }
  /// The character of four bytes that are one by their form; 0 where there is none.
  char32_t four(std::string_view bytes) const;

 private:
  static constexpr std::size_t width = 190;
  Gb18030();
  std::vector<char32_t> two_;
  std::vector<char16_t> four_;  ///< those below U+10000, in the order of their codes
};

}  // namespace svcctl::csv
