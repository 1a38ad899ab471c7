#include "store/private/event_writer.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "store/clock.hpp"
#include "store/digest.hpp"
#include "store/private/chain.hpp"
#include "store/private/heads.hpp"
#include "store/private/insert_many.hpp"
#include "store/private/journal.hpp"

// Writes the events of a transaction and their rows to the log, at its commit.
namespace svcctl::store {
namespace {

/// Rows that one statement writes at most.
constexpr std::size_t rows_at_once = 64;

std::string bytes_of(const RowDigest& digest) { return {digest.begin(), digest.end()}; }

/// A row that an event of that number on that chain tells of.
struct PlacedRow {
  std::int64_t chain = 0;
  std::int64_t seq = 0;
  const ToldRow* row = nullptr;
};

/// Writes rows with the versions that follow theirs so far. The text depends on their number alone.
std::string insert_rows(std::size_t count) {
  std::string told;
  for (std::size_t i = 0; i < count; ++i) {
    const auto n = std::to_string(i);
    told += i == 0 ? "SELECT :c0 AS chain, :s0 AS seq, :t0 AS name, :r0 AS row_id, :d0 AS digest"
                   : " UNION ALL SELECT :c" + n + ", :s" + n + ", :t" + n + ", :r" + n + ", :d" + n;
  }
  return "INSERT INTO event_row (chain, seq, table_id, row_id, version, digest) "
         "SELECT told.chain, told.seq, t.id, told.row_id, "
         "1 + COALESCE((SELECT MAX(r.version) FROM event_row r "
         "WHERE r.table_id = t.id AND r.row_id = told.row_id), 0), told.digest FROM (" +
         told +
         ") told JOIN log_table t ON t.name = told.name "
         "RETURNING (SELECT name FROM log_table WHERE id = table_id) AS name, row_id, version";
}

using Versions = std::map<std::pair<std::string, std::int64_t>, std::int64_t>;

void write_rows(WriteTxn& tx, std::span<const PlacedRow> rows, Versions& versions) {
  const auto insert = tx.engine().prepare(insert_rows(rows.size()));
  std::size_t place = 0;
  for (const auto& [chain, seq, row] : rows) {
    insert->bind(place++, Kind::integer, chain);
    insert->bind(place++, Kind::integer, seq);
    insert->bind(place++, Kind::text, std::string_view(row->table));
    insert->bind(place++, Kind::integer, row->id);
    const auto digest = row->digest ? bytes_of(*row->digest) : std::string();
    insert->bind(place++, Kind::bytes, row->digest ? Seen(BytesView{digest}) : Seen());
  }
  std::size_t written = 0;
  for (; insert->step(); ++written)
    versions[{std::string(std::get<std::string_view>(insert->value(0))),
              std::get<std::int64_t>(insert->value(1))}] = std::get<std::int64_t>(insert->value(2));
  if (written != rows.size()) throw bug("a table without a number in the log");
}

RowsHash hash_of(std::span<const ToldRow> rows, const Versions& versions) {
  RowsHash hash(EventFormat::rules);
  for (const auto& row : rows)
    hash.add_row(row.table, row.id, versions.at({row.table, row.id}),
                 row.digest ? std::optional(bytes_of(*row.digest)) : std::nullopt);
  return hash;
}

ChainLink link_of(const WriteTxn& tx, const Event& event, const ChainHead& next,
                  const std::vector<std::pair<std::string, std::string>>& of_clock) {
  auto facts = event.facts;
  facts.insert(facts.end(), of_clock.begin(), of_clock.end());
  if (tx.context().practice_clock && next.chain == company.chain && next.seq == 1)
    facts.emplace_back(practice_mark, "yes");
  return {.chain = next.chain,
          .seq = next.seq,
          .at = event.at.seconds,
          .recorded_at = tx.now().seconds,
          .actor = event.actor,
          .command = event.command,
          .entity = event.entity,
          .key = event.key,
          .payload = pack(facts),
          .rules = event.rules,
          .previous = next.hash};
}

NewRow row_of(const ChainLink& link, const std::string& hash) {
  return {{"chain", link.chain},
          {"seq", link.seq},
          {"format", static_cast<std::int64_t>(link.format)},
          {"at", link.at},
          {"recorded_at", link.recorded_at},
          {"actor", link.actor},
          {"command", link.command},
          {"entity", link.entity},
          {"key", link.key},
          {"payload", link.payload},
          {"rules", link.rules},
          {"hash", BytesView{hash}}};
}

/// Outlets come with an event of theirs; those of an older store with its migration.
bool brings_outlets(const Event& event, std::span<const ToldRow> rows) {
  return event.entity == "store" ||
         std::ranges::find(rows, "outlet", &ToldRow::table) != rows.end();
}

/// Writes the rows of the events from `first` on, up to one that opens chains: a row is told of
/// once in a transaction, so that they can all be written together.
/// @return the index of the first event whose rows are still to be written
std::size_t tell_rows(WriteTxn& tx, ChainHeads& heads, std::size_t first,
                      std::span<const std::vector<ToldRow>> told, Versions& versions) {
  const auto& events = tx.journal().events;
  std::map<std::int64_t, std::int64_t> last;  // number on each chain
  std::vector<PlacedRow> rows;
  std::size_t end = first;
  do {
    const auto chain = events[end].scope.chain;
    const auto seq = ++last.try_emplace(chain, heads.of(chain).seq).first->second;
    for (const auto& row : told[end]) rows.push_back({chain, seq, &row});
    ++end;
  } while (end < events.size() && !brings_outlets(events[end - 1], told[end - 1]));
  for (std::span<const PlacedRow> rest = rows; !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), rows_at_once));
    write_rows(tx, some, versions);
    rest = rest.subspan(some.size());
  }
  return end;
}

}  // namespace

void write_log(WriteTxn& tx) {
  const auto& journal = tx.journal();
  if (journal.events.empty()) return;
  const auto told = told_rows(journal);
  ChainHeads heads(tx);
  std::vector<NewRow> events;
  Versions versions;
  std::size_t rows_until = 0;
  std::vector<std::pair<std::string, std::string>> of_clock;
  for (std::size_t i = 0; i < journal.events.size(); ++i) {
    const auto& event = journal.events[i];
    if (i == rows_until) rows_until = tell_rows(tx, heads, i, told, versions);
    auto next = heads.of(event.scope.chain);
    if (i == 0) {
      judge_clock(tx.context(), next.last);
      of_clock = told_of_clock(tx, next.last);
    }
    ++next.seq;
    auto rows = hash_of(told[i], versions);
    const auto packs = journal.packs.find(i);
    if (packs != journal.packs.end()) {
      if (event.scope.chain != company.chain)
        throw bug("rows in bulk are told by an event of the company");
      rows.add_packs(packs->second);
      heads.keep();
      keep_heads(tx, next.seq);
    }
    if (packs != journal.packs.end() || event.entity == anchor_entity)
      rows.add_heads(root_of_heads(tx, next.seq).value_or(""));
    auto link = link_of(tx, event, next, of_clock);
    link.rows = rows.bytes();
    next.hash = link.hash();
    events.push_back(row_of(link, next.hash));
    heads.of(next.chain) = next;
    if (brings_outlets(event, told[i])) heads.open_missing(next);
  }
  insert_many(tx.engine(), "event", events);
  heads.keep();
}

}  // namespace svcctl::store
