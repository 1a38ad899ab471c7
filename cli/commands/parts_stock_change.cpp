#include "cli/commands/parts_verbs.hpp"
#include "parts/stock/stock_change.hpp"

namespace svcctl::cli {
namespace {

using parts::ChangedStock;

View<ChangedStock> change_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"number", N_("document"), of<&ChangedStock::number>},
      {"lot", N_("lot"), of<&ChangedStock::lot, &parts::Lot::code>},
      {"part", N_("part"), of<&ChangedStock::lot, &parts::Lot::part>},
      {"name", N_("name"), of<&ChangedStock::lot, &parts::Lot::part_name>},
      {"change", N_("change"), of<&ChangedStock::qty>},
      {"qty", N_("on hand"), of<&ChangedStock::lot, &parts::Lot::qty>},
      {"unit", N_("unit"), of<&ChangedStock::lot, &parts::Lot::unit>},
      {"value", N_("value at cost"), when(costs, of<&ChangedStock::value>)},
      {"reason", N_("reason"), of<&ChangedStock::reason>},
      {"second", N_("second person"), of<&ChangedStock::second>},
  };
}

parts::StockChange change_of(const Args& args) {
  const auto typed = part_and_quantity(args.text("PART:QTY"));
  return {.part = typed.part,
          .qty = typed.quantity,
          .lot = args.text("lot"),
          .reason = args.text("why"),
          .second = args.text("second")};
}

std::vector<Option> change_options() {
  return {{.name = "PART:QTY", .help = N_("part and quantity"), .required = true},
          {.name = "lot", .help = N_("which lot, where the part has several")},
          {.name = "why", .help = N_("reason"), .required = true},
          {.name = "second",
           .help = N_("a second person who stands behind it, needed above a value"),
           .value_name = "STAFF"}};
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

}  // namespace

std::vector<Verb> parts_stock_change_verbs() {
  return {
      {"adjust",
       [] {
         return Command{.help = N_("correct the stock of a lot, up or down, with the reason"),
                        .options = change_options(),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              out.one(change_view(tx), parts::adjust(tx, change_of(args)));
                            },
                        .examples = {{"svcctl parts adjust 06A-100C00:-1 --why '盘点少一个'",
                                      N_("one less was counted")}}};
       }},
      {"scrap",
       [] {
         return Command{
             .help = N_("take stock out as scrap, with the reason"),
             .options = change_options(),
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(change_view(tx), parts::scrap(tx, change_of(args)));
                 },
             .examples = {{"svcctl parts scrap OIL-0004:1 --why '破损'", N_("one is broken")}}};
       }},
      {"quarantine",
       [] {
         return Command{.help = N_("bar a lot from issue (2.3-store)"),
                        .options = lot_options(true),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              const auto lot =
                                  parts::quarantine(tx, args.text("LOT"), args.text("part"),
                                                    args.text("why"), args.flag("suspect"));
                              out.one(lot_view(tx), lot);
                            },
                        .examples = {{"svcctl parts quarantine BP-2610 --why '标签不清' --suspect",
                                      N_("nothing is issued from this lot")}}};
       }},
      {"release",
       [] {
         return Command{.help = N_("free a barred lot"),
                        .options = lot_options(false),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              const auto lot = parts::release(tx, args.text("LOT"),
                                                              args.text("part"), args.text("why"));
                              out.one(lot_view(tx), lot);
                            },
                        .examples = {{"svcctl parts release BP-2610 --why '厂家已确认'",
                                      N_("the maker confirmed it")}}};
       }},
  };
}

}  // namespace svcctl::cli
