#pragma once

#include <cstdint>
#include <string>

#include "base/text.hpp"

namespace svcctl::csv {

/// A row that was not taken: where it stands, what is wrong and what mends it.
struct Reject {
  std::int64_t line = 0;  ///< physical line on which the row begins, from 1
  std::string column;     ///< header as it stands in the file, or the column's number; may be empty
  std::string value;      ///< what stood there, shortened
  Message cause;
  Message fix;
};

}  // namespace svcctl::csv
