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

/// A change of stock outside receipt and issue, with its reason.
struct StockChange {
  std::string part;
  Quantity qty;
  std::string lot;  ///< may be left out where the part has one lot
  std::string reason;
};
/// Corrects a lot by so much, up or down. @throws Error "parts.reason", "parts.which-lot" (2)
SVCCTL_API Lot adjust(store::WriteTxn& tx, const StockChange& change);
/// Takes so much out as scrap. @throws as adjust
SVCCTL_API Lot scrap(store::WriteTxn& tx, const StockChange& change);

/// Bars a lot from issue: quarantined, or suspected to be counterfeit (clauses 2.3-store, 2.3-fit).
SVCCTL_API Lot quarantine(store::WriteTxn& tx, const std::string& lot, const std::string& part,
                          const std::string& reason, bool suspect);
/// Frees a lot. Needs Right::release_lot. @throws Error "parts.not-barred" (2)
SVCCTL_API Lot release(store::WriteTxn& tx, const std::string& lot, const std::string& part,
                       const std::string& reason);

/// The lot of that code, made anew where it is not there; the supplier may be none.
SVCCTL_API Lot take_lot(store::WriteTxn& tx, const Part& part, const ReceiptLine& line,
                        const std::optional<Supplier>& supplier);

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
