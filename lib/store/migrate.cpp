#include "store/migrate.hpp"

#include "base/error.hpp"
#include "store/backup.hpp"
#include "store/digest.hpp"
#include "store/private/bind.hpp"
#include "store/private/chain.hpp"
#include "store/private/file.hpp"
#include "store/private/journal.hpp"
#include "store/private/migrations.hpp"
#include "store/private/pack.hpp"
#include "store/private/schema_check.hpp"
#include "store/restore_loss.hpp"

namespace svcctl::store {
namespace {

/// While the schema changes, foreign keys are not enforced: so a file may drop a table that others
/// refer to and make it anew. Begins before the transaction and ends after it.
class SchemaChange {
 public:
  explicit SchemaChange(Engine& engine) : engine_(engine) { engine_.vouch(true); }
  ~SchemaChange() { engine_.vouch(false); }
  SchemaChange(const SchemaChange&) = delete;
  SchemaChange& operator=(const SchemaChange&) = delete;

 private:
  Engine& engine_;
};

/// Applies one file within an open transaction.
void apply(Engine& engine, const EmbeddedFile& file, std::int64_t version) {
  engine.script(std::string(file.text));
  const auto insert = engine.prepare("INSERT INTO store_meta (name, value) VALUES (:name, :value)");
  bind_all(*insert,
           {{"name", "migration " + std::string(file.name)}, {"value", sha256(file.text)}});
  insert->step();
  number_tables(engine);
  engine.set_version(version);
}

void check_references(Engine& engine) {
  if (const auto table = engine.broken_reference(); !table.empty())
    throw Error(ErrorKind::store, "store.migration",
                tr("rows of {0} would point at nothing; nothing was changed", table),
                "svcctl db check");
}

/// Puts each row of a table that differs from its latest digest on the log.
/// @return how many there were
std::int64_t log_changed_rows(WriteTxn& tx, const std::string& table) {
  std::int64_t changed = 0;
  PackWriter packs(tx, table);
  LatestDigests latest(tx, table);
  const auto skip_gone = [&] {
    if (!latest.digest()) return;
    packs.add_deleted(latest.id());
    ++changed;
  };
  RowDigests rows(tx.engine(), table, false);
  while (rows.next()) {
    for (; latest.valid() && latest.id() < rows.id(); latest.next()) skip_gone();
    const bool known = latest.valid() && latest.id() == rows.id();
    if (!known || !latest.digest() || !same_digest(rows.digest(), *latest.digest())) {
      packs.add(rows.id(), packed_digest_of(rows.text()));
      ++changed;
    }
    if (known) latest.next();
  }
  for (; latest.valid(); latest.next()) skip_gone();
  packs.flush();
  return changed;
}

std::string free_name(const std::string& stem) {
  auto name = stem;
  for (int n = 2; exists(name); ++n) name = stem + "-" + std::to_string(n);
  return name;
}

/// What came with these versions judges what is recorded from here on.
void note_beginnings(Engine& engine, const Migrated& done) {
  if (!engine.has_table("schema_step")) return;  // migrated to an older version
  for (const auto& name : done.applied) {
    const auto insert = engine.prepare(R"(INSERT INTO schema_step (name, after_at)
      SELECT :name, MAX(e.recorded_at) FROM event e
       WHERE NOT EXISTS (SELECT 1 FROM schema_step s WHERE s.name = :name)
      HAVING MAX(e.recorded_at) IS NOT NULL)");
    bind_all(*insert, {{"name", name}});
    insert->step();
  }
}

void apply_pending(WriteTxn& tx, std::span<const EmbeddedFile> files, const Judge& judge,
                   const std::function<void(WriteTxn&)>& complete, Migrated& done) {
  auto& engine = tx.engine();
  if (engine.info().version != done.from)
    throw Error(ErrorKind::busy, "store.migrated",
                tr("another command migrated the store meanwhile"), "svcctl db info");
  tx.journal().bulk = true;  // packs tell of the rows, below
  for (auto version = done.from; version < done.to; ++version) {
    const auto& file = files[static_cast<std::size_t>(version)];
    apply(engine, file, version + 1);
    tx.forget_rows();
    done.applied.emplace_back(file.name);
  }
  note_beginnings(engine, done);
  if (engine.has_table("store_restore")) keep_marked_losses(tx);
  if (judge) judge(tx);  // by the rows as this program reads them
  if (complete) complete(tx);
  for (auto version = done.from; version < done.to; ++version)
    tx.record(company, {"store",
                        done.applied[static_cast<std::size_t>(version - done.from)],
                        {{"version", std::to_string(version + 1)}}});
  check_references(engine);
  std::int64_t changed = 0;
  for (const auto& table : logged_tables(engine)) changed += log_changed_rows(tx, table);
  tx.record(company, {"store",
                      "version " + std::to_string(done.to),
                      {{"from", std::to_string(done.from)}, {"rows", std::to_string(changed)}}});
}

}  // namespace

std::int64_t newest_version() { return static_cast<std::int64_t>(embedded_schema().size()); }

void apply_migrations(Engine& engine, std::int64_t from, std::span<const EmbeddedFile> files) {
  for (auto version = from; version < static_cast<std::int64_t>(files.size()); ++version)
    apply(engine, files[static_cast<std::size_t>(version)], version + 1);
}

Migrated migrate(const OpenOptions& options, const Context& context,
                 std::span<const EmbeddedFile> files, const Judge& judge, bool rehearsal,
                 const std::function<void(WriteTxn&)>& complete) {
  OpenOptions any = options;
  any.any_version = true;
  Connection connection(any);
  auto& engine = connection.engine();
  Migrated done;
  done.from = engine.info().version;
  done.to = static_cast<std::int64_t>(files.size());
  if (done.from >= done.to) return done;

  require_schema(engine, files);
  done.backup = free_name(options.path + ".version-" + std::to_string(done.from));
  backup(connection, done.backup, rehearsal);
  const SchemaChange change(engine);
  WriteTxn tx(connection, context);
  tx.expect(Reading::back_again);
  apply_pending(tx, files, judge, complete, done);
  if (rehearsal)
    tx.finish();
  else
    tx.commit();
  return done;
}

}  // namespace svcctl::store
