#include "parts/buying/receipt.hpp"

#include <algorithm>

#include "parts/buying/order.hpp"
#include "parts/buying/request.hpp"
#include "parts/buying/supplier_price.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

constexpr store::GroundKind placed{N_("the order was placed"), nullptr};

std::optional<Date> expiry_of(store::WriteTxn& tx, const Part& part, const ReceiptLine& line) {
  if (line.expires_on || part.shelf_life_days == 0) return line.expires_on;
  return tx.settings().zone.date_of(tx.stamp().happened()).plus_days(part.shelf_life_days);
}

/// A line with what its part, order and price list say about it.
struct Arrival {
  ReceiptLine line;
  Part part;
  std::optional<OrderLine> ordered = std::nullopt;
  Money goods = {};
  Money freight = {};

  bool taken_in() const { return line.outcome != ArrivalOutcome::refused; }
};

/// The delivery that is awaited: the whole rest of the order.
std::vector<ReceiptLine> awaited(const std::vector<OrderLine>& ordered) {
  std::vector<ReceiptLine> lines;
  for (const auto& line : ordered)
    if (!line.outstanding().is_zero())
      lines.push_back({.part = line.part, .qty = line.outstanding()});
  return lines;
}

void check(const ReceiptLine& line, const Part& part) {
  if (line.qty <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  if (line.cost && *line.cost < Money())
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  if (part.retired)
    throw wrong_state("parts.retired", tr("part {0} is out of use", part.label()),
                      "svcctl parts retire " + part.label() + " --back");
  if (line.outcome != ArrivalOutcome::accepted && line.reason.empty())
    throw usage_error("parts.arrival-why", tr("what is not accepted needs its reason"),
                      "--why REASON");
}

/// Finds the order's line of the part, and counts off what arrives.
std::optional<OrderLine> count_off(std::vector<OrderLine>& ordered, const Order& order,
                                   const ReceiptLine& line, const Part& part) {
  const auto found = std::ranges::find(ordered, part.id, &OrderLine::part_id);
  if (found == ordered.end())
    throw usage_error(
        "parts.not-ordered", tr("part {0} is not on order {1}", part.label(), order.number),
        "svcctl parts receive --supplier " + order.supplier + " --part " + part.label() + ":QTY");
  if (line.qty > found->outstanding())
    throw usage_error(
        "parts.beyond-order",
        tr("{0} of part {1} are outstanding on order {2}, {3} have come",
           found->outstanding().str(), part.label(), order.number, line.qty.str()),
        "svcctl parts receive --supplier " + order.supplier + " --part " + part.label() + ":QTY");
  if (line.outcome != ArrivalOutcome::refused) found->arrived += line.qty;
  return *found;
}

std::vector<Arrival> arrivals(const store::ReadTxn& tx, const ReceiptRequest& request,
                              const std::optional<Order>& order, const Supplier& supplier) {
  auto ordered = order ? order_lines(tx, order->id) : std::vector<OrderLine>();
  auto lines = request.lines;
  if (lines.empty()) lines = awaited(ordered);
  if (lines.empty())
    throw usage_error("parts.no-lines", tr("nothing to receive"),
                      "svcctl parts receive --supplier " + supplier.code + " --part NO:QTY@COST");
  std::vector<Arrival> all;
  for (auto& line : lines) {
    Arrival one{.line = line, .part = find_part(tx, line.part)};
    check(line, one.part);
    for (auto [own, common] : {std::pair{&one.line.trace, &request.trace},
                               {&one.line.certificate, &request.certificate},
                               {&one.line.origin, &request.origin}})
      if (own->empty()) *own = *common;
    if (order) one.ordered = count_off(ordered, *order, line, one.part);
    if (!one.line.cost && one.ordered) one.line.cost = one.ordered->cost;
    if (!one.line.cost) one.line.cost = supplier_price(tx, supplier.id, one.part.id, tx.today());
    if (!one.line.cost) one.line.cost = one.part.cost.value_or(Money());
    one.goods = *one.line.cost * line.qty;
    all.push_back(std::move(one));
  }
  std::vector<Money> values;
  values.reserve(all.size());
  for (const auto& one : all) values.push_back(one.taken_in() ? one.goods : Money());
  const auto shares = shared_by(request.freight, values);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].freight = shares[i];
  return all;
}

/// The lot and its movement.
Lot take_in(store::WriteTxn& tx, const Arrival& one, const Supplier& supplier,
            const std::string& receipt) {
  ReceiptLine landed = one.line;
  landed.cost = per_unit(one.goods + one.freight, one.line.qty);
  const Lot lot = take_lot(tx, one.part, landed, supplier);
  if (one.line.outcome == ArrivalOutcome::quarantined)
    put_lot_state(tx, lot.id, LotState::quarantined, one.line.reason);
  move(tx,
       {.lot_id = lot.id, .kind = MovementKind::receipt, .qty = one.line.qty, .document = receipt});
  if (one.part.cost != one.line.cost)
    tx.run("UPDATE part SET cost_amount = :cost WHERE id = :id",
           {{"cost", one.line.cost}, {"id", one.part.id}});
  return find_lot(tx, lot.code, one.part.id);
}

ReceivedLine keep_line(store::WriteTxn& tx, std::int64_t receipt_id, const std::string& receipt,
                       const Arrival& one, const Supplier& supplier) {
  std::optional<Lot> lot;
  if (one.taken_in()) lot = take_in(tx, one, supplier, receipt);
  tx.insert(
      R"(INSERT INTO receipt_line (receipt_id, part_id, lot_id, outcome, qty, goods_amount,
                                   freight_amount, rounding_amount, reason, outlet_id,
                                   former_cost_amount)
         VALUES (:receipt, :part, :lot, :outcome, :qty, :goods, :freight, :rounding, :reason,
                 (SELECT outlet_id FROM receipt WHERE id = :receipt), :former))",
      {{"receipt", receipt_id},
       {"part", one.part.id},
       {"lot", lot ? std::optional(lot->id) : std::nullopt},
       {"outcome", one.line.outcome},
       {"qty", one.line.qty},
       {"goods", one.goods},
       {"freight", one.freight},
       {"rounding", lot ? one.goods + one.freight - lot->cost * one.line.qty : Money()},
       {"reason", one.line.reason},
       {"former", lot && one.part.cost != one.line.cost ? one.part.cost : std::nullopt}});
  return {.receipt = receipt,
          .part = one.part.label(),
          .name = one.part.name,
          .unit = one.part.unit,
          .qty = one.line.qty,
          .lot = lot ? lot->code : "",
          .expires_on = lot ? lot->expires_on : std::nullopt,
          .trace = one.line.trace,
          .certificate = one.line.certificate,
          .origin = one.line.origin,
          .outcome = one.line.outcome,
          .reason = one.line.reason,
          .goods = one.goods,
          .freight = one.freight,
          .cost = lot ? lot->cost : *one.line.cost};
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
                          cost_amount, trace, certificate, origin)
         VALUES (:part, :supplier, :outlet, :code, :at, :expires, :cost, :trace, :certificate,
                 :origin))",
      {{"part", part.id},
       {"supplier", supplier ? std::optional(supplier->id) : std::nullopt},
       {"outlet", outlet},
       {"code", code},
       tx.stamp(),
       {"expires", expires},
       {"cost", cost},
       {"trace", line.trace},
       {"certificate", line.certificate},
       {"origin", line.origin}});
  return find_lot(tx, code, part.id);
}

std::vector<ReceivedLine> receive(store::WriteTxn& tx, const ReceiptRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  std::optional<Order> order;
  if (!request.order.empty()) order = find_order(tx, request.order);
  tx.stands_on(Clause::source, {placed.at(order ? order->placed_at : std::nullopt)});
  const Supplier supplier =
      order ? supplier_by_id(tx, order->supplier_id) : find_supplier(tx, request.supplier);
  require_approved(tx, supplier);
  if (order && order->state != OrderState::placed)
    throw wrong_state("parts.order-not-placed",
                      tr("order {0} is not placed: {1}", order->number, label(order->state)),
                      "svcctl parts order place " + order->number);
  if (request.freight < Money())
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  const auto all = arrivals(tx, request, order, supplier);

  const auto outlet = shop::current_outlet(tx);
  const auto number = tx.next_number('G', outlet);
  const auto receipt = tx.insert(
      R"(INSERT INTO receipt (number, outlet_id, supplier_id, order_id, document, freight_amount,
                              at, recorded_at, staff_id)
         VALUES (:number, :outlet, :supplier, :order, :document, :freight, :at, :now,
                 :staff))",
      {{"number", number},
       {"outlet", outlet},
       {"supplier", supplier.id},
       {"order", order ? std::optional(order->id) : std::nullopt},
       {"document", request.document},
       {"freight", request.freight},
       tx.stamp()});
  std::vector<ReceivedLine> lines;
  for (const auto& one : all) {
    lines.push_back(keep_line(tx, receipt, number, one, supplier));
    if (one.taken_in() && one.ordered) saw_arrival(tx, *order, one.ordered->id, one.line.qty);
    const auto& expires = lines.back().expires_on;
    if (one.line.outcome == ArrivalOutcome::accepted && !(expires && *expires < tx.today()))
      saw_wanted_part(tx, one.part, one.ordered ? std::optional(one.ordered->id) : std::nullopt,
                      one.line.qty);
    tx.record(store::of_outlet(outlet), {"receipt",
                                         number,
                                         {{"part", one.part.label()},
                                          {"outcome", to_code(one.line.outcome)},
                                          {"qty", one.line.qty.str()},
                                          {"lot", lines.back().lot},
                                          {"supplier", supplier.code},
                                          {"document", request.document}}});
  }
  return lines;
}

}  // namespace svcctl::parts
