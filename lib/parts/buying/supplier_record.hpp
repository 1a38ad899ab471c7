#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/time.hpp"
#include "parts/catalogue/supplier.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// How a supplier served in a period (clause 2.3-source).
struct SupplierRecord {
  std::string supplier;
  std::int64_t orders = 0;   ///< placed, whose promised day lies in the period
  std::int64_t on_time = 0;  ///< of these, all had come by that day
  std::optional<Percent> on_time_share;
  std::int64_t deliveries = 0;
  std::int64_t lines = 0;              ///< of the deliveries
  std::int64_t bad_lines = 0;          ///< refused or quarantined on arrival
  std::int64_t sent_back = 0;          ///< lines that went back later
  std::optional<Percent> defect_rate;  ///< (bad lines + sent back) / lines
  Money goods;                         ///< taken in, without freight
  Money freight;
  Money credit_open;  ///< of all returns, whenever they were
};

/// The price of one part moved from one delivery to the next.
struct PaidMove {
  std::string part;
  std::string name;
  Money before;
  Money after;
  Percent change;  ///< in percent of the price before, rounded to a thousandth
  Instant at;
};

SVCCTL_API SupplierRecord supplier_record(const store::ReadTxn& tx, const std::string& supplier,
                                          const Period& period);
/// Prices paid to the supplier that moved in the period, the largest moves first.
SVCCTL_API std::vector<PaidMove> price_moves(const store::ReadTxn& tx, const std::string& supplier,
                                             const Period& period);

}  // namespace svcctl::parts
