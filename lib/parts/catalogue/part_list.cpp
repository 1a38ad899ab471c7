#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "parts/catalogue/private/part_row.hpp"
#include "parts/catalogue/search.hpp"
#include "parts/catalogue/supplier.hpp"

namespace svcctl::parts {
namespace {

constexpr std::size_t sorted_in_memory = 50'000;  ///< parts of a narrow list

bool answers(const Part& part, const PartFilter& filter,
             const std::optional<std::int64_t>& supplier_id) {
  return (filter.retired || !part.retired) && (!filter.kind || part.kind == *filter.kind) &&
         (filter.category.empty() || part.category == filter.category) &&
         (!supplier_id || part.supplier_id == supplier_id) && (!filter.unpriced || !part.price);
}

/// A few parts, ordered by number before they are read whole.
void in_order(const store::ReadTxn& tx, const store::Ids& ids,
              const std::function<bool(const Part&)>& take) {
  std::vector<std::pair<std::string, std::int64_t>> order;
  for (const auto id : ids)
    if (auto key = tx.first("SELECT number_key, brand, number FROM part WHERE id = :id",
                            {{"id", id}}, [](const store::Row& row) {
                              return row.get<std::string>("number_key") + '\n' +
                                     row.get<std::string>("brand") + '\n' +
                                     row.get<std::string>("number");
                            }))
      order.emplace_back(std::move(*key), id);
  std::ranges::sort(order);
  for (const auto& [key, id] : order)
    if (!take(load_part(tx, id))) return;
}

/// The whole catalogue along the index of its numbers; `ids`, where given, says which to read.
void all_in_order(const store::ReadTxn& tx, const store::Ids* ids,
                  const std::function<bool(const Part&)>& take) {
  for (auto query =
           tx.query("SELECT id FROM part ORDER BY number_key, brand, (COALESCE(twin, ''))");
       query.next();) {
    const std::int64_t id = query.row()["id"];
    if (ids != nullptr && !std::ranges::binary_search(*ids, id)) continue;
    if (!take(load_part(tx, id))) return;
  }
}

store::Ids unpriced_parts(const store::ReadTxn& tx) {
  return tx.all("SELECT id FROM part WHERE price_amount IS NULL ORDER BY id", {},
                [](const store::Row& row) { return row.get<std::int64_t>("id"); });
}

}  // namespace

void each_part(const store::ReadTxn& tx, const PartFilter& filter,
               const std::function<void(const Part&)>& take) {
  std::optional<std::int64_t> supplier_id;
  if (!filter.supplier.empty()) supplier_id = find_supplier(tx, filter.supplier).id;
  std::int64_t count = 0;
  const auto pass = [&](const Part& part) {
    if (filter.most && count >= *filter.most) return false;
    if (!answers(part, filter, supplier_id)) return true;
    ++count;
    take(part);
    return true;
  };
  std::optional<store::Ids> ids;
  if (filter.kind || supplier_id || !filter.category.empty())
    ids = parts_with(tx, filter.kind, supplier_id, filter.category);
  if (filter.unpriced && (!ids || ids->size() > sorted_in_memory)) ids = unpriced_parts(tx);
  if (ids && ids->size() <= sorted_in_memory)
    in_order(tx, *ids, pass);
  else
    all_in_order(tx, ids ? &*ids : nullptr, pass);
}

}  // namespace svcctl::parts
