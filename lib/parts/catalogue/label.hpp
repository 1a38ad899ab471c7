#pragma once

#include <string>
#include <string_view>

#include "base/export.hpp"

namespace svcctl::store {
class Row;
}  // namespace svcctl::store

namespace svcctl::parts {

/// What a part is called in commands and lists: "NUMBER", or "NUMBER/BRAND".
SVCCTL_API std::string part_label(std::string_view number, std::string_view brand);
/// The same of a row that has the part's number in the named column and its brand in `brand`.
SVCCTL_API std::string read_part_label(const store::Row& row, const char* number = "number");

}  // namespace svcctl::parts
