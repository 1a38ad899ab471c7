#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "parts/catalogue/label.hpp"
#include "parts/stock/stock.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::job {

/// Which goods are called back: a lot, all of a supplier's, all of a part, or what is common to
/// those that are given.
struct RecallRequest {
  std::string lot;
  std::string supplier;
  std::string part;
};
/// A car that got some of them (clauses 2.3-fit, 2.3-store).
struct RecallCase {
  std::string job;
  std::string plate;
  std::string vin;
  std::string customer;
  std::string phone;
  std::string part;  ///< "NUMBER/BRAND"
  std::string lot;
  std::string supplier;  ///< code, or empty
  Quantity qty;          ///< issued and not returned
  Instant issued_at;     ///< the last time
};
/// Calls back with each job that still has some, of all outlets, the latest first. A lot is
/// followed through transfers between outlets.
/// @throws Error "parts.recall-what" (2), find_part's, find_supplier's, "parts.lot-not-found" (3)
SVCCTL_API void each_recall_case(const store::ReadTxn& tx, const RecallRequest& request,
                                 const std::function<void(const RecallCase&)>& take);

/// What of them lies in the shop still.
struct RecallStock {
  std::string outlet;  ///< code
  std::string part;
  std::string lot;
  Quantity qty;
  parts::LotState state = parts::LotState::ok;
};
SVCCTL_API std::vector<RecallStock> recall_stock(const store::ReadTxn& tx,
                                                 const RecallRequest& request);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array fields<job::RecallStock> = {
    field<&job::RecallStock::outlet>("outlet"),
    field<&job::RecallStock::part, parts::read_part_label>("part"),
    field<&job::RecallStock::lot>("lot"),
    field<&job::RecallStock::qty>("qty"),
    field<&job::RecallStock::state>("state"),
};
}  // namespace svcctl
