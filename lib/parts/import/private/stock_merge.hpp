#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parts/import/private/book.hpp"
#include "parts/import/private/rows.hpp"
#include "parts/stock/private/lot_balance.hpp"
#include "store/row_set.hpp"

namespace svcctl::parts {

/// What a quantity is worth at the cost of one unit; all three as stored.
inline std::int64_t value_of(std::int64_t cost, std::int64_t qty) {
  return (Money::minor(cost) * Quantity::thousandths(qty)).minor();
}

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
  /// Worth of what was added to the stock, at cost, in minor units.
  std::int64_t grown() const { return grown_; }
  /// What was taken off the stock, by part, in thousandths.
  const std::map<std::int64_t, std::int64_t>& shrunk() const { return shrunk_; }
  /// How many new lots have no trace code.
  std::int64_t unproved() const { return unproved_; }

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
  store::RowSet touched_;                          ///< lots
  store::RowSet whole_;  ///< parts whose stock was set without naming a lot
  std::vector<Held> held_;
  std::vector<NewLot> new_;
  std::vector<Moved> moved_;
  std::int64_t grown_ = 0;
  std::map<std::int64_t, std::int64_t> shrunk_;
  std::int64_t unproved_ = 0;
  std::int32_t expiry_days_ = -1;
  std::string expiry_;  ///< of that many days
};

}  // namespace svcctl::parts
