#include "parts/receipt.hpp"

#include <map>

#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

Lot load_lot(const store::ReadTxn& tx, const Part& part, const std::string& code) {
  return find_lot(tx, code, part.id);
}

std::optional<Date> expiry_of(const store::ReadTxn& tx, const Part& part, const ReceiptLine& line) {
  if (line.expires_on || part.shelf_life_days == 0) return line.expires_on;
  return tx.settings().zone.date_of(tx.at()).plus_days(part.shelf_life_days);
}

/// The lot meant by a change: the named one, or the only one of the part.
Lot lot_of_change(store::WriteTxn& tx, const Part& part, const std::string& code) {
  if (!code.empty()) return load_lot(tx, part, code);
  auto lots = list_lots(tx, {.outlet_id = shop::current_outlet(tx), .part_id = part.id});
  if (lots.empty())
    lots =
        list_lots(tx, {.outlet_id = shop::current_outlet(tx), .part_id = part.id, .empty = true});
  if (lots.empty())
    throw not_found("parts.lot-not-found", tr("part {0} has no lot here", part.label()),
                    "svcctl parts receive --supplier … --part " + part.label() + ":QTY@COST");
  if (lots.size() > 1)
    throw usage_error("parts.which-lot", tr("part {0} has several lots", part.label()),
                      "svcctl parts stock --lots --part " + part.label() + "  (then --lot LOT)");
  return lots[0];
}

Lot change_stock(store::WriteTxn& tx, const StockChange& change, MovementKind kind) {
  shop::require_right(tx, Right::keep_stock);
  if (change.reason.empty())
    throw usage_error("parts.reason", tr("a change of stock needs its reason"), "--why REASON");
  if (change.qty.is_zero()) throw usage_error("parts.qty", tr("a quantity of zero"));
  const Part part = find_part(tx, change.part);
  const Lot lot = lot_of_change(tx, part, change.lot);
  move(tx, {.lot_id = lot.id, .kind = kind, .qty = change.qty, .reason = change.reason});
  tx.record({"lot",
             lot.code,
             {{"part", part.label()},
              {"kind", to_code(kind)},
              {"qty", change.qty.str()},
              {"reason", change.reason}}});
  return load_lot(tx, part, lot.code);
}

Lot set_lot_state(store::WriteTxn& tx, const Lot& lot, LotState state, const std::string& reason) {
  tx.run("UPDATE lot SET state = :state, state_reason = :reason WHERE id = :id",
         {{"state", state}, {"reason", reason}, {"id", lot.id}});
  tx.record({"lot", lot.code, {{"part", lot.part}, {"state", to_code(state)}, {"reason", reason}}});
  return find_lot(tx, lot.code, lot.part_id);
}

Lot find_lot_of(const store::ReadTxn& tx, const std::string& lot, const std::string& part) {
  std::optional<std::int64_t> part_id;
  if (!part.empty()) part_id = find_part(tx, part).id;
  return find_lot(tx, lot, part_id);
}

}  // namespace

Lot take_lot(store::WriteTxn& tx, const Part& part, const ReceiptLine& line,
             const std::optional<Supplier>& supplier) {
  const auto outlet = shop::current_outlet(tx);
  const auto expires = expiry_of(tx, part, line);
  const Money cost = line.cost.value_or(part.cost.value_or(Money()));
  const std::string code = line.lot.empty() ? tx.next_number('L', outlet) : line.lot;
  const LotFilter same{.outlet_id = outlet, .part_id = part.id, .code = code, .empty = true};
  if (const auto there = list_lots(tx, same); !there.empty()) {
    const bool alike = there[0].supplier == (supplier ? supplier->code : "") &&
                       there[0].expires_on == expires && there[0].cost == cost;
    if (!alike)
      throw usage_error("parts.lot-differs",
                        tr("lot {0} of part {1} is there with another supplier, expiry or cost",
                           code, part.label()),
                        "--lot " + code + "-2");
    return there[0];
  }
  tx.insert(
      R"(INSERT INTO lot (part_id, supplier_id, outlet_id, code, received_at, expires_on,
                          cost_amount, trace)
         VALUES (:part, :supplier, :outlet, :code, :at, :expires, :cost, :trace))",
      {{"part", part.id},
       {"supplier", supplier ? std::optional(supplier->id) : std::nullopt},
       {"outlet", outlet},
       {"code", code},
       {"at", tx.at()},
       {"expires", expires},
       {"cost", cost},
       {"trace", line.trace}});
  return load_lot(tx, part, code);
}

std::vector<Lot> receive(store::WriteTxn& tx, const ReceiptRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  const Supplier supplier = find_supplier(tx, request.supplier);
  require_approved(tx, supplier);
  if (request.lines.empty())
    throw usage_error("parts.no-lines", tr("nothing to receive"),
                      "svcctl parts receive --supplier " + supplier.code + " --part NO:QTY@COST");
  std::vector<Lot> lots;
  for (const auto& line : request.lines) {
    if (line.qty <= Quantity())
      throw usage_error("parts.qty", tr("a quantity above zero is needed"));
    if (line.cost && *line.cost < Money())
      throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
    const Part part = find_part(tx, line.part);
    if (part.retired)
      throw wrong_state("parts.retired", tr("part {0} is out of use", part.label()),
                        "svcctl parts retire " + part.label() + " --back");
    const Lot lot = take_lot(tx, part, line, supplier);
    move(tx, {.lot_id = lot.id,
              .kind = MovementKind::receipt,
              .qty = line.qty,
              .document = request.document});
    if (line.cost)
      tx.run("UPDATE part SET cost_amount = :cost WHERE id = :id",
             {{"cost", line.cost}, {"id", part.id}});
    tx.record({"lot",
               lot.code,
               {{"part", part.label()},
                {"kind", "receipt"},
                {"qty", line.qty.str()},
                {"supplier", supplier.code},
                {"document", request.document}}});
    lots.push_back(load_lot(tx, part, lot.code));
  }
  return lots;
}

Lot adjust(store::WriteTxn& tx, const StockChange& change) {
  return change_stock(tx, change, MovementKind::adjust);
}

Lot scrap(store::WriteTxn& tx, const StockChange& change) {
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

std::vector<LedgerLine> ledger(const store::ReadTxn& tx, const Part& part) {
  Quantity balance;
  return tx.all(
      R"(SELECT m.id AS id, m.at AS at, m.recorded_at AS recorded_at, m.kind AS kind,
                l.code AS lot, m.qty AS qty, m.cost_amount AS cost_amount,
                m.document AS document, m.reason AS reason, COALESCE(p.code, '') AS staff
           FROM stock_movement m
           JOIN lot l ON l.id = m.lot_id
           LEFT JOIN staff p ON p.id = m.staff_id
          WHERE m.part_id = :part AND m.outlet_id = :outlet
          ORDER BY m.id)",
      {{"part", part.id}, {"outlet", shop::current_outlet(tx)}}, [&](const Row& row) {
        const Quantity qty = row["qty"];
        balance += qty;
        return LedgerLine{.id = row["id"],
                          .at = row["at"],
                          .recorded_at = row["recorded_at"],
                          .kind = row["kind"],
                          .lot = row["lot"],
                          .qty = qty,
                          .balance = balance,
                          .cost = row["cost_amount"],
                          .document = row["document"],
                          .reason = row["reason"],
                          .staff = row["staff"]};
      });
}

std::vector<StockLine> stock_lines(const store::ReadTxn& tx, const StockFilter& filter) {
  const auto outlet = shop::current_outlet(tx);
  const Date today = tx.today();
  struct Sum {
    Quantity qty;
    Quantity usable;
    Money value;
  };
  std::map<std::int64_t, Sum> sums;
  for (const auto& lot : list_lots(tx, {.outlet_id = outlet, .part_id = filter.part_id})) {
    Sum& sum = sums[lot.part_id];
    sum.qty += lot.qty;
    sum.value += lot.cost * lot.qty;
    if (lot.state == LotState::ok && !lot.expired_on(today)) sum.usable += lot.qty;
  }
  std::vector<StockLine> lines;
  for (const auto& part : list_parts(tx, {})) {
    const auto sum = sums.find(part.id);
    if (filter.part_id && part.id != *filter.part_id) continue;
    const Sum held = sum == sums.end() ? Sum{} : sum->second;
    const bool below = held.usable < part.min_qty;
    if (filter.below_min ? !below : (sum == sums.end() && !filter.part_id)) continue;
    lines.push_back({.part = part.label(),
                     .name = part.name,
                     .bin = part.bin,
                     .unit = part.unit,
                     .qty = held.qty,
                     .usable = held.usable,
                     .min_qty = part.min_qty,
                     .max_qty = part.max_qty,
                     .value = held.value});
  }
  return lines;
}

}  // namespace svcctl::parts
