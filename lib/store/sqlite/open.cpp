#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "base/error.hpp"
#include "store/private/file.hpp"
#include "store/sqlite/private/sqlite.hpp"

namespace svcctl::store {
namespace sqlite {
namespace {

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int on_busy(void* patience, int count) {
  return static_cast<Patience*>(patience)->wait(count == 0) ? 1 : 0;
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

/// Whether a journal stands beside the store: of a command at work, or left by one that was killed.
/// Who may only read could not undo what that one had begun, and would be refused.
bool has_journal(const std::string& path) {
  struct stat found {};
  return stat((path + "-journal").c_str(), &found) == 0 && found.st_size > 0;
}

constexpr const char* make_ours = "PRAGMA application_id=";

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
  const double pause = alone_ ? 0.0003 : 0.0005 + static_cast<double>(random_ % 4096) * 1e-6;
  std::this_thread::sleep_for(std::chrono::duration<double>(std::min(pause, end_ - now)));
  return true;
}

SqliteEngine::SqliteEngine(const OpenOptions& options, int flags)
    : path_(options.path), wait_seconds_(options.wait_seconds), patience_(options.wait_seconds) {
  const int result = sqlite3_open_v2(path_.c_str(), &raw_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (result != SQLITE_OK) {
    const std::string what = raw_ == nullptr ? sqlite3_errstr(result) : sqlite3_errmsg(raw_);
    const int extended = raw_ == nullptr ? result : sqlite3_extended_errcode(raw_);
    sqlite3_close(raw_);
    sqlite::fail(result & 0xff, extended, what, path_, 0);
  }
  sqlite3_extended_result_codes(raw_, 1);
  sqlite3_busy_handler(raw_, on_busy, &patience_);
  for (const auto& [setting, on] : {std::pair{SQLITE_DBCONFIG_ENABLE_FKEY, true},
                                    {SQLITE_DBCONFIG_DQS_DML, false},
                                    {SQLITE_DBCONFIG_DQS_DDL, false},
                                    {SQLITE_DBCONFIG_DEFENSIVE, true},
                                    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, false},
                                    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, false}})
    switch_setting(setting, on);
  make_unhex(raw_);
  make_bulk_rows(raw_, &bulk_rows_);
  script("PRAGMA mmap_size=0");
}

SqliteEngine::~SqliteEngine() {
  forget_statements();
  sqlite3_close(raw_);
}

}  // namespace sqlite

using sqlite::SqliteEngine;

std::unique_ptr<Engine> open_engine(const OpenOptions& options) {
  if (options.path == ":memory:")
    return std::make_unique<SqliteEngine>(options, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite::check_file(options);
  const bool only_reads = options.read_only && !sqlite::has_journal(options.path);
  return std::make_unique<SqliteEngine>(options,
                                        only_reads ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
}

static void fill_store(Engine& engine, const std::function<void(Engine&)>& fill) {
  engine.vouch(true);
  engine.begin(Access::write);
  engine.script(sqlite::make_ours + std::to_string(sqlite::application_id));
  fill(engine);
  engine.commit();
  engine.vouch(false);
}

std::unique_ptr<Engine> create_engine(const OpenOptions& options,
                                      const std::function<void(Engine&)>& fill,
                                      const std::function<void(const std::string&)>& filled) {
  if (options.path == ":memory:") {
    auto engine = open_engine(options);
    fill_store(*engine, fill);
    return engine;
  }
  const auto refuse = [&] {
    throw sqlite::store_error("store.exists", tr("there is a store at {0} already", options.path),
                              "svcctl db info");
  };
  if (exists(options.path)) refuse();
  make_folder_of(options.path);
  const Temporary made(make_temporary(options.path));
  {
    OpenOptions temporary = options;
    temporary.path = made.path();
    SqliteEngine engine(temporary, SQLITE_OPEN_READWRITE);
    // Twice SQLite's usual page: a large import touches nearly every page of the indexes, so that
    // half as many are half the reading, journalling and writing.
    engine.script("PRAGMA page_size=8192");
    fill_store(engine, fill);
  }
  if (filled) filled(made.path());
  if (!publish_new(made.path(), options.path)) refuse();
  return open_engine(options);
}

}  // namespace svcctl::store
