#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> job_commands() { return {}; }

}  // namespace svcctl::cli
