#include "cli/run/rules_of_store.hpp"

#include <algorithm>

#include "cli/config/rules.hpp"
#include "store/rules.hpp"

namespace svcctl::cli {
namespace {

/// Whether it may turn out to write: a store is then opened for that at once.
bool may_write(const CommandLine& line) {
  const auto& command = *line.command;
  return command.access() != Access::read || command.personal || line.options.contains("reveal") ||
         (*command.write_with != '\0' && line.options.contains(command.write_with));
}

double wait_of(const CommandLine& line) {
  const auto typed = line.options.find("wait");
  if (typed == line.options.end()) return line.shared.wait;
  const auto wait = Quantity::parse(typed->second.front());
  return wait ? static_cast<double>(wait->thousandths()) / 1000 : 0;
}

/// Whether a value was given that counts in the shop's zone.
bool given_time(const CommandLine& line) {
  if (line.options.contains("at")) return true;
  return std::ranges::any_of(line.command->options, [&](const Option& option) {
    const bool of_time = option.kind == Kind::date || option.kind == Kind::instant ||
                         option.kind == Kind::period || option.kind == Kind::days;
    return of_time && (option.positional() || line.options.contains(option.name));
  });
}

/// In how many rules a file differs from those in force; "-" where it cannot be read.
std::string differences_in(const Configuration& configuration, const Settings& in_force) {
  const auto proposed = parse_configuration(configuration.text, configuration.file, in_force);
  if (!proposed.problems.empty()) return "-";
  return std::to_string(
      rule_differences(text_of_rules(in_force), text_of_rules(proposed.settings)).size());
}

}  // namespace

void tell_of_proposal(store::ReadTxn& tx, const Configuration& configuration,
                      const Teller& teller) {
  if (tx.context().rules == 0 || configuration.rules.empty()) return;
  auto differing = tx.remembered();
  if (!differing) {
    differing = differences_in(configuration, tx.settings());
    if (*differing != "-") tx.remember(*differing);
  }
  if (*differing == "-")
    tell_note(teller, tr("{0} proposes rules that cannot be read: svcctl config check says why",
                         configuration.file));
  else if (*differing != "0")
    tell_note(teller, tr("{0} proposes other rules than those in force ({1}): svcctl config apply "
                         "--dry-run shows them",
                         configuration.file, *differing));
}

store::Connection& connect(Session& session, const std::string& path, double wait, bool read_only) {
  if (session.in_batch) read_only = false;
  if (!session.connection || session.connected_to != path || (session.only_to_read && !read_only)) {
    session.connection.reset();
    session.connection = std::make_unique<store::Connection>(
        store::OpenOptions{.path = path, .wait_seconds = wait, .read_only = read_only});
    session.connected_to = path;
    session.only_to_read = read_only;
  }
  return *session.connection;
}

RulesOfStore rules_of_store(const CommandLine& line, const Configuration& configuration,
                            Session& session) {
  RulesOfStore out{.settings = configuration.settings};
  if (line.unreadable || !line.command) return out;
  const bool on_file = line.command->access() == Access::admin;
  if (!on_file && !line.command->admin && !given_time(line)) return out;
  const auto path = store_path(line.shared, configuration, session.env);
  try {
    if (path.empty())
      throw Error(ErrorKind::store, "store.missing", tr("there is no store at {0}", path));
    store::Rules kept;
    if (on_file) {
      store::Connection alone(store::OpenOptions{
          .path = path, .wait_seconds = wait_of(line), .read_only = true, .any_version = true});
      kept = store::rules_in_force(alone);
    } else {
      kept = store::rules_in_force(connect(session, path, wait_of(line), !may_write(line)));
    }
    out.settings = in_force(configuration.settings, kept.text);
    out.version = kept.number;
    out.digest = std::move(kept.digest);
  } catch (const Error&) {
    if (!path.empty()) out.failure = std::current_exception();
    // What a day is, is said by the file where no store says it: the command ends before it is one.
    out.settings.zone = check_configuration(configuration.file).settings.zone;
  }
  return out;
}

}  // namespace svcctl::cli
