#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> intake_commands() { return {}; }

}  // namespace svcctl::cli
