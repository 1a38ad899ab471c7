#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/export.hpp"
#include "base/text.hpp"

namespace svcctl {

/// The duties of the standard, in its order. Refusals name one; `audit check` answers for each.
enum class Clause {
  plan,
  capability,
  technician,
  advisor,
  manager,
  training,
  conduct,
  privacy,
  integrity,
  welcome,
  listen,
  answer,
  confirm,
  inspect,
  repair_plan,
  consent,
  quality,
  source,
  store,
  fit,
  old_parts,
  clean,
  explain,
  itemise,
  papers,
  ask,
  callback,
  resolve,
  archive,
  measures,
  supervise,
  appraise,
  channel,
  first,
  timely,
  cause,
  improve,
};

struct ClauseInfo {
  Clause clause;
  std::string_view id;  ///< as printed: "2.2-consent"
  std::string_view en;
  std::string_view zh;
  bool may_override;  ///< the standard lets a manager override this refusal, with a reason

  std::string_view title(Language language) const { return language == Language::zh ? zh : en; }
};

/// Every clause, in the standard's order.
SVCCTL_API std::span<const ClauseInfo> clauses();
SVCCTL_API const ClauseInfo& info(Clause clause);
/// Empty when no clause has this id.
SVCCTL_API std::optional<Clause> find_clause(std::string_view id);

}  // namespace svcctl
