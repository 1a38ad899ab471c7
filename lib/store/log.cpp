#include "store/log.hpp"

#include "store/digest.hpp"
#include "store/private/journal.hpp"
#include "store/private/pack.hpp"

namespace svcctl::store {
namespace {

constexpr const char* every_event =
    "SELECT seq, at, recorded_at, actor, command, entity, key, payload, rows_hash, previous_hash, "
    "hash FROM event ORDER BY seq";

/// Steps through the row digests of one event after the other.
class EventRows {
 public:
  explicit EventRows(const ReadTxn& tx)
      : query_(tx.query("SELECT event_seq, table_name, row_id, digest FROM event_row "
                        "ORDER BY event_seq, id")),
        more_(query_.next()),
        packs_(tx) {}

  std::string hash_of(std::int64_t event) {
    Digest digest;
    while (more_ && query_.row().get<std::int64_t>("event_seq") <= event) {
      const auto& row = query_.row();
      if (row.get<std::int64_t>("event_seq") == event)
        digest.add(row.get<std::string>("table_name"))
            .add(row.get<std::int64_t>("row_id"))
            .add(row.get<std::optional<std::string>>("digest").value_or(""));
      more_ = query_.next();
    }
    if (const auto packs = packs_.hash_of(event); !packs.empty()) digest.add("packs").add(packs);
    return digest.hex();
  }

 private:
  Query query_;
  bool more_;
  EventPacks packs_;
};

void verify_chain(const ReadTxn& tx, LogReport& report, const std::optional<std::string>& head) {
  EventRows rows(tx);
  bool bad = false;
  bool found = !head || head->empty();
  for (auto query = tx.query(every_event); query.next();) {
    const auto& row = query.row();
    ChainLink link;
    link.seq = row["seq"];
    link.at = row["at"];
    link.recorded_at = row["recorded_at"];
    link.actor = row.get<std::string>("actor");
    link.command = row.get<std::string>("command");
    link.entity = row.get<std::string>("entity");
    link.key = row.get<std::string>("key");
    link.payload = row.get<std::string>("payload");
    link.rows_hash = row.get<std::string>("rows_hash");
    link.previous_hash = row.get<std::string>("previous_hash");
    const std::string hash = row["hash"];
    const auto rows_hash = rows.hash_of(link.seq);
    const auto finding = [&](Message what) {
      if (!bad) report.findings.push_back({"event " + std::to_string(link.seq), std::move(what)});
      bad = true;
    };
    if (link.seq != report.head.count + 1)
      finding(tr("{0} was expected here: events are missing", report.head.count + 1));
    else if (link.previous_hash != report.head.hash)
      finding(tr("does not follow the event before it"));
    else if (link.hash() != hash)
      finding(tr("was changed after it was recorded"));
    else if (rows_hash != link.rows_hash)
      finding(tr("the list of the rows it wrote was changed"));
    report.head = {link.seq, hash};
    if (!found && hash.starts_with(*head)) found = true;
  }
  if (!found)
    report.findings.push_back(
        {"head", tr("the chain does not hold {0}: its tail was cut off or rewritten", *head)});
}

void verify_rows(const ReadTxn& tx, const std::string& table, LogReport& report) {
  const auto finding = [&](std::int64_t id, Message what) {
    report.findings.push_back({table + " " + std::to_string(id), std::move(what)});
  };
  const auto skipped = [&](const LatestDigests& latest) {
    if (latest.digest()) finding(latest.id(), tr("was deleted behind the program's back"));
  };
  LatestDigests latest(tx, table);
  RowDigests rows(tx.engine(), table, false);
  while (rows.next()) {
    for (; latest.valid() && latest.id() < rows.id(); latest.next()) skipped(latest);
    if (!latest.valid() || latest.id() != rows.id() || !latest.digest()) {
      finding(rows.id(), tr("was inserted behind the program's back"));
    } else if (!same_digest(rows.digest(), *latest.digest())) {
      finding(rows.id(), tr("was changed behind the program's back"));
    }
    if (latest.valid() && latest.id() == rows.id()) latest.next();
  }
  for (; latest.valid(); latest.next()) skipped(latest);
}

}  // namespace

void each_event(const ReadTxn& tx, const LogFilter& filter,
                const std::function<void(const LogEntry&)>& take) {
  auto query = tx.query(
      "SELECT seq, at, recorded_at, actor, command, entity, key, payload, hash FROM event "
      "WHERE (:entity IS NULL OR entity = :entity OR key = :entity) "
      "AND (:actor IS NULL OR actor = :actor) AND (:since IS NULL OR recorded_at >= :since) "
      "ORDER BY seq",
      {{"entity", filter.entity}, {"actor", filter.actor}, {"since", filter.since}});
  while (query.next()) {
    const auto& row = query.row();
    LogEntry entry;
    entry.seq = row["seq"];
    entry.at = row.get<Instant>("at");
    entry.recorded_at = row.get<Instant>("recorded_at");
    entry.actor = row.get<std::string>("actor");
    entry.command = row.get<std::string>("command");
    entry.entity = row.get<std::string>("entity");
    entry.key = row.get<std::string>("key");
    entry.facts = unpack(row.get<std::string>("payload"));
    entry.hash = row.get<std::string>("hash");
    take(entry);
  }
}

LogHead log_head(const ReadTxn& tx) {
  return tx
      .first("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", {},
             [](const Row& row) {
               return LogHead{row["seq"], row["hash"]};
             })
      .value_or(LogHead{});
}

LogReport verify_log(const ReadTxn& tx, const std::optional<std::string>& head) {
  LogReport report;
  verify_chain(tx, report, head);
  for (const auto& table : logged_tables(tx.engine())) verify_rows(tx, table, report);
  return report;
}

}  // namespace svcctl::store
