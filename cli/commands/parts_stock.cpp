#include "cli/commands/parts_verbs.hpp"
#include "parts/stock_change.hpp"
#include "parts/stock_list.hpp"
#include "shop/outlet.hpp"

namespace svcctl::cli {
namespace {

using parts::LedgerLine;
using parts::Lot;
using parts::StockLine;

View<StockLine> stock_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"part", N_("part"), [](const StockLine& s) { return cell(s.part); }},
      {"name", N_("name"), [](const StockLine& s) { return cell(s.name); }},
      {"bin", N_("bin"), [](const StockLine& s) { return cell(s.bin); }},
      {"qty", N_("on hand"), [](const StockLine& s) { return cell(s.qty); }},
      {"usable", N_("usable"), [](const StockLine& s) { return cell(s.usable); }},
      {"unit", N_("unit"), [](const StockLine& s) { return cell(s.unit); }},
      {"min_qty", N_("minimum"), [](const StockLine& s) { return cell(s.min_qty); }},
      {"max_qty", N_("maximum"), [](const StockLine& s) { return cell(s.max_qty); }},
      {"value", N_("value at cost"),
       [costs](const StockLine& s) { return costs ? cell(s.value) : Cell{}; }, true},
  };
}

View<LedgerLine> ledger_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using L = const LedgerLine&;
  return {
      {"id", N_("no."), [](L l) { return cell(l.id); }},
      {"at", N_("when"), [](L l) { return cell(l.at); }},
      {"recorded_at", N_("recorded"), [](L l) { return cell(l.recorded_at); }, true},
      {"kind", N_("kind"), [](L l) { return cell(l.kind); }},
      {"lot", N_("lot"), [](L l) { return cell(l.lot); }},
      {"qty", N_("quantity"), [](L l) { return cell(l.qty); }},
      {"balance", N_("balance"), [](L l) { return cell(l.balance); }},
      {"cost", N_("cost"), [costs](L l) { return costs ? cell(l.cost) : Cell{}; }},
      {"document", N_("document"), [](L l) { return cell(l.document); }},
      {"reason", N_("reason"), [](L l) { return cell(l.reason); }},
      {"staff", N_("by"), [](L l) { return cell(l.staff); }},
  };
}

parts::StockChange change_of(const Args& args) {
  const auto typed = part_and_quantity(args.text("PART:QTY"));
  return {.part = typed.part,
          .qty = typed.quantity,
          .lot = args.text("lot"),
          .reason = args.text("why")};
}

std::vector<Option> change_options() {
  return {{.name = "PART:QTY", .help = N_("part and quantity"), .required = true},
          {.name = "lot", .help = N_("which lot, where the part has several")},
          {.name = "why", .help = N_("reason"), .required = true}};
}

std::vector<Option> lot_options(bool suspect) {
  std::vector<Option> options = {
      {.name = "LOT", .help = N_("lot code"), .required = true},
      {.name = "part", .help = N_("of which part, where several have a lot of this code")},
      {.name = "why", .help = N_("reason"), .required = true}};
  if (suspect)
    options.push_back(
        {.name = "suspect", .kind = Kind::flag, .help = N_("it may be counterfeit (2.3-fit)")});
  return options;
}

void stock(store::ReadTxn& tx, const Args& args, Output& out) {
  std::optional<std::int64_t> part;
  if (args.has("part")) part = parts::find_part(tx, args.text("part")).id;
  const auto days = args.days("expiring");
  if (!args.flag("lots") && !days)
    return out.list(stock_view(tx),
                    parts::stock_lines(tx, {.below_min = args.flag("below-min"), .part_id = part}));
  const auto outlet = shop::current_outlet(tx);
  out.list(lot_view(tx),
           parts::list_lots(
               tx, {.outlet_id = outlet,
                    .part_id = part,
                    .expires_by = days ? std::optional(tx.today().plus_days(*days)) : std::nullopt,
                    .empty = args.flag("empty")}));
}

std::vector<Command> moving_commands() {
  return {
      {.name = "adjust",
       .help = N_("correct the stock of a lot, up or down, with the reason"),
       .options = change_options(),
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             const auto lot = parts::adjust(tx, change_of(args));
             out.one(lot_view(tx), lot);
           },
       .examples = {{"svcctl parts adjust 06A-100C00:-1 --why '盘点少一个'",
                     N_("one less was counted")}}},
      {.name = "scrap",
       .help = N_("take stock out as scrap, with the reason"),
       .options = change_options(),
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             const auto lot = parts::scrap(tx, change_of(args));
             out.one(lot_view(tx), lot);
           },
       .examples = {{"svcctl parts scrap OIL-0004:1 --why '破损'", N_("one is broken")}}},
      {.name = "quarantine",
       .help = N_("bar a lot from issue (2.3-store)"),
       .options = lot_options(true),
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             const auto lot = parts::quarantine(tx, args.text("LOT"), args.text("part"),
                                                args.text("why"), args.flag("suspect"));
             out.one(lot_view(tx), lot);
           },
       .examples = {{"svcctl parts quarantine BP-2610 --why '标签不清' --suspect",
                     N_("nothing is issued from this lot")}}},
      {.name = "release",
       .help = N_("free a barred lot"),
       .options = lot_options(false),
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             const auto lot =
                 parts::release(tx, args.text("LOT"), args.text("part"), args.text("why"));
             out.one(lot_view(tx), lot);
           },
       .examples = {{"svcctl parts release BP-2610 --why '厂家已确认'",
                     N_("the maker confirmed it")}}},
  };
}

}  // namespace

View<Lot> lot_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"lot", N_("lot"), [](const Lot& l) { return cell(l.code); }},
      {"part", N_("part"), [](const Lot& l) { return cell(l.part); }},
      {"name", N_("name"), [](const Lot& l) { return cell(l.part_name); }},
      {"qty", N_("quantity"), [](const Lot& l) { return cell(l.qty); }},
      {"unit", N_("unit"), [](const Lot& l) { return cell(l.unit); }},
      {"expires_on", N_("expires"), [](const Lot& l) { return cell(l.expires_on); }},
      {"state", N_("state"), [](const Lot& l) { return cell(l.state); }},
      {"supplier", N_("supplier"), [](const Lot& l) { return cell(l.supplier); }},
      {"cost", N_("cost"), [costs](const Lot& l) { return costs ? cell(l.cost) : Cell{}; }},
      {"trace", N_("trace code"), [](const Lot& l) { return cell(l.trace); }, true},
      {"bin", N_("bin"), [](const Lot& l) { return cell(l.bin); }, true},
      {"reason", N_("reason"), [](const Lot& l) { return cell(l.state_reason); }, true},
      {"received_at", N_("received"), [](const Lot& l) { return cell(l.received_at); }, true},
  };
}

std::vector<Command> parts_stock_commands() {
  std::vector<Command> all = moving_commands();
  append(
      all,
      {{.name = "stock",
        .help = N_("what is on hand"),
        .options = {{.name = "below-min",
                     .kind = Kind::flag,
                     .help = N_("only parts with less than their minimum usable")},
                    {.name = "expiring",
                     .kind = Kind::days,
                     .help = N_("only lots that expire within so many days, or have")},
                    {.name = "lots", .kind = Kind::flag, .help = N_("lot by lot")},
                    {.name = "empty",
                     .kind = Kind::flag,
                     .help = N_("also lots of which nothing is left")},
                    {.name = "part", .help = N_("only this part")}},
        .read = stock,
        .examples = {{"svcctl parts stock --below-min", N_("what to buy")}}},
       {.name = "ledger",
        .help = N_("every movement of a part"),
        .options = {{.name = "PART", .help = N_("part number, or NUMBER/BRAND"), .required = true}},
        .read =
            [](store::ReadTxn& tx, const Args& args, Output& out) {
              const auto part = parts::find_part(tx, args.text("PART"));
              out.list(ledger_view(tx), parts::ledger(tx, part));
            },
        .examples = {{"svcctl parts ledger 06A-100C00", N_("every movement of a part")}}}});
  return all;
}

}  // namespace svcctl::cli
