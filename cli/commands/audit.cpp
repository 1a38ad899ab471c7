#include "cli/commands/groups.hpp"

namespace svcctl::cli {

std::vector<Command> audit_commands() { return {}; }

}  // namespace svcctl::cli
