#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/read/number.hpp"
#include "csv/header.hpp"
#include "store/bulk.hpp"

/// Which columns an import of parts knows, and how their values are read; no part of the public
/// headers.
namespace svcctl::parts {

/// A value as read, ready for the store, or why it cannot be read. A text lives as long as the one
/// it was read from.
using StoredReading = readers::Reading<store::BulkValue>;

/// Suppliers by their code, as they are named.
using SupplierIds = std::map<std::string, std::int64_t, std::less<>>;

/// What reading a cell needs to know beside its text.
struct CellContext {
  const SupplierIds& suppliers;
  readers::Notation& notation;  ///< of the cell's column
};

/// A column of a file that goes into a column of the table `part`.
struct PartColumn {
  const char* key;     ///< as in the mapping and the aliases
  const char* column;  ///< of the table
  StoredReading (*read)(std::string_view text, CellContext& context);
  store::BulkValue otherwise;  ///< of a new part whose row says nothing
  bool typed = true;           ///< words for nothing leave it empty; else it is text as it stands
};

std::span<const PartColumn> part_columns();
/// Every title that is known, in English and Chinese.
csv::HeaderMap import_header();
/// Every column of the table that an import changes and can take back: `part_columns()`, and the
/// part that took its place, which may stand further down in the file.
std::vector<PartColumn> changed_columns();

}  // namespace svcctl::parts
