#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>

#include "base/utf8.hpp"
#include "cli/commands/reveal.hpp"
#include "cli/config/rules.hpp"
#include "cli/process/signals.hpp"
#include "cli/process/user.hpp"
#include "cli/run/app.hpp"
#include "cli/run/rules_of_store.hpp"
#include "shop/hint.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/pin.hpp"
#include "store/reference.hpp"

namespace svcctl::cli {
namespace {

/// The command as a shell takes it, for hints; without `--at`, which a hint may give anew.
std::string typed(const std::vector<std::string>& argv) {
  std::string all = "svcctl";
  for (std::size_t i = 0; i < argv.size(); ++i) {
    if (argv[i] == "--at") {
      ++i;  // its value
      continue;
    }
    if (!argv[i].starts_with("--at=")) all += " " + shell_word(argv[i]);
  }
  return all;
}

store::Context context_of(const CommandLine& line, const Parsed& parsed,
                          const Configuration& configuration, const RulesOfStore& rules,
                          const Environment& env, Instant now) {
  store::Context context;
  context.now = now;
  context.at = parsed.shared.happened;
  if (context.at && *context.at > now)
    throw usage_error("cli.future", tr("--at: {0} lies in the future", parsed.shared.at));
  context.practice_clock = !variable(env, "SVCCTL_NOW").empty();
  context.accept_late = parsed.shared.accept_late;
  context.late_witness = parsed.shared.late_witness;
  context.clock_is_right = parsed.shared.clock_is_right;
  context.clock_year = parsed.shared.clock_year;
  context.clock_was_wrong = parsed.shared.clock_was_wrong;
  context.clock_witness = parsed.shared.clock_witness;
  context.typed = typed(line.argv);
  context.command = line.group + " " + line.command->name;
  context.outlet = utf8::capitals(parsed.shared.outlet);
  context.outlet_typed = parsed.shared.outlet_typed;
  context.overriding = parsed.shared.overriding;
  context.os_user = real_user;
  context.no_other = parsed.shared.no_other;
  context.settings = rules.settings;
  context.rules = rules.version;
  context.rules_digest = rules.digest;
  context.read_rules = [looks = std::make_shared<const Settings>(configuration.settings)](
                           const std::string& text) { return in_force(*looks, text); };
  if (!configuration.rules.empty()) context.memory = memory_of_proposal(configuration.rules);
  return context;
}

/// What the command stands on, which none of its outputs may name; and standard input, if it reads
/// that, before a store is locked for it.
void fill(Files& files, const Session& session, const Command& command, const Parsed& parsed) {
  files.keep_store(parsed.shared.db);
  if (std::filesystem::exists(parsed.shared.config))  // `db init` writes one that is only named
    files.keep_configuration(parsed.shared.config);
  files.keep(session.batch_file, tr("the batch"));
  for (const auto& option : command.options)
    if (option.kind == Kind::input && parsed.args.text(option.name) == "-")
      files.take_standard_input();
}

/// Prints it, or in an atomic batch keeps it until the lines are committed.
void show(Session& session, std::unique_ptr<Result>& result) {
  if (!session.atomic) {
    result->prepare();
    return result->print();
  }
  if (result->has_target())
    session.files_waiting.push_back(std::move(result));
  else
    result->print_into(session.waiting);
}

/// Makes the result once the transaction has begun: it tells times in the zone of its rules.
using Begun = std::function<Result&(store::ReadTxn&)>;

/// Does the work; the hint of what it is refused with names people there are.
void do_work(store::ReadTxn& tx, const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    throw shop::with_people(tx, error);
  }
}

void run_read(const Command& command, const Parsed& parsed, const store::Context& context,
              Session& session, const Begun& begun) {
  if (session.transaction) {
    auto& tx = *session.transaction;
    auto& out = begun(tx).out();
    do_work(tx, [&] { command.read(tx, parsed.args, out); });
  } else {
    store::ReadTxn tx(connect(session, named_store(parsed.shared), parsed.shared.wait, true),
                      context);
    auto& out = begun(tx).out();
    do_work(tx, [&] {
      shop::identify(tx, parsed.shared.as);
      command.read(tx, parsed.args, out);
      store::require_outlet_asked(tx);
    });
    tx.finish();
  }
}

/// Does the work within the transaction, unless `--ref` says it was done before.
/// @returns true when there is something to commit
bool try_write(const Command& command, const Parsed& parsed, store::WriteTxn& tx, Result& result) {
  const auto& shared = parsed.shared;
  shop::identify(tx, shared.as);
  const auto work = [&] {
    command.write(tx, parsed.args, result.out());
    store::require_used(tx);
    store::require_pin_used(tx);
    store::require_outlet_asked(tx);
    for (auto& remark : tx.take_remarks()) result.out().note(std::move(remark.message));
    for (auto& made : store::overrides_made(tx)) result.out().note(std::move(made));
    if (tx.counts_late())
      result.out().note(
          tr("recorded late: it counts from now, until a manager accepts it (svcctl "
             "late list)"));
  };
  if (shared.ref.empty()) {
    work();
    return true;
  }
  const std::string digest = store::Digest().add(shared.request).hex();
  if (auto before = store::first_result(tx, shared.ref, digest)) {
    result.repeat(*before);
    return false;
  }
  work();
  store::remember(tx, shared.ref, digest, result.kept());
  return true;
}

bool do_write(const Command& command, const Parsed& parsed, store::WriteTxn& tx, Result& result) {
  bool fresh = false;
  do_work(tx, [&] { fresh = try_write(command, parsed, tx, result); });
  return fresh;
}

/// @returns whether the result is printed already
bool run_write(const Command& command, const Parsed& parsed, const store::Context& context,
               Session& session, const Begun& begun, const Teller& teller) {
  const auto& shared = parsed.shared;
  tell_signals(UnderWay::writing);
  if (session.atomic) {
    if (!session.transaction)
      session.transaction = std::make_unique<store::WriteTxn>(
          connect(session, named_store(shared), shared.wait, false), context);
    else
      session.transaction->renew(context);
    auto& result = begun(*session.transaction);
    store::WriteTxn::Attempt line(*session.transaction);
    do_write(command, parsed, *session.transaction, result);
    if (!shared.dry_run) line.keep();
    return false;
  }
  store::WriteTxn tx(connect(session, named_store(shared), shared.wait, false), context);
  auto& result = begun(tx);
  const bool fresh = do_write(command, parsed, tx, result);
  result.prepare();
  if (shared.dry_run || !fresh) {
    tx.finish();
    tell_signals(UnderWay::reading);
    result.print();
    if (shared.dry_run)
      tell_note(teller, tr("dry run: nothing was changed"));
    else
      tell_note(teller, tr("done before with this --ref: nothing was changed"));
    return true;
  }
  try {
    const SignalsHeld held;
    do_work(tx, [&] { tx.commit(); });
    tell_signals(UnderWay::committed);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unsure || shared.ref.empty()) throw;
    // The key says: the same again does nothing where it is recorded.
    throw Error(error.kind(), error.code(), error.message(), context.typed);
  }
  print_committed([&] { result.print(); });
  tell_signals(UnderWay::reading);
  return true;
}

}  // namespace

std::string shell_word(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:=/@%+";
  const bool as_it_is = !word.empty() && std::ranges::all_of(word, [&](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || plain.find(c) != std::string_view::npos;
  });
  if (as_it_is) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

void print_committed(const std::function<void()>& print) {
  try {
    print();
  } catch (const Error& error) {
    if (error.code() == "output.pipe") return;
    throw Error(ErrorKind::output, error.code(),
                tr("the change is recorded, but its result was not printed: {0}", error.message()));
  }
}

int execute(const CommandLine& line, Parsed& parsed, const Configuration& configuration,
            const RulesOfStore& rules, Session& session, const Teller& teller, Instant now) {
  const auto start = std::chrono::steady_clock::now();
  Command command = *line.command;
  auto& shared = parsed.shared;
  shared.db = store_path(shared, configuration, session.env);
  if (!configuration.file.empty()) shared.config = configuration.file;
  if (command.write_with[0] != '\0' && parsed.args.has(command.write_with)) command.read = {};
  if (command.personal && command.write && shared.dry_run)
    throw usage_error("cli.dry-run-personal",
                      tr("what shows personal data is on record each time: leave --dry-run out"));
  if (command.outside && command.outside(parsed.args)) command.write = {};
  if (reveals(command, parsed.args)) command = revealed(command, shared.output, shared.dry_run);
  if (command.personal && !shared.ref.empty())
    throw usage_error("cli.ref-personal",
                      tr("a result with personal data is not kept: leave --ref out"));
  store::Context context = context_of(line, parsed, configuration, rules, session.env, now);
  session.pins.begin(shared, session.atomic);
  if (command.access() != Access::admin && rules.failure) std::rethrow_exception(rules.failure);
  Files files(shared.dry_run);
  fill(files, session, command, parsed);
  std::unique_ptr<Result> result;
  const auto made = [&](const Zone& zone) -> Result& {
    result = std::make_unique<Result>(shared, *teller.catalogue, zone,
                                      shared.quiet && command.access() != Access::read, files);
    return *result;
  };
  bool told = line.group == "config";
  const Begun begun = [&](store::ReadTxn& tx) -> Result& {
    if (!std::exchange(told, true) && !std::exchange(session.told_of_proposal, session.in_batch))
      tell_of_proposal(tx, configuration, teller);
    return made(tx.settings().zone);
  };

  bool printed = false;
  const auto run_once = [&] {
    context.pins = session.pins.given;
    switch (command.access()) {
      case Access::read: run_read(command, parsed, context, session, begun); break;
      case Access::write:
        printed = run_write(command, parsed, context, session, begun, teller);
        break;
      case Access::admin: {
        if (session.atomic)
          throw usage_error("cli.atomic",
                            tr("'{0}' cannot be part of an atomic batch", context.command));
        store::require_no_outlet(context);
        AdminCall call{parsed.args, made(rules.settings.zone).out(), shared, context};
        command.admin(call);
      }
    }
  };
  for (bool done = false; !done;) {
    try {
      run_once();
      done = true;
    } catch (const store::PinAsked& asked) {
      // The transaction is undone and the store is free while somebody is asked.
      tell_signals(UnderWay::reading);
      result.reset();
      files.begin_anew();
      take_pin(asked, parsed, context, session, files, teller);
    }
  }
  auto& out = result->out();
  const int code = out.finding() ? 1 : 0;
  const auto notes = out.notes();
  if (!printed) show(session, result);
  for (const auto& note : notes) tell_note(teller, note);
  if (shared.verbose) {
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(
                           std::chrono::steady_clock::now() - start)
                           .count();
    tell_note(teller, tr("store {0}, configuration {1}, {2} ms", shared.db,
                         configuration.file.empty() ? "-" : configuration.file, spent));
  }
  return code;
}

}  // namespace svcctl::cli
