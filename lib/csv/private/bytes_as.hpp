#pragma once

#include <cstddef>
#include <string_view>

/// What bytes would be in UTF-8 and in GB18030; no part of the public headers.
namespace svcctl::csv {

inline unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

/// Length of the UTF-8 character at the front; 0 when it is none; -1 when more bytes are needed.
int utf8_length(std::string_view text);
/// Length of the GB18030 character at the front by its form; 0 and -1 as above.
int gb18030_length(std::string_view text);

/// What the bytes of a text would be in an encoding.
struct BytesAs {
  std::size_t good = 0;    ///< characters of several bytes
  std::size_t wrong = 0;   ///< bytes that are no part of one
  std::size_t common = 0;  ///< of the good ones, those of common_chinese
  std::size_t three = 0;   ///< of the good ones, those of three bytes
};

/// @param whole false: a character may be cut by the end of the text
BytesAs reading_of(std::string_view text, int (*length_of)(std::string_view), bool whole);
/// Whether text in GB18030 is Chinese as people write it, not bytes of another encoding.
bool plausible(std::string_view text, bool whole);
/// Whether a line of a file in GB18030 is one in UTF-8.
bool line_of_utf8(std::string_view line);

}  // namespace svcctl::csv
