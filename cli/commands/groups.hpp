#pragma once

#include <span>

#include "cli/command.hpp"

namespace svcctl::cli {

/// Every group, in the order help lists them. One file a group declares its verbs.
std::span<const Group> groups();
/// The verbs of a group, with `--reveal` where they show personal data.
std::vector<Command> commands_of(const Group& group);

std::vector<Command> db_commands();
std::vector<Command> config_commands();
std::vector<Command> outlet_commands();
std::vector<Command> staff_commands();
std::vector<Command> customer_commands();
std::vector<Command> customer_file_commands();  ///< of customer_commands: merge, consents, forget
std::vector<Command> vehicle_commands();
std::vector<Command> intake_commands();
std::vector<Command> intake_print_commands();  ///< of intake_commands: its papers
std::vector<Command> job_commands();
std::vector<Command> parts_commands();
std::vector<Command> parts_issue_commands();    ///< of parts_commands: what goes to jobs
std::vector<Command> parts_request_commands();  ///< of parts_commands: what jobs wait for
std::vector<Command> parts_old_commands();      ///< of parts_commands: replaced parts
std::vector<Command> parts_own_commands();      ///< of parts_commands: what customers brought
std::vector<Command> parts_waste_commands();    ///< of parts_commands: hazardous waste
std::vector<Command> settle_commands();
std::vector<Command> settle_print_commands();  ///< of settle_commands: its papers
std::vector<Command> job_comeback_commands();  ///< of job_commands: served by settle
std::vector<Command> callback_commands();
std::vector<Command> complaint_commands();
std::vector<Command> audit_commands();

}  // namespace svcctl::cli
