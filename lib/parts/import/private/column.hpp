#pragma once

#include <span>
#include <vector>

#include "store/bulk.hpp"

/// Which columns an import of parts knows; no part of the public headers.
namespace svcctl::parts {

/// A column of a list that goes into a column of the table `part`.
struct PartColumn {
  const char* key;             ///< as in `part_list_columns`
  const char* column;          ///< of the table
  store::BulkValue otherwise;  ///< of a new part whose row says nothing
};

std::span<const PartColumn> part_columns();
/// Every column of the table that an import changes and can take back: `part_columns()`, and the
/// part that took its place, which may stand further down in the file.
std::vector<PartColumn> changed_columns();

}  // namespace svcctl::parts
