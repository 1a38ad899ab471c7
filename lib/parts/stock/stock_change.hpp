#pragma once

#include <string>

#include "parts/stock/stock.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// A change of stock outside receipt and issue, with its reason.
struct StockChange {
  std::string part;
  Quantity qty;
  std::string lot;  ///< may be left out where the part has one lot
  std::string reason;
  std::string second;  ///< staff code of a second person who stands behind it
};
/// A change as it stands on the books, with its numbered document.
struct ChangedStock {
  std::string number;
  Lot lot;
  Quantity qty;  ///< what left is negative
  Money value;   ///< at cost
  std::string reason;
  std::string second;
};
/// Corrects a lot by so much, up or down. Refuses one worth more than the configuration's
/// `parts.second_person_above` without a second person ("parts.second", 2.3-store).
/// @throws Error "parts.reason", "parts.which-lot" (2)
SVCCTL_API ChangedStock adjust(store::WriteTxn& tx, const StockChange& change);
/// Takes so much out as scrap. @throws as adjust
SVCCTL_API ChangedStock scrap(store::WriteTxn& tx, const StockChange& change);

/// Bars a lot from issue: quarantined, or suspected to be counterfeit (clauses 2.3-store, 2.3-fit).
SVCCTL_API Lot quarantine(store::WriteTxn& tx, const std::string& lot, const std::string& part,
                          const std::string& reason, bool suspect);
/// Frees a lot. Needs Right::release_lot. @throws Error "parts.not-barred" (2)
SVCCTL_API Lot release(store::WriteTxn& tx, const std::string& lot, const std::string& part,
                       const std::string& reason);

}  // namespace svcctl::parts
