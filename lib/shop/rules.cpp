#include "shop/rules.hpp"

#include "shop/staff.hpp"

namespace svcctl::shop {
namespace {

constexpr std::string_view zone_key = "shop.zone";

/// Days and months of what is on record end by the shop's clock: takings, numbers and audits of
/// those gone by would be others by another.
void require_no_days(const store::ReadTxn& tx, const store::RuleChange& change) {
  if (tx.value<std::int64_t>("SELECT id AS value FROM document_counter LIMIT 1", {}))
    throw wrong_state("rules.zone",
                      tr("documents are numbered and days closed by the clock {0}: the shop's zone "
                         "stays, else months gone by would begin and end elsewhere",
                         change.before),
                      "svcctl config show shop.zone");
}

}  // namespace

std::int64_t change_rules(store::WriteTxn& tx, const std::string& text, store::RulesOrigin origin,
                          const std::vector<store::RuleChange>& changes) {
  require_right(tx, Right::manage);
  for (const auto& each : changes)
    if (each.key == zone_key) require_no_days(tx, each);
  const auto number = store::put_in_force(tx, text, origin, changes);
  if (!list_staff(tx, true).empty()) require_manager_left(tx);
  return number;
}

}  // namespace svcctl::shop
