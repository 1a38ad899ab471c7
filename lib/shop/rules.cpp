#include "shop/rules.hpp"

#include "shop/staff.hpp"

namespace svcctl::shop {

std::int64_t change_rules(store::WriteTxn& tx, const std::string& text, store::RulesOrigin origin,
                          const std::vector<store::RuleChange>& changes) {
  require_right(tx, Right::manage);
  const auto number = store::put_in_force(tx, text, origin, changes);
  if (!list_staff(tx, true).empty()) require_manager_left(tx);
  return number;
}

}  // namespace svcctl::shop
