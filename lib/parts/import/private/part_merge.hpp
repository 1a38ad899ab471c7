#pragma once

#include <cstdint>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "base/bloom.hpp"
#include "parts/catalogue/search.hpp"
#include "parts/import/private/book.hpp"
#include "parts/import/private/price.hpp"
#include "parts/import/private/rows.hpp"
#include "store/row_set.hpp"

namespace svcctl::parts {

/// Merges a chunk with the catalogue, in the order of its unique key: what is the same is not
/// written.
class PartMerge {
 public:
  PartMerge(store::WriteTxn& tx, const ImportRequest& request, const ImportColumns& columns,
            ImportBook& book, ImportSummary& summary);

  /// Compares the sorted rows with the store: fills outcome and cost, and part_id of known parts.
  void check(Chunk& chunk);
  /// Writes new and changed parts of the rows that nothing refused; fills every part_id. Their
  /// words, and what changed, are collected behind it: the chunk stays until `settle`.
  void write(Chunk& chunk);
  /// Waits for that, writes what changed, and the words when there are many.
  void settle();
  void finish();

 private:
  struct Match {
    std::int64_t id = 0;
    bool alike = false;             ///< its number is written as in the row
    std::string_view written = {};  ///< else: as it is on file
    bool several = false;
    std::uint32_t old = 0;  ///< where its stored values begin in old_, if it differs
    bool differs = false;
    bool retired = false;
    bool revived = false;  ///< retired only because its batch was undone
    std::int64_t min = 0;
    std::int64_t max = 0;
  };

  /// Of one part: how many of changed_values_, in their order.
  struct Change {
    const ImportRow* row;
    std::size_t values;
  };

  void read_matches(Chunk& chunk);
  void check_rows(Chunk& chunk);
  bool check_row(Chunk& chunk, ImportRow& row, const Match& match);
  bool check_spelling(Chunk& chunk, ImportRow& row, const Match& match);
  void doubt(const ImportRow& row, const char* key, std::string_view value, Message cause);
  bool check_rights(Chunk& chunk, ImportRow& row, const Match& match);
  bool check_values(Chunk& chunk, ImportRow& row, const Match& match);
  bool check_twin(Chunk& chunk, const ImportRow& head, ImportRow& row);
  void add_up(Chunk& chunk, ImportRow& there, ImportRow& row);
  bool same_values(const Chunk& chunk, const ImportRow& a, const ImportRow& b) const;
  void refuse(Chunk& chunk, ImportRow& row, const char* key, Message cause, Message fix);
  void insert_new(Chunk& chunk);
  void write_changes(Chunk& chunk);
  void tell_move(const ImportRow& row, std::size_t place, std::int64_t from, std::int64_t to);
  std::int64_t given(const Chunk& chunk, const ImportRow& row, std::optional<std::size_t> place,
                     std::int64_t otherwise) const;
  void enter_words(const Chunk& chunk, const ImportRow& row);
  void enter_changes();
  std::string_view words(const Chunk& chunk, const ImportRow& row,
                         std::optional<std::size_t> place) const;

  const store::WriteTxn& tx_;
  std::optional<bool> may_discount_;  ///< known once a price or cost is lowered
  const ImportRequest& request_;
  const ImportColumns& columns_;
  ImportSummary& summary_;
  std::size_t width_;
  std::optional<std::size_t> name_, name_zh_, kind_, category_, min_, max_, cost_, price_,
      shelf_life_, supplier_, supplier_number_, bin_;
  std::int64_t batch_;
  std::string today_;
  DatedPrices dated_;
  /// A price or cost that the list lowered.
  struct Former {
    std::int64_t part_id;
    const char* value;
    std::int64_t amount;
  };
  std::vector<Former> former_;
  store::BulkInsert former_values_;
  store::BulkQuery find_;
  store::BulkInsert insert_;
  store::BulkUpdate update_;
  store::BulkUpdate revive_;
  ImportBook& book_;
  SearchWriter search_;
  store::RowSet seen_;
  std::optional<BloomFilter> written_;  ///< all keys there are, if the first came by this import

  // Of the chunk under way, by place of the row.
  std::vector<std::uint32_t> sought_;  ///< that may be in the store
  std::vector<Match> matches_;
  std::vector<store::BulkValue> old_;
  std::vector<std::int64_t> head_;       ///< place of the first row of the same part, or its own
  std::vector<const ImportRow*> named_;  ///< whose words are new
  std::vector<Change> changed_;
  std::vector<ValueChange> changed_values_;
  PartChanges changes_;
  std::future<void> collecting_;  ///< from the end of `write` to `settle`
};

}  // namespace svcctl::parts
