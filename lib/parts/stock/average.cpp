#include "parts/stock/private/average.hpp"

#include <limits>
#include <utility>
#include <vector>

namespace svcctl::parts {
namespace {

store::Query lines_backwards(const store::ReadTxn& tx, std::int64_t part_id, std::int64_t outlet_id,
                             std::int64_t before) {
  return tx.query(
      R"(SELECT m.at AS at, m.qty AS qty, m.value_amount AS value_amount,
                m.average_qty AS average_qty, m.average_amount AS average_amount,
                CASE WHEN m.average_qty IS NULL
                       OR EXISTS (SELECT 1 FROM stock_movement e
                                   WHERE e.part_id = m.part_id AND e.outlet_id = m.outlet_id
                                     AND e.at < m.at AND e.average_qty IS NULL AND e.id > m.id)
                     THEN 0 ELSE 1 END AS stands
           FROM stock_movement m
          WHERE m.part_id = :part AND m.outlet_id = :outlet AND m.at < :before
          ORDER BY m.at DESC, m.id DESC)",
      {{"part", part_id}, {"outlet", outlet_id}, {"before", before}});
}

/// @param more whether `lines` stands on a line
MovingAverage replayed(store::Query& lines, bool more) {
  std::vector<std::pair<Quantity, Money>> since;
  MovingAverage average;
  for (; more; more = lines.next()) {
    const auto& line = lines.row();
    if (line.get<bool>("stands")) {
      average = {line["average_qty"], line["average_amount"]};
      break;
    }
    since.emplace_back(line.get<Quantity>("qty"), line.get<Money>("value_amount"));
  }
  for (auto each = since.rbegin(); each != since.rend(); ++each)
    average.move(each->first, each->second);
  return average;
}

}  // namespace

MovingAverage average_before(const store::ReadTxn& tx, std::int64_t part_id, std::int64_t outlet_id,
                             Instant moment) {
  auto lines = lines_backwards(tx, part_id, outlet_id, moment.seconds);
  const bool more = lines.next();
  return replayed(lines, more);
}

std::optional<MovingAverage> average_at_end(const store::ReadTxn& tx, std::int64_t part_id,
                                            std::int64_t outlet_id, Instant moment) {
  auto lines = lines_backwards(tx, part_id, outlet_id, std::numeric_limits<std::int64_t>::max());
  const bool more = lines.next();
  if (more && lines.row().get<Instant>("at") > moment) return std::nullopt;
  return replayed(lines, more);
}

}  // namespace svcctl::parts
