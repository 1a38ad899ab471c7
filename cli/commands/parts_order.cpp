#include "cli/commands/parts_verbs.hpp"
#include "parts/buying/order.hpp"
#include "parts/buying/reorder.hpp"

namespace svcctl::cli {
namespace {

using parts::Order;
using parts::OrderLine;
using parts::OrderState;
using parts::ReorderLine;

View<Order> order_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"order", N_("order"), of<&Order::number>},
      {"supplier", N_("supplier"), of<&Order::supplier>},
      {"state", N_("state"), of<&Order::state>},
      {"expected_on", N_("expected"), of<&Order::expected_on>},
      {"late", N_("late"), of<&Order::late>},
      {"total", N_("total"), when(costs, of<&Order::total>)},
      {"arrived", N_("arrived so far"), when(costs, of<&Order::arrived>)},
      {"placed_at", N_("placed||time"), of<&Order::placed_at>, true},
      {"closed_at", N_("closed||time"), of<&Order::closed_at>, true},
      {"note", N_("note"), of<&Order::note>, true},
      {"reason", N_("reason"), of<&Order::reason>, true},
      {"late_by", N_("recorded late, by"), of<&Order::late_by>, where_any},
  };
}

View<OrderLine> order_line_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using L = const OrderLine&;
  return {
      {"part", N_("part"), of<&OrderLine::part>},
      {"name", N_("name"), of<&OrderLine::name>},
      {"supplier_number", N_("their number"), of<&OrderLine::supplier_number>},
      {"qty", N_("quantity"), of<&OrderLine::qty>},
      {"arrived", N_("arrived so far"), of<&OrderLine::arrived>},
      {"outstanding", N_("outstanding"), [](L l) { return cell(l.outstanding()); }},
      {"unit", N_("unit"), of<&OrderLine::unit>},
      {"cost", N_("cost||buying"), when(costs, of<&OrderLine::cost>)},
      {"jobs", N_("for jobs"), of<&OrderLine::jobs>},
  };
}

View<ReorderLine> reorder_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"part", N_("part"), of<&ReorderLine::part>},
      {"name", N_("name"), of<&ReorderLine::name>},
      {"supplier", N_("supplier"), of<&ReorderLine::supplier>},
      {"usable", N_("usable"), of<&ReorderLine::usable>},
      {"held", N_("held for jobs"), of<&ReorderLine::held>},
      {"ordered", N_("ordered"), of<&ReorderLine::ordered>},
      {"wanted", N_("wanted"), of<&ReorderLine::wanted>},
      {"used", N_("used||consumed"), of<&ReorderLine::used>},
      {"point", N_("buy below"), of<&ReorderLine::point>},
      {"target", N_("buy up to"), of<&ReorderLine::target>},
      {"qty", N_("to buy"), of<&ReorderLine::qty>},
      {"unit", N_("unit"), of<&ReorderLine::unit>},
      {"cost", N_("cost||buying"), when(costs, of<&ReorderLine::cost>)},
  };
}

std::vector<parts::OrderItem> items_of(const Args& args) {
  std::vector<parts::OrderItem> items;
  for (const auto& typed : args.list("part")) {
    const auto item = part_and_quantity(typed);
    items.push_back({.part = item.part, .qty = item.quantity, .cost = item.cost});
  }
  return items;
}

void show(store::ReadTxn& tx, Output& out, const Order& order) {
  out.one(order_view(tx), order);
  if (out.sections())
    out.section(N_("Parts"), order_line_view(tx), parts::order_lines(tx, order.id));
}

void reorder(store::WriteTxn& tx, Output& out, const parts::ReorderRequest& request) {
  std::int64_t orphans = 0;
  parts::each_reorder(tx, request,
                      [&](const ReorderLine& line) { orphans += line.supplier.empty() ? 1 : 0; });
  out.list(order_view(tx), parts::order_reorder(tx, request));
  if (orphans > 0)
    out.note(tr("{0} parts are to be bought and have no supplier: svcctl parts reorder", orphans));
}

parts::ReorderRequest reorder_request(const Args& args) {
  parts::ReorderRequest request{.supplier = args.text("supplier")};
  request.use_days = args.days("use").value_or(request.use_days);
  request.cover_days = args.days("cover").value_or(request.cover_days);
  return request;
}

Option order_number() {
  return {.name = "ORDER",
          .help = N_("the order's number, or any unambiguous end of it"),
          .required = true};
}
Option ordered_part_option(bool required) {
  return {.name = "part",
          .help = N_("part, quantity and agreed cost of one unit; else the supplier's price"),
          .value_name = "NO:QTY[@COST]",
          .required = required,
          .repeated = true};
}
Option expected_option() {
  return {.name = "expected",
          .kind = Kind::date,
          .help = N_("when the supplier promises it; else after the supplier's days")};
}
Option order_reason_option() { return {.name = "why", .help = N_("reason"), .required = true}; }

std::vector<Verb> draft_verbs() {
  return {{"order new",
           [] {
             return Command{
                 .help = N_("begin an order to a supplier; it is placed by itself"),
                 .options = {{.name = "SUPPLIER", .help = N_("supplier code"), .required = true},
                             ordered_part_option(false),
                             expected_option(),
                             {.name = "note", .help = N_("words for the supplier")}},
                 .write =
                     [](store::WriteTxn& tx, const Args& args, Output& out) {
                       show(tx, out,
                            parts::new_order(tx, {.supplier = args.text("SUPPLIER"),
                                                  .expected_on = args.date("expected"),
                                                  .note = args.text("note"),
                                                  .items = items_of(args)}));
                     },
                 .examples = {{"svcctl parts order new HB --part PAD-F:10@118 --part OIL-0001:24",
                               N_("an order of two parts")}}};
           }},
          {"order add",
           [] {
             return Command{.help = N_("add parts to a draft"),
                            .options = {order_number(), ordered_part_option(true)},
                            .write =
                                [](store::WriteTxn& tx, const Args& args, Output& out) {
                                  show(tx, out,
                                       parts::add_to_order(tx, args.text("ORDER"), items_of(args)));
                                },
                            .examples = {{"svcctl parts order add P261123-001 --part 06A-100C00:6",
                                          N_("six filters more")}}};
           }},
          {"order place", [] {
             return Command{
                 .help = N_("order it from an approved supplier (2.3-source)"),
                 .options = {order_number(), expected_option()},
                 .write =
                     [](store::WriteTxn& tx, const Args& args, Output& out) {
                       show(tx, out,
                            parts::place_order(tx, args.text("ORDER"), args.date("expected")));
                     },
                 .examples = {{"svcctl parts order place P261123-001 --expected +3d",
                               N_("it is to come in three days")}}};
           }}};
}

}  // namespace

std::vector<Verb> parts_order_verbs() {
  auto all = draft_verbs();
  append(
      all,
      {
          {"order list",
           [] {
             return Command{
                 .help = N_("orders that are open"),
                 .options = {{.name = "state",
                              .kind = Kind::choice,
                              .help = N_("only in this state"),
                              .choices = choices_of<OrderState>()},
                             {.name = "supplier", .help = N_("only of this supplier")},
                             {.name = "late",
                              .kind = Kind::flag,
                              .help = N_("only those past their day")},
                             {.name = "all", .kind = Kind::flag, .help = N_("also those over")}},
                 .read =
                     [](store::ReadTxn& tx, const Args& args, Output& out) {
                       out.list(order_view(tx),
                                parts::list_orders(tx, {.state = args.code<OrderState>("state"),
                                                        .supplier = args.text("supplier"),
                                                        .late = args.flag("late"),
                                                        .all = args.flag("all")}));
                     },
                 .examples = {
                     {"svcctl parts order list --late", N_("what should have come by now")}}};
           }},
          {"order show",
           [] {
             return Command{
                 .help = N_("an order and its parts"),
                 .options = {order_number()},
                 .read =
                     [](store::ReadTxn& tx, const Args& args, Output& out) {
                       show(tx, out, parts::find_order(tx, args.text("ORDER")));
                     },
                 .examples = {{"svcctl parts order show P261123-001", N_("what is outstanding")}}};
           }},
          {"order cancel",
           [] {
             return Command{
                 .help = N_("take an order back of which nothing has come"),
                 .options = {order_number(), order_reason_option()},
                 .write =
                     [](store::WriteTxn& tx, const Args& args, Output& out) {
                       show(tx, out, parts::cancel_order(tx, args.text("ORDER"), args.text("why")));
                     },
                 .examples = {{"svcctl parts order cancel P261123-001 --why '供应商缺货'",
                               N_("the supplier has none")}}};
           }},
          {"order close",
           [] {
             return Command{
                 .help = N_("wait for the rest of an order no longer"),
                 .options = {order_number(), order_reason_option()},
                 .write =
                     [](store::WriteTxn& tx, const Args& args, Output& out) {
                       show(tx, out, parts::close_order(tx, args.text("ORDER"), args.text("why")));
                     },
                 .examples = {{"svcctl parts order close P261123-001 --why '余货不再供应'",
                               N_("the rest is not coming")}}};
           }},
          {"order print",
           [] {
             return Command{
                 .help = N_("the order as a paper for the supplier"),
                 .options = {order_number()},
                 .read =
                     [](store::ReadTxn& tx, const Args& args, Output& out) {
                       out.text(parts::order_paper(tx, parts::find_order(tx, args.text("ORDER")),
                                                   out.catalogue()));
                     },
                 .examples = {
                     {"svcctl parts order print P261123-001 --lang zh", N_("in Chinese")}}};
           }},
          {"reorder",
           [] {
             return Command{
                 .help =
                     N_("what to buy: from minimum, maximum, use, lead time and what jobs want"),
                 .options = {{.name = "supplier", .help = N_("only what is bought there")},
                             {.name = "use",
                              .kind = Kind::days,
                              .help = N_("look at the use of so many days (90)")},
                             {.name = "cover",
                              .kind = Kind::days,
                              .help = N_("buy for so many days beyond arrival (30)")},
                             {.name = "order",
                              .kind = Kind::flag,
                              .help = N_("put it on drafts, one for each supplier")}},
                 .read =
                     [](store::ReadTxn& tx, const Args& args, Output& out) {
                       const auto request = reorder_request(args);
                       out.stream<ReorderLine>(reorder_view(tx), [&](const auto& take) {
                         parts::each_reorder(tx, request, take);
                       });
                     },
                 .write = [](store::WriteTxn& tx, const Args& args,
                             Output& out) { reorder(tx, out, reorder_request(args)); },
                 .examples = {{"svcctl parts reorder", N_("what the shop runs short of")},
                              {"svcctl parts reorder --order --supplier HB",
                               N_("ordered from one supplier")}},
                 .more = N_(
                     "Bought when usable − held for jobs + ordered − wanted is below the larger of "
                     "the minimum and the use during the supplier's lead time; up to the larger of "
                     "the maximum and the use until arrival and through the days to cover; in "
                     "whole "
                     "packs."),
                 .write_with = "order"};
           }},
      });
  return all;
}

}  // namespace svcctl::cli
