#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> callback_commands() { return {}; }

}  // namespace svcctl::cli
