#include "cli/commands/parts_verbs.hpp"
#include "parts/stock/value.hpp"
#include "shop/staff.hpp"

namespace svcctl::cli {
namespace {

using parts::StockValue;
using parts::ValueBy;
using V = const StockValue&;

const View<StockValue>& group_view() {
  static const View<StockValue> view{
      {"category", N_("part category"), of<&StockValue::name>},
      {"parts", N_("parts"), of<&StockValue::parts>},
      {"value", N_("value at cost"), of<&StockValue::value>},
      {"average_value", N_("at moving average"), of<&StockValue::average_value>},
  };
  return view;
}

const View<StockValue>& part_view() {
  static const View<StockValue> view{
      {"part", N_("part"), of<&StockValue::name>},
      {"qty", N_("on hand"), of<&StockValue::qty>},
      {"unit", N_("unit"), of<&StockValue::unit>},
      {"value", N_("value at cost"), of<&StockValue::value>},
      {"average_value", N_("at moving average"), of<&StockValue::average_value>},
  };
  return view;
}

void value(store::ReadTxn& tx, const Args& args, Output& out) {
  shop::require_right(tx, Right::see_cost);
  const parts::ValueRequest request{.as_of = args.date("as-of"),
                                    .by = args.code<ValueBy>("by").value_or(ValueBy::category),
                                    .average = args.flag("average")};
  StockValue total{};
  out.stream<StockValue>(
      request.by == ValueBy::part ? part_view() : group_view(), [&](const auto& row) {
        parts::each_value(tx, request, [&](V line) {
          total.parts += line.parts;
          total.value += line.value;
          if (line.average_value)
            total.average_value = total.average_value.value_or(Money()) + *line.average_value;
          row(line);
        });
      });
  if (request.by != ValueBy::total) out.section<StockValue>(N_("total"), group_view(), {total});
}

}  // namespace

std::vector<Verb> parts_value_verbs() {
  return {
      {"value",
       [] {
         return Command{
             .help = N_("what the stock is worth at cost, today or on any day gone by"),
             .options = {{.name = "as-of",
                          .kind = Kind::date,
                          .help = N_("at the end of that day, by when things happened")},
                         {.name = "by",
                          .kind = Kind::choice,
                          .help = N_("a line for each category, each part, or the total alone"),
                          .choices = choices_of<ValueBy>()},
                         {.name = "average",
                          .kind = Kind::flag,
                          .help = N_("also at moving average")}},
             .read = value,
             .examples = {{"svcctl parts value --as-of yesterday --average",
                           N_("last night's stock, both ways")}},
             .more = N_(
                 "By lot, each unit is worth what its lot cost. At moving average, what comes in "
                 "is added at its cost and what leaves leaves at the average of all there is.")};
       }},
  };
}

}  // namespace svcctl::cli
