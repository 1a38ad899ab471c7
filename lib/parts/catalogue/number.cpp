#include "parts/catalogue/number.hpp"

#include <cctype>

#include "parts/catalogue/words.hpp"

namespace svcctl::parts {

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
