#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "csv/import.hpp"
#include "parts/catalogue/supplier.hpp"
#include "parts/stock/stock.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// What the inspection of a delivery found: good, barred until it is looked at, or refused at the
/// door.
enum class ArrivalOutcome { accepted, quarantined, refused };

/// One line of a delivery.
struct ReceiptLine {
  std::string part;  ///< NO or NO/BRAND
  Quantity qty;
  /// For one unit, without freight; else as ordered, else the supplier's price, else the part's.
  std::optional<Money> cost = std::nullopt;
  std::string lot = {};                           ///< code on the package; else numbered
  std::optional<Date> expires_on = std::nullopt;  ///< else from the part's shelf life
  std::string trace = {};        ///< trace code: proof that it is genuine (clause 2.3-fit)
  std::string certificate = {};  ///< number of its certificate of quality
  std::string origin = {};       ///< proof of origin
  ArrivalOutcome outcome = ArrivalOutcome::accepted;
  std::string reason = {};  ///< why not accepted
};
struct ReceiptRequest {
  std::string order = {};     ///< number; else a delivery nobody ordered, from `supplier`
  std::string supplier = {};  ///< code
  std::string document = {};  ///< delivery note
  Money freight = {};         ///< shared among the lines taken in, by their value
  std::string trace = {};     ///< of the lines that name none, like the next two
  std::string certificate = {};
  std::string origin = {};
  std::vector<ReceiptLine> lines = {};  ///< none, with an order: everything outstanding
};

/// One line of a delivery as it was taken in.
struct ReceivedLine {
  std::string receipt;  ///< "G261123-001"
  std::string part;
  std::string name;
  std::string unit;
  Quantity qty;
  std::string lot;  ///< empty when refused
  std::optional<Date> expires_on;
  std::string trace;
  std::string certificate;
  std::string origin;
  ArrivalOutcome outcome = ArrivalOutcome::accepted;
  std::string reason;
  Money goods;    ///< of the line, as the supplier asks for it
  Money freight;  ///< the line's share
  Money cost;     ///< for one unit, with freight: the lot's
};

/// Takes a delivery in (clauses 2.3-source, 2.3-store): every line is a document's line, its lot
/// and a movement. Refuses a supplier not approved or lapsed. Parts that jobs wait for are held for
/// them.
/// @throws Error "parts.qty", "parts.lot-differs", "parts.retired", "parts.not-ordered",
///         "parts.beyond-order", "parts.order-not-placed", "parts.arrival-why" (2), finders'
SVCCTL_API std::vector<ReceivedLine> receive(store::WriteTxn& tx, const ReceiptRequest& request);

struct VoidReceiptRequest {
  std::string number;  ///< of the delivery, as typed
  std::string why;
  std::string second = {};  ///< another keeper; staff code
};
/// One line of a delivery that is void.
struct VoidReceiptLine {
  std::string receipt;
  std::string supplier;  ///< code
  std::string part;
  std::string lot;  ///< empty: it was refused at the door
  Quantity qty;
  Money goods;        ///< that the supplier asks for no more
  std::string order;  ///< that waits for it again, or empty
};
/// A delivery was entered by mistake: its goods never came, the supplier asks for nothing, its
/// order waits for it again, jobs that it was held for do too. By who entered it the same day, else
/// by a manager (1.3-integrity). Only while all of it lies in its lots as it came (2.3-store): what
/// moved since goes back to the supplier. It is shrinkage, with its limit for one person.
/// @throws Error "receipt.not-found" (3), "parts.receipt-voided", "parts.void-why" (2);
/// "parts.receipt-used", "parts.reserved", "parts.second" (4, 2.3-store), "parts.void-whose" (4)
SVCCTL_API std::vector<VoidReceiptLine> void_receipt(store::WriteTxn& tx,
                                                     const VoidReceiptRequest& request);

SVCCTL_API std::span<const csv::Column> delivery_list_columns();
/// The lines of a delivery note as a file. @throws Error as csv::import_rows; "import.rejected"
SVCCTL_API csv::ImportResult read_delivery(store::WriteTxn& tx, csv::RowSource& source,
                                           const csv::ImportOptions& options,
                                           std::vector<ReceiptLine>& lines);

/// The lot of that code, made anew where it is not there; the supplier may be none.
SVCCTL_API Lot take_lot(store::WriteTxn& tx, const Part& part, const ReceiptLine& line,
                        const std::optional<Supplier>& supplier);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::ArrivalOutcome> = {
    CodeEntry<parts::ArrivalOutcome>{parts::ArrivalOutcome::accepted, "accepted", N_("accepted")},
    CodeEntry<parts::ArrivalOutcome>{parts::ArrivalOutcome::quarantined, "quarantined",
                                     N_("quarantined")},
    CodeEntry<parts::ArrivalOutcome>{parts::ArrivalOutcome::refused, "refused",
                                     N_("refused||delivery")},
};
}  // namespace svcctl
