#include "cli/commands/groups.hpp"

#include <array>

namespace svcctl::cli {

std::span<const Group> groups() {
  static const std::array all = {
      Group{"db", N_("the store: make, check, back up, restore"), db_commands},
      Group{"config", N_("the configuration: show and check"), config_commands},
      Group{"outlet", N_("outlets of the garage"), outlet_commands},
      Group{"staff", N_("people, their roles and rights"), staff_commands},
      Group{"customer", N_("customers"), customer_commands},
      Group{"vehicle", N_("vehicles and their owners"), vehicle_commands},
      Group{"intake", N_("reception, estimate, confirmation (2.1)"), intake_commands},
      Group{"job", N_("diagnosis, plan, repair, quality (2.2)"), job_commands},
      Group{"parts", N_("parts, suppliers, stock, old parts (2.3)"), parts_commands},
      Group{"settle", N_("bill, payment, delivery, papers (2.4)"), settle_commands},
      Group{"callback", N_("follow-up (2.5)"), callback_commands},
      Group{"complaint", N_("complaints (3.3)"), complaint_commands},
      Group{"audit", N_("clause checks and the log (3.1, 3.2)"), audit_commands},
  };
  return all;
}

}  // namespace svcctl::cli
