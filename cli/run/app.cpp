#include "cli/run/app.hpp"

#include <unistd.h>

#include <ctime>
#include <exception>

#include "cli/output/spool.hpp"
#include "cli/parser/help.hpp"
#include "cli/run/locale.hpp"
#include "cli/run/signals.hpp"

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

/// Help and version. True when there was nothing more to do.
bool helped(const Scan& scan, const std::vector<std::string>& argv, const Catalogue& catalogue) {
  if (scan.version) {
    print("svcctl " SVCCTL_VERSION "\n");
    return true;
  }
  if (!scan.help && !argv.empty()) return false;
  if (scan.group.empty()) {
    print(program_help(catalogue));
    return true;
  }
  if (scan.command) {
    print(command_help(scan.group, *scan.command, catalogue));
    return true;
  }
  for (const auto& group : groups())
    if (group.name == scan.group) {
      std::vector<Command> shown;
      const std::string begin = scan.verb.empty() ? "" : scan.verb.front() + " ";
      for (const auto& command : scan.commands)
        if (command.name.starts_with(begin)) shown.push_back(command);
      print(group_help(group, shown.empty() ? scan.commands : shown, catalogue));
    }
  return true;
}

[[noreturn]] void no_verb(const Scan& scan) {
  if (scan.group.empty()) throw usage_error("cli.no-group", tr("which command?"), "svcctl --help");
  std::string typed = scan.group;
  for (const auto& word : scan.verb) typed += " " + word;
  throw usage_error("cli.no-verb", tr("'{0}' needs a verb", typed), "svcctl " + typed + " --help");
}

int run_command(const std::vector<std::string>& argv, const SharedOptions& early, Session& session,
                Teller& teller) {
  Configuration configuration;
  std::exception_ptr missing;
  try {
    configuration = read_configuration(find_configuration(early, session.env));
  } catch (const Error&) {
    missing = std::current_exception();
  }
  const auto& catalogue =
      Catalogue::of(choose_language(early.lang, session.env, configuration.settings.language));
  read_work_when_asked(configuration, catalogue);
  teller = teller_of(early, session.env, catalogue);

  const Scan found = scan(argv, session.env);
  if (helped(found, argv, catalogue)) return 0;
  if (missing) std::rethrow_exception(missing);
  if (!found.command) no_verb(found);
  if (found.group == "config")  // shows what is right in a wrong one
    configuration = check_configuration(configuration.file);
  else if (!configuration.problems.empty())
    throw_problem(configuration.problems.front(), catalogue);

  const Instant now = clock_reading(session.env);
  Parsed parsed = parse(found, now, configuration.settings.zone);
  teller = teller_of(parsed.shared, session.env, catalogue);
  if (session.in_batch && found.command == &batch_command())
    throw usage_error("cli.batch", tr("a batch cannot run a batch"));
  if (found.command == &batch_command()) return run_batch(parsed, session, teller);
  if (found.command == &completion_command()) {
    print(completion_script(parsed.args.text("SHELL")));
    return 0;
  }
  return execute(found, parsed, configuration, session, teller, now);
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
  const SharedOptions early = glance(argv, session.env);
  Teller teller =
      teller_of(early, session.env, Catalogue::of(choose_language(early.lang, session.env, "")));
  try {
    return run_command(argv, early, session, teller);
  } catch (const Error& error) {
    if (error.code() == "output.pipe") return 128 + 13;  // the reader has gone: no words
    return tell_error(teller, error, where);
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
