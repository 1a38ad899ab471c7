#include "base/identifier.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "job/recall.hpp"
#include "job/stock_figures.hpp"
#include "shop/staff.hpp"

namespace svcctl::cli {
namespace {

using job::RecallCase;
using job::RecallStock;
using job::StockFigure;

const View<RecallCase>& case_view() {
  static const View<RecallCase> view{
      {"job", N_("job"), of<&RecallCase::job>},
      {"plate", N_("plate"), of<&RecallCase::plate>},
      {"vin", N_("VIN"), of<&RecallCase::vin>, false, mask_vin},
      {"customer", N_("customer"), of<&RecallCase::customer>, false, mask_name},
      {"phone", N_("phone"), of<&RecallCase::phone>, false, mask_phone},
      {"part", N_("part"), of<&RecallCase::part>},
      {"lot", N_("lot"), of<&RecallCase::lot>},
      {"supplier", N_("supplier"), of<&RecallCase::supplier>},
      {"qty", N_("quantity"), of<&RecallCase::qty>},
      {"issued_at", N_("issued"), of<&RecallCase::issued_at>},
  };
  return view;
}

const View<RecallStock>& here_view() {
  static const View<RecallStock> view{
      {"outlet", N_("outlet"), of<&RecallStock::outlet>},
      {"part", N_("part"), of<&RecallStock::part>},
      {"lot", N_("lot"), of<&RecallStock::lot>},
      {"qty", N_("quantity"), of<&RecallStock::qty>},
      {"state", N_("state"), of<&RecallStock::state>},
  };
  return view;
}

void recall(store::ReadTxn& tx, const Args& args, Output& out) {
  const job::RecallRequest request{
      .lot = args.text("LOT"), .supplier = args.text("supplier"), .part = args.text("part")};
  out.stream<RecallCase>(case_view(),
                         [&](const auto& row) { job::each_recall_case(tx, request, row); });
  if (out.sections())
    out.section<RecallStock>(N_("still in the shop"), here_view(), job::recall_stock(tx, request));
}

const View<StockFigure>& figure_view() {
  using F = const StockFigure&;
  static const View<StockFigure> view{
      {"figure", N_("figure"), of<&StockFigure::measure>},
      {"value", N_("value"), [](F f) { return f.amount ? cell(f.amount) : cell(f.number); }},
      {"formula", N_("formula"),
       [](F f) {
         return Cell(Message{f.formula, {}});
       }},
  };
  return view;
}

void figures(store::ReadTxn& tx, const Args& args, Output& out) {
  shop::require_right(tx, Right::see_cost);
  const auto today = tx.today();
  const auto period =
      args.period("period").value_or(Period{today.plus_months(-12).plus_days(1), today});
  out.list(figure_view(), job::stock_figures(tx, period));
}

}  // namespace

std::vector<Verb> parts_recall_verbs() {
  return {
      {"recall",
       [] {
         return Command{
             .help = N_("which jobs, plates and customers got a lot, a supplier's goods or a part"),
             .options = {{.name = "LOT", .help = N_("lot code")},
                         {.name = "supplier", .help = N_("all that came from this supplier")},
                         {.name = "part", .help = N_("all of this part"), .value_name = "NO"}},
             .read = recall,
             .examples = {{"svcctl parts recall BP-2610", N_("who drives with pads of this lot")},
                          {"svcctl parts recall --supplier HB --part PAD-0001",
                           N_("the pads of one supplier")}},
             .more = N_(
                 "Of all outlets; a lot is followed through transfers. Bar what lies in the shop "
                 "with `parts quarantine`.")};
       }},
      {"figures",
       [] {
         return Command{
             .help = N_("turnover, days of supply, fill rate, dead stock, with their formulas"),
             .options = {{.name = "period",
                          .kind = Kind::period,
                          .help = N_("which period; else the last 12 months")}},
             .read = figures,
             .examples = {{"svcctl parts figures --period 2026", N_("of the year")}}};
       }},
  };
}

}  // namespace svcctl::cli
