#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> db_commands() { return {}; }

}  // namespace svcctl::cli
