#pragma once

#include <iconv.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "csv/encoding.hpp"

namespace svcctl::csv {

/// The name by which iconv knows an encoding that has no table here; null for the others.
const char* system_name(Encoding encoding);

/// A conversion of the system (iconv) from or to UTF-8.
class Conversion {
 public:
  /// @throws Error "csv.encoding" (usage) where the system lacks it
  Conversion(const char* to, const char* from);
  ~Conversion() { ::iconv_close(state_); }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  enum class End { all, bad, cut };
  /// Appends what it makes of the text, as far as it goes: to its end, to a character that is none,
  /// or to one cut off at the end. @param taken how many bytes of the text were converted
  End convert(std::string_view text, std::string& out, std::size_t& taken);

 private:
  iconv_t state_;
};

}  // namespace svcctl::csv
