#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> complaint_commands() { return {}; }

}  // namespace svcctl::cli
