#include "store/txn.hpp"

#include <sqlite3.h>

#include <utility>

#include "store/private/event_writer.hpp"
#include "store/private/handle.hpp"
#include "store/private/journal.hpp"

namespace svcctl::store {
namespace {

void on_update(void* journal, int, const char*, const char* table, sqlite3_int64 id) {
  auto& rows = *static_cast<WriteTxn::Journal*>(journal);
  if (!rows.bulk && logged(table)) rows.touched.push_back({table, id, rows.events.size()});
}

void roll_back(Connection::Handle& handle) noexcept {
  if (sqlite3_get_autocommit(handle.raw) == 0)
    sqlite3_exec(handle.raw, "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace

ReadTxn::ReadTxn(Connection& connection, const Context& context)
    : ReadTxn(connection, context, "BEGIN") {}

ReadTxn::ReadTxn(Connection& connection, const Context& context, const char* begin)
    : connection_(connection), context_(context) {
  handle().exec(begin);
}

ReadTxn::~ReadTxn() {
  if (open_) roll_back(handle());
}

void ReadTxn::finish() {
  if (!std::exchange(open_, false)) return;
  roll_back(handle());
}

std::optional<std::int64_t> ReadTxn::actor_id() const {
  if (actor_.id == 0) return std::nullopt;
  return actor_.id;
}

bool ReadTxn::may(Right right) const {
  if (actor_.stranger) return false;
  return actor_.id == 0 || actor_.rights.contains(right);
}

void ReadTxn::keep_pages(int kibibytes) const {
  handle().exec("PRAGMA cache_size=-" + std::to_string(kibibytes));
}

Query ReadTxn::query(std::string_view sql, Params params) const { return {&handle(), sql, params}; }

WriteTxn::WriteTxn(Connection& connection, const Context& context)
    : ReadTxn(connection, context, "BEGIN IMMEDIATE"), journal_(std::make_unique<Journal>()) {
  auto& handle = ReadTxn::handle();
  handle.check_in_place();
  handle.writing = true;
  sqlite3_update_hook(handle.raw, on_update, journal_.get());
}

WriteTxn::~WriteTxn() { WriteTxn::finish(); }

void WriteTxn::finish() {
  if (!std::exchange(open_, false)) return;
  auto& handle = ReadTxn::handle();
  sqlite3_update_hook(handle.raw, nullptr, nullptr);
  handle.writing = false;
  roll_back(handle);
}

std::int64_t WriteTxn::run(std::string_view sql, Params params) {
  if (!open_) throw bug("a write after the end of its transaction");
  auto& handle = ReadTxn::handle();
  for (auto statement = query(sql, params); statement.next();) {
  }
  return sqlite3_changes64(handle.raw);
}

std::int64_t WriteTxn::insert(std::string_view sql, Params params) {
  return run(sql, params) == 0 ? 0 : sqlite3_last_insert_rowid(handle().raw);
}

void WriteTxn::record(Scope scope, Event event) {
  event.scope = scope;
  event.command = context_.command;
  event.actor = actor_.code;
  event.at = at();
  journal_->events.push_back(std::move(event));
}

void WriteTxn::touch(const std::string& table, std::int64_t id) {
  journal_->touched.push_back({table, id, journal_->events.size()});
}

void WriteTxn::record_override(Clause clause, const std::string& code) {
  journal_->overrides.push_back(
      {clause, code, journal_->events.size(), context_.overriding.value_or(Override{})});
}

void WriteTxn::commit() {
  auto& handle = ReadTxn::handle();
  auto& journal = *journal_;
  if (!open_) throw bug("commit of a transaction that has ended");
  if (journal.events.empty() && !journal.touched.empty())
    throw bug("rows of " + journal.touched.front().table + " written without an event");

  if (!journal.packs.empty() && journal.packs.rbegin()->first >= journal.events.size())
    throw bug("rows written in bulk without an event after them");

  write_log(*this);
  sqlite3_update_hook(handle.raw, nullptr, nullptr);
  handle.exec("COMMIT");
  open_ = false;
  handle.writing = false;
}

void WriteTxn::if_undone(std::function<void()> give_back) {
  if (attempts_ > 0) journal_->undoing.push_back(std::move(give_back));
}

struct WriteTxn::Attempt::State {
  WriteTxn& tx;
  Journal::Mark before;
  bool open = true;
};

WriteTxn::Attempt::Attempt(WriteTxn& tx)
    : state_(std::make_unique<State>(State{tx, tx.journal().mark()})) {
  tx.ReadTxn::handle().exec("SAVEPOINT attempt");
  ++tx.attempts_;
}

void WriteTxn::Attempt::keep() {
  auto& tx = state_->tx;
  tx.ReadTxn::handle().exec("RELEASE attempt");
  state_->open = false;
  if (--tx.attempts_ == 0) tx.journal_->undoing.clear();
}

WriteTxn::Attempt::~Attempt() {
  if (!state_->open) return;
  auto& tx = state_->tx;
  --tx.attempts_;
  tx.journal_->go_back_to(state_->before);
  auto* raw = tx.ReadTxn::handle().raw;
  // A full disk ends the whole transaction: then there is nothing to go on with.
  if (sqlite3_get_autocommit(raw) != 0 || sqlite3_exec(raw, "ROLLBACK TO attempt; RELEASE attempt",
                                                       nullptr, nullptr, nullptr) != SQLITE_OK)
    tx.finish();
}

void require(WriteTxn& tx, bool kept, Clause clause, const char* code, Message message,
             std::string hint, Overridable how) {
  if (kept) return;
  const auto& overriding = tx.context().overriding;
  if (how == Overridable::never || !info(clause).may_override || !overriding)
    throw refusal(clause, code, std::move(message), std::move(hint));
  if (overriding->reason.empty())
    throw usage_error("override.reason", tr("an override needs its reason"),
                      "--override REASON --approved-by STAFF");
  const auto manager = tx.value<std::int64_t>(
      "SELECT s.id AS value FROM staff s JOIN staff_role r ON r.staff_id = s.id "
      "WHERE s.code = :code AND s.active = 1 AND r.role = 'manager'",
      {{"code", overriding->approved_by}});
  if (!manager)
    throw usage_error(
        "override.approver",
        tr("only a manager may approve an override, and {0} is none", overriding->approved_by),
        "svcctl staff list");
  tx.record_override(clause, code);
}

}  // namespace svcctl::store
