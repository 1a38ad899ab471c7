#include "parts/stock/stock.hpp"

#include <algorithm>

#include "parts/stock/private/average.hpp"
#include "parts/stock/private/lot_row.hpp"
#include "parts/stock/reservation.hpp"
#include "shop/outlet.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

constexpr const char* of_lot =
    R"( l.qty AS qty
         FROM lot l
         JOIN part p ON p.id = l.part_id
         LEFT JOIN part_outlet w ON w.part_id = l.part_id AND w.outlet_id = l.outlet_id
         LEFT JOIN supplier s ON s.id = l.supplier_id)";

constexpr store::GroundKind received{N_("the lot was received"),
                                     "SELECT received_at AS value FROM lot WHERE id = :id"};

/// Refuses a lot that must not be fitted.
void require_usable(store::WriteTxn& tx, const Part& part, const Lot& lot) {
  require(tx, lot.state != LotState::quarantined, Clause::store, "parts.lot-quarantined",
          tr("lot {0} of part {1} is quarantined", lot.code, part.label()),
          "svcctl parts release " + lot.code + " --why …");
  require(tx, lot.state != LotState::suspect, Clause::fit, "parts.lot-suspect",
          tr("lot {0} of part {1} is suspect", lot.code, part.label()),
          "svcctl parts release " + lot.code + " --why …");
  const Date day = tx.judged_on();
  require(tx, !lot.expired_on(day), Clause::store, "parts.lot-expired",
          tr("lot {0} of part {1} expired on {2}", lot.code, part.label(),
             lot.expires_on ? lot.expires_on->str() : ""),
          "svcctl parts stock --lots --part " + part.label());
}

/// What of these may be fitted on the day.
Quantity usable_of(const std::vector<Lot>& lots, Date day) {
  Quantity sum;
  for (const auto& lot : lots)
    if (lot.usable_on(day)) sum += lot.qty;
  return sum;
}

/// Refuses what is held for other jobs.
void require_unreserved(store::WriteTxn& tx, const Part& part, Quantity qty, Quantity usable,
                        std::optional<std::int64_t> job_id) {
  const Quantity held = reserved(tx, part.id, job_id);
  require(tx, held.is_zero() || qty <= usable - held, Clause::store, "parts.reserved",
          tr("part {0} has {1} usable on hand, {2} of it held for other jobs, {3} are wanted",
             part.label(), usable.str(), held.str(), qty.str()),
          "svcctl parts reservations --part " + part.label());
}

std::vector<Pick> pick_named(store::WriteTxn& tx, const Part& part, Quantity qty,
                             const std::string& code) {
  const Lot lot = find_lot(tx, code, part.id);
  require_usable(tx, part, lot);
  require(tx, qty <= lot.qty, Clause::store, "parts.too-few",
          tr("lot {0} of part {1} has {2} on hand, {3} are wanted", lot.code, part.label(),
             lot.qty.str(), qty.str()),
          "svcctl parts stock --lots --part " + part.label());
  return {{lot, qty}};
}

}  // namespace

std::vector<Lot> list_lots(const store::ReadTxn& tx, std::int64_t part_id, bool empty) {
  return tx.all<Lot>(std::string(lot_columns) + of_lot + R"(
          WHERE l.part_id = :part AND l.outlet_id = :outlet AND (:empty = 1 OR l.qty > 0)
          ORDER BY CASE WHEN l.expires_on IS NULL THEN 1 ELSE 0 END, l.expires_on,
                   l.received_at, l.id)",
                     {{"part", part_id}, {"outlet", shop::current_outlet(tx)}, {"empty", empty}});
}

Lot load_lot(const store::ReadTxn& tx, std::int64_t lot_id) {
  auto lot =
      tx.first<Lot>(std::string(lot_columns) + of_lot + " WHERE l.id = :lot", {{"lot", lot_id}});
  if (!lot) throw bug("no lot " + std::to_string(lot_id));
  return *std::move(lot);
}

std::optional<Lot> lot_of_part(const store::ReadTxn& tx, std::int64_t part_id,
                               const std::string& code) {
  return tx.first<Lot>(std::string(lot_columns) + of_lot + R"(
          WHERE l.part_id = :part AND l.outlet_id = :outlet AND l.code = :code)",
                       {{"part", part_id}, {"outlet", shop::current_outlet(tx)}, {"code", code}});
}

Lot find_lot(const store::ReadTxn& tx, const std::string& code,
             std::optional<std::int64_t> part_id) {
  const auto missing = [&] {
    return not_found("parts.lot-not-found", tr("no lot {0}", code), "svcctl parts stock --lots");
  };
  if (part_id) {
    auto lot = lot_of_part(tx, *part_id, code);
    if (!lot) throw missing();
    return *std::move(lot);
  }
  const auto found = tx.all<Lot>(std::string(lot_columns) + of_lot + R"(
          WHERE l.code = :code AND l.outlet_id = :outlet ORDER BY l.id LIMIT 2)",
                                 {{"code", code}, {"outlet", shop::current_outlet(tx)}});
  if (found.empty()) throw missing();
  if (found.size() > 1)
    throw usage_error("parts.lot-ambiguous",
                      tr("lot {0} is a lot of {1} and of {2}", code, found[0].part, found[1].part),
                      "--part " + found[0].part);
  return found[0];
}

Moved move(store::WriteTxn& tx, const Movement& movement) {
  return move(tx, movement, load_lot(tx, movement.lot_id));
}

Moved move(store::WriteTxn& tx, const Movement& movement, const Lot& lot) {
  const Quantity left = lot.qty + movement.qty;
  require(tx, left >= Quantity(), Clause::store, "parts.too-few",
          tr("lot {0} has {1} on hand, {2} would leave", lot.code, lot.qty.str(),
             (-movement.qty).str()),
          "svcctl parts stock --lots");
  if (movement.qty < Quantity()) tx.stands_on(Clause::store, {received.of(lot.id)});
  const Money value = lot.cost * left - lot.cost * lot.qty;
  auto average = average_at_end(tx, lot.part_id, lot.outlet_id, tx.now());
  if (average) average->move(movement.qty, value);
  const auto id = tx.insert(
      R"(INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, cost_amount,
                                     value_amount, average_qty, average_amount, job_id, task_id, reason,
                                     document, override_id, handed_over, waste_code, part_kind, at,
                                     happened_at, recorded_at, staff_id)
         VALUES (:part, :lot, :outlet, :kind, :qty, :cost, :value, :average_qty,
                 :average, :job, :task, :reason, :document, :override, :handed,
                 CASE WHEN :kind = 'issue' THEN (SELECT waste_code FROM part WHERE id = :part) END,
                 CASE WHEN :kind = 'issue' THEN (SELECT kind FROM part WHERE id = :part) END,
                 :now, :told, :now, :staff))",
      {{"part", lot.part_id},
       {"lot", movement.lot_id},
       {"outlet", lot.outlet_id},
       {"kind", movement.kind},
       {"qty", movement.qty},
       {"cost", lot.cost},
       {"value", value},
       {"average_qty", average ? std::optional(average->qty()) : std::nullopt},
       {"average", average ? std::optional(average->value()) : std::nullopt},
       {"job", movement.job_id},
       {"task", movement.task_id},
       {"reason", movement.reason},
       {"document", movement.document},
       {"override", movement.override_id},
       {"handed", movement.handed_over},
       tx.stamp()});
  const bool in_stock = left > Quantity();
  if (in_stock == (lot.qty > Quantity()))
    tx.run("UPDATE lot SET qty = :left WHERE id = :lot", {{"left", left}, {"lot", lot.id}});
  else
    tx.run("UPDATE lot SET qty = :left, in_stock = :in_stock WHERE id = :lot",
           {{"left", left}, {"in_stock", in_stock}, {"lot", lot.id}});
  return {id, value};
}

void put_lot_state(store::WriteTxn& tx, std::int64_t lot_id, LotState state,
                   const std::string& reason) {
  tx.run("UPDATE lot SET state = :state, state_reason = :reason WHERE id = :id",
         {{"state", state}, {"reason", reason}, {"id", lot_id}});
  tx.run("UPDATE lot_state SET to_at = :now WHERE lot_id = :id AND to_at IS NULL",
         {{"id", lot_id}, {"now", tx.now()}});
  tx.insert(R"(INSERT INTO lot_state (lot_id, state, reason, from_at, staff_id, outlet_id)
               VALUES (:id, :state, :reason, :now, :staff,
                       (SELECT outlet_id FROM lot WHERE id = :id)))",
            {{"id", lot_id}, {"state", state}, {"reason", reason}, tx.stamp()});
}

std::vector<Pick> pick_lots(store::WriteTxn& tx, const Part& part, Quantity qty,
                            const std::optional<std::string>& lot_code,
                            std::optional<std::int64_t> job_id) {
  if (qty <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  const Date day = tx.judged_on();
  const auto lots = list_lots(tx, part.id);
  if (lot_code && !lot_code->empty()) {
    auto named = pick_named(tx, part, qty, *lot_code);
    require_unreserved(tx, part, qty, usable_of(lots, day), job_id);
    return named;
  }
  std::vector<Pick> picks;
  Quantity wanted = qty;
  const Quantity usable = usable_of(lots, day);
  const Lot* barred = nullptr;
  for (const auto& lot : lots) {
    if (!lot.usable_on(day)) {
      if (barred == nullptr) barred = &lot;
      continue;
    }
    const Quantity taken = std::min(wanted, lot.qty);
    if (taken > Quantity()) picks.push_back({lot, taken});
    wanted -= taken;
  }
  // Nothing but barred lots: the reason is theirs, and an override reaches the first of them.
  if (usable.is_zero() && barred != nullptr) return pick_named(tx, part, qty, barred->code);
  require(
      tx, wanted.is_zero(), Clause::store, "parts.too-few",
      tr("part {0} has {1} usable on hand, {2} are wanted", part.label(), usable.str(), qty.str()),
      "svcctl parts stock --lots --part " + part.label());
  require_unreserved(tx, part, qty, usable, job_id);
  return picks;
}

void require_unreserved(store::WriteTxn& tx, const Part& part, const std::vector<Pick>& picks) {
  const Date day = tx.judged_on();
  Quantity taken;
  for (const auto& pick : picks)
    if (pick.lot.usable_on(day)) taken += pick.qty;
  if (!taken.is_zero())
    require_unreserved(tx, part, taken, usable_of(list_lots(tx, part.id), day), std::nullopt);
}

Quantity usable(const store::ReadTxn& tx, std::int64_t part_id) {
  return usable_of(list_lots(tx, part_id), tx.judged_on());
}

Quantity on_hand(const store::ReadTxn& tx, std::int64_t part_id) {
  return tx
      .value<Quantity>(
          "SELECT SUM(qty) AS value FROM lot WHERE part_id = :part AND outlet_id = :outlet",
          {{"part", part_id}, {"outlet", shop::current_outlet(tx)}})
      .value_or(Quantity());
}

}  // namespace svcctl::parts
