#include "store/private/event_writer.hpp"

#include <tuple>
#include <utility>

#include "store/digest.hpp"

namespace svcctl::store {
namespace {

std::string hex_digest(const ToldRow& row) {
  return row.digest
             ? hex_of_bytes({reinterpret_cast<const char*>(row.digest->data()), row.digest->size()})
             : std::string();
}

/// What an event's `rows_hash` covers: its rows, then its packs.
std::string hash_of_rows(const std::vector<ToldRow>& rows, const std::string& packs) {
  Digest all;
  for (const auto& row : rows) all.add(row.table).add(row.id).add(hex_digest(row));
  if (!packs.empty()) all.add("packs").add(packs);
  return all.hex();
}

}  // namespace

ChainLink chain_head(const ReadTxn& tx) {
  ChainLink link;
  if (auto head =
          tx.first("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", {}, [](const Row& row) {
            return std::pair<std::int64_t, std::string>(row["seq"], row["hash"]);
          }))
    std::tie(link.seq, link.previous_hash) = *head;
  return link;
}

void write_overrides(WriteTxn& tx, const ChainLink& head) {
  const auto& journal = tx.journal();
  for (const auto& overridden : journal.overrides) {
    if (journal.events.empty()) throw bug("an override without an event");
    tx.insert(
        "INSERT INTO rule_override (event_seq, clause, code, reason, approved_by) "
        "VALUES (:event_seq, :clause, :code, :reason, :approved_by)",
        {{"event_seq",
          head.seq + 1 + static_cast<std::int64_t>(journal.event_of(overridden.event))},
         {"clause", info(overridden.clause).id},
         {"code", overridden.code},
         {"reason", overridden.how.reason},
         {"approved_by", overridden.how.approved_by}});
  }
}

NewRow next_event(ChainLink& link, const Event& event, std::string rows_hash, Instant now) {
  ++link.seq;
  link.at = event.at.seconds;
  link.recorded_at = now.seconds;
  link.actor = event.actor;
  link.command = event.command;
  link.entity = event.entity;
  link.key = event.key;
  link.payload = pack(event.facts);
  link.rows_hash = std::move(rows_hash);
  auto hash = link.hash();
  NewRow row{{"seq", link.seq},
             {"at", link.at},
             {"recorded_at", link.recorded_at},
             {"actor", link.actor},
             {"command", link.command},
             {"entity", link.entity},
             {"key", link.key},
             {"payload", link.payload},
             {"rows_hash", link.rows_hash},
             {"previous_hash", link.previous_hash},
             {"hash", hash}};
  link.previous_hash = std::move(hash);
  return row;
}

NewRow event_row(std::int64_t seq, const ToldRow& row) {
  return {{"event_seq", seq},
          {"table_name", row.table},
          {"row_id", row.id},
          {"digest", row.digest ? std::optional(hex_digest(row)) : std::nullopt}};
}

void write_log(WriteTxn& tx) {
  auto& journal = tx.journal();
  auto link = chain_head(tx);
  write_overrides(tx, link);
  const auto told = told_rows(journal);
  std::vector<NewRow> events;
  std::vector<NewRow> rows;
  for (std::size_t i = 0; i < journal.events.size(); ++i) {
    const auto packs = journal.packs.find(i);
    events.push_back(next_event(
        link, journal.events[i],
        hash_of_rows(told[i], packs == journal.packs.end() ? std::string() : packs->second.hex()),
        tx.now()));
    for (const auto& row : told[i]) rows.push_back(event_row(link.seq, row));
  }
  insert_many(tx.engine(), "event", events);
  insert_many(tx.engine(), "event_row", rows);
}

}  // namespace svcctl::store
