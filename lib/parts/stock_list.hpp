#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parts/stock.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// One line of the ledger as it is shown.
struct LedgerLine {
  std::int64_t id = 0;
  Instant at;
  Instant recorded_at;
  MovementKind kind = MovementKind::adjust;
  std::string lot;
  Quantity qty;
  Quantity balance;  ///< of the part at the outlet, after this line
  Money cost;        ///< for one unit
  std::string document;
  std::string reason;
  std::string staff;
};
SVCCTL_API std::vector<LedgerLine> ledger(const store::ReadTxn& tx, const Part& part);

/// What there is of one part at the current outlet.
struct StockLine {
  std::string part;
  std::string name;
  std::string bin;
  std::string unit;
  Quantity qty;
  Quantity usable;  ///< neither expired nor barred
  Quantity min_qty;
  Quantity max_qty;
  Money value;  ///< at cost, as received
};
struct StockFilter {
  bool below_min = false;
  std::optional<std::int64_t> part_id = std::nullopt;
};
SVCCTL_API std::vector<StockLine> stock_lines(const store::ReadTxn& tx, const StockFilter& filter);

}  // namespace svcctl::parts
