#include "session.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <map>

#include "dialect.hpp"

namespace svcctl::replay {
namespace {

std::string shown(const Row& row) {
  std::string out = "(";
  for (const auto& value : row) {
    if (out.size() > 1) out += ", ";
    if (const auto* number = std::get_if<std::int64_t>(&value))
      out += std::to_string(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
      out += "'" + *text + "'";
    else if (value.index() == 0)
      out += "NULL";
    else
      out += "bytes";
  }
  return out + ")";
}

std::string shown(const std::vector<Row>& rows) {
  std::string out = std::to_string(rows.size()) + " rows";
  for (std::size_t i = 0; i < rows.size() && i < 6; ++i) out += " " + shown(rows[i]);
  return out;
}

/// Whether rows that were read to the end, or left early, are those that PostgreSQL gives.
bool alike(const Run& run, std::vector<Row> given) {
  auto wanted = run.rows;
  const bool whole = run.result == SQLITE_DONE;
  if (whole ? given.size() != wanted.size() : given.size() < wanted.size()) return false;
  if (is_ordered(run.text)) return std::equal(wanted.begin(), wanted.end(), given.begin());
  std::ranges::sort(wanted);
  std::ranges::sort(given);
  return std::ranges::includes(given, wanted);
}

/// What PostgreSQL calls a refusal of SQLite.
std::string state_for(std::int64_t result) {
  switch (result) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY: return "23505";
    case SQLITE_CONSTRAINT_FOREIGNKEY: return "23503";
    case SQLITE_CONSTRAINT_CHECK: return "23514";
    case SQLITE_CONSTRAINT_NOTNULL: return "23502";
    case SQLITE_CONSTRAINT_TRIGGER: return "P0001";
    default: return {};
  }
}

std::string savepoint(std::int64_t store) { return "store_" + std::to_string(store); }

}  // namespace

void Session::start(const std::filesystem::path& seed) {
  link_.must("ROLLBACK");
  link_.must("BEGIN");
  link_.load(seed);
  open_.clear();
  lost_ = false;
}

void Session::roll_back(std::int64_t store) {
  if (open_.erase(store) == 0) return;
  link_.must("ROLLBACK TO " + savepoint(store));
  link_.must("RELEASE " + savepoint(store));
}

void Session::close(std::int64_t store) {
  if (!lost_) roll_back(store);
}

/// Follows the transactions of the recording; whether the statement was one of theirs.
bool Session::control(const Run& run) {
  const bool done = run.result == SQLITE_DONE;
  const auto& text = run.text;
  if (text.starts_with("BEGIN")) {
    if (done && open_.insert(run.store).second) link_.must("SAVEPOINT " + savepoint(run.store));
  } else if (text == "COMMIT") {
    if (done && open_.erase(run.store) > 0) link_.must("RELEASE " + savepoint(run.store));
  } else if (text.starts_with("SAVEPOINT") || text.starts_with("RELEASE") ||
             text.starts_with("ROLLBACK TO")) {
    if (done) link_.must(text);
  } else if (text != "ROLLBACK") {
    return false;
  }
  return true;
}

std::string Session::refused_alike(const Run& run, const Sent& sent) {
  const auto wanted = state_for(run.result);
  if (wanted.empty()) return {};  // SQLite was busy, interrupted, or read a damaged file
  link_.must("SAVEPOINT refused");
  const auto answer = link_.run(sent, run);
  link_.must("ROLLBACK TO refused");
  link_.must("RELEASE refused");
  if (answer.failure.state == wanted) return {};
  return "SQLite refuses it (" + std::to_string(run.result) + "), PostgreSQL " +
         (answer.failure.state.empty() ? "does not" : "says " + answer.failure.message);
}

std::string Session::replay(const Run& run, const Sent& sent) {
  std::string complaint;
  if (!control(run)) {
    const bool refused = run.result != SQLITE_DONE && run.result != trace::left_early;
    if (refused) {
      complaint = refused_alike(run, sent);
    } else {
      if (!run.foreign_keys) link_.must("SET LOCAL session_replication_role = replica");
      const auto answer = link_.run(sent, run);
      if (!answer.failure.state.empty()) {
        lost_ = true;
        return answer.failure.state + " " + answer.failure.message;
      }
      if (!run.foreign_keys) link_.must("SET LOCAL session_replication_role = origin");
      if (!alike(run, answer.rows))
        complaint = "SQLite gives " + shown(run.rows) + "; PostgreSQL " + shown(answer.rows);
      else if (run.result == SQLITE_DONE && run.changed != answer.changed)
        complaint = "SQLite changes " + std::to_string(run.changed) + " rows, PostgreSQL " +
                    std::to_string(answer.changed);
    }
  }
  if (run.autocommit) roll_back(run.store);
  return complaint;
}

}  // namespace svcctl::replay
