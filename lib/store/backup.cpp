#include "store/backup.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "store/clock.hpp"
#include "store/private/file.hpp"
#include "store/private/migrations.hpp"
#include "store/private/schema_check.hpp"

namespace svcctl::store {
namespace {

std::int64_t size_of(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 ? found.st_size : 0;
}

OpenOptions reading(const std::string& path, double wait) {
  OpenOptions options;
  options.path = path;
  options.wait_seconds = wait;
  options.read_only = true;
  options.any_version = true;
  return options;
}

LogHead verify_copy(const std::string& path) {
  Connection copy(reading(path, 0));
  auto report = check_store(copy);
  if (!report.findings.empty()) {
    const auto& finding = report.findings.front();
    throw Error(ErrorKind::store, "backup.damaged",
                tr("{0} does not check ({1}, {2} findings): nothing was changed", path,
                   finding.check, report.findings.size()),
                "svcctl --db FILE db check");
  }
  return report.head;
}

/// By the store that is replaced, or where there is none to read by the copy that replaces it.
void judge_clock_by(const std::string& store, const std::string& copy, double wait,
                    const Context& context) {
  std::unique_ptr<Connection> last;
  try {
    last = std::make_unique<Connection>(reading(store, wait));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::busy) throw;
    last = std::make_unique<Connection>(reading(copy, wait));
  }
  require_sure_clock(ReadTxn(*last, context));
}

/// Names the old store aside, with a journal that still belongs to it.
std::string keep_aside(const std::string& path) {
  auto name = path + ".before-restore";
  for (int n = 2; exists(name); ++n) name = path + ".before-restore-" + std::to_string(n);
  if (link(path.c_str(), name.c_str()) != 0)
    throw Error(ErrorKind::store, "store.unwritable",
                tr("cannot write {0}: {1}", name, std::generic_category().message(errno)));
  const auto journal = path + "-journal";
  if (size_of(journal) > 0)
    publish_over(journal, name + "-journal");
  else
    discard(journal);
  return name;
}

}  // namespace

StoreReport check_store(Connection& connection) {
  auto& engine = connection.engine();
  StoreReport report;
  const ReadTxn tx(connection, Context{});
  for (auto& finding : schema_findings(engine))
    report.findings.push_back({"schema", std::move(finding.object), std::move(finding.what)});
  bool whole = report.findings.empty();
  engine.check([&](EngineFinding found) {
    whole = whole && found.check != "integrity";
    report.findings.push_back(
        {std::move(found.check), std::move(found.where), std::move(found.what)});
  });
  if (!whole || !engine.has_table("event")) return report;
  report.newest = engine.info().version == newest_version();
  if (!engine.has_table("chain_head")) {  // an older store's log is checked once it is migrated
    report.head = log_head(tx);
    return report;
  }
  auto log = verify_log(tx);
  report.head = log.head;
  for (auto& finding : log.findings)
    report.findings.push_back({"log", std::move(finding.where), std::move(finding.what)});
  return report;
}

StoreInfo store_info(Connection& connection) {
  ReadTxn tx(connection, Context{});
  return {connection.path(), connection.engine().info().version, tx.practice(),
          size_of(connection.path()), log_head(tx)};
}

Backup backup(Connection& connection, const std::string& to) {
  if (exists(to))
    throw usage_error("backup.exists", tr("{0} is there already", to), "svcctl db backup FILE");
  make_folder_of(to);
  const Temporary made(make_temporary(to));
  connection.engine().copy_to(made.path());
  Backup done;
  done.head = verify_copy(made.path());
  if (!publish_new(made.path(), to))
    throw usage_error("backup.exists", tr("{0} is there already", to), "svcctl db backup FILE");
  done.path = to;
  done.bytes = size_of(to);
  return done;
}

Restored restore(const OpenOptions& options, const Context& context, const std::string& from) {
  make_folder_of(options.path);
  const Temporary made(make_temporary(options.path));
  {
    Connection source(reading(from, options.wait_seconds));
    source.engine().copy_to(made.path());
  }
  Restored done;
  done.path = options.path;
  done.head = verify_copy(made.path());
  judge_clock_by(options.path, made.path(), options.wait_seconds, context);
  if (!exists(options.path)) {
    if (!publish_new(made.path(), options.path))
      throw Error(ErrorKind::busy, "store.exists",
                  tr("there is a store at {0} already", options.path), "svcctl db info");
    return done;
  }
  // Whoever waits for the old store meanwhile finds it replaced. A damaged one cannot be locked.
  std::unique_ptr<Connection> old;
  try {
    OpenOptions any = options;
    any.any_version = true;
    old = std::make_unique<Connection>(any);
    old->engine().begin(Access::write);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::busy) throw;
    old.reset();
  }
  done.kept = keep_aside(options.path);
  publish_over(made.path(), options.path);
  return done;
}

void vacuum(Connection& connection) { connection.engine().vacuum(); }

}  // namespace svcctl::store
