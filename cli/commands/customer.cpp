#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> customer_commands() { return {}; }

}  // namespace svcctl::cli
