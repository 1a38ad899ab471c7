#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parts/stock.hpp"
#include "parts/supplier.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// One line of a delivery.
struct ReceiptLine {
  std::string part;  ///< NO or NO/BRAND
  Quantity qty;
  std::optional<Money> cost = std::nullopt;       ///< for one unit; else the part's
  std::string lot = {};                           ///< code on the package; else numbered
  std::optional<Date> expires_on = std::nullopt;  ///< else from the part's shelf life
  std::string trace = {};                         ///< trace code or certificate (clause 2.3-fit)
};
struct ReceiptRequest {
  std::string supplier;
  std::string document;  ///< delivery note
  std::vector<ReceiptLine> lines;
};
/// Takes a delivery in (clauses 2.3-source, 2.3-store). Refuses a supplier not approved or lapsed.
/// @throws Error "parts.qty", "parts.lot-differs", "parts.retired" (2), find_part's
SVCCTL_API std::vector<Lot> receive(store::WriteTxn& tx, const ReceiptRequest& request);

/// The lot of that code, made anew where it is not there; the supplier may be none.
SVCCTL_API Lot take_lot(store::WriteTxn& tx, const Part& part, const ReceiptLine& line,
                        const std::optional<Supplier>& supplier);

}  // namespace svcctl::parts
