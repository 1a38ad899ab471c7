#include "job/work_said.hpp"

#include <algorithm>

namespace svcctl::job {
namespace {

/// Whether the words are the operation's own, in either language.
bool named_as(const Operation& operation, const std::string& words) {
  return words.empty() || words == operation.code || words == operation.name ||
         words == operation.name_zh;
}

/// The systems that words beside the catalogue's speak of.
std::vector<const CarSystem*> systems_of_words(const Settings& rules, const WorkSaid& work) {
  const Operation* operation = rules.operation(work.operation);
  if (operation != nullptr && named_as(*operation, work.text)) return {};
  return rules.systems_in(work.text);
}

}  // namespace

WorkSaid read_work_said(const store::Row& row) {
  return {.operation = row["operation"],
          .text = row["words"],
          .certificate = row["certificate"],
          .category = row.get<std::optional<Category>>("told_category"),
          .no_repair = row["no_repair"]};
}

std::vector<const CarSystem*> systems_of(const Settings& rules, const WorkSaid& work) {
  auto out = systems_of_words(rules, work);
  if (const Operation* operation = rules.operation(work.operation))
    for (const auto* system : rules.systems_of(*operation))
      if (std::ranges::find(out, system) == out.end()) out.push_back(system);
  return out;
}

std::vector<const CarSystem*> systems_of(const Settings& rules, const parts::Part& part) {
  return rules.systems_in(part.category.empty() ? part.name + "\n" + part.name_zh : part.category);
}

std::set<std::string> certificates_for(const Settings& rules, const WorkSaid& work) {
  std::set<std::string> out;
  const Operation* operation = rules.operation(work.operation);
  out.insert(operation != nullptr ? operation->certificate : work.certificate);
  for (const auto* system : systems_of_words(rules, work)) out.insert(system->certificate);
  out.erase("");
  return out;
}

bool is_repair(const Settings& rules, const WorkSaid& work) {
  if (!systems_of_words(rules, work).empty()) return true;
  if (const Operation* operation = rules.operation(work.operation)) return !operation->maintenance;
  return !work.no_repair && work.category != Category::maintenance_1 &&
         work.category != Category::maintenance_2;
}

}  // namespace svcctl::job
