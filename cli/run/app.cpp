#include "cli/run/app.hpp"

#include <unistd.h>

#include <ctime>
#include <exception>
#include <sstream>
#include <utility>

#include "cli/commands/groups.hpp"
#include "cli/output/spool.hpp"
#include "cli/parser/help.hpp"
#include "cli/process/locale.hpp"
#include "cli/process/signals.hpp"
#include "cli/run/rules_of_store.hpp"

#ifndef SVCCTL_VERSION
#define SVCCTL_VERSION "0"
#endif

namespace svcctl::cli {
namespace {

Teller teller_of(const SharedOptions& shared, const Environment& env, const Catalogue& catalogue) {
  Teller teller;
  teller.catalogue = &catalogue;
  teller.json = shared.format == "json" || shared.format == "ndjson";
  teller.quiet = shared.quiet;
  teller.colour = wants_colour(shared.color, !variable(env, "NO_COLOR").empty(), STDERR_FILENO);
  return teller;
}

void print(std::string_view text) { write_all(STDOUT_FILENO, text, tr("standard output")); }

/// `svcctl completion SHELL`
Command completion_command() {
  return {.help = N_("a script that completes words in your shell"),
          .options = {{.name = "SHELL",
                       .kind = Kind::choice,
                       .required = true,
                       .choices = {"bash", "zsh", "fish"}}},
          .examples = {{"source <(svcctl completion bash)", ""}}};
}

const Program& program() {
  static constexpr Verb alone[] = {{"batch", batch_command}, {"completion", completion_command}};
  static const Program all = {.groups = groups(), .alone = alone, .declare = command_of};
  return all;
}

[[noreturn]] void no_verb(const CommandLine& line) {
  if (line.group.empty()) throw usage_error("cli.no-group", tr("which command?"), "svcctl --help");
  std::string typed = line.group;
  for (const auto& word : line.verb) typed += " " + word;
  throw usage_error("cli.no-verb", tr("'{0}' needs a verb", typed), "svcctl " + typed + " --help");
}

/// Help and version. True when there was nothing more to do.
bool helped(const CommandLine& line, bool empty, const Catalogue& catalogue) {
  if (line.version) {
    print("svcctl " SVCCTL_VERSION "\n");
    return true;
  }
  if (!line.help && !empty) return false;
  print(help_of(program(), line, catalogue));
  return true;
}

/// Where and as whom the command was run, as typed, goes on the commands of a hint that leave it
/// open: they mend the refusal as they stand.
Error in_context(const Error& error, const CommandLine& line) {
  std::istringstream hints(error.hint());
  std::string told;
  for (std::string hint; std::getline(hints, hint);) {
    const bool command = hint.starts_with("svcctl ") && !hint.ends_with("--help");
    for (const std::string name : {"db", "config", "as", "outlet"}) {
      const auto typed = line.options.find(name);
      const bool at_fault = error.code().starts_with(name == "as" ? "staff." : name + ".");
      if (!command || at_fault || typed == line.options.end() || typed->second.empty() ||
          hint.find(" --" + name) != std::string::npos)
        continue;
      hint += " --" + name + " " + shell_word(typed->second.front());
    }
    told += (told.empty() ? "" : "\n") + hint;
  }
  return {error.kind(), error.code(), error.message(), std::move(told), error.clause()};
}

int run_command(const CommandLine& line, bool empty, Session& session, Teller& teller) {
  Configuration configuration;
  std::exception_ptr missing;
  try {
    configuration = read_configuration(find_configuration(line.shared, session.env));
  } catch (const Error&) {
    missing = std::current_exception();
  }
  const auto& catalogue = Catalogue::of(
      choose_language(line.shared.lang, session.env, configuration.settings.language));
  teller = teller_of(line.shared, session.env, catalogue);

  if (line.no_such_verb) throw Error(*line.no_such_verb);
  if (helped(line, empty, catalogue)) return 0;
  const bool writes_it = line.group == "db" && line.verb == std::vector<std::string>{"init"};
  if (missing && !writes_it) std::rethrow_exception(missing);
  if (!line.command) no_verb(line);
  if (line.group != "config" && !configuration.problems.empty())  // it shows what is right in one
    throw_problem(configuration.problems.front(), catalogue);

  const Instant now = clock_reading(session.env);
  const bool alone = line.group == "batch" || line.group == "completion";
  const auto rules = alone ? RulesOfStore{.settings = configuration.settings}
                           : rules_of_store(line, configuration, session);
  Parsed parsed = parse(line, now, rules.settings);
  teller = teller_of(parsed.shared, session.env, catalogue);
  if (line.group == "batch") {
    if (session.in_batch) throw usage_error("cli.batch", tr("a batch cannot run a batch"));
    require_handed_on(line);
    return run_batch(parsed, session, teller);
  }
  if (line.group == "completion") {
    print(completion_script(program(), parsed.args.text("SHELL")));
    return 0;
  }
  return execute(line, parsed, configuration, rules, session, teller, now);
}

}  // namespace

Instant clock_reading(const Environment& env) {
  const auto fixed = variable(env, "SVCCTL_NOW");
  if (fixed.empty()) return {static_cast<std::int64_t>(std::time(nullptr))};
  if (auto now = Instant::parse(fixed)) return *now;
  throw usage_error("cli.now",
                    tr("SVCCTL_NOW: '{0}' is not a time, as in 2026-11-23T08:00:00Z", fixed));
}

int run_one(const std::vector<std::string>& argv, Session& session, const std::string& where) {
  const CommandLine line = read_command_line(program(), argv, session.env);
  Teller teller = teller_of(line.shared, session.env,
                            Catalogue::of(choose_language(line.shared.lang, session.env, "")));
  try {
    return run_command(line, argv.empty(), session, teller);
  } catch (const Error& error) {
    if (error.code() == "output.pipe") return 128 + 13;  // the reader has gone: no words
    return tell_error(teller, in_context(error, line), where);
  } catch (const std::exception& error) {
    return tell_error(teller, bug(error.what()), where);
  } catch (const Interrupted& interrupted) {
    tell_note(teller, tr("interrupted; nothing was changed"));
    end_by_signal(interrupted.signal);
    return 128 + interrupted.signal;
  }
}

int run(const std::vector<std::string>& argv, const Environment& env) {
  Session session{.env = env};
  const int code = run_one(argv, session);
  session.transaction.reset();
  // Closing would free the schema piece by piece, a twentieth of a short command: nothing of the
  // store is held any more, and the end of the process frees all at once.
  [[maybe_unused]] static store::Connection* volatile left_open = nullptr;
  left_open = session.connection.release();
  return code;
}

}  // namespace svcctl::cli
