#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "cli/commands/reveal.hpp"
#include "cli/output/render/renderer.hpp"
#include "cli/output/spool.hpp"
#include "cli/process/signals.hpp"
#include "cli/run/app.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/reference.hpp"

namespace svcctl::cli {
namespace {

store::Connection& connect(Session& session, const SharedOptions& shared, bool read_only) {
  if (session.in_batch) read_only = false;
  if (!session.connection || session.connected_to != named_store(shared)) {
    session.connection = std::make_unique<store::Connection>(store::OpenOptions{
        .path = named_store(shared), .wait_seconds = shared.wait, .read_only = read_only});
    session.connected_to = named_store(shared);
  }
  return *session.connection;
}

store::Context context_of(const CommandLine& line, const Parsed& parsed,
                          const Configuration& configuration, Instant now) {
  store::Context context;
  context.now = now;
  context.at = parsed.shared.happened;
  if (context.at && *context.at > now)
    throw usage_error("cli.future", tr("--at: {0} lies in the future", parsed.shared.at));
  context.command = line.group + " " + line.command->name;
  context.outlet = parsed.shared.outlet;
  if (!parsed.shared.override_reason.empty())
    context.overriding = store::Override{parsed.shared.override_reason, parsed.shared.approved_by};
  context.settings = configuration.settings;
  return context;
}

/// A result on its way: rendered into a spool, then printed or put into its file.
class Result {
 public:
  Result(const SharedOptions& shared, const Catalogue& catalogue, const Zone& zone, bool silent)
      : shared_(shared),
        silent_(silent && shared.output.empty()),
        sink_(make_renderer({.format = shared.format,
                             .columns = shared.columns,
                             .sort = shared.sort,
                             .limit = shared.limit,
                             .no_header = shared.no_header,
                             .encoding = shared.encoding,
                             .zone = zone},
                            catalogue, [this](std::string_view bytes) { spool_.write(bytes); })),
        out_(*sink_, catalogue) {}

  Output& out() { return out_; }

  /// Puts it on disk under a temporary name, where --output asks for a file.
  void prepare() {
    if (shared_.output.empty()) return;
    struct stat found = {};
    if (::stat(shared_.output.c_str(), &found) == 0 && !S_ISREG(found.st_mode)) return;
    file_.emplace(shared_.output);
    spool_.drain([this](std::string_view bytes) { file_->write(bytes); });
    file_->flush();
  }

  void print() {
    if (file_) return file_->keep();
    if (silent_) return;
    int descriptor = STDOUT_FILENO;
    Message name = tr("standard output");
    if (!shared_.output.empty()) {  // a pipe or a device: nothing to rename
      name = value(shared_.output);
      descriptor = ::open(shared_.output.c_str(), O_WRONLY | O_CLOEXEC);
      if (descriptor < 0)
        throw Error(ErrorKind::output, "output.failed",
                    tr("cannot write {0}: {1}", name, std::string(std::strerror(errno))));
    }
    spool_.drain([&](std::string_view bytes) { write_all(descriptor, bytes, name); });
    if (descriptor != STDOUT_FILENO) ::close(descriptor);
  }

  std::string text() {
    std::string all;
    spool_.drain([&](std::string_view bytes) { all += bytes; });
    return all;
  }
  void replace(std::string_view text) { spool_.write(text); }

 private:
  const SharedOptions& shared_;
  bool silent_;
  Spool spool_;
  std::unique_ptr<Sink> sink_;
  Output out_;
  std::optional<WholeFile> file_;
};

void print_committed(Result& result) {
  try {
    result.print();
  } catch (const Error& error) {
    if (error.code() == "output.pipe") return;
    throw Error(ErrorKind::output, error.code(),
                tr("the change is recorded, but its result was not printed: {0}", error.message()));
  }
}

int run_read(const Command& command, const Parsed& parsed, const store::Context& context,
             Session& session, Result& result) {
  if (session.transaction) {
    command.read(*session.transaction, parsed.args, result.out());
  } else {
    store::ReadTxn tx(connect(session, parsed.shared, true), context);
    shop::identify(tx, parsed.shared.as, false);
    command.read(tx, parsed.args, result.out());
    tx.finish();
  }
  result.prepare();
  result.print();
  return result.out().finding() ? 1 : 0;
}

/// Does the work within the transaction, unless `--ref` says it was done before.
/// @returns true when there is something to commit
bool do_write(const Command& command, const Parsed& parsed, store::WriteTxn& tx, Result& result) {
  const auto& shared = parsed.shared;
  shop::identify(tx, shared.as, true);
  if (shared.ref.empty()) {
    command.write(tx, parsed.args, result.out());
    return true;
  }
  const std::string digest = store::Digest().add(shared.request).hex();
  if (auto before = store::first_result(tx, shared.ref, digest)) {
    result.replace(*before);
    return false;
  }
  command.write(tx, parsed.args, result.out());
  store::remember(tx, shared.ref, digest, result.text());
  return true;
}

int run_write(const Command& command, const Parsed& parsed, const store::Context& context,
              Session& session, Result& result, const Teller& teller) {
  const auto& shared = parsed.shared;
  tell_signals(UnderWay::writing);
  if (session.atomic) {
    if (!session.transaction)
      session.transaction =
          std::make_unique<store::WriteTxn>(connect(session, shared, false), context);
    else
      session.transaction->renew(context);
    store::WriteTxn::Attempt line(*session.transaction);
    do_write(command, parsed, *session.transaction, result);
    result.prepare();
    result.print();
    if (!shared.dry_run) line.keep();
    return result.out().finding() ? 1 : 0;
  }
  store::WriteTxn tx(connect(session, shared, false), context);
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
    return result.out().finding() ? 1 : 0;
  }
  {
    const SignalsHeld held;
    tx.commit();
    tell_signals(UnderWay::committed);
  }
  print_committed(result);
  tell_signals(UnderWay::reading);
  return result.out().finding() ? 1 : 0;
}

}  // namespace

int execute(const CommandLine& line, Parsed& parsed, const Configuration& configuration,
            Session& session, const Teller& teller, Instant now) {
  const auto start = std::chrono::steady_clock::now();
  Command command = *line.command;
  auto& shared = parsed.shared;
  shared.db = store_path(shared, configuration, session.env);
  shared.config = configuration.file;
  if (command.write_with[0] != '\0' && parsed.args.has(command.write_with)) command.read = {};
  if (reveals(command, parsed.args)) command = revealed(command, shared.output, shared.dry_run);
  if (command.personal && !shared.ref.empty())
    throw usage_error("cli.ref-personal",
                      tr("a result with personal data is not kept: leave --ref out"));
  const store::Context context = context_of(line, parsed, configuration, now);
  Result result(shared, *teller.catalogue, configuration.settings.zone,
                shared.quiet && command.access() != Access::read);

  int code = 0;
  switch (command.access()) {
    case Access::read: code = run_read(command, parsed, context, session, result); break;
    case Access::write: code = run_write(command, parsed, context, session, result, teller); break;
    case Access::admin: {
      if (session.atomic)
        throw usage_error("cli.atomic",
                          tr("'{0}' cannot be part of an atomic batch", context.command));
      AdminCall call{parsed.args, result.out(), shared, context};
      command.admin(call);
      result.prepare();
      result.print();
      code = result.out().finding() ? 1 : 0;
    }
  }
  for (const auto& note : result.out().notes()) tell_note(teller, note);
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
