#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> settle_print_commands() { return {}; }

}  // namespace svcctl::cli
