#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/config/config.hpp"
#include "cli/output/report.hpp"
#include "cli/parser/parser.hpp"
#include "cli/run/pins.hpp"
#include "cli/run/result.hpp"
#include "store/txn.hpp"

namespace svcctl::cli {

/// Runs the program: argv without the program's name. Returns the exit code; every exception
/// that reaches it becomes a message and a code.
int run(const std::vector<std::string>& argv, const Environment& env);

/// What commands of one process share: a batch keeps its connection and, when atomic, its
/// transaction.
struct Session {
  const Environment& env;
  bool in_batch = false;
  bool atomic = false;
  std::string batch_file = {};
  Spool waiting = {};  ///< what the lines of an atomic batch will print once they are committed
  std::vector<std::unique_ptr<Result>> files_waiting = {};
  std::unique_ptr<store::Connection> connection = {};
  std::string connected_to = {};
  bool only_to_read = false;      ///< the connection
  bool told_of_proposal = false;  ///< a batch says once that a file proposes other rules
  std::unique_ptr<store::WriteTxn> transaction = {};  ///< of an atomic batch
  Pins pins = {};
};

/// Runs one command line within a session: language, configuration, parse, transaction, render,
/// commit, print.
int run_one(const std::vector<std::string>& argv, Session& session, const std::string& where = {});

struct RulesOfStore;
/// Runs a parsed command by the rules of its store. @throws Error
int execute(const CommandLine& line, Parsed& parsed, const Configuration& configuration,
            const RulesOfStore& rules, Session& session, const Teller& teller, Instant now);

/// Prints the result of what is committed. @throws Error (output) that says so
void print_committed(const std::function<void()>& print);

/// `svcctl batch`: the lines of a file as commands.
Command batch_command();
/// A batch hands some shared options on to its lines; any other would silently do nothing.
/// @throws Error "cli.batch-option" (2)
void require_handed_on(const CommandLine& line);
int run_batch(const Parsed& parsed, Session& session, const Teller& teller);
/// A word as a shell takes it.
std::string shell_word(const std::string& word);
/// The words of one line with shell quoting; empty for a comment. @throws Error (bad data)
std::vector<std::string> shell_words(std::string_view line);

/// The time: the clock, or SVCCTL_NOW for tests. @throws Error (usage)
Instant clock_reading(const Environment& env);

}  // namespace svcctl::cli
