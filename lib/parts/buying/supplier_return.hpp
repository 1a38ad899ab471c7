#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parts/stock/stock.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// Goods that went back to their supplier, and the credit for them.
struct SupplierReturn {
  std::int64_t id = 0;
  std::int64_t outlet_id = 0;
  std::string number;    ///< "W261123-001"
  std::string supplier;  ///< code
  std::string reason;
  Money value;     ///< at the lots' cost
  Money credited;  ///< so far
  Instant at;
  std::string staff;

  Money open() const { return credited < value ? value - credited : Money(); }
};
/// One line of it.
struct SupplierReturnLine {
  std::string part;
  std::string lot;
  Quantity qty;
  Money cost;  ///< for one unit
};
struct GiveBackRequest {
  std::string supplier;
  std::string part;  ///< NO or NO/BRAND
  Quantity qty;
  std::string lot = {};  ///< else the lots that came from the supplier, barred ones first
  std::string reason;
};

/// Sends goods back: barred lots of the supplier first, then the oldest. Refuses more than is on
/// hand of its lots ("parts.too-few", 2.3-store), what is held for jobs ("parts.reserved",
/// 2.3-store) and a lot that came from another ("parts.other-supplier", 2.3-source).
SVCCTL_API SupplierReturn give_back(store::WriteTxn& tx, const GiveBackRequest& request);
/// Books the supplier's credit. @throws Error "parts.credit" (2) unless it is above zero
SVCCTL_API SupplierReturn credit_return(store::WriteTxn& tx, const std::string& number,
                                        Money amount, const std::string& document);
/// @throws Error "give-back.not-found" (3)
SVCCTL_API SupplierReturn find_return(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API std::vector<SupplierReturnLine> return_lines(const store::ReadTxn& tx,
                                                        std::int64_t return_id);
/// Newest first. @param open_only those not wholly credited
SVCCTL_API std::vector<SupplierReturn> list_returns(const store::ReadTxn& tx,
                                                    const std::string& supplier, bool open_only);

}  // namespace svcctl::parts
