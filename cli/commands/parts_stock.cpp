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
  using S = const StockLine&;
  return {
      {"part", N_("part"), [](S s) { return cell(s.part); }},
      {"name", N_("name"), [](S s) { return cell(s.name); }},
      {"bin", N_("bin"), [](S s) { return cell(s.bin); }},
      {"qty", N_("on hand"), [](S s) { return cell(s.qty); }},
      {"usable", N_("usable"), [](S s) { return cell(s.usable); }},
      {"reserved", N_("held for jobs"), [](S s) { return cell(s.reserved); }},
      {"unit", N_("unit"), [](S s) { return cell(s.unit); }},
      {"min_qty", N_("minimum"), [](S s) { return cell(s.min_qty); }},
      {"max_qty", N_("maximum"), [](S s) { return cell(s.max_qty); }},
      {"value", N_("value at cost"), [costs](S s) { return costs ? cell(s.value) : Cell{}; }, true},
  };
}

/// Of a day gone by, when nobody wrote down what was usable.
View<StockLine> past_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using S = const StockLine&;
  return {
      {"part", N_("part"), [](S s) { return cell(s.part); }},
      {"name", N_("name"), [](S s) { return cell(s.name); }},
      {"qty", N_("on hand"), [](S s) { return cell(s.qty); }},
      {"unit", N_("unit"), [](S s) { return cell(s.unit); }},
      {"value", N_("value at cost"), [costs](S s) { return costs ? cell(s.value) : Cell{}; }},
  };
}

View<StockLine> idle_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using S = const StockLine&;
  return {
      {"part", N_("part"), [](S s) { return cell(s.part); }},
      {"name", N_("name"), [](S s) { return cell(s.name); }},
      {"bin", N_("bin"), [](S s) { return cell(s.bin); }},
      {"qty", N_("on hand"), [](S s) { return cell(s.qty); }},
      {"unit", N_("unit"), [](S s) { return cell(s.unit); }},
      {"last_at", N_("last moved"), [](S s) { return cell(s.last_at); }},
      {"value", N_("value at cost"), [costs](S s) { return costs ? cell(s.value) : Cell{}; }},
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
      {"value", N_("value at cost"), [costs](L l) { return costs ? cell(l.value) : Cell{}; }, true},
      {"average_cost", N_("moving average"),
       [costs](L l) { return costs ? cell(l.average_cost) : Cell{}; }, true},
      {"document", N_("document"), [](L l) { return cell(l.document); }},
      {"reason", N_("reason"), [](L l) { return cell(l.reason); }},
      {"staff", N_("by"), [](L l) { return cell(l.staff); }},
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
  return {
      {.name = "stock",
       .help = N_("what is on hand"),
       .options = {{.name = "below-min",
                    .kind = Kind::flag,
                    .help = N_("only parts of which less than the minimum is usable and free")},
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
       .examples = {{"svcctl parts stock --below-min", N_("what to buy")}}},
      {.name = "ledger",
       .help = N_("every movement of a part"),
       .options = {{.name = "PART", .help = N_("part number, or NUMBER/BRAND"), .required = true}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             const auto part = parts::find_part(tx, args.text("PART"));
             out.stream<LedgerLine>(
                 ledger_view(tx), [&](const auto& row) { parts::each_ledger_line(tx, part, row); });
           },
       .examples = {{"svcctl parts ledger 06A-100C00", N_("every movement of a part")}}}};
}

}  // namespace svcctl::cli
