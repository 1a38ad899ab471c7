#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> parts_commands() { return {}; }

}  // namespace svcctl::cli
