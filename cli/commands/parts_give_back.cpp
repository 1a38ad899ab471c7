#include "cli/commands/parts_verbs.hpp"
#include "parts/buying/supplier_return.hpp"

namespace svcctl::cli {
namespace {

using parts::SupplierReturn;
using parts::SupplierReturnLine;

View<SupplierReturn> return_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using R = const SupplierReturn&;
  return {
      {"return", N_("return"), of<&SupplierReturn::number>},
      {"supplier", N_("supplier"), of<&SupplierReturn::supplier>},
      {"reason", N_("reason"), of<&SupplierReturn::reason>},
      {"value", N_("amount"), when(costs, of<&SupplierReturn::value>)},
      {"credited", N_("credited"), when(costs, of<&SupplierReturn::credited>)},
      {"open", N_("open"), [costs](R r) { return costs ? cell(r.open()) : Cell{}; }},
      {"at", N_("when"), of<&SupplierReturn::at>},
      {"staff", N_("by"), of<&SupplierReturn::staff>, true},
  };
}

View<SupplierReturnLine> returned_line_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"part", N_("part"), of<&SupplierReturnLine::part>},
      {"lot", N_("lot"), of<&SupplierReturnLine::lot>},
      {"qty", N_("quantity"), of<&SupplierReturnLine::qty>},
      {"cost", N_("cost"), when(costs, of<&SupplierReturnLine::cost>)},
  };
}

void show(const store::ReadTxn& tx, Output& out, const SupplierReturn& found) {
  out.one(return_view(tx), found);
  if (out.sections())
    out.section(N_("Parts"), returned_line_view(tx), parts::return_lines(tx, found.id));
}

Option return_number() {
  return {.name = "RETURN",
          .help = N_("the return's number, or any unambiguous end of it"),
          .required = true};
}

}  // namespace

std::vector<Verb> parts_give_back_verbs() {
  return {
      {"give-back",
       [] {
         return Command{
             .help = N_("send parts back to their supplier"),
             .options = {{.name = "SUPPLIER", .help = N_("supplier code"), .required = true},
                         {.name = "PART:QTY", .help = N_("part and quantity"), .required = true},
                         {.name = "lot", .help = N_("this lot; else its barred lots first")},
                         {.name = "why", .help = N_("reason"), .required = true},
                         {.name = "second",
                          .help = N_("a second person who stands behind it, needed above a value"),
                          .value_name = "STAFF"}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const auto part = part_and_quantity(args.text("PART:QTY"));
                   show(tx, out,
                        parts::give_back(tx, {.supplier = args.text("SUPPLIER"),
                                              .part = part.part,
                                              .qty = part.quantity,
                                              .lot = args.text("lot"),
                                              .reason = args.text("why"),
                                              .second = args.text("second")}));
                 },
             .examples = {{"svcctl parts give-back HB PAD-F:2 --why '尺寸不符'",
                           N_("two pads of the wrong size")}},
             .more = N_(
                 "Goes out of the supplier's own lots, at their cost; what it credits is booked by "
                 "svcctl parts credit.")};
       }},
      {"credit",
       [] {
         return Command{
             .help = N_("book the supplier's credit for a return"),
             .options = {return_number(),
                         {.name = "amount",
                          .kind = Kind::money,
                          .help = N_("how much is credited"),
                          .required = true},
                         {.name = "document", .help = N_("the supplier's credit note")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   show(tx, out,
                        parts::credit_return(tx, args.text("RETURN"),
                                             args.money("amount").value_or(Money()),
                                             args.text("document")));
                 },
             .examples = {{"svcctl parts credit W261123-001 --amount 236 --document CN-0331",
                           N_("all of it was credited")}}};
       }},
      {"give-backs",
       [] {
         return Command{
             .help = N_("what went back to suppliers"),
             .options = {{.name = "supplier", .help = N_("only to this supplier")},
                         {.name = "open",
                          .kind = Kind::flag,
                          .help = N_("only those not wholly "
                                     "credited")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(return_view(tx),
                            parts::list_returns(tx, args.text("supplier"), args.flag("open")));
                 },
             .examples = {{"svcctl parts give-backs --open", N_("what suppliers still owe")}}};
       }},
  };
}

}  // namespace svcctl::cli
