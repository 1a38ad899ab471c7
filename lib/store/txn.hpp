#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/clause.hpp"
#include "base/error.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/connection.hpp"
#include "store/context.hpp"
#include "store/known_rows.hpp"
#include "store/outlet_scope.hpp"
#include "store/query.hpp"
#include "store/stamp.hpp"

namespace svcctl::store {

class ReadTxn;
class WriteTxn;
enum class RulesOrigin;
struct RuleChange;

/// A read snapshot of the store. Services that only read take this type.
class SVCCTL_API ReadTxn {
 public:
  ReadTxn(Connection& connection, const Context& context);
  virtual ~ReadTxn();
  ReadTxn(const ReadTxn&) = delete;
  ReadTxn& operator=(const ReadTxn&) = delete;

  Instant now() const { return context_.now; }
  /// Whether it was told when it happened.
  bool told() const { return context_.at.has_value(); }
  /// When what is recorded happened, as it was judged; now where nothing was told.
  Instant happened() const { return stamp_ ? stamp_->happened() : now(); }
  /// The time by which validity is judged: now, or as `Stamp::counts` says of what is recorded.
  /// While the clock is in dispute, no earlier than what was recorded before it was set back.
  Instant judged_at() const {
    return std::max(stamp_ ? stamp_->counts() : now(), disputed_.value_or(Instant{}));
  }
  /// While the clock is in dispute: the last record that a manager alone said bears the time of a
  /// wrong clock (docs/adr/0015-the-clock.md). Known of transactions that write and know who acts.
  std::optional<Instant> disputed() const { return disputed_; }
  /// Its day.
  Date judged_on() const { return settings().zone.date_of(judged_at()); }
  Date today() const { return settings().zone.date_of(now()); }
  const Settings& settings() const { return context_.settings; }
  const Context& context() const { return context_; }
  const Actor& actor() const { return actor_; }
  /// The acting staff member's row id, or nothing in a store without staff.
  std::optional<std::int64_t> actor_id() const;
  /// Whether who acts has the right. To be asked where the answer is used: it is here that who acts
  /// gives their PIN, where the rules ask for one for what needs that right.
  /// @throws as `require_pin` (store/pin.hpp)
  bool may(Right right) const;
  void identify(Actor actor) {
    actor_ = std::move(actor);
    scope_.reset();
  }
  /// Resolves where it acts, by the outlets that were read with who acts.
  void take_outlets(const OutletsSeen& seen) { scope_ = scope_of(*this, seen); }

  /// Where the transaction acts and reads. Every service that reads or writes what is an outlet's
  /// asks it, by `within`, `scope().one()` or `record`.
  /// @throws Error "outlet.which", "outlet.not-yours", "staff.who" (2), "outlet.not-found" (3)
  const OutletScope& scope() const;
  /// The same without a refusal, for what is only made easier by it.
  const OutletScope& scope_at_hand() const;
  /// Whether anything asked where it acts.
  bool scope_asked() const { return scope_asked_; }
  /// Narrows a list or sum of what is an outlet's to what the transaction reads.
  /// @param column with the outlet's row id: "j.outlet_id"
  Within within(std::string_view column) const;
  /// A document of that outlet was named to be read: `--outlet` must not name another one.
  /// @throws Error "outlet.elsewhere" (2)
  void reads_of(std::int64_t outlet_id) const;

  /// Whether the store was made for practice, under a clock set by hand: its records are none of a
  /// real garage.
  bool practice() const;

  /// Runs a SELECT; step through it with Query::next.
  Query query(std::string_view sql, Params params = {}) const;
  /// Every row, made by `make(row)`. What was read before with the same parameters is not read
  /// again, unless a table that it names was written since.
  template <class Make>
  auto all(std::string_view sql, Params params, Make make) const {
    std::vector<std::decay_t<std::invoke_result_t<Make, const Row&>>> made;
    auto found = known_.read(engine(), sql, params, any_number_of_rows);
    for (const auto& row : *found.rows) made.push_back(make(Row(&row)));
    while (found.rest && found.rest->next()) made.push_back(make(found.rest->row()));
    return made;
  }
  /// The first row made by `make(row)`, or nothing; known as `all`.
  template <class Make>
  auto first(std::string_view sql, Params params, Make make) const
      -> std::optional<std::decay_t<std::invoke_result_t<Make, const Row&>>> {
    const auto found = known_.read(engine(), sql, params, 1);
    if (found.rows->empty()) return std::nullopt;
    return make(Row(&found.rows->front()));
  }
  /// The same, read by the declared columns of the record: see store/columns.hpp.
  template <class Record>
  std::vector<Record> all(std::string_view sql, Params params = {}) const {
    return all(sql, params, [](const Row& row) { return row.as<Record>(); });
  }
  template <class Record>
  std::optional<Record> first(std::string_view sql, Params params = {}) const {
    return first(sql, params, [](const Row& row) { return row.as<Record>(); });
  }
  /// The one value of the column `value` of the first row, or nothing (also when it is NULL).
  template <class T>
  std::optional<T> value(std::string_view sql, Params params = {}) const {
    return first(sql, params, [](const Row& row) { return row.get<std::optional<T>>("value"); })
        .value_or(std::nullopt);
  }
  /// Tells the engine how this transaction goes through the store, until its end.
  void expect(Reading reading) const { engine().expect(reading); }
  /// Ends the snapshot; nothing is kept of it. Idempotent.
  void finish();
  /// What is remembered in the store under `Context::memory`, beside the log.
  const std::optional<std::string>& remembered() const { return remembered_; }
  /// Remembers that from the next commit on.
  void remember(std::string value) {
    to_remember_.emplace(context_.memory + std::to_string(context_.rules), std::move(value));
  }
  /// The store's own: what stands behind the connection.
  Engine& engine() const { return connection_.engine(); }
  /// To be called by whatever writes behind the back of `run`.
  void forget_rows() const { known_.forget(); }

 protected:
  ReadTxn(Connection& connection, const Context& context, Access access);

  static constexpr auto any_number_of_rows = static_cast<std::size_t>(-1);
  std::string outlet_code(std::int64_t outlet_id) const;

  /// Goes on by that version of the rules: only what reads versions and keeps them may say so.
  void go_by(std::int64_t number, const std::string& digest, const std::string& text);
  friend void go_by_rules_of(ReadTxn& tx);
  friend std::int64_t put_in_force(WriteTxn& tx, const std::string& text, RulesOrigin origin,
                                   const std::vector<RuleChange>& changes);
  friend void put_first_in_force(WriteTxn& tx, const std::string& text, RulesOrigin origin);

  Connection& connection_;
  mutable KnownRows known_;
  Context context_;
  Access access_ = Access::read;
  Actor actor_;
  std::optional<std::string> remembered_;
  std::optional<std::pair<std::string, std::string>> to_remember_;
  mutable std::optional<OutletScope> scope_;  ///< once it was resolved
  mutable bool scope_asked_ = false;
  std::optional<Stamp> stamp_;  ///< of what is recorded, once it was judged
  std::optional<Instant> disputed_;
  bool open_ = true;
};

/// Whose event it is: the company's (staff, customers, vehicles, catalogue, suppliers, rules) or
/// one outlet's (jobs, stock, bills, calls, complaints). Each has a chain of its own in the log.
struct Scope {
  std::int64_t chain = 0;      ///< 0: the company; else the outlet's row id
  bool from_anywhere = false;  ///< whoever hears of it records it, at whatever outlet
};
inline constexpr Scope company{};
constexpr Scope of_outlet(std::int64_t outlet_id) { return {outlet_id}; }
/// Of an outlet, recorded by whoever hears of it first: a complaint is never sent elsewhere.
constexpr Scope heard_for(std::int64_t outlet_id) { return {outlet_id, true}; }

/// What one event of the log says beside who, when and which command.
struct Event {
  std::string entity;  ///< table-like word: "job", "part", "complaint"
  std::string key;     ///< the document number or code people know it by
  /// Facts in their order. Never personal data: names, phones, words of customers stay out.
  std::vector<std::pair<std::string, std::string>> facts;
  /// Filled by `record`: whose, and from the transaction which command, who, when.
  Scope scope = {};
  std::string command = {};
  std::string actor = {};
  Instant at = {};
  bool late = false;
  std::int64_t rules = 0;          ///< version of the rules that it was judged by
  std::string accepted_late = {};  ///< why a manager accepts that, or empty
};

/// Something doubtful about what is written: it is kept, and whoever wrote it is told.
struct Remark {
  std::string code;  ///< its last word names what is doubtful: "customer.phone"
  Message message;
};

/// A row that a statement made or changed.
struct RowWritten {
  std::string_view table;
  std::int64_t id = 0;
  bool made = false;                                   ///< it was not there before
  std::vector<std::pair<std::string, Stored>> before;  ///< of each column that is another now
};
using RowTaker = std::function<void(const RowWritten&)>;

/// The heads of the chains that a command may write to, the company's and its outlet's (named by
/// `:outlet`, that of who acts by `:code`, or the only one): for the statement that the command
/// begins with, which finds out who acts. `no_head` fills the columns in its other rows.
inline constexpr std::string_view heads_columns =
    "h.chain AS head_chain, h.seq AS head_seq, h.hash AS head_hash, h.root_seq AS head_root_seq, "
    "(SELECT MAX(recorded_at) FROM chain_head) AS head_last, h.disputed_at AS head_disputed";
inline constexpr std::string_view heads_rows =
    "chain_head h LEFT JOIN outlet o ON o.id = h.chain WHERE h.chain = 0 OR o.code = :outlet "
    "OR (:outlet = '' AND (h.chain = (SELECT outlet_id FROM staff WHERE code = :code) "
    "OR (SELECT COUNT(*) FROM outlet) = 1))";
inline constexpr std::string_view no_head = "NULL, NULL, NULL, NULL, NULL, NULL";

/// The write lock and one transaction. Services that write take this type; they never begin or
/// commit, so they compose. Leaving scope without `commit` undoes everything.
class SVCCTL_API WriteTxn : public ReadTxn {
 public:
  WriteTxn(Connection& connection, const Context& context);
  ~WriteTxn() override;

  /// Judges the told time of the act: nothing happened before what it stands on. Among the first
  /// lines of a service that takes `--at`; without it a told time is refused. The grounds are read
  /// only where a time was told. What is recorded later than the shop's lateness allows is late
  /// from here on, and judged by the time of recording unless a manager accepts it.
  /// @param clause of the act
  /// @throws Error "time.before" (4) with the command that mends it, "time.accept" (2)
  void stands_on(Clause clause, std::initializer_list<Ground> grounds);
  /// When it happened and when and by whom it is recorded.
  /// @throws Error "time.told" (2): a time was told, and nothing judged it
  const Stamp& stamp();
  /// Whether what is recorded counts from now only, being late.
  bool counts_late() const { return stamp_ && stamp_->counts() != stamp_->happened(); }

  /// Runs INSERT, UPDATE or DELETE and returns how many rows it changed.
  std::int64_t run(std::string_view sql, Params params = {});
  /// Runs an INSERT and returns the row's id, also of a row that ON CONFLICT changed; 0 where it
  /// did nothing.
  std::int64_t insert(std::string_view sql, Params params = {});
  /// Runs a write and returns what `make(row)` makes of the last row written, or nothing where
  /// none was.
  template <class Make>
  auto returned(std::string_view sql, Params params, Make make)
      -> std::optional<std::decay_t<std::invoke_result_t<Make, const Row&>>> {
    std::optional<std::decay_t<std::invoke_result_t<Make, const Row&>>> made;
    write(sql, params, [&](const Row& row) { made = make(row); });
    return made;
  }
  /// Inserts rows with the same columns in the same order, many with one statement, and hands over
  /// each as it was written.
  void insert_rows(std::string_view table, const std::vector<NewRow>& rows,
                   const std::function<void(const Row&)>& take = {});
  /// While `work` runs, hands each row that it makes or changes to `take`, after the statement that
  /// wrote it and within the same attempt. What `take` writes itself is not told of.
  void tell_rows(const RowTaker& take, const std::function<void()>& work);
  /// Says what was done, for the hash-chained log. Every service that writes calls it once for
  /// each thing it made or changed. The rows written are found by the store itself.
  /// @param scope whose it is: `company`, or `of_outlet(id)` of the thing recorded
  /// @throws Error "outlet.elsewhere", "outlet.not-yours" (2): of an outlet that the transaction
  ///   does not act in; what is done away from the outlet of who acts says so in its facts
  void record(Scope scope, Event event);
  /// Keeps a remark of the write, for whoever called the service: a verb prints it, an import
  /// counts it. What is undone leaves none.
  void remark(std::string code, Message message);
  /// The remarks since they were last taken.
  std::vector<Remark> take_remarks();
  /// The next number of a document kind for the outlet on the day of recording, without gaps:
  /// `J261123-001`, or `J-EAST-261123-001` where the store has several outlets.
  std::string next_number(char letter, std::int64_t outlet_id);
  /// The next number of a kind that does not begin anew each day: `K0001`, or `K-EAST-0001` of an
  /// outlet where the store has several.
  /// @param outlet_id nothing: of the company
  std::string next_lasting_number(char letter, std::optional<std::int64_t> outlet_id);
  /// The next `count` numbers, for rows in bulk.
  std::vector<std::string> next_numbers(char letter, std::int64_t outlet_id, std::size_t count);
  /// A part of the transaction that leaves nothing when it is not kept: rows, events, overrides
  /// and `Kept` values are again as they were, and the transaction goes on. May contain others.
  class SVCCTL_API Attempt {
   public:
    explicit Attempt(WriteTxn& tx);
    /// Undoes everything since the constructor, unless it was kept.
    ~Attempt();
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;
    void keep();

   private:
    struct State;
    std::unique_ptr<State> state_;
  };
  /// Does the work as an Attempt, kept unless the work throws. Whoever catches what it throws and
  /// goes on with the transaction goes on as if the work had not begun.
  template <class Work>
  auto attempt(Work work) {
    Attempt attempt(*this);
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      attempt.keep();
    } else {
      auto result = work();
      attempt.keep();
      return result;
    }
  }
  /// The next command in the same transaction: an atomic batch is one transaction of many.
  void renew(const Context& context);
  /// Registers what to call when the attempt under way is undone; ignored outside of one. For
  /// `Kept`.
  void if_undone(std::function<void()> give_back);

  /// Appends the events and their row digests to the log and commits, durably.
  void commit();

  /// Takes a row with `heads_columns`, read when the transaction began: the head of a chain that
  /// the commit then need not read. Rows without a chain are ignored.
  void take_head(const Row& row);
  /// The clock is in dispute from here on, or no more: see store/dispute.hpp.
  void take_dispute(std::optional<Instant> last) { disputed_ = last; }

  /// The store's own: what the transaction has to put on the log.
  struct Journal;
  Journal& journal() { return *journal_; }
  const Journal& journal() const { return *journal_; }

 private:
  /// Whether the transaction acts in the outlet of the event.
  void enter(Scope where, Event& event) const;
  /// The rows that a write returns are those that it touched.
  Written write(std::string_view sql, const std::function<void(Statement&)>& bind,
                const std::function<void(const Row&)>& take);
  Written write(std::string_view sql, Params params, const std::function<void(const Row&)>& take);
  /// The same, with `row_taker_` told of the rows.
  Written write_told(std::string_view sql, Params params,
                     const std::function<void(Statement&)>& bind,
                     const std::function<void(const Row&)>& take);
  std::unique_ptr<Journal> journal_;
  const RowTaker* row_taker_ = nullptr;
  int attempts_ = 0;  ///< under way, one in the other
};

/// A value that a service keeps in memory about its rows, such as the id of a row that it inserts
/// once. When an attempt is undone, the value is again what it was before the attempt.
template <class T>
class Kept {
 public:
  Kept(WriteTxn& tx, T value) : tx_(tx), cell_(std::make_shared<T>(std::move(value))) {}
  const T& operator*() const { return *cell_; }
  void set(T value) {
    tx_.if_undone([cell = cell_, before = *cell_] { *cell = before; });
    *cell_ = std::move(value);
  }

 private:
  WriteTxn& tx_;
  std::shared_ptr<T> cell_;  ///< shared, for the service may end before the attempt does
};

/// A rule of the standard, first thing in a service, one line each:
///
///     require(tx, lot.usable_on(tx.today()), Clause::store, "parts.lot-expired",
///             tr("lot {0} expired on {1}", …), "svcctl parts issue … --lot LOT");
///
/// Throws the refusal unless `kept`; or, where the standard lets a manager override this clause
/// and the command carries `--override … --approved-by …`, records the override and goes on.
enum class Overridable { as_standard, never };
/// @return the override, or nothing where the rule was kept
SVCCTL_API std::optional<std::int64_t> require(WriteTxn& tx, bool kept, Clause clause,
                                               const char* code, Message message,
                                               std::string hint = {},
                                               Overridable how = Overridable::as_standard);

/// Whatever a command names to be overridden was refused: asked when its work is done, so that
/// nobody names clauses in store. Whoever overrode something gives their PIN, where the rules ask.
/// @throws Error "override.unused" (2); as `require_pin`
SVCCTL_API void require_used(const WriteTxn& tx);
/// What the command overrode, a sentence each.
SVCCTL_API std::vector<Message> overrides_made(const WriteTxn& tx);

}  // namespace svcctl::store
