#pragma once

#include <string>

#include "cli/commands/groups.hpp"
#include "cli/parser/parser.hpp"

namespace svcctl::cli {

/// `svcctl --help`: the groups and the shared options.
std::string program_help(const Catalogue& catalogue);
/// `svcctl GROUP --help`: its verbs.
std::string group_help(const Group& group, const std::vector<Command>& commands,
                       const Catalogue& catalogue);
/// `svcctl GROUP VERB --help`.
std::string command_help(std::string_view group, const Command& command,
                         const Catalogue& catalogue);
/// "job task JOB start TASK [--bay BAY]": how a verb is typed.
std::string usage_line(std::string_view group, const Command& command);

}  // namespace svcctl::cli
