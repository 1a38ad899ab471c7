#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csv/header.hpp"
#include "csv/text_pool.hpp"
#include "csv/value.hpp"
#include "store/bulk.hpp"

/// Which columns an import of parts knows, and how their values are read; no part of the public
/// headers.
namespace svcctl::parts {

/// A value as read, ready for the store, or why it cannot be read.
using StoredReading = csv::Reading<store::BulkValue>;

/// A column of a file that goes into a column of the table `part`.
struct PartColumn {
  const char* key;     ///< as in the mapping and the aliases
  const char* column;  ///< of the table
  StoredReading (*read)(std::string_view text, csv::TextPool& pool);
  store::BulkValue otherwise;  ///< of a new part whose row says nothing
};

std::span<const PartColumn> part_columns();
/// Every title that is known, in English and Chinese.
csv::HeaderMap import_header();
/// The column of the table, for undoing and for telling.
const PartColumn* part_column(std::string_view column);

}  // namespace svcctl::parts
