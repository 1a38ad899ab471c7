#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"

/// UTF-8 read character by character. Bytes that are no UTF-8 are never lost: each is handed out as
/// a character of its own without a code point.
namespace svcctl::utf8 {

/// The code point of a byte that is no part of UTF-8 text.
constexpr char32_t none = 0xFFFFFFFF;

struct Character {
  char32_t code = none;
  std::size_t size = 1;  ///< bytes
};

/// A character that begins with a byte beyond ASCII.
SVCCTL_API Character beyond_ascii(std::string_view text);

/// The first character of a text that is not empty.
inline Character first(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte < 0x80) return {byte, 1};
  return beyond_ascii(text);
}

/// Hands every character to `take`: its code point, or `none`, and its bytes.
template <class Take>
void each(std::string_view text, Take take) {
  while (!text.empty()) {
    const auto character = first(text);
    take(character.code, text.substr(0, character.size));
    text.remove_prefix(character.size);
  }
}

SVCCTL_API bool valid(std::string_view text);
/// How many characters it has.
SVCCTL_API std::size_t count(std::string_view text);
/// The longest beginning of at most so many bytes that cuts no character in two.
SVCCTL_API std::string_view beginning(std::string_view text, std::size_t most_bytes);
/// The characters in the opposite order.
SVCCTL_API std::string reversed(std::string_view text);
/// @param code a code point that is one, no surrogate
SVCCTL_API void append(std::string& out, char32_t code);
/// How many columns of a terminal a character takes: 0, 1 or 2.
SVCCTL_API int width(char32_t code);
/// Whether the character acts or hides instead of being shown: control characters, format
/// characters (direction of writing, marks without width, tags), separators of lines, and fillers
/// that look like nothing.
SVCCTL_API bool acts(char32_t code);
/// The first such character of a text but line feed and tabulator, which long texts have.
SVCCTL_API std::optional<char32_t> first_acting(std::string_view text);
/// "U+202E".
SVCCTL_API std::string named(char32_t code);
/// What is cut off around a text: blanks of whatever width; in a file of the wild also characters
/// that act or hide.
enum class Around { blanks, hidden_too };
SVCCTL_API std::string_view trimmed(std::string_view text, Around around = Around::blanks);
/// Whether the character is a blank: a space of any width, a tabulator, an end of a line.
SVCCTL_API bool blank(char32_t code);

/// Compatibility forms (full-width ones among them) made plain and composed: NFKC. A text that is
/// no UTF-8 comes back as it is.
SVCCTL_API std::string plain(std::string_view text);
/// A code as it is kept, however it is typed: plain, with capitals for the letters a to z.
SVCCTL_API std::string capitals(std::string_view text);
/// Plain, without case and without characters that are not shown, for comparing.
SVCCTL_API std::string folded(std::string_view text);

}  // namespace svcctl::utf8
