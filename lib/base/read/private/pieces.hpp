#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace svcctl::readers {

/// What is written around the digits, and the digits with their marks.
struct Pieces {
  std::string before;  ///< in capitals, without blanks
  std::string body;    ///< "-1,234.50"
  std::string after;
};

/// Full-width forms folded; what stands before the first and behind the last digit apart.
Pieces pieces_of(std::string_view text);
/// Whether words for about stand around the digits: 约, 大约, 左右, ~.
bool approximate(const Pieces& pieces);
/// Why such a number is refused.
inline Message about() { return tr("about so much, not exactly so much"); }

}  // namespace svcctl::readers
