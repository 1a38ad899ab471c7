#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/import.hpp"
#include "parts/import/import.hpp"
#include "parts/import/private/chunk.hpp"
#include "parts/import/private/column.hpp"

/// What a row of a list is to the table of parts. No part of the public headers.
namespace svcctl::parts {

/// Suppliers by their code and by their name.
using SupplierIds = std::map<std::string, std::int64_t, std::less<>>;

/// Which columns the file has, and where.
class ImportColumns {
 public:
  /// @throws Error "parts.import-columns" (bad data), "parts.import-stock" (2)
  ImportColumns(const ImportRequest& request, const csv::HeaderMap& map);

  struct Part {
    const PartColumn* column;
    std::size_t at;  ///< in the table of the list
  };
  const std::vector<Part>& parts() const { return parts_; }
  /// The place among `parts()` of a column of the table.
  std::optional<std::size_t> place(std::string_view column) const;
  bool has_brand() const { return map_.has("brand"); }
  bool has_successor() const { return map_.has("superseded_by"); }
  const csv::HeaderMap& map() const { return map_; }

 private:
  const csv::HeaderMap& map_;
  std::vector<Part> parts_;
};

/// Reads fields into rows of typed values.
class ImportRows {
 public:
  ImportRows(const ImportRequest& request, const ImportColumns& columns, csv::List& list,
             SupplierIds suppliers);
  /// Adds the row to the chunk, or a reject with what is wrong with it.
  void take(const std::vector<csv::Field>& fields, Chunk& chunk);

 private:
  std::string_view text(const std::vector<csv::Field>& fields, std::size_t column) {
    return list_.cells.read(column, fields, line_, refused_).text;
  }
  store::BulkValue stored(const ImportColumns::Part& part, const csv::Cell& cell);
  void read_stock(const std::vector<csv::Field>& fields, ImportRow& row);
  void refuse(std::size_t column, std::string_view value, Message cause, Message fix);

  const ImportRequest& request_;
  const ImportColumns& columns_;
  csv::List& list_;
  SupplierIds suppliers_;
  std::size_t number_, brand_, qty_, lot_, expires_, trace_, successor_, pack_, supplier_;
  std::int64_t line_ = 0;
  std::optional<csv::Reject> refused_;
  std::vector<store::BulkValue> values_;  ///< of the row being read
  std::string expires_on_;
};

}  // namespace svcctl::parts
