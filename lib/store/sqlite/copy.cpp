#include <utility>

#include "base/error.hpp"
#include "store/sqlite/private/sqlite.hpp"

// Checking and copying whole stores.
namespace svcctl::store::sqlite {

void SqliteEngine::check(const std::function<void(EngineFinding)>& take) {
  const auto text = [](const Statement& row, std::size_t place) {
    return std::string(std::get<std::string_view>(row.value(place)));
  };
  bool whole = true;
  for (const auto found = prepare("SELECT integrity_check FROM pragma_integrity_check");
       found->step();) {
    const auto finding = text(*found, 0);
    if (finding == "ok") continue;
    whole = false;
    take({"integrity", "", tr("{0}", finding)});
  }
  if (!whole) return;
  for (const auto found = prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check");
       found->step();) {
    const auto row = found->value(1);
    const auto* id = std::get_if<std::int64_t>(&row);
    take({"foreign-key", text(*found, 0) + " " + std::to_string(id == nullptr ? 0 : *id),
          tr("points at no row of {0}", text(*found, 2))});
  }
}

std::string SqliteEngine::broken_reference() {
  const auto found = prepare("PRAGMA foreign_key_check");
  return found->step() ? std::string(std::get<std::string_view>(found->value(0))) : std::string();
}

/// Copies all pages within one read lock, waiting for a writer as any command does.
void SqliteEngine::copy_to(const std::string& path) {
  OpenOptions options;
  options.path = path;
  options.wait_seconds = wait_seconds_;
  const SqliteEngine target(options, SQLITE_OPEN_READWRITE);
  auto* copy = sqlite3_backup_init(target.raw(), "main", raw_, "main");
  if (copy == nullptr) target.fail(sqlite3_errcode(target.raw()));
  Patience patience(wait_seconds_);
  int result = SQLITE_OK;
  for (bool first = true; result == SQLITE_OK; first = false) {
    result = sqlite3_backup_step(copy, -1);
    if ((result == SQLITE_BUSY || result == SQLITE_LOCKED) && patience.wait(first))
      result = SQLITE_OK;
  }
  sqlite3_backup_finish(copy);
  if (result == SQLITE_DONE) {
    // The copy counts on by one; nobody has it open yet, and what was noted of this one holds.
    sqlite3_db_config(target.raw(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    const auto count = "PRAGMA schema_version=" + std::to_string(number("PRAGMA schema_version"));
    if (sqlite3_exec(target.raw(), count.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      target.fail(sqlite3_errcode(target.raw()));
    return;
  }
  sqlite::fail(result & 0xff, result, sqlite3_errstr(result), path, wait_seconds_);
}

void SqliteEngine::vacuum() {
  make_ready_to_write();
  script("VACUUM");
  begin(Access::write);
  note_schema();
  commit();
}

}  // namespace svcctl::store::sqlite
