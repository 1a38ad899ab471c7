#include "parts/buying/supplier_return.hpp"

#include <algorithm>

#include "parts/catalogue/label.hpp"
#include "parts/catalogue/supplier.hpp"
#include "parts/stock/growth.hpp"
#include "parts/stock/shrinkage.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/number.hpp"

namespace svcctl::parts {
namespace {

constexpr store::NumberKind return_numbers{"supplier_return", 'W', "give-back.not-found",
                                           N_("no such return to a supplier: {0}"),
                                           "svcctl parts give-backs"};

using store::Row;

/// Which lots go back, and how much of each.
constexpr store::GroundKind given_back{N_("the goods went back"), nullptr};

std::vector<Pick> lots_of(store::WriteTxn& tx, const Supplier& supplier, const Part& part,
                          const GiveBackRequest& request) {
  std::vector<Lot> lots;
  if (!request.lot.empty()) {
    lots.push_back(find_lot(tx, request.lot, part.id));
    require(
        tx, lots[0].supplier == supplier.code, Clause::source, "parts.other-supplier",
        tr("lot {0} of part {1} did not come from {2}", request.lot, part.label(), supplier.code),
        "svcctl parts stock --lots --part " + part.label());
  } else {
    lots = list_lots(tx, part.id);
    std::erase_if(lots, [&](const Lot& lot) { return lot.supplier != supplier.code; });
    std::stable_partition(lots.begin(), lots.end(),
                          [](const Lot& lot) { return lot.state != LotState::ok; });
  }
  std::vector<Pick> picks;
  Quantity left = request.qty;
  for (const auto& lot : lots) {
    const Quantity taken = std::min(left, lot.qty);
    if (!taken.is_zero()) picks.push_back({lot, taken});
    left -= taken;
  }
  require(tx, left.is_zero(), Clause::store, "parts.too-few",
          tr("{0} of part {1} from {2} are on hand, {3} would go back", (request.qty - left).str(),
             part.label(), supplier.code, request.qty.str()),
          "svcctl parts stock --lots --part " + part.label());
  return picks;
}

}  // namespace

SupplierReturn give_back(store::WriteTxn& tx, const GiveBackRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  tx.stands_on(Clause::source, {});
  if (request.qty <= Quantity())
    throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  const Supplier supplier = find_supplier(tx, request.supplier);
  const Part part = find_part(tx, request.part);
  const auto picks = lots_of(tx, supplier, part, request);
  require_unreserved(tx, part, picks);
  const auto second = second_keeper(tx, request.second);

  const auto outlet = shop::current_outlet(tx);
  const auto number = tx.next_number('W', outlet);
  Money value;
  for (const auto& pick : picks) value += pick.lot.cost * pick.qty;
  const auto id = tx.insert(
      R"(INSERT INTO supplier_return (number, outlet_id, supplier_id, reason, value_amount, at,
                                      recorded_at, staff_id)
         VALUES (:number, :outlet, :supplier, :reason, :value, :at, :now, :staff))",
      {{"number", number},
       {"outlet", outlet},
       {"supplier", supplier.id},
       {"reason", request.reason},
       {"value", value},
       tx.stamp()});
  for (const auto& [lot, qty] : picks) {
    move(tx, {.lot_id = lot.id,
              .kind = MovementKind::supplier_return,
              .qty = -qty,
              .reason = request.reason,
              .document = number});
    tx.insert(
        R"(INSERT INTO supplier_return_line (return_id, lot_id, qty, cost_amount, outlet_id)
           VALUES (:return, :lot, :qty, :cost,
                   (SELECT outlet_id FROM supplier_return WHERE id = :return)))",
        {{"return", id}, {"lot", lot.id}, {"qty", qty}, {"cost", lot.cost}});
  }
  shrink(tx, {.source = ShrinkageSource::give_back,
              .value = worth_of(tx, part, request.qty),
              .document = number,
              .reason = request.reason,
              .second_id = second});
  tx.record(store::of_outlet(outlet), {"supplier_return",
                                       number,
                                       {{"supplier", supplier.code},
                                        {"part", part.label()},
                                        {"qty", request.qty.str()},
                                        {"value", value.str()},
                                        {"second", request.second}}});
  return find_return(tx, number);
}

SupplierReturn credit_return(store::WriteTxn& tx, const std::string& number, Money amount,
                             const std::string& document) {
  shop::require_right(tx, Right::keep_stock);
  const auto found = find_return(tx, number);
  tx.stands_on(Clause::source, {given_back.at(found.at)});
  if (amount <= Money())
    throw usage_error("parts.credit", tr("a credit is above zero"), "--amount AMOUNT");
  tx.insert(
      R"(INSERT INTO supplier_credit (return_id, amount, document, at, recorded_at, staff_id,
                                      outlet_id)
         VALUES (:return, :amount, :document, :at, :now, :staff,
                 (SELECT outlet_id FROM supplier_return WHERE id = :return)))",
      {{"return", found.id}, {"amount", amount}, {"document", document}, tx.stamp()});
  tx.record(store::of_outlet(found.outlet_id),
            {"supplier_return", found.number, {{"credit", amount.str()}, {"document", document}}});
  return find_return(tx, found.number);
}

SupplierReturn find_return(const store::ReadTxn& tx, std::string_view typed) {
  return store::find_numbered(tx, return_numbers, typed, [&](const std::string& number) {
    return tx.first<SupplierReturn>(
        R"(SELECT r.id, r.outlet_id, r.number, s.code AS supplier, r.reason, r.value_amount, r.at,
                  COALESCE(p.code, '') AS staff,
                  (SELECT COALESCE(SUM(c.amount), 0) FROM supplier_credit c
                    WHERE c.return_id = r.id) AS credited
             FROM supplier_return r JOIN supplier s ON s.id = r.supplier_id
             LEFT JOIN staff p ON p.id = r.staff_id
            WHERE r.number = :number)",
        {{"number", number}});
  });
}

std::vector<SupplierReturnLine> return_lines(const store::ReadTxn& tx, std::int64_t return_id) {
  return tx.all<SupplierReturnLine>(
      R"(SELECT p.number AS number, p.brand AS brand, l.code AS lot, r.qty AS qty,
                r.cost_amount AS cost_amount
           FROM supplier_return_line r JOIN lot l ON l.id = r.lot_id
           JOIN part p ON p.id = l.part_id
          WHERE r.return_id = :return
          ORDER BY r.id)",
      {{"return", return_id}});
}

std::vector<SupplierReturn> list_returns(const store::ReadTxn& tx, const std::string& supplier,
                                         bool open_only) {
  std::int64_t supplier_id = 0;
  if (!supplier.empty()) supplier_id = find_supplier(tx, supplier).id;
  auto rows = tx.all<SupplierReturn>(
      R"(SELECT r.id AS id, r.outlet_id AS outlet_id, r.number AS number, s.code AS supplier, r.reason AS reason,
                r.value_amount AS value_amount, r.at AS at, COALESCE(p.code, '') AS staff,
                (SELECT COALESCE(SUM(c.amount), 0) FROM supplier_credit c
                  WHERE c.return_id = r.id) AS credited
           FROM supplier_return r JOIN supplier s ON s.id = r.supplier_id
           LEFT JOIN staff p ON p.id = r.staff_id
          WHERE r.outlet_id = :outlet AND (:supplier = 0 OR r.supplier_id = :supplier)
          ORDER BY r.id DESC)",
      {{"outlet", shop::current_outlet(tx)}, {"supplier", supplier_id}});
  if (open_only) std::erase_if(rows, [](const auto& row) { return row.open().is_zero(); });
  return rows;
}

}  // namespace svcctl::parts
