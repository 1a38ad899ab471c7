#include "parts/stock/value.hpp"

#include <map>
#include <vector>

#include "parts/stock/private/average.hpp"
#include "parts/stock/private/lot_row.hpp"
#include "parts/stock/stock_list.hpp"
#include "shop/outlet.hpp"
#include "store/row_set.hpp"

namespace svcctl::parts {
namespace {

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
    if (request.average)
      sum.value.average_value = average_before(tx, sum.id, outlet, after).value();
    take(sum);
  };
  const std::string columns =
      R"(SELECT p.id AS id, p.number AS number, p.brand AS brand, p.category AS category,
                p.unit AS unit, l.cost_amount AS cost_amount,)";
  const std::string from =
      R"( FROM part p /*+ CROSS */ JOIN lot l ON l.part_id = p.id AND l.outlet_id = :outlet)";
  const std::string order = request.by == ValueBy::part
                                ? " ORDER BY p.number_key, p.brand, COALESCE(p.twin, ''), l.code"
                                : "";
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
      sum.value.name = read_part_label(row);
      sum.value.unit = row.get<std::string>("unit");
      sum.value.parts = 1;
    }
    const Quantity qty = row["qty"];
    sum.value.qty += qty;
    sum.value.value += row.get<Money>("cost_amount") * qty;
  }
  flush();
}

/// The total read from the lots alone.
StockValue lots_together(const store::ReadTxn& tx, const ValueRequest& request) {
  const auto outlet = shop::current_outlet(tx);
  const std::string columns = "SELECT l.part_id AS part_id, l.cost_amount AS cost_amount,";
  const std::string from = " FROM lot l WHERE l.outlet_id = :outlet";
  auto query = request.as_of ? tx.query(columns + qty_as_of + " AS qty" + from,
                                        {{"outlet", outlet}, {"after", end_of(tx, *request.as_of)}})
                             : tx.query(columns + " l.qty AS qty" + from + " AND l.qty > 0",
                                        {{"outlet", outlet}});
  StockValue total;
  store::RowSet seen;
  while (query.next()) {
    const auto& row = query.row();
    const Quantity qty = row["qty"];
    if (qty.is_zero()) continue;
    total.value += row.get<Money>("cost_amount") * qty;
    const auto part = row.get<std::int64_t>("part_id");
    total.parts += seen.has(part) ? 0 : 1;
    seen.add(part);
  }
  return total;
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
  tx.expect(store::Reading::back_again);
  if (request.by == ValueBy::part)
    return each_part(tx, request, [&](const PartSum& part) { take(part.value); });
  if (request.by == ValueBy::total && !request.average) return take(lots_together(tx, request));
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
