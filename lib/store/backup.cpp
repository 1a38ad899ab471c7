#include "store/backup.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "store/clock.hpp"
#include "store/override.hpp"
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

LogHead require_sound(Connection& store) {
  auto report = check_store(store);
  if (!report.findings.empty()) {
    const auto& finding = report.findings.front();
    throw Error(ErrorKind::store, "backup.damaged",
                tr("{0} does not check ({1}, {2} findings): nothing was changed", store.path(),
                   finding.check, report.findings.size()),
                "svcctl --db FILE db check");
  }
  return report.head;
}

LogHead verify_copy(const std::string& path) {
  Connection copy(reading(path, 0));
  return require_sound(copy);
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

/// Nothing where the store cannot be read.
std::optional<bool> made_for_practice(const std::string& path, double wait) {
  try {
    Connection store(reading(path, wait));
    return ReadTxn(store, Context{}).practice();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::store && error.kind() != ErrorKind::bug) throw;
    return std::nullopt;
  }
}

/// What was practised is no record of a garage: it takes the place of nothing real.
/// @return whether a real store takes the place of one for practice
bool judge_practice(const OpenOptions& options, const Context& context, const std::string& from) {
  if (!exists(options.path)) return false;
  const auto before = made_for_practice(options.path, options.wait_seconds);
  const bool brought = made_for_practice(from, options.wait_seconds).value_or(false);
  if (brought && !before.value_or(context.practice_clock))
    throw refusal(Clause::integrity, "restore.practice",
                  tr("{0} is a copy of a practice store: it takes the place of a practice store "
                     "alone, and gets a name of its own beside a real one",
                     from),
                  "svcctl --db FILE db restore " + from);
  return !brought && before.value_or(false);
}

/// A free name for the store that is replaced.
std::string name_aside(const std::string& path) {
  auto name = path + ".before-restore";
  for (int n = 2; exists(name); ++n) name = path + ".before-restore-" + std::to_string(n);
  return name;
}

/// A journal that still belongs to the store that is replaced goes first: the new store must never
/// find it.
void keep_journal_aside(const std::string& path, const std::string& name) {
  const auto journal = path + "-journal";
  if (size_of(journal) > 0)
    publish_over(journal, name + "-journal");
  else
    discard(journal);
}

/// Of the refusal, and of what another manager signs.
constexpr const char* restore_loses = "restore.loses";

/// How far the numbers of documents went.
struct Counter {
  std::string scope;
  std::string day;
  std::int64_t last = 0;
};

/// The store that a restore replaces, held so that nothing is recorded in it any more, as far as it
/// can be read.
struct Replaced {
  std::unique_ptr<Connection> connection = {};
  std::unique_ptr<WriteTxn> lock = {};
  bool judged = false;
  Actor actor = {};
  LogHead head = {};
  std::vector<Counter> counters = {};
  RestoreLoss loss = {};
  std::vector<LostEvent> lost = {};
  std::vector<RestoreLoss> losses = {};  ///< of earlier restores, that the copy does not know of
};

/// What the store holds that the copy does not. Older stores are not compared.
void read_loss(Replaced& old, const ReadTxn& held, const std::string& copy) {
  if (!held.engine().has_table("chain_head")) return;
  Connection other(reading(copy, 0));
  const ReadTxn brought(other, Context{});
  old.lost = lost_events(held, brought);
  old.loss = loss_of(old.lost);
  old.loss.replaced = ReplacedStore::read;
  old.losses = losses_not_in(held, brought);
}

void read_replaced(Replaced& old, const Judge& judge, const std::string& copy) {
  const auto& tx = *old.lock;
  old.head = log_head(tx);
  read_loss(old, tx, copy);
  if (tx.engine().info().version != newest_version()) return;
  if (judge) judge(*old.lock);
  old.judged = true;
  old.actor = tx.actor();
  old.counters = tx.all("SELECT scope, day_on, last FROM document_counter ORDER BY id", {},
                        [](const Row& row) {
                          return Counter{row["scope"], row["day_on"], row["last"]};
                        });
}

/// Whoever waits for the store meanwhile finds it replaced. A damaged one cannot be locked or read,
/// which is why it is replaced.
Replaced hold_replaced(const OpenOptions& options, const Context& context, const Judge& judge,
                       const std::string& copy) {
  Replaced old;
  old.loss.replaced = ReplacedStore::unreadable;
  OpenOptions any = options;
  any.any_version = true;
  try {
    old.connection = std::make_unique<Connection>(any);
    old.lock = std::make_unique<WriteTxn>(*old.connection, context);
    read_replaced(old, judge, copy);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::store && error.kind() != ErrorKind::bug) throw;
  }
  return old;
}

/// Nobody drops alone what others, or they themselves, recorded: another manager of the store that
/// is replaced stands behind it, where one works there.
/// @return who does, or nothing
std::string require_another_behind(Replaced& old, const std::string& approver) {
  if (old.loss.events.value_or(0) == 0 || !old.judged || old.actor.id == 0) return {};
  auto& tx = *old.lock;
  if (!approver.empty()) {
    second_person(tx, approver, NamedAs::approver, Clause::integrity, restore_loses);
    return approver;
  }
  const auto other = tx.value<std::string>(
      R"(SELECT MIN(s.code) AS value FROM staff s JOIN staff_role r ON r.staff_id = s.id
          WHERE s.active = 1 AND r.to_at IS NULL AND r.role = 'manager' AND s.id <> :me)",
      {{"me", old.actor.id}});
  const auto& context = tx.context();
  if (!other && context.no_other) return {};
  auto what =
      tr("what was recorded from {0} on is not in the backup ({1}: {2}): another manager "
         "stands behind dropping it",
         tx.settings().zone.local(*old.loss.from), *old.loss.events, old.loss.by);
  if (other && context.no_other) what = tr("{0}; {1} is there", what, *other);
  const auto typed = typed_without_flag(context, "no-other");
  throw refusal(Clause::integrity, restore_loses, std::move(what),
                typed + " --dry-run\n" + typed +
                    (other ? " --approved-by " + *other : std::string(" --no-other")));
}

/// Who acts and who stands behind it are people of the store before; in the one that is brought
/// they are found by their codes.
std::optional<std::int64_t> staff_by_code(const ReadTxn& tx, const std::string& code) {
  return tx.value<std::int64_t>("SELECT id AS value FROM staff WHERE code = :code",
                                {{"code", code}});
}

/// The log of an older store cannot take the restore: marks wait for its migration.
void mark_restore(Connection& brought, const Context& context, const Replaced& old,
                  const std::string& behind, Restored& done) {
  done.loss.recorded_at = context.now;
  done.loss.actor = old.actor.code;
  done.loss.approved_by = behind;
  WriteTxn tx(brought, Context{});  // an old store knows of no practice and no rules
  for (const auto& before : old.losses) mark_loss(tx, before);
  mark_loss(tx, done.loss);
  tx.commit();
}

/// Puts the restore on the log of the store that it brings, and lets its numbers go on where those
/// of the store before ended: they are on papers. An older store must be migrated first.
void record_restore(const std::string& path, const Context& context, const Judge& judge,
                    const Replaced& old, const std::string& behind, Restored& done) {
  OpenOptions any;
  any.path = path;
  any.any_version = true;
  Connection brought(any);
  if (!is_newest(brought)) return mark_restore(brought, context, old, behind, done);
  {
    WriteTxn tx(brought, context);
    if (old.judged) {
      auto actor = old.actor;
      actor.id = staff_by_code(tx, actor.code).value_or(0);
      tx.identify(std::move(actor));
    } else if (judge) {
      judge(tx);
    }
    if (const auto id = staff_by_code(tx, behind))
      named(tx, *id, behind, NamedAs::approver, Clause::integrity, restore_loses);
    done.loss.actor = tx.actor().code;
    done.loss.approved_by = behind;
    for (const auto& before : old.losses) keep_loss(tx, before);
    done.loss.recorded_at = tx.now();
    keep_loss(tx, done.loss);
    for (const auto& counter : old.counters)
      done.numbers_raised +=
          tx.run(R"(
        INSERT INTO document_counter (scope, day_on, last) VALUES (:scope, :day_on, :last)
            ON CONFLICT (scope, day_on) DO UPDATE SET last = :last
         WHERE document_counter.last < :last)",
                 {{"scope", counter.scope}, {"day_on", counter.day}, {"last", counter.last}});
    tx.record(company, {"store",
                        "restore",
                        {{"events_of_backup", std::to_string(done.head.count)},
                         {"head_of_backup", done.head.hash},
                         {"events_before", std::to_string(old.head.count)},
                         {"head_before", old.head.hash},
                         {"events_dropped", done.loss.events ? std::to_string(*done.loss.events)
                                                             : std::string("unknown")},
                         {"dropped_by", done.loss.by},
                         {"kept_as", done.loss.kept_as},
                         {"approved_by", behind},
                         {"numbers_raised", std::to_string(done.numbers_raised)}}});
    tx.commit();
  }
  done.recorded = true;
  done.head = log_head(ReadTxn(brought, context));
}

/// What a restore would drop, as far as the store can be read.
void would_lose(const OpenOptions& options, const Context& context, const std::string& from,
                Restored& would) {
  if (!exists(options.path)) return;
  Replaced old;
  old.loss.replaced = ReplacedStore::unreadable;
  try {
    Connection held(reading(options.path, options.wait_seconds));
    read_loss(old, ReadTxn(held, context), from);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::store && error.kind() != ErrorKind::bug) throw;
  }
  would.loss = std::move(old.loss);
  would.lost = std::move(old.lost);
}

/// Nothing is written: the backup is checked where it is, and who acts is judged by it.
Restored rehearse(const OpenOptions& options, const Context& context, const std::string& from,
                  const Judge& judge) {
  Restored would;
  would.path = options.path;
  would.practised_before = judge_practice(options, context, from);
  would.head = verify_copy(from);
  judge_clock_by(options.path, from, options.wait_seconds, context);
  would_lose(options, context, from, would);
  Connection source(reading(from, options.wait_seconds));
  if (judge && is_newest(source)) {
    ReadTxn tx(source, context);
    judge(tx);
  }
  return would;
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
  // The log of a store from before events named their rules is checked once it is migrated.
  if (!engine.has_table("rule_version")) {
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

Backup backup(Connection& connection, const std::string& to, bool rehearsal) {
  if (exists(to))
    throw usage_error("backup.exists", tr("{0} is there already", to), "svcctl db backup FILE");
  if (rehearsal) return {to, size_of(connection.path()), require_sound(connection)};
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

Restored restore(const OpenOptions& options, const Context& context, const std::string& from,
                 const Judge& judge, bool rehearsal, const std::string& approver) {
  if (!exists(from))
    throw not_found("restore.no-file", tr("there is no file {0}", from), "svcctl db restore FILE");
  if (rehearsal) return rehearse(options, context, from, judge);
  make_folder_of(options.path);
  const Temporary made(make_temporary(options.path));
  {
    Connection source(reading(from, options.wait_seconds));
    source.engine().copy_to(made.path());
  }
  Restored done;
  done.path = options.path;
  done.head = verify_copy(made.path());
  done.practised_before = judge_practice(options, context, from);
  judge_clock_by(options.path, made.path(), options.wait_seconds, context);
  const bool replaces = exists(options.path);
  auto old = replaces ? hold_replaced(options, context, judge, made.path()) : Replaced{};
  const auto behind = require_another_behind(old, approver);
  done.loss = old.loss;
  if (replaces) done.loss.kept_as = name_aside(options.path);
  done.loss.head_before = old.head.hash;
  record_restore(made.path(), context, judge, old, behind, done);
  if (!replaces) {
    if (!publish_new(made.path(), options.path))
      throw Error(ErrorKind::busy, "store.exists",
                  tr("there is a store at {0} already", options.path), "svcctl db info");
    return done;
  }
  done.kept = done.loss.kept_as;
  keep_journal_aside(options.path, done.kept);
  publish_keeping(made.path(), options.path, done.kept);
  return done;
}

bool is_newest(Connection& connection) {
  return connection.engine().info().version == newest_version();
}

void vacuum(Connection& connection) { connection.engine().vacuum(); }

}  // namespace svcctl::store
