#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> outlet_commands() { return {}; }

}  // namespace svcctl::cli
