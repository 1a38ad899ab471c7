#include "store/txn.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "store/clock.hpp"
#include "store/late.hpp"
#include "store/pin.hpp"
#include "store/private/bind.hpp"
#include "store/private/dispute.hpp"
#include "store/private/event_writer.hpp"
#include "store/private/insert_many.hpp"
#include "store/private/journal.hpp"
#include "store/private/override.hpp"
#include "store/private/row_teller.hpp"
#include "store/private/rules.hpp"
#include "store/private/signature.hpp"
#include "store/private/statement_text.hpp"

namespace svcctl::store {

std::string typed_without(const Context& context, const std::string& option) {
  auto typed = context.typed;
  for (const auto& spelled : {" --" + option + " ", " --" + option + "="}) {
    const auto begin = typed.find(spelled);
    if (begin == std::string::npos) continue;
    bool quoted = false;
    auto end = begin + spelled.size();
    for (; end < typed.size() && (quoted || typed[end] != ' '); ++end)
      if (typed[end] == '\'' && typed[end - 1] != '\\') quoted = !quoted;
    typed.erase(begin, end - begin);
  }
  if (context.at) typed += " --at '" + context.settings.zone.local(*context.at) + "'";
  return typed;
}

std::string typed_with(const Context& context, const std::string& option,
                       const std::string& value) {
  return typed_without(context, option) + " --" + option + " " + value;
}

std::string typed_without_flag(const Context& context, const std::string& flag) {
  auto typed = context.typed + " ";
  const auto word = " --" + flag + " ";
  if (const auto found = typed.find(word); found != std::string::npos)
    typed.erase(found, word.size() - 1);
  typed.pop_back();
  return typed;
}

ReadTxn::ReadTxn(Connection& connection, const Context& context)
    : ReadTxn(connection, context, Access::read) {}

ReadTxn::ReadTxn(Connection& connection, const Context& context, Access access)
    : connection_(connection), context_(context), access_(access) {
  engine().begin(access);
  try {
    if (context.practice_clock) require_practice(*this);
    if (context.read_rules) go_by_rules_of(*this);
  } catch (...) {
    engine().roll_back();
    throw;
  }
}

ReadTxn::~ReadTxn() {
  if (open_) engine().roll_back();
}

void ReadTxn::finish() {
  if (std::exchange(open_, false)) engine().roll_back();
}

void ReadTxn::go_by(std::int64_t number, const std::string& digest, const std::string& text) {
  context_.rules = number;
  context_.rules_digest = digest;
  if (context_.read_rules) context_.settings = context_.read_rules(text);
}

std::optional<std::int64_t> ReadTxn::actor_id() const {
  if (actor_.id == 0) return std::nullopt;
  return actor_.id;
}

bool ReadTxn::may(Right right) const {
  if (actor_.stranger || (actor_.id != 0 && !actor_.rights.contains(right))) return false;
  if (const auto kind = pin_of_right(right)) require_pin(*this, *kind);
  return true;
}

bool ReadTxn::practice() const {
  if (!engine().has_table("chain_head")) return false;  // older than stores for practice
  const auto first =
      value<std::string>("SELECT payload AS value FROM event WHERE chain = 0 AND seq = 1");
  return first ? says_practice(*first) : marked_for_practice(*this);
}

Query ReadTxn::query(std::string_view sql, Params params) const { return {engine(), sql, params}; }

WriteTxn::WriteTxn(Connection& connection, const Context& context)
    : ReadTxn(connection, context, Access::write), journal_(std::make_unique<Journal>()) {}

WriteTxn::~WriteTxn() = default;

Written WriteTxn::write(std::string_view sql, Params params,
                        const std::function<void(const Row&)>& take) {
  return write_told(
      sql, params, [&](Statement& statement) { bind_all(statement, params); }, take);
}

Written WriteTxn::write_told(std::string_view sql, Params params,
                             const std::function<void(Statement&)>& bind,
                             const std::function<void(const Row&)>& take) {
  if (row_taker_ == nullptr) return write(sql, bind, take);
  RowTeller teller(engine(), sql, params);
  const auto written = write(sql, bind, [&](const Row& row) {
    teller.add(row);
    if (take) take(row);
  });
  const RowTaker tell = *row_taker_;
  tell_rows({}, [&] { std::ranges::for_each(teller.rows(), tell); });
  return written;
}

void WriteTxn::tell_rows(const RowTaker& take, const std::function<void()>& work) {
  struct Back {
    const RowTaker*& taker;
    const RowTaker* before;
    ~Back() { taker = before; }
  } const back{row_taker_, row_taker_};
  row_taker_ = take ? &take : nullptr;
  work();
}

Written WriteTxn::write(std::string_view sql, const std::function<void(Statement&)>& bind,
                        const std::function<void(const Row&)>& take) {
  if (!open_) throw bug("a write after the end of its transaction");
  auto& journal = *journal_;
  const auto table = written_table(sql);
  known_.forget(table);
  if (journal.bulk || !logged(table)) {
    const auto statement = engine().prepare(sql);
    bind(*statement);
    while (statement->step()) {
    }
    return engine().written();
  }
  const auto statement = engine().prepare(with_returning(sql));
  bind(*statement);
  const bool deletes = is_delete(sql);
  const bool inserts = is_insert(sql);
  auto& text = journal.row_text(table, *statement);
  const auto before = journal.touched.size();
  Written written;
  try {
    while (statement->step()) {
      written.last_id = text.id_of(*statement);
      ++written.rows;
      journal.touched.push_back(
          {std::string(table), written.last_id, journal.events.size(),
           deletes ? std::nullopt : std::optional(sha256_bytes(text.of(*statement))), inserts,
           text.outlet_of(*statement)});
      if (take) take(Row(statement.get()));
    }
  } catch (...) {  // a statement that fails leaves nothing
    journal.touched.erase(journal.touched.begin() + static_cast<std::ptrdiff_t>(before),
                          journal.touched.end());
    throw;
  }
  return written;
}

std::int64_t WriteTxn::run(std::string_view sql, Params params) {
  return write(sql, params, {}).rows;
}

std::int64_t WriteTxn::insert(std::string_view sql, Params params) {
  const auto written = write(sql, params, {});
  return written.rows == 0 ? 0 : written.last_id;
}

void WriteTxn::insert_rows(std::string_view table, const std::vector<NewRow>& rows,
                           const std::function<void(const Row&)>& take) {
  for (std::span<const NewRow> rest = rows; !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), rows_of_one_insert));
    rest = rest.subspan(some.size());
    write_told(
        insert_text(table, some.front(), some.size()), {},
        [&](Statement& insert) { lend_rows(insert, some); }, take);
  }
}

void WriteTxn::renew(const Context& context) {
  context_ = context;
  scope_.reset();
  scope_asked_ = false;
  stamp_.reset();
  disputed_.reset();
  if (context.read_rules) go_by_rules_of(*this);
  journal_->overrides_before = journal_->overrides.size();
}

void WriteTxn::remark(std::string code, Message message) {
  journal_->remarks.push_back({std::move(code), std::move(message)});
}

std::vector<Remark> WriteTxn::take_remarks() { return std::exchange(journal_->remarks, {}); }

void WriteTxn::record(Scope scope, Event event) {
  if (scope.chain != company.chain) {
    enter(scope, event);
    require_rows_of(*journal_, scope);
  }
  tell_dispute(*this);
  tell_overrides(*this, event);
  tell_named(*this, scope, event);
  event.scope = scope;
  event.command = context_.command;
  event.actor = actor_.code;
  event.at = stamp().happened();
  event.late = stamp().late();
  if (event.late) event.accepted_late = context_.accept_late;
  if (stamp().witnessed()) event.facts.emplace_back("late-approved-by", context_.late_witness);
  event.rules = context_.rules;
  journal_->events.push_back(std::move(event));
}

void WriteTxn::take_head(const Row& row) {
  const auto chain = row.get<std::optional<std::int64_t>>("head_chain");
  if (!chain) return;
  journal_->heads.insert_or_assign(
      *chain, ChainHead{*chain, row["head_seq"], row.get<Bytes>("head_hash").bytes,
                        row["head_root_seq"], row["head_last"]});
  const auto last = row.get<Instant>("head_last");
  judge_clock(context_, last);
  auto disputed = row.get<std::optional<Instant>>("head_disputed").value_or(Instant{});
  if (!context_.clock_was_wrong.empty() && context_.clock_witness.empty() && last > now())
    disputed = std::max(disputed, last);
  if (disputed > disputed_.value_or(Instant{})) disputed_ = disputed;
}

void WriteTxn::commit() {
  const auto& journal = *journal_;
  if (!open_) throw bug("commit of a transaction that has ended");
  if (journal.events.empty() && !journal.touched.empty())
    throw bug("rows of " + journal.touched.front().table + " written without an event");
  if (!journal.packs.empty() && journal.packs.rbegin()->first >= journal.events.size())
    throw bug("rows written in bulk without an event after them");
  mark_late(*this);
  write_log(*this);
  if (to_remember_)
    run("INSERT INTO store_meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING",
        {{"name", to_remember_->first}, {"value", to_remember_->second}});
  engine().commit();
  open_ = false;
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
  tx.engine().savepoint(Savepoint::set);
  ++tx.attempts_;
}

void WriteTxn::Attempt::keep() {
  auto& tx = state_->tx;
  tx.engine().savepoint(Savepoint::release);
  state_->open = false;
  if (--tx.attempts_ == 0) tx.journal_->undoing.clear();
}

WriteTxn::Attempt::~Attempt() {
  if (!state_->open) return;
  auto& tx = state_->tx;
  --tx.attempts_;
  tx.journal_->go_back_to(state_->before);
  tx.forget_rows();
  if (!tx.engine().back_to_savepoint()) tx.finish();
}

}  // namespace svcctl::store
