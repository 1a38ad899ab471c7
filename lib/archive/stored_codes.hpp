#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "store/text_column.hpp"

namespace svcctl::store {
class ReadTxn;
}  // namespace svcctl::store

namespace svcctl::archive {

/// Every column of text of the schema, with what it holds.
SVCCTL_API std::vector<store::TextColumn> every_text_column();

/// A value in a column of codes that its vocabulary does not have.
struct UnknownCode {
  std::string table;
  std::string column;
  std::string value;
  std::int64_t first_id = 0;  ///< the first row that has it
  std::int64_t rows = 0;      ///< how many rows have it
};

/// Compares every column of codes with its vocabulary: the schema leaves codes to the program, so
/// that one can be added without a migration.
SVCCTL_API std::vector<UnknownCode> unknown_codes(const store::ReadTxn& tx);

}  // namespace svcctl::archive
