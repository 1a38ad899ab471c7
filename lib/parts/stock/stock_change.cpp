#include "parts/stock/stock_change.hpp"

#include <algorithm>

#include "parts/stock/growth.hpp"
#include "parts/stock/shrinkage.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

/// The lot meant by a change: the named one, or the only one of the part.
Lot lot_of_change(store::WriteTxn& tx, const Part& part, const std::string& code) {
  if (!code.empty()) return find_lot(tx, code, part.id);
  auto lots = list_lots(tx, part.id);
  if (lots.empty()) lots = list_lots(tx, part.id, true);
  if (lots.empty())
    throw not_found("parts.lot-not-found", tr("part {0} has no lot here", part.label()),
                    "svcctl parts receive --supplier … --part " + part.label() + ":QTY@COST");
  if (lots.size() > 1)
    throw usage_error("parts.which-lot", tr("part {0} has several lots", part.label()),
                      "svcctl parts stock --lots --part " + part.label());
  return lots[0];
}

ChangedStock change_stock(store::WriteTxn& tx, const StockChange& change, MovementKind kind) {
  shop::require_right(tx, Right::keep_stock);
  tx.stands_on(Clause::store, {});
  if (change.reason.empty())
    throw usage_error("parts.reason", tr("a change of stock needs its reason"), "--why REASON");
  if (change.qty.is_zero()) throw usage_error("parts.qty", tr("a quantity of zero"));
  const Part part = find_part(tx, change.part);
  const Lot lot = lot_of_change(tx, part, change.lot);
  const Money worth = worth_of(tx, part, change.qty);
  const auto second = second_keeper(tx, change.second);
  const auto number = tx.next_number('D', lot.outlet_id);
  const auto moved = move(tx, {.lot_id = lot.id,
                               .kind = kind,
                               .qty = change.qty,
                               .reason = change.reason,
                               .document = number});
  tx.insert(R"(INSERT INTO stock_document (number, kind, movement_id, reason, at, recorded_at,
                                           staff_id, second_id, worth_amount, outlet_id)
               VALUES (:number, :kind, :movement, :reason, :at, :now, :staff, :second, :worth,
                       (SELECT outlet_id FROM stock_movement WHERE id = :movement)))",
            {{"number", number},
             {"kind", kind},
             {"movement", moved.id},
             {"reason", change.reason},
             tx.stamp(),
             {"second", second},
             {"worth", worth}});
  if (change.qty > Quantity())
    grow(tx, {.source = GrowthSource::adjust,
              .value = worth,
              .document = number,
              .reason = change.reason,
              .second_id = second});
  else
    shrink(tx, {.source =
                    kind == MovementKind::scrap ? ShrinkageSource::scrap : ShrinkageSource::adjust,
                .value = -worth,
                .document = number,
                .reason = change.reason,
                .second_id = second});
  tx.record(store::of_outlet(lot.outlet_id), {"stock_document",
                                              number,
                                              {{"part", part.label()},
                                               {"lot", lot.code},
                                               {"kind", to_code(kind)},
                                               {"qty", change.qty.str()},
                                               {"reason", change.reason},
                                               {"second", change.second}}});
  return {.number = number,
          .lot = find_lot(tx, lot.code, part.id),
          .qty = change.qty,
          .value = moved.value,
          .reason = change.reason,
          .second = change.second};
}

constexpr store::GroundKind lot_received{N_("the lot was received"),
                                         "SELECT received_at AS value FROM lot WHERE id = :id"};

/// The state is in force from its recording; the event says when it was put aside.
Lot set_lot_state(store::WriteTxn& tx, const Lot& lot, LotState state, const std::string& reason) {
  tx.stands_on(Clause::store, {lot_received.of(lot.id)});
  put_lot_state(tx, lot.id, state, reason);
  tx.record(store::of_outlet(lot.outlet_id),
            {"lot", lot.code, {{"part", lot.part}, {"state", to_code(state)}, {"reason", reason}}});
  return find_lot(tx, lot.code, lot.part_id);
}

Lot find_lot_of(const store::ReadTxn& tx, const std::string& lot, const std::string& part) {
  std::optional<std::int64_t> part_id;
  if (!part.empty()) part_id = find_part(tx, part).id;
  return find_lot(tx, lot, part_id);
}

}  // namespace

ChangedStock adjust(store::WriteTxn& tx, const StockChange& change) {
  return change_stock(tx, change, MovementKind::adjust);
}

ChangedStock scrap(store::WriteTxn& tx, const StockChange& change) {
  if (change.qty <= Quantity())
    throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  StockChange out = change;
  out.qty = -change.qty;
  return change_stock(tx, out, MovementKind::scrap);
}

Lot quarantine(store::WriteTxn& tx, const std::string& lot, const std::string& part,
               const std::string& reason, bool suspect) {
  shop::require_right(tx, Right::keep_stock);
  return set_lot_state(tx, find_lot_of(tx, lot, part),
                       suspect ? LotState::suspect : LotState::quarantined, reason);
}

Lot release(store::WriteTxn& tx, const std::string& lot, const std::string& part,
            const std::string& reason) {
  shop::require_right(tx, Right::release_lot);
  const Lot found = find_lot_of(tx, lot, part);
  if (found.state == LotState::ok)
    throw wrong_state("parts.not-barred", tr("lot {0} is usable already", found.code));
  return set_lot_state(tx, found, LotState::ok, reason);
}

}  // namespace svcctl::parts
