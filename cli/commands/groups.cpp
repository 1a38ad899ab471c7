#include "cli/commands/groups.hpp"

#include <algorithm>
#include <array>

#include "cli/commands/reveal.hpp"

namespace svcctl::cli {
namespace {

/// The verbs whose lists and records hold personal data: masked, and whole with `--reveal
/// --purpose` (clause 1.3-privacy).
struct Revealing {
  std::string_view group;
  std::string_view verb;
};
constexpr Revealing revealing_verbs[] = {
    {"staff", "list"},    {"staff", "show"},         {"customer", "list"},   {"customer", "find"},
    {"customer", "show"}, {"customer", "history"},   {"vehicle", "list"},    {"vehicle", "find"},
    {"vehicle", "show"},  {"vehicle", "owners"},     {"vehicle", "history"}, {"intake", "list"},
    {"intake", "show"},   {"job", "list"},           {"job", "show"},        {"settle", "list"},
    {"settle", "show"},   {"settle", "receivables"}, {"callback", "due"},    {"callback", "list"},
    {"callback", "show"}, {"complaint", "due"},      {"complaint", "list"},  {"complaint", "show"},
    {"parts", "recall"},
};

}  // namespace

Command command_of(const Group& group, const Verb& verb) {
  Command command = verb.make();
  command.name = verb.name;
  const bool personal = std::ranges::any_of(revealing_verbs, [&](const Revealing& each) {
    return each.group == group.name && each.verb == verb.name;
  });
  return personal ? revealing(std::move(command)) : command;
}

void append(std::vector<Verb>& to, const std::vector<Verb>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

std::span<const Group> groups() {
  static const std::array all = {
      Group{"db", N_("the store: make, check, back up, restore"), db_verbs},
      Group{"config", N_("the configuration: show and check"), config_verbs},
      Group{"outlet", N_("outlets of the garage"), outlet_verbs},
      Group{"staff", N_("people, their roles and rights"), staff_verbs},
      Group{"customer", N_("customers"), customer_verbs},
      Group{"vehicle", N_("vehicles and their owners"), vehicle_verbs},
      Group{"intake", N_("reception, estimate, confirmation (2.1)"), intake_verbs},
      Group{"job", N_("diagnosis, plan, repair, quality (2.2)"), job_verbs},
      Group{"parts", N_("parts, suppliers, stock, old parts (2.3)"), parts_verbs},
      Group{"settle", N_("bill, payment, delivery, papers (2.4)"), settle_verbs},
      Group{"callback", N_("follow-up (2.5)"), callback_verbs},
      Group{"complaint", N_("complaints (3.3)"), complaint_verbs},
      Group{"import", N_("lists that were taken in: show them, take them back"), import_verbs},
      Group{"mapping", N_("how lists are read: mappings that are kept"), mapping_verbs},
      Group{"correct", N_("put right what was recorded wrong"), correct_verbs},
      Group{"void", N_("payments and bills made by mistake"), void_verbs},
      Group{"late", N_("what was recorded late"), late_verbs},
      Group{"approve", N_("what others named you for: sign it"), approve_verbs, "sign"},
      Group{"audit", N_("clause checks and the log (3.1, 3.2)"), audit_verbs},
  };
  return all;
}

}  // namespace svcctl::cli
