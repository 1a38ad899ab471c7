#include "store/rules.hpp"

#include "store/beginning.hpp"
#include "store/digest.hpp"
#include "store/private/journal.hpp"
#include "store/private/rules.hpp"

namespace svcctl::store {
namespace {

RulesVersion version_of(const Row& row) {
  return {.number = row["id"],
          .recorded_at = row["recorded_at"],
          .actor = row.get<std::string>("actor"),
          .origin = row.get<RulesOrigin>("origin"),
          .text = row.get<std::string>("text"),
          .digest = hex_of_bytes(row.get<BytesView>("digest").bytes)};
}

/// How the facts of an event name what a rule was and is.
constexpr const char* before_mark = " before";
constexpr const char* after_mark = " after";

std::vector<RuleChange> changes_in(std::string_view payload) {
  std::vector<RuleChange> changes;
  const std::string_view before = before_mark;
  const auto facts = unpack(payload);
  for (std::size_t i = 0; i + 1 < facts.size(); ++i) {
    const auto& [name, value] = facts[i];
    if (!name.ends_with(before)) continue;
    const auto key = name.substr(0, name.size() - before.size());
    if (facts[i + 1].first == key + after_mark)
      changes.push_back({key, value, facts[i + 1].second});
  }
  return changes;
}

constexpr std::string_view every_version =
    "SELECT r.id, r.recorded_at, COALESCE(s.code, '') AS actor, r.origin, r.text, r.digest "
    "FROM rule_version r LEFT JOIN staff s ON s.id = r.staff_id ORDER BY r.id";

std::string digest_of(const std::string& text) {
  const auto digest = sha256_bytes(text);
  return {digest.begin(), digest.end()};
}

std::int64_t insert_version(WriteTxn& tx, const std::string& text, RulesOrigin origin) {
  // Versions are counted: people name them.
  return tx.insert(
      R"(INSERT INTO rule_version (id, recorded_at, staff_id, origin, text, digest)
         VALUES (1 + COALESCE((SELECT MAX(v.id) FROM rule_version v), 0), :now, :staff, :origin,
                 :text, :digest))",
      {tx.stamp(), {"origin", origin}, {"text", text}, {"digest", BytesView{digest_of(text)}}});
}

}  // namespace

void go_by_rules_of(ReadTxn& tx) {
  if (!tx.engine().has_table("rule_version")) return;  // it is older than the program
  const auto known = tx.context().rules_digest;
  tx.first(
      R"(SELECT r.id, r.digest, r.text,
                (SELECT m.value FROM store_meta m WHERE m.name = :memory || r.id) AS remembered
           FROM rule_version r ORDER BY r.id DESC LIMIT 1)",
      {{"memory", tx.context().memory}}, [&](const Row& row) {
        const auto digest = row.get<Bytes>("digest").bytes;
        if (digest != known) tx.go_by(row["id"], digest, row.get<std::string>("text"));
        tx.context_.rules = row["id"];
        tx.remembered_ = row.get<std::optional<std::string>>("remembered");
        return true;
      });
}

Rules rules_in_force(Connection& connection) {
  auto& engine = connection.engine();
  if (!engine.has_table("rule_version")) return {};
  Query query(engine, "SELECT id, digest, text FROM rule_version ORDER BY id DESC LIMIT 1", {});
  if (!query.next()) return {};
  const auto& row = query.row();
  return {.number = row["id"],
          .digest = row.get<Bytes>("digest").bytes,
          .text = row.get<std::string>("text")};
}

std::vector<RulesVersion> rule_versions(const ReadTxn& tx) {
  return tx.all(every_version, {}, version_of);
}

std::optional<RulesVersion> rules_at(const ReadTxn& tx, Instant at) {
  std::optional<RulesVersion> found;
  for (auto& version : rule_versions(tx))
    if (!found || version.recorded_at <= at) found = std::move(version);
  return found;
}

std::vector<RulesChanged> rules_changed(const ReadTxn& tx) {
  const auto sql = std::string(R"(SELECT v.id AS id, v.recorded_at AS recorded_at, e.actor AS actor,
                            e.payload AS payload
                       FROM rule_version v JOIN log_table t ON t.name = 'rule_version'
                       JOIN event_row r ON r.table_id = t.id AND r.row_id = v.id AND r.version = 1
                       JOIN event e ON e.chain = r.chain AND e.seq = r.seq
                      WHERE e.entity = 'rules' AND v.recorded_at > )") +
                   std::string(with_beginnings_at) + " ORDER BY v.id";
  return tx.all(sql, {}, [](const Row& row) {
    return RulesChanged{.number = row["id"],
                        .recorded_at = row["recorded_at"],
                        .actor = row.get<std::string>("actor"),
                        .changes = changes_in(row.get<std::string>("payload"))};
  });
}

RecordedBetween recorded_between(const ReadTxn& tx, const RulesChanged& first,
                                 const RulesChanged& next) {
  return tx
      .first(R"(SELECT COUNT(*) AS records,
                       COALESCE(SUM(CASE WHEN actor = :who THEN 1 ELSE 0 END), 0) AS own
                  FROM event WHERE rules >= :first AND rules < :next AND entity <> 'rules')",
             {{"who", first.actor}, {"first", first.number}, {"next", next.number}},
             [](const Row& row) {
               return RecordedBetween{row["records"], row["own"]};
             })
      .value_or(RecordedBetween{});
}

std::int64_t put_in_force(WriteTxn& tx, const std::string& text, RulesOrigin origin,
                          const std::vector<RuleChange>& changes) {
  const auto number = insert_version(tx, text, origin);
  Event event{"rules", std::to_string(number), {}};
  for (const auto& change : changes) {
    event.facts.emplace_back(change.key + before_mark, change.before);
    event.facts.emplace_back(change.key + after_mark, change.after);
  }
  tx.record(company, std::move(event));
  tx.go_by(number, digest_of(text), text);
  return number;
}

void put_first_in_force(WriteTxn& tx, const std::string& text, RulesOrigin origin) {
  if (tx.value<std::int64_t>("SELECT MAX(id) AS value FROM rule_version")) return;
  const auto number = insert_version(tx, text, origin);
  tx.go_by(number, digest_of(text), text);
}

RulesOfThen::RulesOfThen(const ReadTxn& tx) : tx_(tx) {
  tx.all("SELECT id, recorded_at FROM rule_version ORDER BY id", {}, [&](const Row& row) {
    versions_.emplace_back(row.get<std::int64_t>("id"), row.get<Instant>("recorded_at"));
    return true;
  });
}

const Settings& RulesOfThen::of(std::string_view table, std::int64_t row_id, Instant recorded_at) {
  if (versions_.size() < 2 || !tx_.context().read_rules) return tx_.settings();
  auto rows = judged_.find(table);
  if (rows == judged_.end()) {
    rows = judged_.try_emplace(std::string(table)).first;
    for (auto query = tx_.query(
             R"(SELECT r.row_id, e.rules
                  FROM event_row r JOIN log_table t ON t.id = r.table_id
                       JOIN event e ON e.chain = r.chain AND e.seq = r.seq
                 WHERE t.name = :name AND r.version = 1 AND e.rules > 0)",
             {{"name", table}});
         query.next();)
      rows->second.emplace(query.row().get<std::int64_t>("row_id"),
                           query.row().get<std::int64_t>("rules"));
  }
  if (const auto judged = rows->second.find(row_id); judged != rows->second.end())
    return by(judged->second);
  auto number = versions_.front().first;
  for (const auto& [version, since] : versions_)
    if (since <= recorded_at) number = version;
  return by(number);
}

const Settings& RulesOfThen::by(std::int64_t number) {
  if (number == tx_.context().rules) return tx_.settings();
  const auto known = settings_.find(number);
  if (known != settings_.end()) return known->second;
  const auto text = tx_.value<std::string>("SELECT text AS value FROM rule_version WHERE id = :id",
                                           {{"id", number}});
  if (!text) return tx_.settings();
  return settings_.emplace(number, tx_.context().read_rules(*text)).first->second;
}

}  // namespace svcctl::store
