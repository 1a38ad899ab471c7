#include "parts/receipt.hpp"

#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

std::optional<Date> expiry_of(const store::ReadTxn& tx, const Part& part, const ReceiptLine& line) {
  if (line.expires_on || part.shelf_life_days == 0) return line.expires_on;
  return tx.settings().zone.date_of(tx.at()).plus_days(part.shelf_life_days);
}

}  // namespace

Lot take_lot(store::WriteTxn& tx, const Part& part, const ReceiptLine& line,
             const std::optional<Supplier>& supplier) {
  const auto outlet = shop::current_outlet(tx);
  const auto expires = expiry_of(tx, part, line);
  const Money cost = line.cost.value_or(part.cost.value_or(Money()));
  const std::string code = line.lot.empty() ? tx.next_number('L', outlet) : line.lot;
  if (const auto there = lot_of_part(tx, part.id, code)) {
    const bool alike = there->supplier == (supplier ? supplier->code : "") &&
                       there->expires_on == expires && there->cost == cost;
    if (!alike)
      throw usage_error("parts.lot-differs",
                        tr("lot {0} of part {1} is there with another supplier, expiry or cost",
                           code, part.label()),
                        "--lot " + code + "-2");
    return *there;
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
  return find_lot(tx, code, part.id);
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
    lots.push_back(find_lot(tx, lot.code, part.id));
  }
  return lots;
}

}  // namespace svcctl::parts
