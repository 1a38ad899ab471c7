#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "parts/catalogue/label.hpp"
#include "parts/stock/stock.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

enum class TransferState { sent, received, taken_back };

/// One lot of a transfer.
struct TransferLine {
  std::int64_t id = 0;
  std::int64_t part_id = 0;
  std::int64_t lot_id = 0;  ///< it left from
  std::string part;         ///< "NUMBER/BRAND"
  std::string part_name;
  std::string unit;
  std::string lot;  ///< code at the outlet it left
  Quantity qty;     ///< sent
  Money value;      ///< at cost, of what was sent
  std::optional<Quantity> received;
  std::string reason;  ///< of a difference
};
/// Goods from one outlet to another: sent by one person, received by another (clause 2.3-store).
/// In between they are in transit, on neither outlet's books.
struct Transfer {
  std::int64_t id = 0;
  std::string number;
  std::int64_t from_id = 0;
  std::int64_t to_id = 0;
  std::string from;  ///< outlet codes
  std::string to;
  TransferState state = TransferState::sent;
  std::string note;
  Instant sent_at;
  std::optional<std::int64_t> sent_by_id;
  std::string sent_by;  ///< staff codes
  std::optional<Instant> done_at;
  std::string done_by;
  std::vector<TransferLine> lines;

  Money value() const;  ///< of what was sent
};

struct PartQuantity {
  std::string part;  ///< NO or NO/BRAND
  Quantity qty;
};
struct SendRequest {
  std::string to;  ///< outlet code
  std::vector<PartQuantity> lines;
  std::string lot = {};  ///< of all lines; else first expired, first out
  std::string note = {};
};
/// Sends goods of the current outlet on their way. Refuses as an issue does: what is not there,
/// expired, barred or held for a job (pick_lots).
/// @throws Error "parts.transfer-same", "parts.no-lines" (2), "outlet.not-found" (3)
SVCCTL_API Transfer send(store::WriteTxn& tx, const SendRequest& request);

struct ArrivalRequest {
  std::string number;
  std::vector<PartQuantity> lines = {};  ///< what arrived of parts that differ; else as sent
  std::string reason = {};               ///< of the differences
  std::string second = {};               ///< staff code: who stands behind a difference too
};
/// Takes a transfer onto the current outlet's books; a difference is adjusted there with its
/// reason: more is growth, less is shrinkage of who receives. Refuses (2.3-store) the person who
/// sent it ("parts.transfer-same-person") and a difference without reason
/// ("parts.transfer-difference").
/// @throws Error "parts.transfer-closed", "parts.transfer-outlet", "parts.transfer-part",
/// "parts.transfer-before" (2), find_transfer's
SVCCTL_API Transfer receive_transfer(store::WriteTxn& tx, const ArrivalRequest& request);
/// Puts goods that never arrived back into the lots they left from.
/// @throws Error "parts.reason", "parts.transfer-closed", "parts.transfer-outlet" (2)
SVCCTL_API Transfer take_back(store::WriteTxn& tx, const std::string& number,
                              const std::string& reason);

/// @throws Error "transfer.not-found" (3), "number.ambiguous" (2)
SVCCTL_API Transfer find_transfer(const store::ReadTxn& tx, const std::string& typed);
/// Without their lines, the latest first: of the named outlet (either way), or of all.
SVCCTL_API std::vector<Transfer> list_transfers(const store::ReadTxn& tx, bool open_only);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::TransferState> = {
    CodeEntry<parts::TransferState>{parts::TransferState::sent, "sent", N_("in transit")},
    CodeEntry<parts::TransferState>{parts::TransferState::received, "received", N_("received")},
    CodeEntry<parts::TransferState>{parts::TransferState::taken_back, "taken_back",
                                    N_("taken back||goods")},
};
template <>
inline constexpr std::array fields<parts::Transfer> = {
    field<&parts::Transfer::id>("id"),
    field<&parts::Transfer::number>("number"),
    field<&parts::Transfer::from_id>("from_outlet_id"),
    field<&parts::Transfer::to_id>("to_outlet_id"),
    field<&parts::Transfer::from>("from_code"),
    field<&parts::Transfer::to>("to_code"),
    field<&parts::Transfer::state>("state"),
    field<&parts::Transfer::note>("note"),
    field<&parts::Transfer::sent_at>("sent_at"),
    field<&parts::Transfer::sent_by_id>("sent_by"),
    field<&parts::Transfer::sent_by>("sender"),
    field<&parts::Transfer::done_at>("done_at"),
    field<&parts::Transfer::done_by>("done_by"),
};
template <>
inline constexpr std::array fields<parts::TransferLine> = {
    field<&parts::TransferLine::id>("id"),
    field<&parts::TransferLine::part_id>("part_id"),
    field<&parts::TransferLine::lot_id>("lot_id"),
    field<&parts::TransferLine::part, parts::read_part_label>("number"),
    field<&parts::TransferLine::part_name>("name"),
    field<&parts::TransferLine::unit>("unit"),
    field<&parts::TransferLine::lot>("code"),
    field<&parts::TransferLine::qty>("qty"),
    field<&parts::TransferLine::value>("value_amount"),
    field<&parts::TransferLine::received>("received_qty"),
    field<&parts::TransferLine::reason>("reason"),
};
}  // namespace svcctl
