#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "parts/catalogue/fitment.hpp"
#include "parts/catalogue/label.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/catalogue/supplier.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

enum class LotState { ok, quarantined, suspect };
enum class MovementKind {
  receipt,
  issue,
  giving_back,
  adjust,
  scrap,
  supplier_return,
  transfer,
  receipt_void,  ///< the delivery was entered by mistake
};

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::LotState> = {
    CodeEntry<parts::LotState>{parts::LotState::ok, "ok", N_("usable")},
    CodeEntry<parts::LotState>{parts::LotState::quarantined, "quarantined", N_("quarantined")},
    CodeEntry<parts::LotState>{parts::LotState::suspect, "suspect", N_("suspect")},
};
template <>
inline constexpr std::array codes<parts::MovementKind> = {
    CodeEntry<parts::MovementKind>{parts::MovementKind::receipt, "receipt", N_("received")},
    CodeEntry<parts::MovementKind>{parts::MovementKind::issue, "issue", N_("issue||stock")},
    CodeEntry<parts::MovementKind>{parts::MovementKind::giving_back, "return", N_("return||stock")},
    CodeEntry<parts::MovementKind>{parts::MovementKind::adjust, "adjust", N_("adjustment")},
    CodeEntry<parts::MovementKind>{parts::MovementKind::scrap, "scrap", N_("scrap")},
    CodeEntry<parts::MovementKind>{parts::MovementKind::supplier_return, "supplier_return",
                                   N_("return to supplier")},
    CodeEntry<parts::MovementKind>{parts::MovementKind::transfer, "transfer", N_("transfer")},
    CodeEntry<parts::MovementKind>{parts::MovementKind::receipt_void, "receipt_void",
                                   N_("delivery void")},
};
}  // namespace svcctl

namespace svcctl::parts {

/// One lot of a part at one outlet, with what is left of it.
struct Lot {
  std::int64_t id = 0;
  std::int64_t part_id = 0;
  std::int64_t outlet_id = 0;
  std::string part;  ///< "NUMBER/BRAND"
  std::string part_name;
  std::string unit;
  std::string bin;
  std::string code;
  std::string supplier;  ///< code, or empty
  Instant received_at;
  std::optional<Date> expires_on;
  Money cost;  ///< for one unit
  std::string trace;
  LotState state = LotState::ok;
  std::string state_reason;
  Quantity qty;  ///< on hand

  bool expired_on(Date day) const { return lapsed(expires_on, day); }
  bool usable_on(Date day) const { return state == LotState::ok && !expired_on(day); }
};

/// The lots of a part at the current outlet, first expired first, then first received.
/// @param empty also lots of which nothing is left
SVCCTL_API std::vector<Lot> list_lots(const store::ReadTxn& tx, std::int64_t part_id,
                                      bool empty = false);
/// The lot of a row id; a bug when there is none.
SVCCTL_API Lot load_lot(const store::ReadTxn& tx, std::int64_t lot_id);
/// The lot of the part at the current outlet that bears the code, if there is one.
SVCCTL_API std::optional<Lot> lot_of_part(const store::ReadTxn& tx, std::int64_t part_id,
                                          const std::string& code);
/// The lot of that code at the current outlet; the part names it where several parts use one code.
/// @throws Error "parts.lot-not-found" (3), "parts.lot-ambiguous" (2)
SVCCTL_API Lot find_lot(const store::ReadTxn& tx, const std::string& code,
                        std::optional<std::int64_t> part_id = std::nullopt);

/// One line of the stock ledger to be written.
struct Movement {
  std::int64_t lot_id = 0;
  MovementKind kind = MovementKind::adjust;
  Quantity qty;  ///< what leaves is negative
  std::optional<std::int64_t> job_id = std::nullopt;
  std::optional<std::int64_t> task_id = std::nullopt;
  std::string reason = {};
  std::string document = {};
  std::optional<std::int64_t> override_id = std::nullopt;  ///< by which a part was issued that does
                                                           ///< not fit
  bool handed_over = false;  ///< issued to leave with the customer as it is, or come back from that
};
/// A ledger line as written: `value` is what it adds to the value of its lot, so that the values
/// of all lines add up to the value of the stock, to the fen.
struct Moved {
  std::int64_t id = 0;
  Money value;
};

/// Writes one ledger line and the lot's balance, in one transaction (clause 2.3-store). Does not
/// call `tx.record`: the service that moves says what it did.
/// @throws Error "parts.too-few" (refused, 2.3-store) when less is left than leaves, now or at the
/// told time of a movement recorded late
SVCCTL_API Moved move(store::WriteTxn& tx, const Movement& movement);
/// The same of a lot that was read in this transaction and has not moved since.
SVCCTL_API Moved move(store::WriteTxn& tx, const Movement& movement, const Lot& lot);

/// Puts a lot in a state: ends the period of the one before. Does not call `tx.record`.
SVCCTL_API void put_lot_state(store::WriteTxn& tx, std::int64_t lot_id, LotState state,
                              const std::string& reason);

/// So much from this lot.
struct Pick {
  Lot lot;
  Quantity qty;
};

/// Which lots of the current outlet to issue from: the named one, else first expired, first out.
/// Refuses (2.3-store) an expired or quarantined lot ("parts.lot-expired",
/// "parts.lot-quarantined"), more than is on hand ("parts.too-few") and what is held for another
/// job ("parts.reserved"); refuses (2.3-fit) a lot flagged suspect ("parts.lot-suspect"). Nothing
/// is moved.
/// @param job_id whose own reservations do not bar it
/// @throws Error "parts.qty" (2) unless qty > 0, "parts.lot-not-found" (3)
SVCCTL_API std::vector<Pick> pick_lots(store::WriteTxn& tx, const Part& part, Quantity qty,
                                       const std::optional<std::string>& lot_code = std::nullopt,
                                       std::optional<std::int64_t> job_id = std::nullopt);

/// Refuses to take away what is held for jobs ("parts.reserved", 2.3-store); what may not be fitted
/// anyway is held for nobody.
SVCCTL_API void require_unreserved(store::WriteTxn& tx, const Part& part,
                                   const std::vector<Pick>& picks);

/// How much of the part is at the current outlet and may be fitted today.
SVCCTL_API Quantity usable(const store::ReadTxn& tx, std::int64_t part_id);
/// How much of the part is at the current outlet, in whatever state.
SVCCTL_API Quantity on_hand(const store::ReadTxn& tx, std::int64_t part_id);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Lot> = {
    field<&parts::Lot::id>("id"),
    field<&parts::Lot::part_id>("part_id"),
    field<&parts::Lot::outlet_id>("outlet_id"),
    field<&parts::Lot::part, parts::read_part_label>("number"),
    field<&parts::Lot::part_name>("name"),
    field<&parts::Lot::unit>("unit"),
    field<&parts::Lot::bin>("bin"),
    field<&parts::Lot::code>("code"),
    field<&parts::Lot::supplier>("supplier"),
    field<&parts::Lot::received_at>("received_at"),
    field<&parts::Lot::expires_on>("expires_on"),
    field<&parts::Lot::cost>("cost_amount"),
    field<&parts::Lot::trace>("trace"),
    field<&parts::Lot::state>("state"),
    field<&parts::Lot::state_reason>("state_reason"),
    field<&parts::Lot::qty>("qty"),
};
}  // namespace svcctl
