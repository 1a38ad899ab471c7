#include "cli/commands/parts_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "cli/input/input_file.hpp"
#include "parts/buying/supplier_price.hpp"
#include "parts/buying/supplier_record.hpp"

namespace svcctl::cli {
namespace {

using parts::PaidMove;
using parts::SupplierPrice;
using parts::SupplierRecord;

View<SupplierPrice> supplier_price_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using P = const SupplierPrice&;
  return {
      {"supplier", N_("supplier"), [](P p) { return cell(p.supplier); }},
      {"part", N_("part"), [](P p) { return cell(p.part); }},
      {"name", N_("name"), [](P p) { return cell(p.name); }},
      {"supplier_number", N_("their number"), [](P p) { return cell(p.supplier_number); }},
      {"cost", N_("cost"), [costs](P p) { return costs ? cell(p.cost) : Cell{}; }},
      {"from_on", N_("from"), [](P p) { return cell(p.from_on); }},
      {"before", N_("before"), [costs](P p) { return costs ? cell(p.before) : Cell{}; }},
  };
}

View<SupplierRecord> record_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using R = const SupplierRecord&;
  return {
      {"supplier", N_("supplier"), [](R r) { return cell(r.supplier); }},
      {"orders", N_("orders due"), [](R r) { return cell(r.orders); }},
      {"on_time", N_("on time"), [](R r) { return cell(r.on_time); }},
      {"on_time_share", N_("on time (on time / orders due, %)"),
       [](R r) { return cell(r.on_time_share); }},
      {"deliveries", N_("deliveries"), [](R r) { return cell(r.deliveries); }},
      {"lines", N_("lines"), [](R r) { return cell(r.lines); }},
      {"bad_lines", N_("refused or quarantined"), [](R r) { return cell(r.bad_lines); }},
      {"sent_back", N_("sent back"), [](R r) { return cell(r.sent_back); }},
      {"defect_rate", N_("defects ((refused or quarantined + sent back) / lines, %)"),
       [](R r) { return cell(r.defect_rate); }},
      {"goods", N_("goods"), [costs](R r) { return costs ? cell(r.goods) : Cell{}; }},
      {"freight", N_("freight"), [costs](R r) { return costs ? cell(r.freight) : Cell{}; }},
      {"credit_open", N_("credit still owed to us"),
       [costs](R r) { return costs ? cell(r.credit_open) : Cell{}; }},
  };
}

const View<PaidMove>& supplier_move_view() {
  using M = const PaidMove&;
  static const View<PaidMove> view = {
      {"part", N_("part"), [](M m) { return cell(m.part); }},
      {"name", N_("name"), [](M m) { return cell(m.name); }},
      {"before", N_("before"), [](M m) { return cell(m.before); }},
      {"after", N_("after"), [](M m) { return cell(m.after); }},
      {"change", N_("change (%)"), [](M m) { return cell(m.change); }},
      {"at", N_("when"), [](M m) { return cell(m.at); }},
  };
  return view;
}

Period period_of(const store::ReadTxn& tx, const Args& args) {
  return args.period("period").value_or(Period{tx.today().plus_days(-364), tx.today()});
}

void import_prices(store::WriteTxn& tx, const Args& args, Output& out) {
  tell_import(
      out, take_file(args, out, args.text("FILE"), [&](std::istream& source, const auto& options) {
        return parts::import_supplier_prices(tx, source, options, args.text("CODE"),
                                             args.date("from"));
      }));
}

Option code_option() { return {.name = "CODE", .help = N_("supplier code"), .required = true}; }

std::vector<Option> price_import_options() {
  std::vector<Option> options = {code_option()};
  for (auto& option : import_options()) options.push_back(std::move(option));
  options.push_back({.name = "from",
                     .kind = Kind::date,
                     .help = N_("first day of prices that name none; else today")});
  return options;
}

}  // namespace

std::vector<Command> parts_supplier_price_commands() {
  return {
      {.name = "supplier price",
       .help = N_("keep what a supplier asks for a part from a day on"),
       .options =
           {code_option(),
            {.name = "PART", .help = N_("number or NUMBER/BRAND"), .required = true},
            {.name = "cost", .kind = Kind::money, .help = N_("for one unit"), .required = true},
            {.name = "from", .kind = Kind::date, .help = N_("first day; else today")},
            {.name = "their-number", .help = N_("the part's number at the supplier")}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(supplier_price_view(tx),
                     parts::set_supplier_price(tx, {.supplier = args.text("CODE"),
                                                    .part = args.text("PART"),
                                                    .cost = args.money("cost").value_or(Money()),
                                                    .from_on = args.date("from"),
                                                    .supplier_number = args.text("their-number")}));
           },
       .examples = {{"svcctl parts supplier price HB PAD-F --cost 118 --from 2026-12-01",
                     N_("dearer from December")}}},
      {.name = "supplier prices",
       .help = N_("what a supplier asks on a day"),
       .options = {code_option(),
                   {.name = "on", .kind = Kind::date, .help = N_("the day; else today")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(supplier_price_view(tx),
                      parts::supplier_prices(tx, args.text("CODE"),
                                             args.date("on").value_or(tx.today())));
           },
       .examples = {{"svcctl parts supplier prices HB", N_("the list that counts today")}}},
      {.name = "supplier prices-import",
       .help = N_("take a supplier's price list in"),
       .options = price_import_options(),
       .write = import_prices,
       .examples = {{"svcctl parts supplier prices-import HB list.csv --from 2026-12-01",
                     N_("prices from December on")}},
       .more = N_("Parts must be in the catalogue: svcctl parts import adds them. Prices are never "
                  "rewritten; another one begins on another day.")},
      {.name = "supplier record",
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
       .examples = {{"svcctl parts supplier record HB --period 2026Q4", N_("the quarter")}}},
      {.name = "supplier moves",
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
       .examples = {{"svcctl parts supplier moves HB --format csv", N_("for a spreadsheet")}}},
  };
}

}  // namespace svcctl::cli
