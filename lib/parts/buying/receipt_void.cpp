#include <algorithm>

#include "parts/buying/order.hpp"
#include "parts/buying/receipt.hpp"
#include "parts/buying/request.hpp"
#include "parts/stock/growth.hpp"
#include "parts/stock/reservation.hpp"
#include "parts/stock/shrinkage.hpp"
#include "shop/staff.hpp"
#include "store/number.hpp"

namespace svcctl::parts {
namespace {

constexpr store::NumberKind receipt_numbers{
    "receipt", 'G', "receipt.not-found", N_("no such delivery: {0}"), "svcctl parts ledger PART"};
constexpr store::GroundKind taken_in{N_("the delivery was taken in"), nullptr};

struct Delivered {
  std::int64_t id = 0;
  std::string number;
  std::int64_t outlet_id = 0;
  std::string supplier;
  std::optional<std::int64_t> order_id;
  std::string order;
  Instant at;
  Instant recorded_at;
  std::optional<std::int64_t> staff_id;
  bool voided = false;
};

Delivered find_delivered(const store::ReadTxn& tx, const std::string& typed) {
  return store::find_numbered(tx, receipt_numbers, typed, [&](const std::string& number) {
    return tx.first(
        R"(SELECT r.id, r.number, r.outlet_id, s.code AS supplier, r.order_id,
                  COALESCE(o.number, '') AS order_number, r.at, r.recorded_at, r.staff_id,
                  CASE WHEN EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_id = r.id)
                       THEN 1 ELSE 0 END AS voided
             FROM receipt r JOIN supplier s ON s.id = r.supplier_id
             LEFT JOIN parts_order o ON o.id = r.order_id
            WHERE r.number = :number)",
        {{"number", number}}, [](const store::Row& row) {
          return Delivered{.id = row["id"],
                           .number = row["number"],
                           .outlet_id = row["outlet_id"],
                           .supplier = row["supplier"],
                           .order_id = row.get<std::optional<std::int64_t>>("order_id"),
                           .order = row["order_number"],
                           .at = row["at"],
                           .recorded_at = row["recorded_at"],
                           .staff_id = row.get<std::optional<std::int64_t>>("staff_id"),
                           .voided = row["voided"]};
        });
  });
}

struct DeliveredLine {
  std::int64_t part_id = 0;
  std::optional<std::int64_t> lot_id;
  Quantity qty;
  Money goods;
  std::optional<Money> former_cost;
};

/// The last first: so they are undone.
std::vector<DeliveredLine> lines_of(const store::ReadTxn& tx, const Delivered& receipt) {
  return tx.all(
      R"(SELECT part_id, lot_id, qty, goods_amount, former_cost_amount FROM receipt_line
          WHERE receipt_id = :receipt ORDER BY id DESC)",
      {{"receipt", receipt.id}}, [](const store::Row& row) {
        return DeliveredLine{.part_id = row["part_id"],
                             .lot_id = row.get<std::optional<std::int64_t>>("lot_id"),
                             .qty = row["qty"],
                             .goods = row["goods_amount"],
                             .former_cost = row.get<std::optional<Money>>("former_cost_amount")};
      });
}

/// The same day by who entered it, else by a manager.
void require_enterer(store::WriteTxn& tx, const Delivered& receipt) {
  const auto day = tx.settings().zone.date_of(receipt.recorded_at);
  const bool own = receipt.staff_id == tx.actor_id() && day == tx.today();
  require(
      tx, own || tx.may(Right::manage), Clause::integrity, "parts.void-whose",
      tr("{0} was recorded by {1} on {2}: on another day, or by another, a manager voids it",
         receipt.number,
         receipt.staff_id ? shop::staff_code(tx, receipt.staff_id) : std::string("-"), day.str()),
      "--as MANAGER", store::Overridable::never);
}

/// All that came lies in its lot still, which has not moved since.
void require_whole(store::WriteTxn& tx, const Delivered& receipt, const DeliveredLine& line,
                   const Part& part, const Lot& lot) {
  const bool moved = tx.value<std::int64_t>(
                           R"(SELECT 1 AS value FROM stock_movement
                               WHERE lot_id = :lot
                                 AND id > (SELECT MAX(m.id) FROM stock_movement m
                                            WHERE m.lot_id = :lot AND m.kind = 'receipt'
                                              AND m.document = :number)
                                 AND NOT (kind = 'receipt_void' AND document = :number)
                               LIMIT 1)",
                           {{"lot", lot.id}, {"number", receipt.number}})
                         .has_value();
  const auto back = std::min(lot.qty, line.qty);
  require(tx, !moved && lot.qty >= line.qty, Clause::store, "parts.receipt-used",
          tr("lot {0} of part {1} moved since it came with {2}: what is left goes back to the "
             "supplier",
             lot.code, part.label(), receipt.number),
          back.is_zero() ? "svcctl parts ledger " + part.label()
                         : "svcctl parts give-back " + receipt.supplier + " " + part.label() + ":" +
                               back.str() + " --lot " + lot.code + " --why WORDS",
          store::Overridable::never);
}

/// Takes what came with a line off its lot again.
void take_out(store::WriteTxn& tx, const Delivered& receipt, const DeliveredLine& line,
              const Part& part, const std::string& why) {
  const Lot lot = load_lot(tx, *line.lot_id);
  require_whole(tx, receipt, line, part, lot);
  const Quantity left = usable(tx, part.id) - (lot.usable_on(tx.today()) ? line.qty : Quantity());
  if (const auto held = reserved(tx, part.id, std::nullopt); held > left)
    unsaw_wanted_part(tx, part.id, held - left);
  if (lot.usable_on(tx.today())) require_unreserved(tx, part, {{lot, line.qty}});
  move(tx,
       {.lot_id = lot.id,
        .kind = MovementKind::receipt_void,
        .qty = -line.qty,
        .reason = why,
        .document = receipt.number},
       lot);
  if (line.former_cost && part.cost == per_unit(line.goods, line.qty))  // nothing came since
    tx.run("UPDATE part SET cost_amount = :cost WHERE id = :id",
           {{"cost", line.former_cost}, {"id", part.id}});
}

}  // namespace

std::vector<VoidReceiptLine> void_receipt(store::WriteTxn& tx, const VoidReceiptRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  if (request.why.empty())
    throw usage_error("parts.void-why", tr("say why it is void"), "--why WORDS");
  const auto receipt = find_delivered(tx, request.number);
  tx.stands_on(Clause::source, {taken_in.at(receipt.at)});
  if (receipt.voided)
    throw wrong_state("parts.receipt-voided", tr("{0} is void already", receipt.number),
                      "svcctl void list --all");
  require_enterer(tx, receipt);
  const auto second = second_keeper(tx, request.second);
  std::vector<VoidReceiptLine> made;
  Money worth;
  for (const auto& line : lines_of(tx, receipt)) {
    const Part part = load_part(tx, line.part_id);
    VoidReceiptLine out{.receipt = receipt.number,
                        .supplier = receipt.supplier,
                        .part = part.label(),
                        .lot = {},
                        .qty = line.qty,
                        .goods = line.goods,
                        .order = receipt.order};
    if (line.lot_id) {
      out.lot = load_lot(tx, *line.lot_id).code;
      worth += worth_of(tx, part, line.qty);
      take_out(tx, receipt, line, part, request.why);
      if (receipt.order_id) unsaw_arrival(tx, *receipt.order_id, part.id, line.qty);
    }
    made.push_back(std::move(out));
  }
  std::ranges::reverse(made);
  if (worth > Money())
    shrink(tx, {.source = ShrinkageSource::receipt_void,
                .value = worth,
                .document = receipt.number,
                .reason = request.why,
                .second_id = second});
  tx.insert(
      R"(INSERT INTO receipt_void (receipt_id, outlet_id, reason, at, recorded_at, staff_id)
               VALUES (:receipt, :outlet, :why, :now, :now, :staff))",
      {{"receipt", receipt.id}, {"outlet", receipt.outlet_id}, {"why", request.why}, tx.stamp()});
  tx.record(store::of_outlet(receipt.outlet_id),
            {"receipt",
             receipt.number,
             {{"void", "yes"}, {"supplier", receipt.supplier}, {"second", request.second}}});
  return made;
}

}  // namespace svcctl::parts
