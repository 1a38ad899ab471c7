#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> config_commands() { return {}; }

}  // namespace svcctl::cli
