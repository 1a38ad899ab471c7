#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/header.hpp"
#include "csv/text_pool.hpp"
#include "parts/import.hpp"
#include "parts/import_column.hpp"

/// The stages of an import before the store: columns by mapping, typed values. No part of the
/// public headers.
namespace svcctl::parts {

/// A row whose values could be read. Texts stand in the chunk's pool.
struct ImportRow {
  std::int64_t line = 0;
  std::string_view number;
  std::string_view key;  ///< number_key of it
  std::string_view brand;
  std::string_view raw;      ///< the row as CSV, where rejects are written
  std::uint32_t values = 0;  ///< where its part columns begin in Chunk::values
  std::optional<Quantity> qty;
  std::string_view lot;
  std::string_view expires_on;  ///< YYYY-MM-DD, or empty
  std::string_view trace;
  std::string_view successor;  ///< the part that took its place, as typed

  // Filled by the merge.
  enum class Outcome : std::uint8_t { rejected, created, changed, unchanged };
  std::int64_t part_id = 0;
  Outcome outcome = Outcome::unchanged;
  std::int64_t cost = 0;  ///< of one unit
  std::int32_t shelf_life_days = 0;
};

/// Some ten thousand rows that are checked and written together.
struct Chunk {
  std::vector<ImportRow> rows;
  std::vector<store::BulkValue> values;  ///< of the part columns the file has, row after row
  csv::TextPool pool;
  struct Refused {
    csv::Reject reject;
    std::string_view raw;
  };
  std::vector<Refused> rejects;
  std::int64_t read = 0;  ///< rows of the file, rejects included

  void clear();
  bool full() const;
  /// Puts the rows into the order of the catalogue's key: key, number, brand, line.
  void sort();
  void refuse(csv::Reject reject, std::string_view raw) {
    rejects.push_back({std::move(reject), raw});
  }
};

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
  std::optional<std::size_t> number_, brand_, qty_, lot_, expires_, trace_, successor_;
};

/// Reads fields into rows of typed values.
class ImportRows {
 public:
  ImportRows(const ImportRequest& request, const ImportColumns& columns, SupplierIds suppliers)
      : request_(request), columns_(columns), suppliers_(std::move(suppliers)) {}
  /// Adds the row to the chunk, or a reject with what is wrong with it.
  void take(std::int64_t line, const std::vector<csv::Field>& fields, Chunk& chunk);

 private:
  std::string_view text(const std::vector<csv::Field>& fields, std::optional<std::size_t> at) const;
  bool read_stock(const std::vector<csv::Field>& fields, ImportRow& row, Chunk& chunk);
  bool refuse(std::size_t at, std::string_view value, Message cause, Message fix);

  const ImportRequest& request_;
  const ImportColumns& columns_;
  SupplierIds suppliers_;
  std::int64_t line_ = 0;
  std::optional<csv::Reject> refused_;
};

}  // namespace svcctl::parts
