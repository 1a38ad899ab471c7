#include "csv/private/bytes_as.hpp"

#include <algorithm>
#include <set>

namespace svcctl::csv {
namespace {

/// Whether two bytes are a Chinese character of level 1 or 2 (GB 2312), in which nearly all
/// Chinese text is written, or a full-width mark.
bool common_chinese(std::string_view two) {
  const unsigned char first = byte_at(two, 0);
  const unsigned char second = byte_at(two, 1);
  return second >= 0xA1 && second != 0xFF &&
         ((first >= 0xB0 && first <= 0xF7) || first == 0xA1 || first == 0xA3);
}

}  // namespace

int utf8_length(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  if (first < 0x80) return 1;
  const int length = first >= 0xC2 && first <= 0xDF   ? 2
                     : first >= 0xE0 && first <= 0xEF ? 3
                     : first >= 0xF0 && first <= 0xF4 ? 4
                                                      : 0;
  for (int i = 1; i < length; ++i) {
    if (static_cast<std::size_t>(i) >= text.size()) return -1;
    const unsigned char next = byte_at(text, static_cast<std::size_t>(i));
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (i == 1) {  // no overlong forms, no surrogates, nothing beyond U+10FFFF
      if (first == 0xE0) low = 0xA0;
      if (first == 0xED) high = 0x9F;
      if (first == 0xF0) low = 0x90;
      if (first == 0xF4) high = 0x8F;
    }
    if (next < low || next > high) return 0;
  }
  return length;
}

int gb18030_length(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  if (first < 0x80) return 1;
  if (first == 0x80 || first == 0xFF) return 0;
  if (text.size() < 2) return -1;
  const unsigned char second = byte_at(text, 1);
  if (second >= 0x40 && second != 0x7F && second != 0xFF) return 2;
  if (second < 0x30 || second > 0x39) return 0;
  if (text.size() < 4) return -1;
  const unsigned char third = byte_at(text, 2);
  const unsigned char fourth = byte_at(text, 3);
  return third >= 0x81 && third <= 0xFE && fourth >= 0x30 && fourth <= 0x39 ? 4 : 0;
}

BytesAs reading_of(std::string_view text, int (*length_of)(std::string_view), bool whole) {
  BytesAs found;
  for (std::size_t i = 0; i < text.size();) {
    const int length = length_of(text.substr(i));
    if (length < 0 && !whole) break;  // cut by the end of the sample
    if (length > 1) ++found.good;
    if (length <= 0) ++found.wrong;
    if (length == 3) ++found.three;
    if (length == 2 && common_chinese(text.substr(i))) ++found.common;
    i += static_cast<std::size_t>(std::max(length, 1));
  }
  return found;
}

bool plausible(std::string_view text, bool whole) {
  const auto found = reading_of(text, gb18030_length, whole);
  if (found.common * 2 <= found.good || found.wrong * 10 > found.good) return false;
  constexpr std::size_t enough = 10;  // so many characters say in which language they are
  if (found.good < enough) return true;
  // Japanese in EUC-JP has its kana where GB 2312 has them, rows A4 and A5. Kanji and hanja lie
  // spread over its hanzi, where Chinese seldom needs those of the second level, from D8 on. Hangul
  // lies in the first half of the first level alone, up to C8.
  std::size_t kana = 0;
  std::size_t second_level = 0;
  std::set<unsigned> hanzi;
  for (std::size_t i = 0; i + 1 < text.size();) {
    const auto length = std::max(gb18030_length(text.substr(i)), 1);
    const auto first = byte_at(text, i);
    if (length == 2 && (first == 0xA4 || first == 0xA5)) ++kana;
    if (length == 2 && first >= 0xD8 && first < 0xFE) ++second_level;
    if (length == 2 && first >= 0xB0) hanzi.insert(first * 256U + byte_at(text, i + 1));
    i += static_cast<std::size_t>(length);
  }
  const bool hangul = hanzi.size() >= 2 * enough && hanzi.lower_bound(0xC900) == hanzi.end();
  return kana * 10 <= found.good && second_level * 5 <= found.good * 2 && !hangul;
}

bool line_of_utf8(std::string_view line) {
  const auto utf8 = reading_of(line, utf8_length, true);
  if (utf8.wrong > 0 || utf8.three == 0) return false;
  const auto chinese = reading_of(line, gb18030_length, true);
  return chinese.wrong > 0 || chinese.common < chinese.good;
}

}  // namespace svcctl::csv
