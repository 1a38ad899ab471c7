#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parts/buying/order.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// What to buy of one part, and why.
struct ReorderLine {
  std::int64_t part_id = 0;
  std::string part;  ///< "NUMBER/BRAND"
  std::string name;
  std::string unit;
  std::string supplier;  ///< code: the usual one, else the last one; empty where none is known
  Quantity usable;       ///< on hand, neither expired nor barred
  Quantity held;         ///< of it for jobs
  Quantity ordered;      ///< placed or drafted, not come yet
  Quantity wanted;       ///< requested by jobs and not come yet, ordered or not
  Quantity used;         ///< issued less returned, in the period looked at
  Quantity point;        ///< below which it is bought
  Quantity target;       ///< up to which it is bought
  Quantity qty;          ///< to buy, in whole packs
  Money cost;            ///< for one unit, as the supplier asks today
};
struct ReorderRequest {
  int use_days = 90;          ///< use is looked at over so many days back
  int cover_days = 30;        ///< what is bought lasts so long beyond its arrival
  std::string supplier = {};  ///< only what is bought there
};

/// How much to buy, from what is there, held, ordered, wanted and used. Bought when
/// available = usable − held + ordered − wanted falls below the point: the larger of the minimum
/// and what is used while an order is on its way. Up to the target: the larger of the maximum, the
/// point, and what is used until arrival and through the days to cover. Rounded up to packs.
struct ReorderNeed {
  Quantity point;
  Quantity target;
  Quantity qty;  ///< zero: nothing to buy
};
struct ReorderFacts {
  Quantity available;
  Quantity min_qty;
  Quantity max_qty;
  Quantity used;
  Quantity pack;
  int use_days = 90;
  int lead_days = 3;
  int cover_days = 30;
};
SVCCTL_API ReorderNeed reorder_need(const ReorderFacts& facts);

/// Calls back with each part that is to be bought at the current outlet, by number.
SVCCTL_API void each_reorder(const store::ReadTxn& tx, const ReorderRequest& request,
                             const std::function<void(const ReorderLine&)>& take);
/// Puts what is to be bought on the drafts of its suppliers, new ones where there are none. What
/// has no supplier is left alone.
SVCCTL_API std::vector<Order> order_reorder(store::WriteTxn& tx, const ReorderRequest& request);

}  // namespace svcctl::parts
