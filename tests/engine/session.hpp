#pragma once

#include <libpq-fe.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "recording.hpp"

namespace svcctl::replay {

struct Failure {
  std::string state;  ///< SQLSTATE; empty: none
  std::string message;
};

/// A statement as PostgreSQL gets it: what is sent, and the types of its parameters.
struct Sent {
  std::string text;
  std::vector<Oid> types;
  auto operator<=>(const Sent&) const = default;
};

/// The types that the parameters of each text were ever given: a missing value has none of its own.
class Kinds {
 public:
  void learn(const Run& run);
  Sent sent(const Run& run) const;

 private:
  std::map<std::pair<std::string, std::size_t>, Oid> known_;  ///< bulk columns follow parameters
};

/// A connection to PostgreSQL.
class Link {
 public:
  Link(const std::string& host, const std::string& user, const std::string& database);
  /// Runs text that must succeed.
  void must(const std::string& sql);
  /// Prepares the statement, once.
  Failure prepare(const Sent& sent);
  struct Answer {
    Failure failure;
    std::vector<Row> rows;
    std::int64_t changed = 0;
  };
  Answer run(const Sent& sent, const Run& run);
  /// Copies the rows of every table of a store of SQLite into the tables of the same names.
  void load(const std::filesystem::path& seed);

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> link_;
  std::map<Sent, std::string> prepared_;
};

/// A store of the recording, as it stands on PostgreSQL: all that happens to it stays in one
/// transaction, which is given up in the end. Transactions of the recording are savepoints.
class Session {
 public:
  using Link = svcctl::replay::Link;
  Session(const std::string& host, const std::string& user, const std::string& database)
      : link_(host, user, database) {}
  /// Makes it the store of this file.
  void start(const std::filesystem::path& seed);
  /// Does what was recorded; returns what came otherwise than on SQLite, or nothing.
  std::string replay(const Run& run, const Sent& sent);
  /// The store was closed: what it had open is rolled back.
  void close(std::int64_t store);
  /// After a failure that SQLite did not have nothing more can be said of the store.
  bool lost() const { return lost_; }

  std::string state;  ///< the content of the file that it stands for

 private:
  bool control(const Run& run);
  void roll_back(std::int64_t store);
  std::string refused_alike(const Run& run, const Sent& sent);

  Link link_;
  std::set<std::int64_t> open_;  ///< stores in a transaction
  bool lost_ = false;
};

}  // namespace svcctl::replay
