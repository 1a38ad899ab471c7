#include "parts/stock.hpp"

#include <algorithm>

#include "shop/outlet.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

Lot read_lot(const Row& row) {
  const std::string number = row["number"];
  const std::string brand = row["brand"];
  return {.id = row["id"],
          .part_id = row["part_id"],
          .outlet_id = row["outlet_id"],
          .part = brand.empty() ? number : number + "/" + brand,
          .part_name = row["name"],
          .unit = row["unit"],
          .bin = row["bin"],
          .code = row["code"],
          .supplier = row["supplier"],
          .received_at = row["received_at"],
          .expires_on = row.get<std::optional<Date>>("expires_on"),
          .cost = row["cost_amount"],
          .trace = row["trace"],
          .state = row["state"],
          .state_reason = row["state_reason"],
          .qty = row["qty"]};
}

std::string issue_hint(const Part& part, const Lot& lot) {
  return "svcctl parts stock --lots --part " + part.label() + "  (then --lot other than " +
         lot.code + ")";
}

/// Refuses a lot that must not be fitted.
void require_usable(store::WriteTxn& tx, const Part& part, const Lot& lot) {
  require(tx, lot.state != LotState::quarantined, Clause::store, "parts.lot-quarantined",
          tr("lot {0} of part {1} is quarantined", lot.code, part.label()),
          "svcctl parts release " + lot.code + " --why …");
  require(tx, lot.state != LotState::suspect, Clause::fit, "parts.lot-suspect",
          tr("lot {0} of part {1} is suspect", lot.code, part.label()),
          "svcctl parts release " + lot.code + " --why …");
  const Date day = tx.settings().zone.date_of(tx.at());
  require(tx, !lot.expired_on(day), Clause::store, "parts.lot-expired",
          tr("lot {0} of part {1} expired on {2}", lot.code, part.label(),
             lot.expires_on ? lot.expires_on->str() : ""),
          issue_hint(part, lot));
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

std::vector<Lot> list_lots(const store::ReadTxn& tx, const LotFilter& filter) {
  return tx.all(
      R"(SELECT l.id AS id, l.part_id AS part_id, l.outlet_id AS outlet_id, p.number AS number,
                p.brand AS brand, p.name AS name, p.unit AS unit, p.bin AS bin, l.code AS code,
                COALESCE(s.code, '') AS supplier, l.received_at AS received_at,
                l.expires_on AS expires_on, l.cost_amount AS cost_amount, l.trace AS trace,
                l.state AS state, l.state_reason AS state_reason, l.qty AS qty
           FROM lot l
           JOIN part p ON p.id = l.part_id
           LEFT JOIN supplier s ON s.id = l.supplier_id
          WHERE (:outlet = 0 OR l.outlet_id = :outlet)
            AND (:part = 0 OR l.part_id = :part)
            AND (:code = '' OR l.code = :code)
            AND (:empty = 1 OR l.qty <> 0)
            AND (:expires = '' OR l.expires_on <= :expires)
          ORDER BY CASE WHEN l.expires_on IS NULL THEN 1 ELSE 0 END, l.expires_on,
                   l.received_at, l.id)",
      {{"outlet", filter.outlet_id.value_or(0)},
       {"part", filter.part_id.value_or(0)},
       {"code", filter.code},
       {"empty", filter.empty},
       {"expires", filter.expires_by ? filter.expires_by->str() : ""}},
      read_lot);
}

Lot find_lot(const store::ReadTxn& tx, const std::string& code,
             std::optional<std::int64_t> part_id) {
  const LotFilter filter{
      .outlet_id = shop::current_outlet(tx), .part_id = part_id, .code = code, .empty = true};
  const auto found = code.empty() ? std::vector<Lot>() : list_lots(tx, filter);
  if (found.empty())
    throw not_found("parts.lot-not-found", tr("no lot {0}", code), "svcctl parts stock --lots");
  if (found.size() > 1)
    throw usage_error("parts.lot-ambiguous",
                      tr("lot {0} is a lot of {1} and of {2}", code, found[0].part, found[1].part),
                      "--part " + found[0].part);
  return found[0];
}

std::int64_t move(store::WriteTxn& tx, const Movement& movement) {
  const auto lot = tx.first(
      R"(SELECT l.part_id AS part_id, l.outlet_id AS outlet_id, l.cost_amount AS cost_amount,
                l.code AS code, l.qty AS qty
           FROM lot l WHERE l.id = :lot)",
      {{"lot", movement.lot_id}}, [](const Row& row) {
        Lot found;
        found.part_id = row["part_id"];
        found.outlet_id = row["outlet_id"];
        found.cost = row["cost_amount"];
        found.code = row.get<std::string>("code");
        found.qty = row["qty"];
        return found;
      });
  if (!lot) throw bug("a movement of no lot");
  const Quantity left = lot->qty + movement.qty;
  require(tx, left >= Quantity(), Clause::store, "parts.too-few",
          tr("lot {0} has {1} on hand, {2} would leave", lot->code, lot->qty.str(),
             (-movement.qty).str()),
          "svcctl parts stock --lots");
  const auto id = tx.insert(
      R"(INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, cost_amount, job_id,
                                     task_id, reason, document, at, recorded_at, staff_id)
         VALUES (:part, :lot, :outlet, :kind, :qty, :cost, :job, :task, :reason, :document, :at,
                 :recorded_at, :staff))",
      {{"part", lot->part_id},
       {"lot", movement.lot_id},
       {"outlet", lot->outlet_id},
       {"kind", movement.kind},
       {"qty", movement.qty},
       {"cost", movement.cost.value_or(lot->cost)},
       {"job", movement.job_id},
       {"task", movement.task_id},
       {"reason", movement.reason},
       {"document", movement.document},
       {"at", tx.at()},
       {"recorded_at", tx.now()},
       {"staff", tx.actor_id()}});
  tx.run("UPDATE lot SET qty = :left WHERE id = :lot", {{"left", left}, {"lot", movement.lot_id}});
  return id;
}

std::vector<Pick> pick_lots(store::WriteTxn& tx, const Part& part, Quantity qty,
                            const std::optional<std::string>& lot_code) {
  if (qty <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  if (lot_code && !lot_code->empty()) return pick_named(tx, part, qty, *lot_code);

  const Date day = tx.settings().zone.date_of(tx.at());
  const auto lots = list_lots(tx, {.outlet_id = shop::current_outlet(tx), .part_id = part.id});
  std::vector<Pick> picks;
  Quantity wanted = qty;
  Quantity usable;
  const Lot* barred = nullptr;
  for (const auto& lot : lots) {
    if (lot.state != LotState::ok || lot.expired_on(day)) {
      if (barred == nullptr) barred = &lot;
      continue;
    }
    usable += lot.qty;
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
  return picks;
}

Quantity on_hand(const store::ReadTxn& tx, std::int64_t part_id) {
  return tx
      .value<Quantity>(
          "SELECT SUM(qty) AS value FROM lot WHERE part_id = :part AND outlet_id = :outlet",
          {{"part", part_id}, {"outlet", shop::current_outlet(tx)}})
      .value_or(Quantity());
}

}  // namespace svcctl::parts
