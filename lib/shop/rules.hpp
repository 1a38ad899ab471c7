#pragma once

#include <string>
#include <vector>

#include "base/export.hpp"
#include "store/rules.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// Changes the rules of the shop: an act of who manages it.
/// @param text all rules, as the program writes them
/// @param changes what differs from the rules in force; they stand in the event
/// @return the number of the version
/// @throws Error "staff.no-right" (2), "rules.zone" (2): documents bear the days of the zone
SVCCTL_API std::int64_t change_rules(store::WriteTxn& tx, const std::string& text,
                                     store::RulesOrigin origin,
                                     const std::vector<store::RuleChange>& changes);

}  // namespace svcctl::shop
