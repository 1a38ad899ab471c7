#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "store/connection.hpp"
#include "store/engine.hpp"

// The engine over SQLite.
namespace svcctl::store::sqlite {

/// "SVCT": the mark of our stores in SQLite's header.
constexpr std::int64_t application_id = 0x53564354;

/// A moment to wait until, with short jittered sleeps: SQLite's own back-off lets one of many
/// writers wait long.
class Patience {
 public:
  explicit Patience(double seconds);
  /// Sleeps a little; false when the time is over.
  bool wait(bool first);
  /// Nobody else asks meanwhile: to ask often costs little, and keeps nobody waiting.
  void alone(bool on) { alone_ = on; }

 private:
  double seconds_;
  double end_ = 0;
  bool alone_ = false;
  std::uint64_t random_;
};

class SqliteEngine final : public Engine {
 public:
  /// @param flags of sqlite3_open_v2
  SqliteEngine(const OpenOptions& options, int flags);
  ~SqliteEngine() override;
  SqliteEngine(const SqliteEngine&) = delete;
  SqliteEngine& operator=(const SqliteEngine&) = delete;

  const std::string& name() const override { return path_; }
  void begin(Access access) override;
  void commit() override;
  void roll_back() noexcept override;
  void savepoint(Savepoint what) override;
  bool back_to_savepoint() noexcept override;
  void expect(Reading reading) override;
  Written written() const override;
  void script(const std::string& text) override;
  const BulkRows* lend_rows(const BulkRows* rows) override;
  void vouch(bool on) override;
  std::vector<SchemaObject> schema() override;
  void note_schema() override { note_schema_ = true; }
  std::vector<std::string> tables() override;
  bool has_table(std::string_view name) override;
  std::vector<TableColumn> columns(const std::string& table) override;
  std::vector<Referring> references_to(std::string_view table) override;
  std::string set_index_aside(const std::string& name) override;
  EngineInfo info() override;
  void set_version(std::int64_t version) override;
  void check(const std::function<void(EngineFinding)>& take) override;
  std::string broken_reference() override;
  void copy_to(const std::string& path) override;
  void vacuum() override;

  sqlite3* raw() const { return raw_; }
  Observer* observer() const { return observer_; }
  /// Throws what the result of a call means to people.
  [[noreturn]] void fail(int result, std::string_view sql = {}) const;

 protected:
  std::unique_ptr<Statement> make_statement(std::string_view sql) override;

 private:
  /// Runs a prepared statement that has no parameters and no rows.
  void run(const char* sql);
  std::int64_t number(const char* sql);
  /// Sets what only a writer needs; a store that is none of ours stays as it is.
  void make_ready_to_write();
  void switch_setting(int setting, bool on);

  std::string path_;
  double wait_seconds_;
  Patience patience_;
  sqlite3* raw_ = nullptr;
  bool ready_to_write_ = false;
  bool writing_ = false;
  bool note_schema_ = false;
  Reading reading_ = Reading::usual;
  const BulkRows* bulk_rows_ = nullptr;
};

/// Throws what a result means to people.
/// @param what SQLite's own words
[[noreturn]] void fail(int result, int extended, const std::string& what, const std::string& path,
                       double waited, std::string_view sql = {});

/// Makes the function unhex(text) known, as SQLite has it from 3.41 on: the bytes that hexadecimal
/// digits stand for, or NULL. A migration needs it.
void make_unhex(sqlite3* database);

/// Makes the table `bulk_rows` known: it holds the rows that stand in `slot` when it is read.
int make_bulk_rows(sqlite3* database, const BulkRows** slot);

}  // namespace svcctl::store::sqlite
