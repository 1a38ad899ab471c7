#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/settings.hpp"
#include "cli/command.hpp"
#include "cli/parser/shared_options.hpp"
#include "cli/process/environment.hpp"

namespace svcctl::cli {

/// What can be typed behind `svcctl`: groups of verbs, and commands that are no verb of a group.
struct Program {
  std::span<const Group> groups;
  std::span<const Verb> alone;
  /// Makes the declaration of a verb of a group.
  Command (*declare)(const Group&, const Verb&);
};

/// The words given to options, by the option's name without dashes.
using GivenWords = std::map<std::string, std::vector<std::string>, std::less<>>;

/// argv as CLI11 read it: which verb is meant, and the words of its options and positionals. Their
/// values are made by `parse`, since days and times count in the zone that the configuration names.
struct CommandLine {
  std::vector<std::string> argv;  ///< as typed, without the program's name
  std::string group;
  std::vector<std::string> verb;  ///< its words as typed, as far as they name one
  std::optional<Command> command;
  bool help = false;
  bool version = false;
  GivenWords options;              ///< of the verb and shared; a flag has the word "true"
  std::vector<std::string> words;  ///< without an option: of the positionals, in their order
  /// The environment's values and what was typed, as far as it could be read, whatever else is
  /// wrong: it decides which configuration is read and how an error is told.
  SharedOptions shared;
  std::optional<Error> no_such_verb;  ///< of group, verb or an option before them
  std::optional<Error> unreadable;    ///< an option that is none, or has no value
};

/// Reads argv (without the program's name), once and in one go. What is wrong with it is kept as an
/// error in the result.
CommandLine read_command_line(const Program& program, const std::vector<std::string>& argv,
                              const Environment& env);

struct Parsed {
  Args args;
  SharedOptions shared;
};

/// Makes the values of a command line that names a command; each is checked to be of its kind.
/// @throws Error (usage)
Parsed parse(const CommandLine& line, Instant now, const Settings& settings);

/// A typed word as the value its option takes: the one place where words become values, and where
/// a word is matched to one of an option's choices. Blanks around a word do not count.
/// @throws Error (usage) "cli.bad-value", "cli.not-utf8", "cli.hidden"
ReadValue read_value(const Option& option, const std::string& typed, Instant now,
                     const Settings& settings);

/// "svcctl job show", for hints.
std::string call_of(const CommandLine& line);

/// "--plate", or "JOB" for a positional.
std::string spelled(const Option& option);

}  // namespace svcctl::cli
