#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/header.hpp"
#include "csv/reject.hpp"
#include "parts/import/import.hpp"
#include "parts/import/private/chunk.hpp"
#include "parts/import/private/column.hpp"

/// The stages of an import before the store: columns by mapping, typed values. No part of the
/// public headers.
namespace svcctl::parts {

/// Which columns the file has, and where.
class ImportColumns {
 public:
  /// @throws Error "parts.import-columns" (bad data), "parts.import-stock" (2)
  ImportColumns(const ImportRequest& request, const std::vector<csv::Field>& header);

  struct Part {
    const PartColumn* column;
    std::size_t at;
  };
  const std::vector<Part>& parts() const { return parts_; }
  /// The place among `parts()` of a column of the table.
  std::optional<std::size_t> place(std::string_view column) const;
  bool has_brand() const { return brand_.has_value(); }
  bool has_successor() const { return successor_.has_value(); }
  const csv::HeaderMap& map() const { return map_; }

 private:
  friend class ImportRows;
  csv::HeaderMap map_;
  std::vector<Part> parts_;
  std::optional<std::size_t> number_, brand_, qty_, unit_, lot_, expires_, trace_, successor_;
};

/// Reads fields into rows of typed values.
class ImportRows {
 public:
  /// @param currency the shop's
  ImportRows(const ImportRequest& request, const ImportColumns& columns, SupplierIds suppliers,
             const std::string& currency)
      : request_(request), columns_(columns), suppliers_(std::move(suppliers)) {
    readers::Notation notation;
    notation.currency = currency;
    notations_.assign(columns.map().columns(), notation);
  }
  /// Adds the row to the chunk, or a reject with what is wrong with it.
  void take(std::int64_t line, const std::vector<csv::Field>& fields, Chunk& chunk);

 private:
  /// The value, refused when it has a character that is not shown.
  std::string_view text(const std::vector<csv::Field>& fields, std::optional<std::size_t> at);
  bool read_stock(const std::vector<csv::Field>& fields, ImportRow& row);
  bool refuse(std::size_t at, std::string_view value, Message cause, Message fix);
  /// @throws Error "parts.import-notation" (bad data) when the column was read by a notation that
  ///         the value contradicts
  void require_whole(std::size_t at) const;

  const ImportRequest& request_;
  const ImportColumns& columns_;
  SupplierIds suppliers_;
  std::vector<readers::Notation> notations_;  ///< by the column's place in the file
  std::int64_t line_ = 0;
  std::optional<csv::Reject> refused_;
  std::vector<store::BulkValue> values_;  ///< of the row being read
  std::string expires_on_;
};

}  // namespace svcctl::parts
