#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "parts/stock/stock.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// One line of the ledger as it is shown (clause 2.3-store).
struct LedgerLine {
  std::int64_t id = 0;
  Instant at;                          ///< of its posting
  std::optional<Instant> happened_at;  ///< where that is another time
  Instant recorded_at;
  MovementKind kind = MovementKind::adjust;
  std::string lot;
  Quantity qty;
  Quantity balance;    ///< of the part at the outlet, after this line
  Money cost;          ///< for one unit
  Money value;         ///< what the line adds to the value of the stock at lot cost
  Money average_cost;  ///< for one unit, the moving average after this line
  std::string document;
  std::string reason;
  std::string staff;
  std::string late_by;  ///< staff code of who recorded it late; empty: in time
};
/// Every movement of the part at the current outlet in the order of posting, so that the
/// balance behind the last line of a day is what there was at its end.
SVCCTL_API void each_ledger_line(const store::ReadTxn& tx, const Part& part,
                                 const std::function<void(const LedgerLine&)>& take);

}  // namespace svcctl::parts
