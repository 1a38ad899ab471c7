#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parts/catalogue/search.hpp"
#include "parts/import/import.hpp"
#include "parts/import/private/change.hpp"
#include "parts/import/private/price.hpp"
#include "parts/import/private/rows.hpp"
#include "parts/stock/private/lot_balance.hpp"
#include "store/bulk.hpp"

/// The last stages of an import: checks against the store, merge. No part of the public headers.
namespace svcctl::parts {

/// What a quantity is worth at the cost of one unit; all three as stored.
inline std::int64_t value_of(std::int64_t cost, std::int64_t qty) {
  return (Money::minor(cost) * Quantity::thousandths(qty)).minor();
}

/// Numbers seen, as ids of rows of one table.
class SeenIds {
 public:
  bool has(std::int64_t id) const {
    const auto at = static_cast<std::size_t>(id);
    return at < seen_.size() && seen_[at];
  }
  void add(std::int64_t id) {
    const auto at = static_cast<std::size_t>(id);
    if (at >= seen_.size()) seen_.resize(at + at / 4 + 64);
    seen_[at] = true;
  }

 private:
  std::vector<bool> seen_;
};

/// Tells of most part numbers that they were not seen before, in 2 MiB: one in five hundred after a
/// million (a Bloom filter, B. H. Bloom 1970).
class NumberFilter {
 public:
  bool may_have(std::string_view number) const {
    bool all = true;
    each_bit(number, [&](std::size_t bit) { all = all && bits_[bit]; });
    return all;
  }
  void add(std::string_view number) {
    each_bit(number, [&](std::size_t bit) { bits_[bit] = true; });
  }

 private:
  static constexpr std::size_t size = std::size_t{1} << 24U;
  template <class Take>
  static void each_bit(std::string_view number, Take take) {
    const std::size_t hash = std::hash<std::string_view>()(number);
    const std::size_t step = hash >> 40U | 1U;
    for (std::size_t i = 0; i < 4; ++i) take((hash + i * step) % size);
  }
  std::vector<bool> bits_ = std::vector<bool>(size);
};

/// The book of one import: its number, which is taken when the first row is written.
class ImportBook {
 public:
  ImportBook(store::WriteTxn& tx, const ImportRequest& request,
             std::optional<std::int64_t> supplier_id);
  std::int64_t id() const { return id_; }
  /// Writes what it changed of parts that were there, so that it can be taken back.
  void enter(PartChanges& changes);
  /// Enters the batch, or nothing when nothing was written, and tells the log.
  void close(const ImportSummary& summary, bool written);

 private:
  store::WriteTxn& tx_;
  const ImportRequest& request_;
  std::optional<std::int64_t> supplier_id_;
  std::int64_t id_;
  store::BulkInsert changes_;
};

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
  bool check_twin(Chunk& chunk, const ImportRow& head, ImportRow& row);
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

  const ImportRequest& request_;
  const ImportColumns& columns_;
  ImportSummary& summary_;
  std::size_t width_;
  std::optional<std::size_t> name_, name_zh_, kind_, category_, min_, max_, cost_, price_,
      shelf_life_, supplier_, supplier_number_;
  std::int64_t batch_;
  std::string today_;
  DatedPrices dated_;
  store::BulkQuery find_;
  store::BulkInsert insert_;
  store::BulkUpdate update_;
  store::BulkUpdate revive_;
  ImportBook& book_;
  SearchWriter search_;
  SeenIds seen_;
  std::optional<NumberFilter>
      written_;  ///< all numbers there are, if the first came by this import

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

/// Brings the stock of the rows' parts to what they say.
class StockMerge {
 public:
  StockMerge(store::WriteTxn& tx, const ImportRequest& request, const ImportColumns& columns,
             const ImportBook& book, std::optional<std::int64_t> supplier_id);
  /// Says what moves, or refuses a row, before anything of the chunk is written.
  void check(Chunk& chunk);
  /// Writes lots, movements and balances, once every row's part is written.
  void write();
  void finish();

 private:
  struct Held {
    std::int64_t part_id, lot_id, before, qty, cost;
    std::string code, expires_on;
    std::int64_t supplier_id;  ///< 0: none
    std::int64_t received_at;
  };
  struct NewLot {
    const ImportRow* row;
    std::string code;
    std::string expires_on;
    std::int64_t qty;
  };
  struct Moved {
    std::int64_t part_id, lot_id, qty, cost, value;
    bool first = false;  ///< of its part: the moving average is its own
  };

  void read_lots(const Chunk& chunk);
  void set(Chunk& chunk, ImportRow& row, std::size_t from, std::size_t to);
  void add(Chunk& chunk, ImportRow& row, std::size_t from, std::size_t to);
  void take_new(const ImportRow& row, std::int64_t qty);
  void change(Held& lot, std::int64_t qty);
  void moved(ImportRow& row);
  void order_by_expiry();
  std::string expiry(const ImportRow& row);
  void refuse(Chunk& chunk, ImportRow& row, const char* key, Message cause, Message fix);

  store::WriteTxn& tx_;
  const ImportRequest& request_;
  const ImportColumns& columns_;
  std::int64_t outlet_id_;
  std::int64_t supplier_id_;
  store::BulkQuery find_;
  store::BulkInsert lots_;
  store::BulkInsert movements_;
  LotBalances balances_;
  bool first_load_;  ///< there were no lots: their index by expiry is built afterwards
  std::map<std::int64_t, std::int64_t> for_jobs_;  ///< held, by part
  SeenIds touched_;                                ///< lots
  SeenIds whole_;  ///< parts whose stock was set without naming a lot
  std::vector<Held> held_;
  std::vector<NewLot> new_;
  std::vector<Moved> moved_;
  std::int32_t expiry_days_ = -1;
  std::string expiry_;  ///< of that many days
};

}  // namespace svcctl::parts
