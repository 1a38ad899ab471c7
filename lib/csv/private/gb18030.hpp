#pragma once

#include <array>
#include <cstddef>
#include <string>
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
  /// Calls back with every character that has a code below U+10000 or in two bytes, and its bytes:
  /// those of two last, which come first when text is written.
  template <class Take>
  void each_code(Take take) const {
    for (std::size_t i = 0; i < four_.size(); ++i)
      if (four_[i] != 0) take(char32_t{four_[i]}, four_bytes(i));
    for (std::size_t i = 0; i < two_.size(); ++i) take(two_[i], two_bytes(i));
  }
  /// The four bytes of a code, counted from 81308130.
  static std::string four_bytes(std::size_t code);
  static constexpr std::size_t beyond = 189'000;  ///< 90308130: U+10000

 private:
  static constexpr std::size_t width = 190;
  Gb18030();
  static std::string two_bytes(std::size_t cell);
  std::vector<char32_t> two_;
  std::vector<char16_t> four_;  ///< those below U+10000, in the order of their codes
};

}  // namespace svcctl::csv
