#include "store/connection.hpp"

#include <SQLiteCpp/Exception.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "base/error.hpp"
#include "store/private/file.hpp"
#include "store/private/handle.hpp"

namespace svcctl::store {
namespace {

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int on_busy(void* patience, int count) {
  return static_cast<Patience*>(patience)->wait(count == 0) ? 1 : 0;
}

SQLite::Database open_database(const OpenOptions& options, int flags) {
  try {
    return SQLite::Database(options.path, flags | SQLITE_OPEN_NOMUTEX);
  } catch (const SQLite::Exception& error) {
    fail(error.getErrorCode() & 0xff, error.getExtendedErrorCode(), error.what(), options.path, 0);
  }
}

Error store_error(const char* code, Message message, std::string hint) {
  return {ErrorKind::store, code, std::move(message), std::move(hint)};
}

/// Refuses what is no file of ours to open, before SQLite sees it.
void check_file(const OpenOptions& options) {
  struct stat found {};
  const auto& path = options.path;
  if (stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      throw store_error("store.missing", tr("there is no store at {0}", path), "svcctl db init");
    throw store_error("store.unreadable", tr("cannot open the store {0}", path), {});
  }
  if (!S_ISREG(found.st_mode))
    throw store_error("store.unreadable", tr("{0} is no file", path), {});
  if (found.st_size == 0)
    throw store_error("store.damaged", tr("the store is empty, which no store ever is: {0}", path),
                      "svcctl db restore BACKUP");
  if (found.st_nlink > 1 && !options.any_version)
    throw store_error("store.linked",
                      tr("{0} has a second name (hard link): two names have two journals", path),
                      "cp STORE COPY");
}

void check_version(Connection::Handle& handle, bool any_version) {
  handle.exec("BEGIN");  // one lock for both
  const auto mark = handle.number("PRAGMA application_id");
  const auto version = handle.number("PRAGMA user_version");
  handle.exec("COMMIT");
  if (mark != application_id)
    throw store_error("store.foreign", tr("{0} is no store of svcctl", handle.path),
                      "svcctl --db FILE …");
  if (version > newest_version())
    throw store_error("store.newer",
                      tr("the store has version {0}, this program knows {1}: use a newer svcctl",
                         version, newest_version()),
                      {});
  if (version < newest_version() && !any_version)
    throw store_error(
        "store.older",
        tr("the store has version {0}, this program needs {1}", version, newest_version()),
        "svcctl db migrate");
}

}  // namespace

Patience::Patience(double seconds)
    : seconds_(seconds),
      random_(
          static_cast<std::uint64_t>(getpid()) * 0x9e3779b97f4a7c15U ^
          static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count())) {
}

bool Patience::wait(bool first) {
  const double now = seconds_now();
  if (first) end_ = now + seconds_;
  if (now >= end_) return false;
  random_ ^= random_ << 13U;
  random_ ^= random_ >> 7U;
  random_ ^= random_ << 17U;
  const double pause = 0.0005 + static_cast<double>(random_ % 4096) * 1e-6;
  std::this_thread::sleep_for(std::chrono::duration<double>(std::min(pause, end_ - now)));
  return true;
}

Connection::Handle::Handle(const OpenOptions& options, int flags)
    : path(options.path),
      wait_seconds(options.wait_seconds),
      patience(options.wait_seconds),
      database(open_database(options, flags)),
      raw(database.getHandle()) {
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_handler(raw, on_busy, &patience);
  for (const auto& [setting, on] : {std::pair{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                                    {SQLITE_DBCONFIG_DQS_DML, 0},
                                    {SQLITE_DBCONFIG_DQS_DDL, 0},
                                    {SQLITE_DBCONFIG_DEFENSIVE, 1},
                                    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}})
    sqlite3_db_config(raw, setting, on, nullptr);
  exec("PRAGMA mmap_size=0");
}

Connection::Handle::~Handle() { idle.clear(); }

void Connection::Handle::exec(const std::string& sql) {
  const int result = sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) fail(*this, result, sql);
}

std::int64_t Connection::Handle::number(std::string_view sql) {
  auto statement = take(sql);
  const int result = sqlite3_step(statement->raw);
  if (result != SQLITE_ROW && result != SQLITE_DONE) fail(*this, result, sql);
  const std::int64_t value = result == SQLITE_ROW ? sqlite3_column_int64(statement->raw, 0) : 0;
  give_back(std::move(statement));
  return value;
}

std::string Connection::Handle::word(std::string_view sql) {
  auto statement = take(sql);
  const int result = sqlite3_step(statement->raw);
  if (result != SQLITE_ROW && result != SQLITE_DONE) fail(*this, result, sql);
  std::string value;
  if (const auto* text = result == SQLITE_ROW ? sqlite3_column_text(statement->raw, 0) : nullptr)
    value = reinterpret_cast<const char*>(text);
  give_back(std::move(statement));
  return value;
}

bool Connection::Handle::has_table(std::string_view name) {
  const std::string table(name);
  return sqlite3_table_column_metadata(raw, "main", table.c_str(), nullptr, nullptr, nullptr,
                                       nullptr, nullptr, nullptr) == SQLITE_OK;
}

void Connection::Handle::check_in_place() {
  int moved = 0;
  if (sqlite3_file_control(raw, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0)
    throw Error(ErrorKind::busy, "store.replaced",
                tr("the store was replaced while this command waited: {0}", path));
}

Connection::Connection(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
const std::string& Connection::path() const { return handle_->path; }

Connection::Connection(const OpenOptions& options) {
  if (options.path == ":memory:") {
    *this = in_memory();
    return;
  }
  check_file(options);
  handle_ = std::make_unique<Handle>(
      options, options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  check_version(*handle_, options.any_version);
  // Every page that a writer reads is looked over, for it may be written again. With the usual 2 MB
  // of them a day's planning over millions of visits spills its pages into the file, and syncs the
  // journal for it, before it is done.
  if (!options.read_only)
    handle_->exec(
        "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; "
        "PRAGMA cache_size=-16000");
}

Connection Connection::create(const OpenOptions& options) {
  if (exists(options.path))
    throw store_error("store.exists", tr("there is a store at {0} already", options.path),
                      "svcctl db info");
  make_folder_of(options.path);
  const Temporary made(make_temporary(options.path));
  {
    OpenOptions temporary = options;
    temporary.path = made.path();
    Handle handle(temporary, SQLITE_OPEN_READWRITE);
    // Twice SQLite's usual page: a large import touches nearly every page of the indexes, so that
    // half as many are half the reading, journalling and writing.
    handle.exec("PRAGMA page_size=8192; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL");
    handle.exec("BEGIN IMMEDIATE");
    handle.exec("PRAGMA application_id=" + std::to_string(application_id));
    apply_migrations(handle, 0);
    handle.exec("COMMIT");
  }
  if (!publish_new(made.path(), options.path))
    throw store_error("store.exists", tr("there is a store at {0} already", options.path),
                      "svcctl db info");
  return Connection(options);
}

Connection Connection::in_memory() {
  OpenOptions options;
  options.path = ":memory:";
  auto handle = std::make_unique<Handle>(options, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  handle->exec("BEGIN IMMEDIATE; PRAGMA application_id=" + std::to_string(application_id));
  apply_migrations(*handle, 0);
  handle->exec("COMMIT");
  return Connection(std::move(handle));
}

}  // namespace svcctl::store
