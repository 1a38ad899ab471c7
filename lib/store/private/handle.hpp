#pragma once

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/connection.hpp"

// Not installed for other programs: what stands behind a Connection.
namespace svcctl::store {

/// "SVCT": the mark of our stores in SQLite's header.
constexpr std::int64_t application_id = 0x53564354;

/// A prepared statement and the names of its columns and parameters.
struct Statement {
  sqlite3_stmt* raw = nullptr;
  std::string sql;
  std::vector<std::string> columns;
  std::size_t next_column =
      0;  ///< where the next name is looked for first: columns are read in order

  Statement() = default;
  ~Statement() { sqlite3_finalize(raw); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
};

class BulkRows;

/// A moment to wait until, with short jittered sleeps: SQLite's own back-off lets one of many
/// writers wait long.
class Patience {
 public:
  explicit Patience(double seconds);
  /// Sleeps a little; false when the time is over.
  bool wait(bool first);

 private:
  double seconds_;
  double end_ = 0;
  std::uint64_t random_;
};

struct Connection::Handle {
  Handle(const OpenOptions& options, int flags);
  ~Handle();
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  /// A statement of this text, prepared before or now.
  std::unique_ptr<Statement> take(std::string_view sql);
  void give_back(std::unique_ptr<Statement> statement) noexcept;
  /// Runs text without parameters and results: BEGIN, a pragma, a migration.
  void exec(const std::string& sql);
  std::int64_t number(std::string_view sql);
  std::string word(std::string_view sql);
  bool has_table(std::string_view name);
  /// Refuses a store that another file took the place of while it was open.
  void check_in_place();

  std::string path;
  double wait_seconds;
  Patience patience;
  SQLite::Database database;
  sqlite3* raw;
  bool writing = false;                 ///< a WriteTxn is open
  bool bulk_table = false;              ///< `bulk_rows` is known
  const BulkRows* bulk_rows = nullptr;  ///< what it holds
  std::unordered_map<std::string_view, std::unique_ptr<Statement>> idle;
};

/// Throws what SQLite's last error on the connection means to people.
[[noreturn]] void fail(Connection::Handle& handle, int result, std::string_view sql = {});
[[noreturn]] void fail(int result, int extended, const std::string& what, const std::string& path,
                       double waited, std::string_view sql = {});

/// Applies the migrations after `from` on an open write lock; leaves user_version at the newest.
void apply_migrations(Connection::Handle& handle, std::int64_t from);
/// The version of the schema this program works with.
std::int64_t newest_version();

}  // namespace svcctl::store
