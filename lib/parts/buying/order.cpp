#include "parts/buying/order.hpp"

#include <map>

#include "parts/buying/request.hpp"
#include "parts/buying/supplier_price.hpp"
#include "parts/catalogue/label.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"
#include "store/number.hpp"

namespace svcctl::parts {
namespace {

constexpr store::NumberKind order_numbers{.table = "parts_order",
                                          .letter = 'P',
                                          .code = "order.not-found",
                                          .missing = N_("no such order: {0}"),
                                          .hint = "svcctl parts order list",
                                          .unfinished = "state IN ('draft', 'placed')"};

using store::Row;

Order read_order(const store::ReadTxn& tx, const Row& row) {
  Order order{.id = row["id"],
              .number = row["number"],
              .outlet_id = row["outlet_id"],
              .supplier_id = row["supplier_id"],
              .supplier = row["supplier"],
              .state = row["state"],
              .expected_on = row.get<std::optional<Date>>("expected_on"),
              .note = row["note"],
              .reason = row["reason"],
              .placed_at = row.get<std::optional<Instant>>("placed_at"),
              .closed_at = row.get<std::optional<Instant>>("closed_at"),
              .at = row["at"],
              .total = {},
              .arrived = {}};
  order.late_by = row.get<std::string>("late_by");
  order.late =
      order.state == OrderState::placed && order.expected_on && *order.expected_on < tx.today();
  for (const auto& line : order_lines(tx, order.id)) {
    order.total += line.cost * line.qty;
    order.arrived += line.cost * line.arrived;
  }
  return order;
}

constexpr store::GroundKind ordered{N_("the order was made"), nullptr};

Order recorded_order(store::WriteTxn& tx, const std::string& number) {
  auto order = find_order(tx, number);
  tx.record(store::of_outlet(order.outlet_id), {"parts_order",
                                                order.number,
                                                {{"supplier", order.supplier},
                                                 {"state", to_code(order.state)},
                                                 {"total", order.total.str()}}});
  return order;
}

/// The jobs that wait for each line of an order.
std::map<std::int64_t, std::string> waiting_jobs(const store::ReadTxn& tx, std::int64_t order_id) {
  std::map<std::int64_t, std::string> jobs;
  auto query = tx.query(
      R"(SELECT b.order_line_id AS line_id, r.job AS job
           FROM parts_order_line l
           JOIN part_request_order b ON b.order_line_id = l.id
           JOIN part_request r ON r.id = b.request_id
          WHERE l.order_id = :order AND r.state <> 'cancelled'
          ORDER BY r.id)",
      {{"order", order_id}});
  while (query.next()) {
    auto& text = jobs[query.row()["line_id"]];
    text += (text.empty() ? "" : ", ") + query.row().get<std::string>("job");
  }
  return jobs;
}

void add_item(store::WriteTxn& tx, const Order& order, const OrderItem& item) {
  if (item.qty <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  if (item.cost && *item.cost < Money())
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  const Part part = find_part(tx, item.part);
  if (part.retired)
    throw wrong_state("parts.retired", tr("part {0} is out of use", part.label()),
                      "svcctl parts retire " + part.label() + " --back");
  const Money cost = item.cost ? *item.cost
                               : supplier_price(tx, order.supplier_id, part.id, tx.today())
                                     .value_or(part.cost.value_or(Money()));
  tx.run(R"(INSERT INTO parts_order_line (order_id, part_id, qty, cost_amount, outlet_id)
            VALUES (:order, :part, :qty, :cost,
                    (SELECT outlet_id FROM parts_order WHERE id = :order))
            ON CONFLICT (order_id, part_id) DO UPDATE
              SET qty = parts_order_line.qty + excluded.qty, cost_amount = excluded.cost_amount)",
         {{"order", order.id}, {"part", part.id}, {"qty", item.qty}, {"cost", cost}});
  const auto line = tx.value<std::int64_t>(
      "SELECT id AS value FROM parts_order_line WHERE order_id = :order AND part_id = :part",
      {{"order", order.id}, {"part", part.id}});
  order_wanted_part(tx, part.id, order.outlet_id, *line, item.qty);
}

void require_draft(const Order& order) {
  if (order.state != OrderState::draft)
    throw wrong_state("parts.order-placed",
                      tr("order {0} is no draft: {1}", order.number, label(order.state)),
                      "svcctl parts order new " + order.supplier + " --part NO:QTY");
}

}  // namespace

Order new_order(store::WriteTxn& tx, const OrderRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  tx.stands_on(Clause::source, {});
  const Supplier supplier = find_supplier(tx, request.supplier);
  const auto outlet = shop::current_outlet(tx);
  const auto number = tx.next_number('P', outlet);
  tx.insert(
      R"(INSERT INTO parts_order (number, outlet_id, supplier_id, state, expected_on, note, at,
                                  recorded_at, staff_id)
         VALUES (:number, :outlet, :supplier, 'draft', :expected, :note, :at, :now,
                 :staff))",
      {{"number", number},
       {"outlet", outlet},
       {"supplier", supplier.id},
       {"expected", request.expected_on},
       {"note", request.note},
       tx.stamp()});
  const Order made = find_order(tx, number);
  for (const auto& item : request.items) add_item(tx, made, item);
  return recorded_order(tx, number);
}

Order add_to_order(store::WriteTxn& tx, const std::string& number,
                   const std::vector<OrderItem>& items) {
  shop::require_right(tx, Right::keep_stock);
  const Order order = find_order(tx, number);
  tx.stands_on(Clause::source, {ordered.at(order.placed_at.value_or(order.at))});
  require_draft(order);
  for (const auto& item : items) add_item(tx, order, item);
  return recorded_order(tx, order.number);
}

Order place_order(store::WriteTxn& tx, const std::string& number, std::optional<Date> expected_on) {
  shop::require_right(tx, Right::keep_stock);
  const Order order = find_order(tx, number);
  tx.stands_on(Clause::source, {ordered.at(order.placed_at.value_or(order.at))});
  const Supplier supplier = supplier_by_id(tx, order.supplier_id);
  require_approved(tx, supplier);
  require_draft(order);
  if (order_lines(tx, order.id).empty())
    throw usage_error("parts.order-empty", tr("order {0} has no parts", order.number),
                      "svcctl parts order add " + order.number + " --part NO:QTY");
  const Date expected = expected_on
                            ? *expected_on
                            : order.expected_on.value_or(tx.today().plus_days(supplier.lead_days));
  tx.run(R"(UPDATE parts_order SET state = 'placed', placed_at = :at, expected_on = :expected
             WHERE id = :id)",
         {tx.stamp(), {"expected", expected}, {"id", order.id}});
  return recorded_order(tx, order.number);
}

Order cancel_order(store::WriteTxn& tx, const std::string& number, const std::string& reason) {
  shop::require_right(tx, Right::keep_stock);
  const Order order = find_order(tx, number);
  tx.stands_on(Clause::source, {ordered.at(order.placed_at.value_or(order.at))});
  if (order.state == OrderState::closed || order.state == OrderState::cancelled)
    throw wrong_state("parts.order-over",
                      tr("order {0} is over: {1}", order.number, label(order.state)));
  for (const auto& line : order_lines(tx, order.id))
    if (!line.arrived.is_zero())
      throw wrong_state(
          "parts.order-arrived",
          tr("{0} of {1} have come of order {2}", line.arrived.str(), line.part, order.number),
          "svcctl parts order close " + order.number + " --why …");
  tx.run(R"(UPDATE parts_order SET state = 'cancelled', reason = :reason, closed_at = :at
             WHERE id = :id)",
         {{"reason", reason}, tx.stamp(), {"id", order.id}});
  free_wanted_parts(tx, order.id);
  return recorded_order(tx, order.number);
}

Order close_order(store::WriteTxn& tx, const std::string& number, const std::string& reason) {
  shop::require_right(tx, Right::keep_stock);
  const Order order = find_order(tx, number);
  tx.stands_on(Clause::source, {ordered.at(order.placed_at.value_or(order.at))});
  if (order.state != OrderState::placed)
    throw wrong_state("parts.order-over",
                      tr("order {0} is not placed: {1}", order.number, label(order.state)));
  tx.run(R"(UPDATE parts_order SET state = 'closed', reason = :reason, closed_at = :at
             WHERE id = :id)",
         {{"reason", reason}, tx.stamp(), {"id", order.id}});
  free_wanted_parts(tx, order.id);
  return recorded_order(tx, order.number);
}

Order find_order(const store::ReadTxn& tx, std::string_view typed) {
  return store::find_numbered(tx, order_numbers, typed, [&](const std::string& number) {
    return tx.first("SELECT " + store::late_by("parts_order", "o") + R"( AS late_by,
                  o.id, o.number, o.outlet_id, o.supplier_id, s.code AS supplier, o.state,
                  o.expected_on, o.note, o.reason, o.placed_at, o.closed_at, o.at
             FROM parts_order o JOIN supplier s ON s.id = o.supplier_id
            WHERE o.number = :number)",
                    {{"number", number}}, [&](const Row& row) { return read_order(tx, row); });
  });
}

std::vector<OrderLine> order_lines(const store::ReadTxn& tx, std::int64_t order_id) {
  auto jobs = waiting_jobs(tx, order_id);
  return tx.all(
      R"(SELECT l.id AS id, l.part_id AS part_id, p.number AS number, p.brand AS brand,
                p.name AS name, p.name_zh AS name_zh, p.unit AS unit, l.qty AS qty,
                l.arrived_qty AS arrived_qty, l.cost_amount AS cost_amount,
                COALESCE((SELECT c.supplier_number FROM supplier_price_card c
                           WHERE c.supplier_id = o.supplier_id AND c.part_id = l.part_id
                             AND c.supplier_number <> ''
                           ORDER BY c.from_on DESC LIMIT 1),
                         CASE WHEN p.supplier_id = o.supplier_id THEN p.supplier_number
                              ELSE '' END) AS supplier_number
           FROM parts_order_line l JOIN parts_order o ON o.id = l.order_id
           JOIN part p ON p.id = l.part_id
          WHERE l.order_id = :order
          ORDER BY l.id)",
      {{"order", order_id}}, [&](const Row& row) {
        OrderLine line{.id = row["id"],
                       .part_id = row["part_id"],
                       .part = read_part_label(row),
                       .name = row["name"],
                       .name_zh = row["name_zh"],
                       .supplier_number = row["supplier_number"],
                       .unit = row["unit"],
                       .qty = row["qty"],
                       .arrived = row["arrived_qty"],
                       .cost = row["cost_amount"],
                       .jobs = {}};
        line.jobs = std::move(jobs[line.id]);
        return line;
      });
}

std::vector<Order> list_orders(const store::ReadTxn& tx, const OrderFilter& filter) {
  std::int64_t supplier = 0;
  if (!filter.supplier.empty()) supplier = find_supplier(tx, filter.supplier).id;
  auto orders = tx.all("SELECT " + store::late_by("parts_order", "o") + R"( AS late_by,
                o.id AS id, o.number AS number, o.outlet_id AS outlet_id,
                o.supplier_id AS supplier_id, s.code AS supplier, o.state AS state,
                o.expected_on AS expected_on, o.note AS note, o.reason AS reason,
                o.placed_at AS placed_at, o.closed_at AS closed_at, o.at AS at
           FROM parts_order o JOIN supplier s ON s.id = o.supplier_id
          WHERE o.outlet_id = :outlet AND (:supplier = 0 OR o.supplier_id = :supplier)
            AND (:state = '' OR o.state = :state)
            AND (:all = 1 OR o.state IN ('draft', 'placed'))
            AND (:late = 0 OR (o.state = 'placed' AND o.expected_on < :today))
          ORDER BY o.id DESC)",
                       {{"outlet", shop::current_outlet(tx)},
                        {"supplier", supplier},
                        {"state", filter.state ? to_code(*filter.state) : ""},
                        {"all", filter.all || filter.state.has_value()},
                        {"late", filter.late},
                        {"today", tx.today()}},
                       [&](const Row& row) { return read_order(tx, row); });
  return orders;
}

std::optional<Order> open_draft(const store::ReadTxn& tx, std::int64_t supplier_id) {
  const auto number = tx.value<std::string>(
      R"(SELECT number AS value FROM parts_order
          WHERE supplier_id = :supplier AND outlet_id = :outlet AND state = 'draft'
          ORDER BY id DESC LIMIT 1)",
      {{"supplier", supplier_id}, {"outlet", shop::current_outlet(tx)}});
  if (!number) return std::nullopt;
  return find_order(tx, *number);
}

void saw_arrival(store::WriteTxn& tx, const Order& order, std::int64_t line_id, Quantity qty) {
  tx.run("UPDATE parts_order_line SET arrived_qty = arrived_qty + :qty WHERE id = :line",
         {{"qty", qty}, {"line", line_id}});
  for (const auto& line : order_lines(tx, order.id))
    if (!line.outstanding().is_zero()) return;
  tx.run("UPDATE parts_order SET state = 'closed', closed_at = :at WHERE id = :order",
         {tx.stamp(), {"order", order.id}});
  free_wanted_parts(tx, order.id);
}

void unsaw_arrival(store::WriteTxn& tx, std::int64_t order_id, std::int64_t part_id, Quantity qty) {
  tx.run(R"(UPDATE parts_order_line SET arrived_qty = arrived_qty - :qty
             WHERE order_id = :order AND part_id = :part)",
         {{"qty", qty}, {"order", order_id}, {"part", part_id}});
  // Closed by hand it stays closed: nobody waits for the rest.
  tx.run(R"(UPDATE parts_order SET state = 'placed', closed_at = NULL
             WHERE id = :order AND state = 'closed' AND reason = '')",
         {{"order", order_id}});
  free_wanted_parts(tx, order_id);
}

}  // namespace svcctl::parts
