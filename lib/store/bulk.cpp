#include "store/bulk.hpp"

#include <algorithm>
#include <future>
#include <optional>

#include "base/error.hpp"
#include "store/private/journal.hpp"
#include "store/private/pack.hpp"

namespace svcctl::store {
namespace {

/// So many rows into an empty table make indexes cheaper to build afterwards.
constexpr std::int64_t initial_load = 8'192;
/// So many rows are worth a thread for their digests.
constexpr std::size_t worth_a_thread = 2'000;

/// Text is lent: it must live until the statement starts over.
void lend(Statement& statement, std::size_t place, const BulkValue& value) {
  if (value.is_null()) return statement.lend(place, Kind::text, {});
  if (value.is_number()) return statement.lend(place, Kind::integer, value.number());
  statement.lend(place, Kind::text, value.text());
}

void step_to_end(Statement& statement) {
  while (statement.step()) {
  }
  statement.restart();
}

/// The rows that `bulk_rows` holds for now.
class RowsInUse {
 public:
  RowsInUse(Engine& engine, const BulkRows& rows)
      : engine_(engine), before_(engine.lend_rows(&rows)) {}
  ~RowsInUse() { engine_.lend_rows(before_); }
  RowsInUse(const RowsInUse&) = delete;
  RowsInUse& operator=(const RowsInUse&) = delete;

 private:
  Engine& engine_;
  const BulkRows* before_;
};

/// While rows are written in bulk: packs tell the log of them, and their references are vouched
/// for.
class InBulk {
 public:
  InBulk(WriteTxn& tx, bool vouched) : tx_(tx), vouched_(vouched) {
    tx_.journal().bulk = true;
    tx_.forget_rows();
    if (vouched_) tx_.engine().vouch(true);
  }
  ~InBulk() {
    tx_.journal().bulk = false;
    if (vouched_) tx_.engine().vouch(false);
  }
  InBulk(const InBulk&) = delete;
  InBulk& operator=(const InBulk&) = delete;

 private:
  WriteTxn& tx_;
  bool vouched_;
};

/// A column of the table and how its value comes into a row's digest, as RowDigests makes it.
struct Digested {
  std::string name;                  ///< with its length before it
  std::optional<std::size_t> given;  ///< place among the values that come with each row
  bool id = false;
  std::string fixed;  ///< name, type and value; empty where there is none
};

void put_value(std::string& out, std::string_view name, const BulkValue& value) {
  if (value.is_null()) return;
  out.append(name);
  if (value.is_number()) {
    out.append("7:integer");
    put_field(out, value.number());
  } else {
    out.append("4:text");
    put_field(out, value.text());
  }
}

std::vector<Digested> digested_columns(const ReadTxn& tx, const std::string& table,
                                       const std::vector<std::string>& given,
                                       const std::vector<std::pair<std::string, Stored>>& fixed) {
  std::vector<Digested> columns;
  std::size_t found = 0;
  for (const auto& [name, fallback] : tx.engine().columns(table)) {
    Digested column;
    put_field(column.name, name);
    column.id = name == "id";
    if (const auto at = std::ranges::find(given, name); at != given.end()) {
      column.given = static_cast<std::size_t>(at - given.begin());
      ++found;
    } else if (const auto one =
                   std::ranges::find(fixed, name, &std::pair<std::string, Stored>::first);
               one != fixed.end()) {
      put_value(column.fixed, column.name, view_of(one->second));
      ++found;
    } else if (!column.id) {
      put_value(column.fixed, column.name, view_of(fallback));
    }
    columns.push_back(std::move(column));
  }
  if (found != given.size() + fixed.size()) throw bug("a column that " + table + " does not have");
  return columns;
}

std::string insert_statement(const std::string& table, const std::vector<std::string>& given,
                             const std::vector<std::pair<std::string, Stored>>& fixed) {
  std::string names;
  std::string values;
  for (std::size_t i = 0; i < given.size(); ++i) {
    names += (names.empty() ? "" : ", ") + given[i];
    values += (values.empty() ? "c" : ", c") + std::to_string(i);
  }
  for (std::size_t i = 0; i < fixed.size(); ++i) {
    names += (names.empty() ? "" : ", ") + fixed[i].first;
    values += (values.empty() ? ":f" : ", :f") + std::to_string(i);
  }
  return "INSERT INTO \"" + table + "\" (" + names + ") SELECT " + values + " FROM bulk_rows";
}

/// Rows that were also written singly before the bulk: the log is told how they stand now.
/// @param ids in their order
void retell(WriteTxn& tx, const std::string& table, const std::vector<std::int64_t>& ids) {
  auto& journal = tx.journal();
  std::vector<std::int64_t> twice;
  for (const auto& touch : journal.touched)
    if (touch.table == table && std::ranges::binary_search(ids, touch.id))
      twice.push_back(touch.id);
  if (twice.empty()) return;
  RowDigests reader(tx.engine(), table, true);
  for (const auto id : twice)
    journal.touched.push_back(
        {table, id, journal.events.size(),
         reader.find(id) ? std::optional(sha256_bytes(reader.text())) : std::nullopt});
}

}  // namespace

struct BulkInsert::State {
  WriteTxn& tx;
  std::string table;
  std::vector<std::string> given;
  std::vector<std::pair<std::string, Stored>> fixed;
  std::vector<std::string> unordered;
  std::vector<Digested> columns;
  PackWriter packs;
  std::int64_t next = 0;
  bool into_empty = false;
  std::vector<std::string> aside = {};  ///< statements that make the indexes again
  Prepared statement = nullptr;

  void prepare();
  void set_indexes_aside();
  std::vector<PackedDigest> digests(const BulkRows& rows, std::int64_t first) const;
};

/// The digest of each row, the first of which has the id `first`.
std::vector<PackedDigest> BulkInsert::State::digests(const BulkRows& rows,
                                                     std::int64_t first) const {
  std::vector<PackedDigest> made;
  made.reserve(rows.count());
  std::string row;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    row.clear();
    for (const auto& column : columns) {
      if (column.id)
        put_value(row, column.name, first + static_cast<std::int64_t>(i));
      else if (column.given)
        put_value(row, column.name, rows.value(i, *column.given));
      else
        row.append(column.fixed);
    }
    made.push_back(packed_digest_of(row));
  }
  return made;
}

void BulkInsert::State::prepare() {
  if (statement) return;
  statement = tx.engine().prepare(insert_statement(table, given, fixed));
  for (std::size_t i = 0; i < fixed.size(); ++i) lend(*statement, i, view_of(fixed[i].second));
}

void BulkInsert::State::set_indexes_aside() {
  for (const auto& name : unordered) aside.push_back(tx.engine().set_index_aside(name));
}

BulkInsert::BulkInsert(WriteTxn& tx, const std::string& table, std::vector<std::string> columns,
                       std::vector<std::pair<std::string, Stored>> fixed,
                       std::vector<std::string> unordered) {
  auto digested = digested_columns(tx, table, columns, fixed);
  const auto last =
      tx.value<std::int64_t>("SELECT MAX(id) AS value FROM \"" + table + "\"").value_or(0);
  state_.reset(new State{.tx = tx,
                         .table = table,
                         .given = std::move(columns),
                         .fixed = std::move(fixed),
                         .unordered = std::move(unordered),
                         .columns = std::move(digested),
                         .packs = PackWriter(tx, table),
                         .next = last + 1});
}

BulkInsert::~BulkInsert() = default;

std::int64_t BulkInsert::next_id() const { return state_->next; }

std::int64_t BulkInsert::write(const BulkRows& rows) {
  State& s = *state_;
  const auto first = s.next;
  if (rows.count() == 0) return first;
  if (first == 1) s.into_empty = true;
  if (s.into_empty && s.aside.empty() && first > initial_load) s.set_indexes_aside();
  s.prepare();
  // The other processor takes the digests while this one writes.
  auto digesting =
      std::async(rows.count() < worth_a_thread ? std::launch::deferred : std::launch::async,
                 [&] { return s.digests(rows, first); });
  {
    const InBulk in_bulk(s.tx, true);
    const RowsInUse in_use(s.tx.engine(), rows);
    step_to_end(*s.statement);
  }
  s.next += static_cast<std::int64_t>(rows.count());
  if (s.tx.engine().written().last_id != s.next - 1)
    throw bug("rows of " + s.table + " did not get the ids that were told");
  const auto digests = digesting.get();
  for (std::size_t i = 0; i < rows.count(); ++i)
    s.packs.add(first + static_cast<std::int64_t>(i), digests[i]);
  s.packs.flush();
  return first;
}

void BulkInsert::finish() {
  for (const auto& sql : std::exchange(state_->aside, {})) state_->tx.engine().script(sql);
}

struct BulkUpdate::State {
  WriteTxn& tx;
  std::string table;
  Prepared update = nullptr;
  Prepared removal = nullptr;
  std::vector<std::int64_t> changed = {};
  std::vector<std::int64_t> removed = {};
};

BulkUpdate::BulkUpdate(WriteTxn& tx, std::string table, std::vector<std::string> columns) {
  std::string assignments;
  for (std::size_t i = 0; i < columns.size(); ++i)
    assignments += (assignments.empty() ? "" : ", ") + columns[i] + " = :c" + std::to_string(i);
  state_.reset(new State{.tx = tx, .table = std::move(table)});
  if (!columns.empty())
    state_->update = tx.engine().prepare("UPDATE \"" + state_->table + "\" SET " + assignments +
                                         " WHERE id = :id");
}

BulkUpdate::~BulkUpdate() = default;

void BulkUpdate::set(std::int64_t id, const std::vector<BulkValue>& values) {
  State& s = *state_;
  for (std::size_t i = 0; i < values.size(); ++i) lend(*s.update, i, values[i]);
  s.update->bind(values.size(), Kind::integer, id);
  const InBulk in_bulk(s.tx, false);
  step_to_end(*s.update);
  s.changed.push_back(id);
}

void BulkUpdate::remove(std::int64_t id) {
  State& s = *state_;
  if (!s.removal)
    s.removal = s.tx.engine().prepare("DELETE FROM \"" + s.table + "\" WHERE id = :id");
  s.removal->bind(0, Kind::integer, id);
  const InBulk in_bulk(s.tx, true);
  step_to_end(*s.removal);
  s.removed.push_back(id);
}

void BulkUpdate::finish() {
  State& s = *state_;
  for (auto* ids : {&s.changed, &s.removed}) {
    PackWriter packs(s.tx, s.table);
    std::ranges::sort(*ids);
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
    for (const auto id : *ids) ids == &s.changed ? packs.add_stored(id) : packs.add_deleted(id);
    packs.flush();
    retell(s.tx, s.table, *ids);
    ids->clear();
  }
}

std::vector<Referring> references_to(const ReadTxn& tx, std::string_view table) {
  return tx.engine().references_to(table);
}

struct BulkQuery::State {
  Engine& engine;
  Prepared statement;
  std::optional<RowsInUse> in_use;
};

BulkQuery::BulkQuery(const ReadTxn& tx, const std::string& sql) {
  state_.reset(new State{tx.engine(), tx.engine().prepare(sql), std::nullopt});
}

BulkQuery::~BulkQuery() = default;

void BulkQuery::run(const BulkRows& rows) {
  state_->statement->restart();
  state_->in_use.reset();
  state_->in_use.emplace(state_->engine, rows);
}

bool BulkQuery::next() {
  if (state_->statement->step()) return true;
  state_->statement->restart();
  state_->in_use.reset();
  return false;
}

BulkValue BulkQuery::value(int column) const {
  const auto value = state_->statement->value(static_cast<std::size_t>(column));
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string_view>(&value)) return *text;
  return {};
}

}  // namespace svcctl::store
