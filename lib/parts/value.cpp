#include "parts/value.hpp"

#include <map>

#include "parts/average.hpp"
#include "parts/lot_row.hpp"
#include "parts/stock_list.hpp"
#include "shop/outlet.hpp"

namespace svcctl::parts {
namespace {

/// Replays a part's ledger up to the moment.
Money average_value(const store::ReadTxn& tx, std::int64_t part_id, std::int64_t outlet,
                    Instant after) {
  MovingAverage average;
  auto query = tx.query(
      R"(SELECT qty, value_amount FROM stock_movement
          WHERE part_id = :part AND outlet_id = :outlet AND at < :after
          ORDER BY at, id)",
      {{"part", part_id}, {"outlet", outlet}, {"after", after}});
  while (query.next()) average.move(query.row()["qty"], query.row()["value_amount"]);
  return average.value();
}

/// The sum of one part's lots.
struct PartSum {
  std::int64_t id = 0;
  std::string category;
  StockValue value;
};

/// Calls back with each part that has stock; by number and brand where the parts are listed.
void each_part(const store::ReadTxn& tx, const ValueRequest& request,
               const std::function<void(const PartSum&)>& take) {
  const auto outlet = shop::current_outlet(tx);
  const Instant after = end_of(tx, request.as_of.value_or(tx.today()));
  PartSum sum;
  const auto flush = [&] {
    if (sum.id == 0 || sum.value.qty.is_zero()) return;
    if (request.average) sum.value.average_value = average_value(tx, sum.id, outlet, after);
    take(sum);
  };
  const std::string columns =
      R"(SELECT p.id AS id, p.number AS number, p.brand AS brand, p.category AS category,
                p.unit AS unit, l.cost_amount AS cost_amount,)";
  const std::string from =
      R"( FROM part p CROSS JOIN lot l WHERE l.part_id = p.id AND l.outlet_id = :outlet)";
  const std::string order =
      request.by == ValueBy::part ? " ORDER BY p.number_key, p.number, p.brand" : "";
  auto query = request.as_of ? tx.query(columns + qty_as_of + " AS qty" + from + order,
                                        {{"outlet", outlet}, {"after", after}})
                             : tx.query(columns + " l.qty AS qty" + from + " AND l.qty > 0" + order,
                                        {{"outlet", outlet}});
  while (query.next()) {
    const auto& row = query.row();
    const std::int64_t id = row["id"];
    if (id != sum.id) {
      flush();
      sum = {};
      sum.id = id;
      sum.category = row.get<std::string>("category");
      sum.value.name = part_label(row);
      sum.value.unit = row.get<std::string>("unit");
      sum.value.parts = 1;
    }
    const Quantity qty = row["qty"];
    sum.value.qty += qty;
    sum.value.value += row.get<Money>("cost_amount") * qty;
  }
  flush();
}

void add(StockValue& to, const StockValue& part) {
  ++to.parts;
  to.value += part.value;
  if (part.average_value)
    to.average_value = to.average_value.value_or(Money()) + *part.average_value;
}

}  // namespace

void each_value(const store::ReadTxn& tx, const ValueRequest& request,
                const std::function<void(const StockValue&)>& take) {
  if (request.by == ValueBy::part)
    return each_part(tx, request, [&](const PartSum& part) { take(part.value); });
  std::map<std::string, StockValue> groups;
  if (request.by == ValueBy::total) groups[""] = {};
  each_part(tx, request, [&](const PartSum& part) {
    add(groups[request.by == ValueBy::total ? "" : part.category], part.value);
  });
  for (auto& [name, sum] : groups) {
    sum.name = name;
    take(sum);
  }
}

}  // namespace svcctl::parts
