#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parts/catalogue/label.hpp"
#include "parts/stock/stock.hpp"
#include "store/columns.hpp"
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
  std::string second = {};  ///< staff code of a second person who stands behind it
};

/// Sends goods back: barred lots of the supplier first, then the oldest. Refuses more than is on
/// hand of its lots ("parts.too-few", 2.3-store), what is held for jobs ("parts.reserved",
/// 2.3-store) and a lot that came from another ("parts.other-supplier", 2.3-source). It is
/// shrinkage: above the limit of a day it wants a second person ("parts.second", 2.3-store).
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

namespace svcctl {
template <>
inline constexpr std::array fields<parts::SupplierReturn> = {
    field<&parts::SupplierReturn::id>("id"),
    field<&parts::SupplierReturn::outlet_id>("outlet_id"),
    field<&parts::SupplierReturn::number>("number"),
    field<&parts::SupplierReturn::supplier>("supplier"),
    field<&parts::SupplierReturn::reason>("reason"),
    field<&parts::SupplierReturn::value>("value_amount"),
    field<&parts::SupplierReturn::credited>("credited"),
    field<&parts::SupplierReturn::at>("at"),
    field<&parts::SupplierReturn::staff>("staff"),
};
template <>
inline constexpr std::array fields<parts::SupplierReturnLine> = {
    field<&parts::SupplierReturnLine::part, parts::read_part_label>("number"),
    field<&parts::SupplierReturnLine::lot>("lot"),
    field<&parts::SupplierReturnLine::qty>("qty"),
    field<&parts::SupplierReturnLine::cost>("cost_amount"),
};
}  // namespace svcctl
