// Preloaded before SQLite (LD_PRELOAD): writes what a process says to SQLite, and what it is told,
// into a trace. STATEMENTS_TO names the folder of the traces; with STATEMENTS_REVERSED=1 rows whose
// order no ORDER BY settles come in the other order than usual.
#include "recorder.hpp"

using namespace svcctl::recorder;

namespace {

void bound(sqlite3_stmt* raw, int place, Value value) {
  auto& recorder = Recorder::get();
  const std::lock_guard lock(recorder.mutex);
  auto found = recorder.statements.find(raw);
  if (found == recorder.statements.end() || place < 1) return;
  auto& values = found->second.values;
  if (static_cast<std::size_t>(place) <= values.size())
    values[static_cast<std::size_t>(place) - 1] = std::move(value);
}

void prepared(sqlite3* database, sqlite3_stmt* raw) {
  if (raw == nullptr) return;
  auto& recorder = Recorder::get();
  const std::lock_guard lock(recorder.mutex);
  const auto store = recorder.stores.find(database);
  if (store == recorder.stores.end()) return;
  const std::string text = sqlite3_sql(raw);
  Statement made{&store->second, 0, text, {}, 0};
  if (made.store->followed) made.text_id = recorder.text_id(text);
  made.values.resize(static_cast<std::size_t>(sqlite3_bind_parameter_count(raw)));
  recorder.statements[raw] = std::move(made);
}

std::string text_of(const char* text, sqlite3_int64 size) {
  if (text == nullptr) return {};
  return size < 0 ? std::string(text) : std::string(text, static_cast<std::size_t>(size));
}

}  // namespace

extern "C" {

int sqlite3_open_v2(const char* path, sqlite3** database, int flags, const char* vfs) {
  if (passes_by()) return SQLITE(sqlite3_open_v2, path, database, flags, vfs);
  const bool memory = std::string_view(path) == ":memory:";
  std::error_code none;
  const bool is_new = memory || !fs::exists(path, none) || fs::file_size(path, none) == 0;
  const int result = SQLITE(sqlite3_open_v2, path, database, flags, vfs);
  if (result != SQLITE_OK) return result;
  if (const char* reversed = std::getenv("STATEMENTS_REVERSED"); reversed && *reversed == '1')
    SQLITE(sqlite3_exec, *database, "PRAGMA reverse_unordered_selects=ON", nullptr, nullptr,
           nullptr);
  auto& recorder = Recorder::get();
  const std::lock_guard lock(recorder.mutex);
  recorder.opened(*database, path, is_new);
  return result;
}

int sqlite3_close(sqlite3* database) {
  if (passes_by()) return SQLITE(sqlite3_close, database);
  const int result = SQLITE(sqlite3_close, database);
  auto& recorder = Recorder::get();
  const std::lock_guard lock(recorder.mutex);
  if (result == SQLITE_OK) recorder.closed(database);
  return result;
}

int sqlite3_close_v2(sqlite3* database) {
  if (passes_by()) return SQLITE(sqlite3_close_v2, database);
  const int result = SQLITE(sqlite3_close_v2, database);
  auto& recorder = Recorder::get();
  const std::lock_guard lock(recorder.mutex);
  recorder.closed(database);
  return result;
}

sqlite3_backup* sqlite3_backup_init(sqlite3* to, const char* to_name, sqlite3* from,
                                    const char* from_name) {
  if (passes_by()) return SQLITE(sqlite3_backup_init, to, to_name, from, from_name);
  auto& recorder = Recorder::get();
  {
    const std::lock_guard lock(recorder.mutex);
    if (auto found = recorder.stores.find(to); found != recorder.stores.end())
      found->second.followed = false;
  }
  return SQLITE(sqlite3_backup_init, to, to_name, from, from_name);
}

int sqlite3_prepare_v2(sqlite3* database, const char* sql, int size, sqlite3_stmt** statement,
                       const char** tail) {
  if (passes_by()) return SQLITE(sqlite3_prepare_v2, database, sql, size, statement, tail);
  const int result = SQLITE(sqlite3_prepare_v2, database, sql, size, statement, tail);
  if (result == SQLITE_OK) prepared(database, *statement);
  return result;
}

int sqlite3_prepare_v3(sqlite3* database, const char* sql, int size, unsigned flags,
                       sqlite3_stmt** statement, const char** tail) {
  if (passes_by()) return SQLITE(sqlite3_prepare_v3, database, sql, size, flags, statement, tail);
  const int result = SQLITE(sqlite3_prepare_v3, database, sql, size, flags, statement, tail);
  if (result == SQLITE_OK) prepared(database, *statement);
  return result;
}

/// As SQLite's own, but with each statement of the text on the trace.
int sqlite3_exec(sqlite3* database, const char* sql, int (*row)(void*, int, char**, char**),
                 void* argument, char** message) {
  if (passes_by()) return SQLITE(sqlite3_exec, database, sql, row, argument, message);
  if (row != nullptr) return SQLITE(sqlite3_exec, database, sql, row, argument, message);
  while (sql != nullptr && *sql != '\0') {
    sqlite3_stmt* statement = nullptr;
    int result = sqlite3_prepare_v2(database, sql, -1, &statement, &sql);
    if (result != SQLITE_OK) return result;
    if (statement == nullptr) continue;
    while (sqlite3_step(statement) == SQLITE_ROW) {
    }
    result = sqlite3_finalize(statement);
    if (result != SQLITE_OK) return result;
  }
  return SQLITE_OK;
}

int sqlite3_step(sqlite3_stmt* raw) {
  if (passes_by()) return SQLITE(sqlite3_step, raw);
  auto& recorder = Recorder::get();
  {
    const std::lock_guard lock(recorder.mutex);
    if (auto found = recorder.statements.find(raw);
        found != recorder.statements.end() && found->second.run == 0)
      recorder.begin(raw, found->second);
  }
  const int result = SQLITE(sqlite3_step, raw);
  const std::lock_guard lock(recorder.mutex);
  if (auto found = recorder.statements.find(raw); found != recorder.statements.end()) {
    if (result == SQLITE_ROW)
      recorder.row(raw, found->second);
    else
      recorder.end(raw, found->second, result);
  }
  return result;
}

int sqlite3_reset(sqlite3_stmt* raw) {
  if (passes_by()) return SQLITE(sqlite3_reset, raw);
  auto& recorder = Recorder::get();
  {
    const std::lock_guard lock(recorder.mutex);
    if (auto found = recorder.statements.find(raw); found != recorder.statements.end())
      recorder.end(raw, found->second, svcctl::trace::left_early);
  }
  return SQLITE(sqlite3_reset, raw);
}

int sqlite3_finalize(sqlite3_stmt* raw) {
  if (passes_by()) return SQLITE(sqlite3_finalize, raw);
  auto& recorder = Recorder::get();
  {
    const std::lock_guard lock(recorder.mutex);
    if (auto found = recorder.statements.find(raw); found != recorder.statements.end()) {
      recorder.end(raw, found->second, svcctl::trace::left_early);
      recorder.statements.erase(found);
    }
  }
  return SQLITE(sqlite3_finalize, raw);
}

int sqlite3_clear_bindings(sqlite3_stmt* raw) {
  if (passes_by()) return SQLITE(sqlite3_clear_bindings, raw);
  auto& recorder = Recorder::get();
  {
    const std::lock_guard lock(recorder.mutex);
    if (auto found = recorder.statements.find(raw); found != recorder.statements.end())
      for (auto& value : found->second.values) value = {};
  }
  return SQLITE(sqlite3_clear_bindings, raw);
}

int sqlite3_bind_null(sqlite3_stmt* raw, int place) {
  if (passes_by()) return SQLITE(sqlite3_bind_null, raw, place);
  bound(raw, place, {});
  return SQLITE(sqlite3_bind_null, raw, place);
}

int sqlite3_bind_int(sqlite3_stmt* raw, int place, int value) {
  if (passes_by()) return SQLITE(sqlite3_bind_int, raw, place, value);
  bound(raw, place, std::int64_t{value});
  return SQLITE(sqlite3_bind_int, raw, place, value);
}

int sqlite3_bind_int64(sqlite3_stmt* raw, int place, sqlite3_int64 value) {
  if (passes_by()) return SQLITE(sqlite3_bind_int64, raw, place, value);
  bound(raw, place, std::int64_t{value});
  return SQLITE(sqlite3_bind_int64, raw, place, value);
}

int sqlite3_bind_text(sqlite3_stmt* raw, int place, const char* text, int size,
                      void (*destroy)(void*)) {
  if (passes_by()) return SQLITE(sqlite3_bind_text, raw, place, text, size, destroy);
  bound(raw, place, text_of(text, size));
  return SQLITE(sqlite3_bind_text, raw, place, text, size, destroy);
}

int sqlite3_bind_text64(sqlite3_stmt* raw, int place, const char* text, sqlite3_uint64 size,
                        void (*destroy)(void*), unsigned char encoding) {
  if (passes_by()) return SQLITE(sqlite3_bind_text64, raw, place, text, size, destroy, encoding);
  bound(raw, place, text_of(text, static_cast<sqlite3_int64>(size)));
  return SQLITE(sqlite3_bind_text64, raw, place, text, size, destroy, encoding);
}

int sqlite3_bind_blob(sqlite3_stmt* raw, int place, const void* bytes, int size,
                      void (*destroy)(void*)) {
  if (passes_by()) return SQLITE(sqlite3_bind_blob, raw, place, bytes, size, destroy);
  bound(raw, place,
        Bytes{std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
  return SQLITE(sqlite3_bind_blob, raw, place, bytes, size, destroy);
}

int sqlite3_bind_blob64(sqlite3_stmt* raw, int place, const void* bytes, sqlite3_uint64 size,
                        void (*destroy)(void*)) {
  if (passes_by()) return SQLITE(sqlite3_bind_blob64, raw, place, bytes, size, destroy);
  bound(raw, place, Bytes{std::string(static_cast<const char*>(bytes), size)});
  return SQLITE(sqlite3_bind_blob64, raw, place, bytes, size, destroy);
}

}  // extern "C"
