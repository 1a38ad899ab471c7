#include "cli/commands/parts_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "parts/buying/supplier_price.hpp"
#include "parts/buying/supplier_record.hpp"

namespace svcctl::cli {
namespace {

using parts::PaidMove;
using parts::SupplierPrice;
using parts::SupplierRecord;

View<SupplierPrice> supplier_price_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"supplier", N_("supplier"), of<&SupplierPrice::supplier>},
      {"part", N_("part"), of<&SupplierPrice::part>},
      {"name", N_("name"), of<&SupplierPrice::name>},
      {"supplier_number", N_("their number"), of<&SupplierPrice::supplier_number>},
      {"cost", N_("cost||buying"), when(costs, of<&SupplierPrice::cost>)},
      {"from_on", N_("from"), of<&SupplierPrice::from_on>},
      {"before", N_("before"), when(costs, of<&SupplierPrice::before>)},
  };
}

View<SupplierRecord> record_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"supplier", N_("supplier"), of<&SupplierRecord::supplier>},
      {"orders", N_("orders due"), of<&SupplierRecord::orders>},
      {"on_time", N_("on time"), of<&SupplierRecord::on_time>},
      {"on_time_share", N_("on time (on time / orders due, %)"),
       of<&SupplierRecord::on_time_share>},
      {"deliveries", N_("deliveries"), of<&SupplierRecord::deliveries>},
      {"lines", N_("lines"), of<&SupplierRecord::lines>},
      {"bad_lines", N_("refused or quarantined"), of<&SupplierRecord::bad_lines>},
      {"sent_back", N_("sent back"), of<&SupplierRecord::sent_back>},
      {"defect_rate", N_("defects ((refused or quarantined + sent back) / lines, %)"),
       of<&SupplierRecord::defect_rate>},
      {"goods", N_("goods"), when(costs, of<&SupplierRecord::goods>)},
      {"freight", N_("freight"), when(costs, of<&SupplierRecord::freight>)},
      {"credit_open", N_("credit still owed to us"), when(costs, of<&SupplierRecord::credit_open>)},
  };
}

const View<PaidMove>& supplier_move_view() {
  static const View<PaidMove> view = {
      {"part", N_("part"), of<&PaidMove::part>},
      {"name", N_("name"), of<&PaidMove::name>},
      {"before", N_("before"), of<&PaidMove::before>},
      {"after", N_("after"), of<&PaidMove::after>},
      {"change", N_("change (%)"), of<&PaidMove::change>},
      {"at", N_("when"), of<&PaidMove::at>},
  };
  return view;
}

Period period_of(const store::ReadTxn& tx, const Args& args) {
  return args.period("period").value_or(Period{tx.today().plus_days(-364), tx.today()});
}

csv::ImportResult import_prices(store::WriteTxn& tx, const Args& args, csv::RowSource& rows,
                                const csv::ImportOptions& options) {
  return parts::import_supplier_prices(tx, rows, options, args.text("CODE"), args.date("from"),
                                       args.percent("max-move"));
}

Option code_option() { return {.name = "CODE", .help = N_("supplier code"), .required = true}; }

}  // namespace

Option max_move_option() {
  return {.name = "max-move",
          .kind = Kind::percent,
          .help = N_("take nothing in where a price moves by more than this share")};
}

std::vector<Verb> parts_supplier_price_verbs() {
  return {
      {"supplier price",
       [] {
         return Command{
             .help = N_("keep what a supplier asks for a part from a day on"),
             .options = {code_option(),
                         {.name = "PART", .help = N_("number or NUMBER/BRAND"), .required = true},
                         {.name = "cost",
                          .kind = Kind::money,
                          .help = N_("for one unit"),
                          .required = true},
                         {.name = "from", .kind = Kind::date, .help = N_("first day; else today")},
                         {.name = "their-number", .help = N_("the part's number at the supplier")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(supplier_price_view(tx),
                           parts::set_supplier_price(
                               tx, {.supplier = args.text("CODE"),
                                    .part = args.text("PART"),
                                    .cost = args.money("cost").value_or(Money()),
                                    .from_on = args.date("from"),
                                    .supplier_number = args.text("their-number")}));
                 },
             .examples = {{"svcctl parts supplier price HB PAD-F --cost 118 --from 2026-12-01",
                           N_("dearer from December")}}};
       }},
      {"supplier prices",
       [] {
         return Command{
             .help = N_("what a supplier asks on a day"),
             .options = {code_option(),
                         {.name = "on", .kind = Kind::date, .help = N_("the day; else today")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(supplier_price_view(tx),
                            parts::supplier_prices(tx, args.text("CODE"),
                                                   args.date("on").value_or(tx.today())));
                 },
             .examples = {{"svcctl parts supplier prices HB", N_("the list that counts today")}}};
       }},
      {"supplier prices-import",
       [] {
         return import_command(
             {.help = N_("take a supplier's price list in"),
              .columns = parts::supplier_price_list_columns,
              .run = import_prices,
              .examples = {{"svcctl parts supplier prices-import HB list.csv --from 2026-12-01",
                            N_("prices from December on")}},
              .more =
                  N_("Parts must be in the catalogue: svcctl parts import adds them. Prices are "
                     "never rewritten; another one begins on another day. `svcctl import undo` "
                     "takes a list back."),
              .positionals = {code_option()},
              .options = {{.name = "from",
                           .kind = Kind::date,
                           .help = N_("first day of prices that name none; else today")},
                          max_move_option()}});
       }},
      {"supplier record",
       [] {
         return Command{
             .help = N_("how a supplier served: on time, defects, prices (2.3-source)"),
             .options = {code_option(),
                         {.name = "period",
                          .kind = Kind::period,
                          .help = N_("which period; else the last 365 days")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   const auto period = period_of(tx, args);
                   out.one(record_view(tx), parts::supplier_record(tx, args.text("CODE"), period));
                   if (out.sections() && tx.may(Right::see_cost))
                     out.section(N_("Prices that moved"), supplier_move_view(),
                                 parts::price_moves(tx, args.text("CODE"), period));
                 },
             .examples = {{"svcctl parts supplier record HB --period 2026Q4", N_("the quarter")}}};
       }},
      {"supplier moves",
       [] {
         return Command{
             .help = N_("prices paid to a supplier that moved, the largest moves first"),
             .options = {code_option(),
                         {.name = "period",
                          .kind = Kind::period,
                          .help = N_("which period; else the last 365 days")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(supplier_move_view(),
                            parts::price_moves(tx, args.text("CODE"), period_of(tx, args)));
                 },
             .examples = {
                 {"svcctl parts supplier moves HB --format csv", N_("for a spreadsheet")}}};
       }},
  };
}

}  // namespace svcctl::cli
