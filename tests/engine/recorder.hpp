#pragma once

#include <dlfcn.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "trace.hpp"

// What the recorder keeps of a process, and how it writes it; recorder.cpp holds the functions that
// stand in the place of SQLite's.
namespace svcctl::recorder {

using trace::Bytes;
using trace::Value;
namespace fs = std::filesystem;

/// SQLite's own function of this name.
template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define REAL(name)                                      \
  ([] {                                                 \
    static auto* found = real<decltype(::name)>(#name); \
    return found;                                       \
  }())

/// SQLite calls some of its own functions by the names that stand here: those calls are not the
/// program's.
inline thread_local bool within = false;
template <class Function, class... Arguments>
auto call(Function* function, Arguments... arguments) {
  const bool before = std::exchange(within, true);
  const auto result = function(arguments...);
  within = before;
  return result;
}
#define SQLITE(name, ...) call(REAL(name), __VA_ARGS__)

/// Whether this process is the program: a shell that a test starts is not followed.
inline bool is_program() {
  static const bool one = fs::read_symlink("/proc/self/exe").filename() == "svcctl";
  return one;
}
inline bool passes_by() { return within || !is_program(); }

struct Store {
  std::int64_t id = 0;
  std::string path;
  ino_t file = 0;
  std::int64_t version = 0;  ///< PRAGMA user_version when it was opened
  bool followed = true;      ///< not: a store in the making, or one that SQLite copies into
};

struct Statement {
  Store* store = nullptr;
  std::int64_t text_id = 0;
  std::string text;
  std::vector<Value> values;
  std::int64_t run = 0;  ///< 0: not begun
};

inline std::string header_of(const std::string& path) {
  std::string header(100, '\0');
  std::ifstream(path, std::ios::binary).read(header.data(), 100);
  return header;
}

inline std::int64_t number_at(const std::string& header, std::size_t place) {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number * 256 + static_cast<unsigned char>(header[place + i]);
  return number;
}
/// From SQLite's file format: the file change counter and PRAGMA user_version.
constexpr std::size_t change_counter = 24;
constexpr std::size_t user_version = 60;

/// Names the content of a file: it changes with each transaction that is written.
inline std::string state_of(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return {};
  return std::to_string(found.st_ino) + "-" + std::to_string(found.st_mtim.tv_sec) + "." +
         std::to_string(found.st_mtim.tv_nsec) + "-" +
         std::to_string(number_at(header_of(path), change_counter));
}

inline ino_t file_of(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 ? found.st_ino : 0;
}

class Recorder {
 public:
  static Recorder& get() {
    static auto* one = new Recorder;  // never destroyed: statements may end after main
    return *one;
  }
  std::mutex mutex;
  std::map<sqlite3*, Store> stores;
  std::map<sqlite3_stmt*, Statement> statements;

  void opened(sqlite3* database, const std::string& path, bool is_new) {
    Store& store = stores[database];
    store = {next_store_++, path, file_of(path), number_at(header_of(path), user_version), !is_new};
    if (!store.followed) return;
    const auto state = state_of(path);
    std::string seed;
    if (!fs::exists(seen(state))) {
      seed = stem() + "-" + std::to_string(store.id) + ".seed";
      fs::copy_file(path, folder_ / seed);
    }
    out_.letter('O').number(store.id).text(path).text(state).number(store.version).text(seed);
  }

  void closed(sqlite3* database) {
    const auto found = stores.find(database);
    if (found == stores.end()) return;
    const Store store = found->second;
    std::erase_if(statements, [&](const auto& one) { return one.second.store == &found->second; });
    stores.erase(found);
    if (store.followed) {
      // Where another file took its name, nobody wrote to it.
      const auto state = file_of(store.path) == store.file ? state_of(store.path) : std::string();
      out_.letter('C').number(store.id).text(state);
      // A store that was migrated meanwhile is to be copied anew when it is next opened.
      if (number_at(header_of(store.path), user_version) == store.version && !state.empty())
        std::ofstream(seen(state));
    }
    flush();
  }

  std::int64_t text_id(const std::string& text) {
    auto [found, is_new] = texts_.try_emplace(text, static_cast<std::int64_t>(texts_.size()) + 1);
    if (is_new) out_.letter('S').number(found->second).text(text);
    return found->second;
  }

  void begin(sqlite3_stmt* raw, Statement& statement) {
    statement.run = next_run_++;
    if (!statement.store->followed) return;
    auto* database = sqlite3_db_handle(raw);
    if (statement.text.find("bulk_rows") != std::string::npos) bulk_rows(database, statement.text);
    int keys = 0;
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &keys);
    out_.letter('X').number(statement.run).number(statement.store->id).number(statement.text_id);
    out_.number(keys).number(static_cast<std::int64_t>(statement.values.size()));
    for (const auto& value : statement.values) out_.value(value);
  }

  void row(sqlite3_stmt* raw, const Statement& statement) {
    if (!statement.store->followed) return;
    const int count = sqlite3_column_count(raw);
    out_.letter('W').number(statement.run).number(count);
    for (int i = 0; i < count; ++i) out_.value(column(raw, i));
  }

  void end(sqlite3_stmt* raw, Statement& statement, std::int64_t result) {
    if (statement.run == 0) return;
    auto* database = sqlite3_db_handle(raw);
    if (statement.store->followed) {
      const auto changed = sqlite3_stmt_readonly(raw) != 0 ? 0 : sqlite3_changes64(database);
      const int failed = static_cast<int>(
          result == SQLITE_DONE || result < 0 ? result : sqlite3_extended_errcode(database));
      out_.letter('E').number(statement.run).number(failed).number(changed);
      out_.number(sqlite3_get_autocommit(database));
    }
    statement.run = 0;
    if (out_.out().size() > 1'000'000) flush();
  }

  /// The program leaves its last store to the system.
  void at_exit() {
    const std::lock_guard lock(mutex);
    while (!stores.empty()) closed(stores.begin()->first);
    flush();
  }

  void flush() {
    if (folder_.empty()) return;
    std::ofstream(folder_ / (stem() + ".trace"), std::ios::binary | std::ios::app) << out_.out();
    out_.out().clear();
  }

 private:
  Recorder() {
    if (const char* folder = std::getenv("STATEMENTS_TO")) folder_ = folder;
    fs::create_directories(folder_ / "seen");
    std::atexit([] { Recorder::get().at_exit(); });
  }

  /// Traces of a folder are in the order of their names.
  std::string stem() {
    if (stem_.empty()) {
      timespec now{};
      clock_gettime(CLOCK_MONOTONIC, &now);
      const auto nanoseconds = std::to_string(now.tv_sec * 1'000'000'000 + now.tv_nsec);
      stem_ =
          std::string(20 - nanoseconds.size(), '0') + nanoseconds + "-" + std::to_string(getpid());
    }
    return stem_;
  }

  fs::path seen(const std::string& state) const { return folder_ / "seen" / state; }

  static Value column(sqlite3_stmt* raw, int i) {
    switch (sqlite3_column_type(raw, i)) {
      case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(raw, i)};
      case SQLITE_FLOAT: return "a fraction: " + std::to_string(sqlite3_column_double(raw, i));
      case SQLITE_NULL: return {};
      case SQLITE_BLOB: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(raw, i));
        return Bytes{std::string(bytes == nullptr ? "" : bytes,
                                 static_cast<std::size_t>(sqlite3_column_bytes(raw, i)))};
      }
      default: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
        return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(raw, i)));
      }
    }
  }

  /// The rows that the statement is about to read from the table of rows in memory: only the
  /// columns it names, for the others have no values.
  void bulk_rows(sqlite3* database, const std::string& text) {
    int last = -1;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      const auto is_word = [&](std::size_t at) {
        return std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_';
      };
      if (text[i] != 'c' || is_word(i - 1) || std::isdigit(text[i + 1]) == 0) continue;
      auto end = i + 1;
      while (end < text.size() && std::isdigit(text[end]) != 0) ++end;
      if (end == text.size() || !is_word(end))
        last = std::max(last, std::stoi(text.substr(i + 1, end - i - 1)));
    }
    std::string sql = "SELECT ";
    for (int i = 0; i <= last; ++i) sql += (i == 0 ? "c" : ", c") + std::to_string(i);
    sqlite3_stmt* raw = nullptr;
    if (SQLITE(sqlite3_prepare_v2, database, (sql + " FROM bulk_rows").c_str(), -1, &raw,
               nullptr) != SQLITE_OK)
      return;
    std::vector<Value> values;
    while (SQLITE(sqlite3_step, raw) == SQLITE_ROW)
      for (int i = 0; i <= last; ++i) values.push_back(column(raw, i));
    SQLITE(sqlite3_finalize, raw);
    out_.letter('J').number(last + 1);
    out_.number(static_cast<std::int64_t>(values.size()) / std::max(last + 1, 1));
    for (const auto& value : values) out_.value(value);
  }

  fs::path folder_;
  std::string stem_;
  std::map<std::string, std::int64_t> texts_;
  std::int64_t next_store_ = 1;
  std::int64_t next_run_ = 1;
  trace::Writer out_;
};
}  // namespace svcctl::recorder
