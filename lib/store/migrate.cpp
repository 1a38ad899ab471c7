#include "store/migrate.hpp"

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "store/backup.hpp"
#include "store/digest.hpp"
#include "store/private/file.hpp"
#include "store/private/handle.hpp"
#include "store/private/journal.hpp"
#include "store/private/pack.hpp"

namespace svcctl::store {
namespace {

/// Applies one file within an open transaction.
void apply(Connection::Handle& handle, const EmbeddedFile& file, std::int64_t version) {
  handle.exec(std::string(file.text));
  if (const auto table = handle.word("PRAGMA foreign_key_check"); !table.empty())
    throw Error(
        ErrorKind::store, "store.migration",
        tr("{0} leaves rows of {1} pointing at nothing; nothing was changed", file.name, table),
        "svcctl db check");
  Query insert(&handle, "INSERT INTO store_meta (name, value) VALUES (:name, :value)",
               {{"name", "migration " + std::string(file.name)}, {"value", sha256(file.text)}});
  insert.next();
  handle.exec("PRAGMA user_version=" + std::to_string(version));
}

/// Tells the transaction of every row that differs from its latest digest on the log.
void touch_changed_rows(WriteTxn& tx, Connection::Handle& handle) {
  for (const auto& table : logged_tables(handle)) {
    LatestDigests latest(tx, table);
    RowDigests rows(handle, table, false);
    while (rows.next()) {
      while (latest.valid() && latest.id() < rows.id()) latest.next();
      const bool told = latest.valid() && latest.id() == rows.id() && latest.digest();
      if (!told || !same_digest(rows.digest(), *latest.digest())) tx.touch(table, rows.id());
    }
  }
}

std::string free_name(const std::string& stem) {
  auto name = stem;
  for (int n = 2; exists(name); ++n) name = stem + "-" + std::to_string(n);
  return name;
}

}  // namespace

std::int64_t newest_version() { return static_cast<std::int64_t>(embedded_schema().size()); }

void apply_migrations(Connection::Handle& handle, std::int64_t from) {
  handle.writing = true;
  for (auto version = from; version < newest_version(); ++version)
    apply(handle, embedded_schema()[static_cast<std::size_t>(version)], version + 1);
  handle.writing = false;
}

Migrated migrate(const OpenOptions& options, const Context& context) {
  OpenOptions any = options;
  any.any_version = true;
  Connection connection(any);
  auto& handle = connection.handle();
  Migrated done;
  done.from = handle.number("PRAGMA user_version");
  done.to = newest_version();
  if (done.from == done.to) return done;

  done.backup = free_name(options.path + ".version-" + std::to_string(done.from));
  backup(connection, done.backup);
  for (auto version = done.from; version < done.to; ++version) {
    const auto& file = embedded_schema()[static_cast<std::size_t>(version)];
    WriteTxn tx(connection, context);
    apply(handle, file, version + 1);
    touch_changed_rows(tx, handle);
    tx.record({"store", std::string(file.name), {{"version", std::to_string(version + 1)}}});
    tx.commit();
    done.applied.emplace_back(file.name);
  }
  return done;
}

}  // namespace svcctl::store
