#include "store/txn.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "store/digest.hpp"
#include "store/private/handle.hpp"
#include "store/private/journal.hpp"

namespace svcctl::store {
namespace {

void on_update(void* journal, int, const char*, const char* table, sqlite3_int64 id) {
  auto& rows = *static_cast<WriteTxn::Journal*>(journal);
  if (!rows.bulk && logged(table)) rows.touched.insert_or_assign({table, id}, rows.events.size());
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
  auto& handle = ReadTxn::handle();
  for (auto statement = query(sql, params); statement.next();) {
  }
  return sqlite3_changes64(handle.raw);
}

std::int64_t WriteTxn::insert(std::string_view sql, Params params) {
  return run(sql, params) == 0 ? 0 : sqlite3_last_insert_rowid(handle().raw);
}

void WriteTxn::record(Event event) {
  event.command = context_.command;
  event.actor = actor_.code;
  event.at = at();
  journal_->events.push_back(std::move(event));
}

void WriteTxn::touch(const std::string& table, std::int64_t id) {
  journal_->touched.insert_or_assign({table, id}, journal_->events.size());
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
    throw bug("rows of " + journal.touched.begin()->first.table + " written without an event");

  if (!journal.packs.empty() && journal.packs.rbegin()->first >= journal.events.size())
    throw bug("rows written in bulk without an event after them");

  ChainLink link;
  if (auto head =
          first("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", {}, [](const Row& row) {
            return std::pair<std::int64_t, std::string>(row["seq"], row["hash"]);
          }))
    std::tie(link.seq, link.previous_hash) = *head;
  const auto event_of = [&](std::size_t index) {
    return std::min(index, journal.events.size() - 1);
  };

  for (const auto& overridden : journal.overrides) {
    if (journal.events.empty()) throw bug("an override without an event");
    insert(
        "INSERT INTO rule_override (event_seq, clause, code, reason, approved_by) "
        "VALUES (:event_seq, :clause, :code, :reason, :approved_by)",
        {{"event_seq", link.seq + 1 + static_cast<std::int64_t>(event_of(overridden.event))},
         {"clause", info(overridden.clause).id},
         {"code", overridden.code},
         {"reason", overridden.how.reason},
         {"approved_by", overridden.how.approved_by}});
  }
  sqlite3_update_hook(handle.raw, nullptr, nullptr);

  std::vector<std::vector<const Journal::Touch*>> rows(journal.events.size());
  for (const auto& [touch, event] : journal.touched) rows[event_of(event)].push_back(&touch);
  for (std::size_t i = 0; i < journal.events.size(); ++i) {
    const auto& event = journal.events[i];
    ++link.seq;
    link.at = event.at.seconds;
    link.recorded_at = now().seconds;
    link.actor = event.actor;
    link.command = event.command;
    link.entity = event.entity;
    link.key = event.key;
    link.payload = pack(event.facts);

    Digest all_rows;
    std::vector<std::optional<std::string>> digests;
    std::optional<RowDigests> reader;
    const std::string* table = nullptr;
    for (const auto* row : rows[i]) {
      if (table == nullptr || *table != row->table) reader.emplace(handle, row->table, true);
      table = &row->table;
      digests.push_back(reader->of(row->id));
      all_rows.add(row->table).add(row->id).add(digests.back().value_or(""));
    }
    reader.reset();
    if (const auto packs = journal.packs.find(i); packs != journal.packs.end())
      all_rows.add("packs").add(packs->second.hex());
    link.rows_hash = all_rows.hex();
    auto hash = link.hash();
    insert(
        "INSERT INTO event (seq, at, recorded_at, actor, command, entity, key, payload, "
        "rows_hash, previous_hash, hash) VALUES (:seq, :at, :recorded_at, :actor, :command, "
        ":entity, :key, :payload, :rows_hash, :previous_hash, :hash)",
        {{"seq", link.seq},
         {"at", link.at},
         {"recorded_at", link.recorded_at},
         {"actor", link.actor},
         {"command", link.command},
         {"entity", link.entity},
         {"key", link.key},
         {"payload", link.payload},
         {"rows_hash", link.rows_hash},
         {"previous_hash", link.previous_hash},
         {"hash", hash}});
    for (std::size_t r = 0; r < rows[i].size(); ++r)
      insert(
          "INSERT INTO event_row (event_seq, table_name, row_id, digest) "
          "VALUES (:event_seq, :table_name, :row_id, :digest)",
          {{"event_seq", link.seq},
           {"table_name", rows[i][r]->table},
           {"row_id", rows[i][r]->id},
           {"digest", digests[r]}});
    link.previous_hash = std::move(hash);
  }
  handle.exec("COMMIT");
  open_ = false;
  handle.writing = false;
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
