#include "store/log.hpp"

#include "base/error.hpp"
#include "store/digest.hpp"
#include "store/merkle.hpp"
#include "store/private/chain_check.hpp"
#include "store/private/heads.hpp"
#include "store/private/journal.hpp"
#include "store/private/pack.hpp"

namespace svcctl::store {
namespace {

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
    } else if (!latest.whole()) {
      finding(rows.id(), tr("what the log tells of it does not hold together"));
    }
    if (latest.valid() && latest.id() == rows.id()) latest.next();
  }
  for (; latest.valid(); latest.next()) skipped(latest);
}

}  // namespace

void each_event(const ReadTxn& tx, const LogFilter& filter,
                const std::function<void(const LogEntry&)>& take) {
  const EventNames names(tx);
  const auto here = tx.within("chain");
  auto query = tx.query(
      std::string(
          "SELECT chain, seq, at, recorded_at, actor, command, entity, key, payload, hash, rules, "
          "CASE WHEN EXISTS (SELECT 1 FROM late_record l WHERE l.chain = event.chain "
          "AND l.seq = event.seq) THEN CASE WHEN actor = '' THEN '-' ELSE actor END ELSE '' END "
          "AS late_by, "
          "COALESCE((SELECT s.code FROM late_acceptance a JOIN staff s ON s.id = a.staff_id "
          "WHERE a.chain = event.chain AND a.seq = event.seq), '') AS accepted_by FROM event "
          "WHERE (:entity IS NULL OR entity = :entity OR key = :entity) "
          "AND (:actor IS NULL OR actor = :actor) AND (:since IS NULL OR recorded_at >= :since) "
          "AND (chain = 0 OR (1 = 1") +
          here.sql + ")) ORDER BY recorded_at, chain, seq",
      {here, {"entity", filter.entity}, {"actor", filter.actor}, {"since", filter.since}});
  while (query.next()) {
    const auto& row = query.row();
    LogEntry entry;
    entry.chain = names.chain(row["chain"]);
    entry.seq = row["seq"];
    entry.at = row.get<Instant>("at");
    entry.recorded_at = row.get<Instant>("recorded_at");
    entry.actor = row.get<std::string>("actor");
    entry.command = row.get<std::string>("command");
    entry.entity = row.get<std::string>("entity");
    entry.key = row.get<std::string>("key");
    entry.facts = unpack(row.get<std::string>("payload"));
    entry.hash = hex_of_bytes(row.get<BytesView>("hash").bytes);
    entry.rules = row.get<std::optional<std::int64_t>>("rules");
    entry.late_by = row.get<std::string>("late_by");
    entry.accepted_by = row.get<std::string>("accepted_by");
    take(entry);
  }
}

LogHead log_head(const ReadTxn& tx) {
  if (!tx.engine().has_table("chain_head"))
    return tx
        .first("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", {},
               [](const Row& row) {
                 return LogHead{row["seq"], row["hash"]};
               })
        .value_or(LogHead{});
  LogHead head;
  PrintedHead printed;
  std::vector<std::string> leaves;
  for (auto query = tx.query("SELECT chain, seq, hash FROM chain_head ORDER BY chain");
       query.next();) {
    const auto& row = query.row();
    const std::int64_t chain = row["chain"];
    const std::int64_t seq = row["seq"];
    leaves.push_back(leaf_of(chain, seq, row.get<BytesView>("hash").bytes));
    printed.heads[chain] = seq;
    head.count += seq;
  }
  if (leaves.empty()) return head;
  printed.root = hex_of_bytes(merkle_root(leaves));
  head.hash = str(printed);
  return head;
}

LogReport verify_log(const ReadTxn& tx, const LogCheck& check) {
  // A part of a hash, or none, would be met by nearly any chain.
  if (check.head && !read_head(*check.head))
    throw usage_error("audit.head",
                      tr("'{0}' is no hash of the log: it has 64 hexadecimal digits", *check.head),
                      "svcctl audit log --columns chain,seq,hash");
  LogReport report;
  ChainCheck chains(tx, report, check.head);
  for (const auto chain : chains.chains())
    if (!check.chain || *check.chain == chain || (check.head && chain == company.chain))
      chains.chain(chain);  // the company's holds the roots of anchors
  if (!check.chain) chains.company_strays();
  chains.anchors(check.chain);
  chains.told_head();
  if (!check.chain) report.head.hash = log_head(tx).hash;
  if (!check.chain)
    for (const auto& table : logged_tables(tx.engine())) verify_rows(tx, table, report);
  return report;
}

}  // namespace svcctl::store
