#include "parts/catalogue/number.hpp"

#include <cctype>

#include "base/utf8.hpp"
#include "parts/catalogue/words.hpp"

namespace svcctl::parts {

std::string number_key(std::string_view number) {
  std::string key;
  key.reserve(number.size());
  utf8::each(number, [&](char32_t code, std::string_view bytes) {
    if (const char narrow = narrow_form(code)) code = static_cast<unsigned char>(narrow);
    if (code >= 0x80)
      key += bytes;
    else if (std::isalnum(static_cast<int>(code)) != 0)
      key += static_cast<char>(std::toupper(static_cast<int>(code)));
  });
  return key.empty() ? std::string(number) : key;
}

}  // namespace svcctl::parts
