#include <algorithm>
#include <string>

#include "audit/private/log_cases.hpp"
#include "store/rules.hpp"

namespace svcctl::audit {
namespace {

using store::RulesChanged;

const store::RuleChange* change_of(const RulesChanged& version, const std::string& key) {
  const auto found = std::ranges::find(version.changes, key, &store::RuleChange::key);
  return found == version.changes.end() ? nullptr : &*found;
}

/// The last version before `back` that changed the rule from what `back` makes it again, no longer
/// ago than a while; or nothing.
const RulesChanged* changed_before(const std::vector<RulesChanged>& versions,
                                   const RulesChanged& back, const store::RuleChange& to) {
  const RulesChanged* found = nullptr;
  for (const auto& version : versions) {
    if (&version == &back) break;
    const auto* change = change_of(version, to.key);
    const auto spent = back.recorded_at.seconds - version.recorded_at.seconds;
    if (change != nullptr && change->before == to.after &&
        spent <= std::int64_t{86'400} * for_a_while_days)
      found = &version;
  }
  return found;
}

}  // namespace

void each_rule_for_a_while(const store::ReadTxn& tx, Clause clause, Instant from, Instant to,
                           const std::function<void(const Lapse&)>& take) {
  if (clause != Clause::integrity || !tx.within("outlet").sql.empty()) return;
  const auto& zone = tx.settings().zone;
  const auto versions = store::rules_changed(tx);
  for (const auto& back : versions) {
    if (back.recorded_at < from || back.recorded_at > to) continue;
    for (const auto& change : back.changes) {
      const auto* first = changed_before(versions, back, change);
      if (first == nullptr) continue;
      const auto meanwhile = store::recorded_between(tx, *first, back);
      if (meanwhile.records == 0) continue;
      take({.clause = clause,
            .number = std::to_string(first->number),
            .item = change.key,
            .missing = tr(
                "the rule was {0} instead of {1} from {2} to {3}; recorded meanwhile: {4}, "
                "by {5} who changed it: {6}",
                change_of(*first, change.key)->after, change.after, zone.local(first->recorded_at),
                zone.local(back.recorded_at), meanwhile.records, first->actor, meanwhile.own),
            .at = back.recorded_at});
    }
  }
}

}  // namespace svcctl::audit
