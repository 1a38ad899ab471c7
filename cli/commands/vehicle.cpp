#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> vehicle_commands() { return {}; }

}  // namespace svcctl::cli
