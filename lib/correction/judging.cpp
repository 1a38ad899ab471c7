#include "correction/private/judging.hpp"

#include "audit/check.hpp"
#include "shop/staff.hpp"

namespace svcctl::correction {

void require_why(const std::string& why) {
  if (why.empty()) throw usage_error("correction.why", tr("say why it was wrong"), "--why WORDS");
}

void require_author(store::WriteTxn& tx, intake::FactField field, const std::string& number,
                    std::optional<Instant> recorded_at, std::optional<std::int64_t> staff_id) {
  const auto& zone = tx.settings().zone;
  const bool own =
      staff_id == tx.actor_id() && recorded_at && zone.date_of(*recorded_at) == tx.today();
  require(tx, own || tx.may(Right::manage), Clause::integrity, "correction.whose",
          tr("{0} of {1} was recorded by {2} on {3}: on another day, or by another, a manager puts "
             "it right",
             field, number, staff_id ? shop::staff_code(tx, staff_id) : std::string("-"),
             recorded_at ? zone.date_of(*recorded_at).str() : "-"),
          "--as MANAGER", store::Overridable::never);
}

Error no_such_fact(intake::FactOf what, const std::string& typed) {
  std::vector<std::string> known;
  for (const auto field : facts_of(what)) known.push_back(std::string(to_code(field)) + "=");
  return usage_error(
      "correction.field",
      tr("'{0}' is no fact that can be put right; these are: {1}", typed, joined(known, " ")),
      known.front() + "VALUE");
}

std::pair<std::string, std::string> field_and_value(intake::FactOf what, const std::string& typed) {
  const auto equals = typed.find('=');
  if (equals == std::string::npos)
    throw usage_error("correction.field", tr("'{0}' is not FIELD=VALUE", typed),
                      std::string(to_code(facts_of(what).front())) + "=VALUE");
  return {typed.substr(0, equals), typed.substr(equals + 1)};
}

std::set<Case> lapses(const store::ReadTxn& tx, Date from) {
  std::set<Case> out;
  audit::each_lapse(tx, {.period = Period{from, tx.today()}, .signatures = false},
                    [&](const audit::Lapse& lapse) {
                      // It is not wrong to say who worked that had no certificate that day.
                      if (lapse.missing.id == audit::worked_uncertified) return;
                      out.emplace(lapse.clause, lapse.number, lapse.item, lapse.missing.id);
                    });
  return out;
}

void list_cleared(store::WriteTxn& tx, const std::set<Case>& before, const std::set<Case>& after,
                  std::vector<Changed>& changed) {
  for (const auto& gone : before) {
    if (after.contains(gone)) continue;
    const auto& [clause, number, item, missing] = gone;
    require(tx, tx.may(Right::manage), Clause::integrity, "correction.clears",
            tr("so corrected, a lapse of {0} would be gone ({1}): a manager puts that right",
               std::string(info(clause).id), Message{missing}),
            "--as MANAGER", store::Overridable::never);
    changed.push_back(
        {tr("Lapse"), value(std::string(info(clause).id) + " " + number), value(""), true});
  }
}

void list_broken(const std::set<Case>& before, const std::set<Case>& after,
                 std::vector<Changed>& changed) {
  for (const auto& broken : after) {
    if (before.contains(broken)) continue;
    const auto& [clause, number, item, missing] = broken;
    changed.push_back(
        {tr("Lapse"), value(""),
         value(std::string(info(clause).id) + " " + number + (item.empty() ? "" : "/" + item)),
         true});
  }
}

void judge_again(store::WriteTxn& tx, const std::string& job, const std::set<Case>& before,
                 const std::set<Case>& after, std::vector<Changed>& changed) {
  for (const auto& broken : after) {
    if (before.contains(broken)) continue;
    const auto& [clause, number, item, missing] = broken;
    const auto where = item.empty() ? number : number + " " + item;
    require(tx, false, clause, "correction.breaks",
            tr("so corrected, {0} would break the standard: {1}", where, Message{missing}),
            "svcctl job show " + job, store::Overridable::never);
  }
  list_cleared(tx, before, after, changed);
}

}  // namespace svcctl::correction
