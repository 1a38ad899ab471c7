#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "store/txn.hpp"

// What the tests of the store share.
namespace svcctl::test {

inline store::Context monday() {
  store::Context context;
  context.now = *Instant::parse("2026-11-23T08:00:00Z");
  context.command = "test";
  return context;
}

/// A folder of the test's own, removed at its end.
class Folder {
 public:
  Folder() {
    std::string name = std::filesystem::temp_directory_path() / "svcctl-XXXXXX";
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// Writes to a store behind the program's back, past its triggers.
inline void tamper(const std::string& path, const char* sql) {
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &other) == SQLITE_OK);
  sqlite3_db_config(other, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  const int result = sqlite3_exec(other, sql, nullptr, nullptr, nullptr);
  INFO(sqlite3_errmsg(other));
  CHECK(result == SQLITE_OK);
  sqlite3_close(other);
}

/// The code of the error that the call ends with; empty when it ends well.
template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return {};
}

/// One committed event with one row of its own.
inline void count_up(store::Connection& connection, const std::string& key) {
  store::WriteTxn tx(connection, monday());
  tx.insert("INSERT INTO document_counter (scope, day_on, last) VALUES (:key, '2026-11-23', 7)",
            {{"key", key}});
  tx.record(svcctl::store::company, {"counter", key, {{"last", "7"}}});
  tx.commit();
}

}  // namespace svcctl::test
