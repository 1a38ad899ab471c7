#include <utility>

#include "base/error.hpp"
#include "store/private/queue.hpp"
#include "store/sqlite/private/sqlite.hpp"

namespace svcctl::store::sqlite {

void SqliteEngine::run(const char* sql) {
  const auto statement = prepare(sql);
  while (statement->step()) {
  }
}

std::int64_t SqliteEngine::number(const char* sql) {
  const auto statement = prepare(sql);
  return statement->step() ? std::get<std::int64_t>(statement->value(0)) : 0;
}

void SqliteEngine::script(const std::string& text) {
  if (observer_ != nullptr) observer_->executed(text, {});
  const int result = sqlite3_exec(raw_, text.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) fail(result, text);
}

void SqliteEngine::begin(Access access) {
  // Whoever is first in the line waits for SQLite's lock, and leaves it with that: the next wakes
  // while this one works.
  Queue line(access == Access::write ? path_ : std::string());
  if (!line.enter(wait_seconds_)) fail(SQLITE_BUSY);
  if (access == Access::write) make_ready_to_write();
  if (reading_ != Reading::usual) expect(Reading::usual);
  patience_.alone(access == Access::write);
  run(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
  patience_.alone(false);
  writing_ = access == Access::write;
  if (!writing_) return;
  int moved = 0;
  sqlite3_file_control(raw_, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved == 0) return;
  roll_back();
  throw Error(ErrorKind::busy, "store.replaced",
              tr("the store was replaced while this command waited: {0}", path_));
}

void SqliteEngine::make_ready_to_write() {
  if (std::exchange(ready_to_write_, true)) return;
  script("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON");
  expect(Reading::usual);
}

/// SQLite counts the changes of a schema. What was compared or made is noted by that count, so that
/// to open a store need not compare it again.
void SqliteEngine::commit() {
  if (std::exchange(note_schema_, false))
    run("INSERT INTO store_meta (name, value) "
        "SELECT 'schema ' || schema_version, schema_version FROM pragma_schema_version WHERE true "
        "ON CONFLICT (name) DO NOTHING");
  try {
    run("COMMIT");
  } catch (const Error& error) {
    // Nobody knows on which side of its last sync a commit failed.
    if (error.code() != "store.io") throw;
    throw Error(ErrorKind::unsure, "store.perhaps",
                tr("perhaps recorded, look before you repeat: {0}", error.message()),
                "svcctl audit log");
  }
  writing_ = false;
}

void SqliteEngine::roll_back() noexcept {
  writing_ = false;
  if (sqlite3_get_autocommit(raw_) == 0) sqlite3_exec(raw_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteEngine::savepoint(Savepoint what) {
  run(what == Savepoint::set ? "SAVEPOINT attempt" : "RELEASE attempt");
}

bool SqliteEngine::back_to_savepoint() noexcept {
  // A full disk, for one, ends the whole transaction.
  return sqlite3_get_autocommit(raw_) == 0 &&
         sqlite3_exec(raw_, "ROLLBACK TO attempt; RELEASE attempt", nullptr, nullptr, nullptr) ==
             SQLITE_OK;
}

/// Every page that a writer reads is looked over, for it may be written again: with the usual 2 MB
/// of them a day's planning over millions of visits spills its pages into the file, and syncs the
/// journal for it, before it is done. Memory that the kernel has not given yet is dearer than
/// reading a page again, so that what goes through the store in its order keeps few.
void SqliteEngine::expect(Reading reading) {
  const char* pages = ready_to_write_ ? "PRAGMA cache_size=-16000" : "PRAGMA cache_size=-2000";
  if (reading == Reading::in_order)
    pages = writing_ ? "PRAGMA cache_size=-4096" : "PRAGMA cache_size=-512";
  if (reading == Reading::back_again)
    pages = writing_ ? "PRAGMA cache_size=-65536" : "PRAGMA cache_size=-32768";
  run(pages);
  reading_ = reading;
}

Written SqliteEngine::written() const {
  return {sqlite3_changes64(raw_), sqlite3_last_insert_rowid(raw_)};
}

const BulkRows* SqliteEngine::lend_rows(const BulkRows* rows) {
  return std::exchange(bulk_rows_, rows);
}

void SqliteEngine::switch_setting(int setting, bool on) {
  sqlite3_db_config(raw_, setting, on ? 1 : 0, nullptr);
}

void SqliteEngine::vouch(bool on) { switch_setting(SQLITE_DBCONFIG_ENABLE_FKEY, !on); }

void SqliteEngine::set_version(std::int64_t version) {
  script("PRAGMA user_version=" + std::to_string(version));
  note_schema();
}

EngineInfo SqliteEngine::info() {
  const bool alone = sqlite3_get_autocommit(raw_) != 0;
  if (alone) run("BEGIN");  // one lock for all
  EngineInfo info;
  info.ours = number("PRAGMA application_id") == application_id;
  info.version = number("PRAGMA user_version");
  if (info.ours && has_table("store_meta")) {
    const auto count = std::to_string(number("PRAGMA schema_version"));
    info.schema_known =
        prepare("SELECT value FROM store_meta WHERE name = 'schema " + count + "'")->step();
  }
  if (alone) run("COMMIT");
  return info;
}

}  // namespace svcctl::store::sqlite
