#include "cli/commands/parts_verbs.hpp"
#include "parts/stock/ledger.hpp"
#include "parts/stock/stock_list.hpp"

namespace svcctl::cli {
namespace {

using parts::LedgerLine;
using parts::Lot;
using parts::StockLine;

/// Dead stock: no movement in 12 months.
constexpr int dead_after_days = 365;

View<StockLine> stock_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"part", N_("part"), of<&StockLine::part>},
      {"name", N_("name"), of<&StockLine::name>},
      {"bin", N_("bin"), of<&StockLine::bin>},
      {"qty", N_("on hand"), of<&StockLine::qty>},
      {"usable", N_("usable"), of<&StockLine::usable>},
      {"reserved", N_("held for jobs"), of<&StockLine::reserved>},
      {"unit", N_("unit"), of<&StockLine::unit>},
      {"min_qty", N_("minimum"), of<&StockLine::min_qty>},
      {"max_qty", N_("maximum"), of<&StockLine::max_qty>},
      {"value", N_("value at cost"), when(costs, of<&StockLine::value>), true},
  };
}

/// Of a day gone by, when nobody wrote down what was usable.
View<StockLine> past_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"part", N_("part"), of<&StockLine::part>},
      {"name", N_("name"), of<&StockLine::name>},
      {"qty", N_("on hand"), of<&StockLine::qty>},
      {"unit", N_("unit"), of<&StockLine::unit>},
      {"value", N_("value at cost"), when(costs, of<&StockLine::value>)},
  };
}

View<StockLine> idle_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"part", N_("part"), of<&StockLine::part>},
      {"name", N_("name"), of<&StockLine::name>},
      {"bin", N_("bin"), of<&StockLine::bin>},
      {"qty", N_("on hand"), of<&StockLine::qty>},
      {"unit", N_("unit"), of<&StockLine::unit>},
      {"last_at", N_("last moved"), of<&StockLine::last_at>},
      {"value", N_("value at cost"), when(costs, of<&StockLine::value>)},
  };
}

View<LedgerLine> ledger_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"id", N_("no."), of<&LedgerLine::id>},
      {"at", N_("when"), of<&LedgerLine::at>},
      {"recorded_at", N_("recorded"), of<&LedgerLine::recorded_at>, true},
      {"kind", N_("kind"), of<&LedgerLine::kind>},
      {"lot", N_("lot"), of<&LedgerLine::lot>},
      {"qty", N_("quantity"), of<&LedgerLine::qty>},
      {"balance", N_("balance"), of<&LedgerLine::balance>},
      {"cost", N_("cost"), when(costs, of<&LedgerLine::cost>)},
      {"value", N_("value at cost"), when(costs, of<&LedgerLine::value>), true},
      {"average_cost", N_("moving average"), when(costs, of<&LedgerLine::average_cost>), true},
      {"document", N_("document"), of<&LedgerLine::document>},
      {"reason", N_("reason"), of<&LedgerLine::reason>},
      {"staff", N_("by"), of<&LedgerLine::staff>},
      {"happened_at", N_("happened"), of<&LedgerLine::happened_at>, where_any},
      {"late_by", N_("recorded late, by"), of<&LedgerLine::late_by>, where_any},
  };
}

void stock(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto as_of = args.date("as-of");
  std::optional<std::int64_t> part;
  if (args.has("part")) part = parts::find_part(tx, args.text("part")).id;
  if (const auto days = args.days("expiring"))
    return out.stream<Lot>(lot_view(tx), [&](const auto& row) {
      parts::each_expiring_lot(tx, tx.today().plus_days(*days), row);
    });
  if (args.flag("lots") && part && !as_of)
    return out.list(lot_view(tx), parts::list_lots(tx, *part, args.flag("empty")));
  if (args.flag("lots"))
    return out.stream<Lot>(lot_view(tx), [&](const auto& row) {
      parts::each_lot(tx, as_of, args.flag("empty"), row);
    });
  const auto idle = args.flag("dead") ? std::optional(dead_after_days) : args.days("idle");
  const parts::StockFilter filter{
      .below_min = args.flag("below-min"), .part_id = part, .idle_days = idle, .as_of = as_of};
  out.stream<StockLine>(idle    ? idle_view(tx)
                        : as_of ? past_view(tx)
                                : stock_view(tx),
                        [&](const auto& row) { parts::each_stock_line(tx, filter, row); });
}

}  // namespace

View<Lot> lot_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"lot", N_("lot"), of<&Lot::code>},
      {"part", N_("part"), of<&Lot::part>},
      {"name", N_("name"), of<&Lot::part_name>},
      {"qty", N_("quantity"), of<&Lot::qty>},
      {"unit", N_("unit"), of<&Lot::unit>},
      {"expires_on", N_("expires"), of<&Lot::expires_on>},
      {"state", N_("state"), of<&Lot::state>},
      {"supplier", N_("supplier"), of<&Lot::supplier>},
      {"cost", N_("cost"), when(costs, of<&Lot::cost>)},
      {"trace", N_("trace code"), of<&Lot::trace>, true},
      {"bin", N_("bin"), of<&Lot::bin>, true},
      {"reason", N_("reason"), of<&Lot::state_reason>, true},
      {"received_at", N_("received"), of<&Lot::received_at>, true},
  };
}

std::vector<Verb> parts_stock_verbs() {
  return {{"stock",
           [] {
             return Command{
                 .help = N_("what is on hand"),
                 .options = {{.name = "below-min",
                              .kind = Kind::flag,
                              .help = N_(
                                  "only parts of which less than the minimum is usable and free")},
                             {.name = "expiring",
                              .kind = Kind::days,
                              .help = N_("only lots that expire within so many days, or have")},
                             {.name = "idle",
                              .kind = Kind::days,
                              .help = N_("only parts that nothing moved of for so many days")},
                             {.name = "dead",
                              .kind = Kind::flag,
                              .help = N_("only parts that nothing moved of for 12 months")},
                             {.name = "as-of",
                              .kind = Kind::date,
                              .help = N_("what there was at the end of that day")},
                             {.name = "lots", .kind = Kind::flag, .help = N_("lot by lot")},
                             {.name = "empty",
                              .kind = Kind::flag,
                              .help = N_("also lots of which nothing is left")},
                             {.name = "part", .help = N_("only this part")}},
                 .read = stock,
                 .examples = {{"svcctl parts stock --below-min", N_("what to buy")}}};
           }},
          {"ledger", [] {
             return Command{
                 .help = N_("every movement of a part"),
                 .options = {{.name = "PART",
                              .help = N_("part number, or NUMBER/BRAND"),
                              .required = true}},
                 .read =
                     [](store::ReadTxn& tx, const Args& args, Output& out) {
                       const auto part = parts::find_part(tx, args.text("PART"));
                       out.stream<LedgerLine>(ledger_view(tx), [&](const auto& row) {
                         parts::each_ledger_line(tx, part, row);
                       });
                     },
                 .examples = {{"svcctl parts ledger 06A-100C00", N_("every movement of a part")}}};
           }}};
}

}  // namespace svcctl::cli
