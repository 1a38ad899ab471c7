#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/reject.hpp"
#include "csv/text_pool.hpp"
#include "parts/import/import.hpp"
#include "store/bulk.hpp"

/// How rows pass from the stages that read them to those that merge them. No part of the public
/// headers.
namespace svcctl::parts {

/// A row whose values could be read.
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

/// Rows of a file between reading and merging. Up to 65,536 rows are sorted at once, because every
/// sorted run passes once through the index of all parts; 8,192 are merged at once, because the
/// pages that were read to find their parts are then still cached when they are written. Waiting
/// rows are packed, which bounds memory.
class Chunk {
 public:
  /// Keeps a row with the values of its part columns.
  void add(const ImportRow& row, std::span<const store::BulkValue> values);
  void refuse(csv::Reject reject, std::string_view raw) {
    rejects.push_back({std::move(reject), raw});
  }
  /// Whether it holds as much as it may hold.
  bool full() const;
  /// Puts the rows into the order of the catalogue's key: key, brand, number, line.
  void sort();
  /// Makes the next rows those under way, all lines of a part together, and says whether there are
  /// any.
  bool next();
  void clear();

  std::vector<ImportRow> rows;           ///< under way; their texts stand in the pool
  std::vector<store::BulkValue> values;  ///< of the part columns the file has, row after row
  csv::TextPool pool;
  struct Refused {
    csv::Reject reject;
    std::string_view raw;
  };
  std::vector<Refused> rejects;
  std::int64_t read = 0;  ///< rows of the file, rejects included

 private:
  struct Place {
    std::uint64_t prefix;  ///< of its key: decides most comparisons
    const char* packed;
  };
  std::vector<Place> places_;
  std::size_t next_ = 0;
  std::string packing_;
};

}  // namespace svcctl::parts
