#include "callback/private/callers.hpp"

#include <algorithm>

#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::callback {

Callers::Callers(const store::ReadTxn& tx) : tx_(tx) {
  for (const auto& staff : shop::list_staff(tx, false))
    if (shop::rights_of(tx, staff).contains(Right::follow_up))
      callers_.push_back({staff.id, staff.outlet});
  auto open = tx.query(
      R"(SELECT assignee_id, COUNT(*) AS calls FROM follow_up
          WHERE state = 'open' AND assignee_id IS NOT NULL
          GROUP BY assignee_id)");
  while (open.next()) {
    const auto found =
        std::ranges::find(callers_, open.row().get<std::int64_t>("assignee_id"), &Caller::id);
    if (found != callers_.end()) found->open = open.row()["calls"];
  }
}

void Callers::find_last() {
  if (last_) return;
  last_ = tx_.value<std::int64_t>(
                 R"(SELECT assignee_id AS value FROM follow_up
                     WHERE assignee_id IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1)")
              .value_or(0);
}

const std::string& Callers::code_of(std::int64_t outlet_id) {
  auto found = outlets_.find(outlet_id);
  if (found == outlets_.end())
    found = outlets_.emplace(outlet_id, shop::outlet_by_id(tx_, outlet_id).code).first;
  return found->second;
}

std::optional<std::int64_t> Callers::next(Assignment how, std::int64_t outlet_id,
                                          const std::set<std::int64_t>& not_by) {
  const auto may = [&](const Caller& caller) {
    return !not_by.contains(caller.id) &&
           (caller.outlet.empty() || caller.outlet == code_of(outlet_id));
  };
  Caller* best = nullptr;
  if (how == Assignment::load) {
    for (auto& caller : callers_)
      if (may(caller) && (best == nullptr || caller.open < best->open)) best = &caller;
  } else if (!callers_.empty()) {
    find_last();
    const auto last = std::ranges::find(callers_, *last_, &Caller::id);
    const auto start = last == callers_.end() ? 0 : last - callers_.begin() + 1;
    for (std::size_t i = 0; i < callers_.size() && best == nullptr; ++i) {
      auto& caller = callers_[(static_cast<std::size_t>(start) + i) % callers_.size()];
      if (may(caller)) best = &caller;
    }
  }
  if (best == nullptr) return std::nullopt;
  ++best->open;
  last_ = best->id;
  return best->id;
}

std::optional<std::int64_t> Callers::first(std::int64_t outlet_id,
                                           const std::function<bool(std::int64_t)>& holds) {
  for (const auto& caller : callers_)
    if ((caller.outlet.empty() || caller.outlet == code_of(outlet_id)) && holds(caller.id))
      return caller.id;
  return std::nullopt;
}

bool Callers::knows(std::int64_t staff_id) const {
  return std::ranges::find(callers_, staff_id, &Caller::id) != callers_.end();
}

}  // namespace svcctl::callback
