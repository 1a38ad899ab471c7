#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> staff_commands() { return {}; }

}  // namespace svcctl::cli
