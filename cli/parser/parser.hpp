#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/parser/shared_options.hpp"

namespace svcctl::cli {

/// The environment variables of the process, read once by main.
using Environment = std::map<std::string, std::string, std::less<>>;

/// A variable's value; empty when it is not set.
std::string variable(const Environment& env, std::string_view name);

/// What a quick look at argv found, before the configuration is read: which verb is meant and
/// the shared options that decide how the rest is read and how errors are told.
struct Scan {
  std::string group;
  std::vector<std::string> verb;  ///< the words of the verb as typed
  std::vector<std::string> rest;  ///< everything but group and verb words
  bool help = false;
  bool version = false;
  SharedOptions shared;           ///< as far as the look could tell
  std::vector<Command> commands;  ///< of the named group
  const Command* command = nullptr;
};

/// Looks argv over (without the program's name). @throws Error (usage) for an unknown group,
/// verb or option before the verb, with the nearest names; not when help is asked for.
Scan scan(const std::vector<std::string>& argv, const Environment& env);

/// The format and language an early error is told in: never throws.
SharedOptions glance(const std::vector<std::string>& argv, const Environment& env);

struct Parsed {
  Args args;
  SharedOptions shared;
};

/// Turns the rest of argv into the command's values, each checked to be of its kind.
/// @throws Error (usage)
Parsed parse(const Scan& scan, Instant now, const Zone& zone);

/// @throws Error (usage) when a value is not what its option takes.
void check_value(const Option& option, const std::string& value, Instant now, const Zone& zone);

/// "--plate", or "JOB" for a positional.
std::string spelled(const Option& option);

}  // namespace svcctl::cli
