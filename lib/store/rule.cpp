#include "store/rule.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace svcctl::store {
namespace {

std::string verdict(const Rule& rule) {
  return "CASE WHEN " + std::string(rule.kept) + " THEN 1 ELSE 0 END";
}

/// What names a case, as text.
std::string item_of(const Rule& rule) {
  const std::string item = rule.item;
  return item.empty() ? "''" : "CAST(" + item + " AS TEXT)";
}

/// The first case that breaks the rule, as one value.
std::string first_broken(const Act& act, const Rule& rule) {
  const bool several = *rule.cases != '\0';
  return "(SELECT " + item_of(rule) + " FROM " + act.subject + " " + rule.cases + " WHERE " +
         act.joined + " AND " + rule.applies + " AND " + verdict(rule) + " = 0" +
         (several ? std::string(" ORDER BY ") + rule.item : "") + " LIMIT 1)";
}

/// The outlet of the subject: of "job j", `j.outlet_id`.
std::string outlet_of(const Act& act) {
  const std::string subject = act.subject;
  return subject.substr(subject.rfind(' ') + 1) + ".outlet_id";
}

}  // namespace

const std::optional<std::string>& Judgement::broken_of(const Rule& rule) const {
  const auto found = std::ranges::find(broken_, &rule, [](const auto& each) { return each.first; });
  if (found == broken_.end()) throw bug(std::string("a rule that was not judged: ") + rule.kept);
  return found->second;
}

Judgement judge(const ReadTxn& tx, const Act& act, Params asked,
                std::initializer_list<const Rule*> rules) {
  std::string columns;
  std::vector<std::pair<const Rule*, std::optional<std::string>>> broken;
  for (const auto* rule : rules) {
    columns += (broken.empty() ? "" : ", ") + first_broken(act, *rule) + " AS rule" +
               std::to_string(broken.size());
    broken.emplace_back(rule, std::nullopt);
  }
  tx.first("SELECT " + columns + " FROM (" + act.asked + ") act", asked, [&](const Row& row) {
    for (std::size_t i = 0; i < broken.size(); ++i)
      broken[i].second = row.get<std::optional<std::string>>("rule" + std::to_string(i));
    return true;
  });
  return Judgement(std::move(broken));
}

void require(WriteTxn& tx, const Judgement& judged, const Rule& rule, const char* code,
             Message message, std::string hint, Overridable how) {
  require(tx, judged.keeps(rule), rule.clause, code, std::move(message), std::move(hint), how);
}

std::string cases_of(const Act& act, const Rule& rule, const char* columns) {
  return std::string("SELECT ") + act.number + " AS number, " + item_of(rule) +
         " AS item, act.at AS at, " + outlet_of(act) + " AS outlet, " +
         (columns == nullptr ? "" : std::string(columns) + ", ") + verdict(rule) +
         " AS kept FROM (" + act.done + ") act JOIN " + act.subject + " ON " + act.joined + " " +
         rule.cases + " WHERE act.at BETWEEN :from AND :to AND " +
         judged_since(rule.since, "act.recorded_at") + " AND " + rule.applies + " ORDER BY act.at";
}

}  // namespace svcctl::store
