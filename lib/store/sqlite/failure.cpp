#include "base/error.hpp"
#include "store/sqlite/private/sqlite.hpp"

// SQLite's errors are given their meaning here, once.
namespace svcctl::store::sqlite {
namespace {

[[noreturn]] void constraint(int extended, const std::string& what, std::string_view sql) {
  constexpr std::string_view append_only = "append-only: ";
  if (const auto at = what.find(append_only); at != std::string::npos) {
    const auto table = what.substr(at + append_only.size());
    throw refusal(table == "stock_movement" ? Clause::store : Clause::archive, "store.append-only",
                  tr("rows of {0} are never changed or deleted; record a correction", table));
  }
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY)
    throw wrong_state("store.duplicate",
                      tr("there is one like this already ({0})", what.substr(what.rfind(' ') + 1)));
  if (extended == SQLITE_CONSTRAINT_FOREIGNKEY)
    throw wrong_state("store.in-use", tr("another record refers to it"));
  throw bug(what + " in: " + std::string(sql));
}

}  // namespace

void fail(int result, int extended, const std::string& what, const std::string& path, double waited,
          std::string_view sql) {
  const auto store_error = [&](const char* code, Message message, std::string hint = {}) {
    return Error(ErrorKind::store, code, std::move(message), std::move(hint));
  };
  switch (result) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorKind::busy, "store.busy",
                  tr("the store is busy: another command holds it since {0} seconds",
                     static_cast<std::int64_t>(waited)),
                  "svcctl … --wait 60");
    case SQLITE_FULL: throw store_error("store.full", tr("the disk is full: {0}", path));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw store_error("store.damaged", tr("the store is damaged: {0}", path),
                        "svcctl db restore BACKUP");
    case SQLITE_IOERR: throw store_error("store.io", tr("the disk failed on {0}: {1}", path, what));
    case SQLITE_READONLY:
    case SQLITE_PERM: throw store_error("store.read-only", tr("the store is read-only: {0}", path));
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH: throw store_error("store.unreadable", tr("cannot open the store {0}", path));
    case SQLITE_NOMEM: throw store_error("store.memory", tr("not enough memory"));
    case SQLITE_TOOBIG: throw bad_data("store.too-big", tr("a value is too big to keep"));
    case SQLITE_INTERRUPT: throw store_error("store.interrupted", tr("interrupted"));
    case SQLITE_CONSTRAINT: constraint(extended, what, sql);
    default: throw bug(what + (sql.empty() ? "" : " in: " + std::string(sql)));
  }
}

void SqliteEngine::fail(int result, std::string_view sql) const {
  const int extended = sqlite3_extended_errcode(raw_);
  sqlite::fail(result & 0xff, (extended & 0xff) == (result & 0xff) ? extended : result,
               sqlite3_errmsg(raw_), path_, wait_seconds_, sql);
}

}  // namespace svcctl::store::sqlite
