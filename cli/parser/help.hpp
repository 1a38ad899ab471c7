#pragma once

#include <string>

#include "cli/parser/parser.hpp"

namespace svcctl::cli {

/// `svcctl --help`: the groups and the shared options.
std::string program_help(const Program& program, const Catalogue& catalogue);
/// `svcctl GROUP --help`: its verbs, of `svcctl job task --help` those that begin so.
std::string group_help(const Program& program, const Group& group, std::string_view first_word,
                       const Catalogue& catalogue);
/// `svcctl GROUP VERB --help`.
std::string command_help(std::string_view group, const Command& command,
                         const Catalogue& catalogue);
/// What the help that a command line asks for says.
std::string help_of(const Program& program, const CommandLine& line, const Catalogue& catalogue);
/// "job task JOB start TASK [--bay BAY]": how a verb is typed.
std::string usage_line(std::string_view group, const Command& command);

/// A script that completes words in a shell: bash, zsh or fish.
std::string completion_script(const Program& program, const std::string& shell);

}  // namespace svcctl::cli
