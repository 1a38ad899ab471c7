#include "parts/number.hpp"

#include <cctype>

namespace svcctl::parts {
namespace {

/// The ASCII character that the full-width form at `at` stands for (U+FF01 to U+FF5E), or 0.
char narrow_form(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '\xEF') return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if (second == 0xBC && third >= 0x81) return static_cast<char>(third - 0x60);
  if (second == 0xBD && third <= 0x9E) return static_cast<char>(third - 0x20);
  return 0;
}

}  // namespace

std::string number_key(std::string_view number) {
  std::string key;
  key.reserve(number.size());
  for (std::size_t i = 0; i < number.size(); ++i) {
    auto c = static_cast<unsigned char>(number[i]);
    if (const char narrow = narrow_form(number, i)) {
      c = static_cast<unsigned char>(narrow);
      i += 2;
    }
    if (c >= 0x80)
      key += static_cast<char>(c);
    else if (std::isalnum(c) != 0)
      key += static_cast<char>(std::toupper(c));
  }
  return key.empty() ? std::string(number) : key;
}

}  // namespace svcctl::parts
