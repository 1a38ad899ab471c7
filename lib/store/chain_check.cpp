#include "store/private/chain_check.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "store/clock.hpp"
#include "store/merkle.hpp"
#include "store/private/heads.hpp"
#include "store/private/journal.hpp"
#include "store/private/pack.hpp"

namespace svcctl::store {
namespace {

/// Steps through the rows that one event after the other tells of.
class EventRows {
 public:
  EventRows(const ReadTxn& tx, std::int64_t chain,
            const std::map<std::int64_t, std::string>& tables)
      : tables_(tables),
        query_(tx.query("SELECT seq, table_id, row_id, version, digest FROM event_row "
                        "WHERE chain = :chain ORDER BY seq, table_id, row_id",
                        {{"chain", chain}})),
        more_(query_.next()) {}

  void add_to(RowsHash& hash, std::int64_t seq) {
    struct Told {
      std::string_view table;
      std::int64_t id, version;
      std::optional<std::string> digest;
    };
    std::vector<Told> told;
    const auto& row = query_.row();
    for (; more_ && row.get<std::int64_t>("seq") <= seq; more_ = query_.next()) {
      if (row.get<std::int64_t>("seq") != seq) {
        stray_ = stray_.value_or(row.get<std::int64_t>("seq"));
        continue;
      }
      const auto table = tables_.find(row["table_id"]);
      const auto digest = row.get<std::optional<Bytes>>("digest");
      told.push_back({table == tables_.end() ? std::string_view() : table->second, row["row_id"],
                      row["version"], digest ? std::optional(digest->bytes) : std::nullopt});
    }
    std::ranges::sort(told, {}, [](const Told& one) { return std::pair(one.table, one.id); });
    for (const auto& one : told) hash.add_row(one.table, one.id, one.version, one.digest);
  }
  /// After the last event: a number for which rows are told although there is no such event.
  std::optional<std::int64_t> stray() {
    if (!stray_ && more_) stray_ = query_.row().get<std::int64_t>("seq");
    return stray_;
  }

 private:
  const std::map<std::int64_t, std::string>& tables_;
  Query query_;
  bool more_;
  std::optional<std::int64_t> stray_;
};

ChainLink read_link(const Row& row) {
  ChainLink link;
  link.format = static_cast<EventFormat>(row.get<std::int64_t>("format"));
  link.seq = row["seq"];
  link.at = row["at"];
  link.recorded_at = row["recorded_at"];
  link.actor = row.get<std::string>("actor");
  link.command = row.get<std::string>("command");
  link.entity = row.get<std::string>("entity");
  link.key = row.get<std::string>("key");
  link.payload = row.get<std::string>("payload");
  link.rules = row.get<std::optional<std::int64_t>>("rules").value_or(0);
  return link;
}

/// What is told of an event that is not there could vouch for anything.
Message no_event() {
  return tr(
      "is not there, but the log tells what it wrote: that was inserted behind the program's "
      "back");
}

}  // namespace

ChainCheck::ChainCheck(const ReadTxn& tx, LogReport& report, const std::optional<std::string>& head)
    : tx_(tx), report_(report), met_(!head), names_(tx) {
  if (!met_) {
    auto told = read_head(*head).value_or(PrintedHead{});
    told_ = std::move(told.root);
    told_heads_ = std::move(told.heads);
  }
  for (auto query = tx.query("SELECT id, name FROM log_table"); query.next();)
    tables_.emplace(query.row().get<std::int64_t>("id"), query.row().get<std::string>("name"));
  for (auto query = tx.query("SELECT recorded_at, payload FROM event WHERE payload LIKE :mark",
                             {{"mark", "%" + std::string(wrong_clock_mark) + "%"}});
       query.next();)
    for (const auto& [name, value] : unpack(query.row().get<std::string>("payload")))
      if (const auto last = name == clock_before_mark ? Instant::parse(value) : std::nullopt)
        wrong_.push_back({query.row()["recorded_at"], *last});
  for (auto query = tx.query("SELECT DISTINCT anchor_seq FROM anchor_head"); query.next();)
    anchored_.insert(query.row().get<std::int64_t>("anchor_seq"));
}

std::vector<std::int64_t> ChainCheck::chains() const {
  std::set<std::int64_t> found;
  const auto gather = [&](std::string_view after) {
    auto next =
        tx_.value<std::int64_t>(after, {{"chain", std::numeric_limits<std::int64_t>::min()}});
    for (; next; next = tx_.value<std::int64_t>(after, {{"chain", *next}})) found.insert(*next);
  };
  gather("SELECT MIN(chain) AS value FROM chain_head WHERE chain > :chain");
  gather("SELECT MIN(chain) AS value FROM event WHERE chain > :chain");
  gather("SELECT MIN(chain) AS value FROM event_row WHERE chain > :chain");
  return {found.begin(), found.end()};
}

std::string ChainCheck::root_of(std::int64_t chain) {
  if (chain == company.chain) return {};
  const auto root = tx_.value<Bytes>(
      R"(SELECT e.hash AS value FROM chain_head h JOIN event e ON e.chain = 0 AND e.seq = h.root_seq
          WHERE h.chain = :chain)",
      {{"chain", chain}});
  return root.value_or(Bytes{}).bytes;
}

/// Whether a manager said that the clock was wrong which recorded at `before`.
bool ChainCheck::known_wrong(std::int64_t before, std::int64_t now) const {
  return std::ranges::any_of(wrong_, [&](const auto& said) {
    return said.first.seconds <= now + clock_tolerance && before <= said.second.seconds;
  });
}

void ChainCheck::meet(const std::string& bytes) {
  if (!met_) met_ = hex_of_bytes(bytes) == *told_;
}

void ChainCheck::chain(std::int64_t chain) {
  ChainHead head{.chain = chain, .seq = 0, .hash = root_of(chain), .root_seq = 0};
  EventRows rows(tx_, chain, tables_);
  std::optional<EventPacks> packs;
  if (chain == company.chain) packs.emplace(tx_);
  bool bad = false;
  std::int64_t before = 0;  // when the event before was recorded
  const auto finding = [&](std::int64_t seq, Message what) {
    if (!bad) report_.findings.push_back({names_.of(chain, seq), std::move(what)});
    bad = true;
  };
  auto query = tx_.query(
      "SELECT seq, format, at, recorded_at, actor, command, entity, key, payload, rules, hash "
      "FROM event WHERE chain = :chain ORDER BY seq",
      {{"chain", chain}});
  while (query.next()) {
    auto link = read_link(query.row());
    link.chain = chain;
    link.previous = head.hash;
    RowsHash wrote(link.format);
    rows.add_to(wrote, link.seq);
    if (packs)
      if (const auto packed = packs->digest_of(link.seq)) wrote.add_packs(*packed);
    if (chain == company.chain && anchored_.contains(link.seq)) {
      const auto root = root_of_heads(tx_, link.seq).value_or("");
      wrote.add_heads(root);
      meet(root);
    }
    link.rows = wrote.bytes();
    const auto hash = query.row().get<Bytes>("hash").bytes;
    if (link.seq != head.seq + 1)
      finding(link.seq, tr("{0} was expected here: events are missing", head.seq + 1));
    else if (query.row().get<std::int64_t>("format") >
                 static_cast<std::int64_t>(EventFormat::rules) ||
             link.hash() != hash)
      finding(link.seq, tr("was changed after it was recorded: the event, the list of rows it "
                           "wrote, or the event before it"));
    if (link.recorded_at < before - clock_tolerance && !known_wrong(before, link.recorded_at))
      report_.backwards.push_back(
          {names_.of(chain, link.seq),
           tr("was recorded at {0}, before the event that it follows: the clock ran backwards",
              tx_.settings().zone.local({link.recorded_at}))});
    before = link.recorded_at;
    if (chain == company.chain && link.seq == 1) {
      const bool made = says_practice(link.payload);
      const bool marked = marked_for_practice(tx_);
      if (made && !marked) finding(1, tr("made the store for practice: its mark was removed"));
      if (!made && marked)
        finding(1, tr("made a real store: a mark of one for practice was set behind the program's "
                      "back"));
    }
    meet(hash);
    head.seq = link.seq;
    head.hash = hash;
  }
  if (const auto stray = rows.stray()) finding(*stray, no_event());
  const auto kept = tx_.first(
      "SELECT seq, hash FROM chain_head WHERE chain = :chain", {{"chain", chain}},
      [](const Row& row) {
        return ChainHead{
            .chain = 0, .seq = row["seq"], .hash = row.get<Bytes>("hash").bytes, .root_seq = 0};
      });
  if (!kept || kept->seq != head.seq || kept->hash != head.hash)
    finding(kept ? kept->seq : head.seq,
            tr("was the last of its chain: the chain was cut off or written anew"));
  report_.head.count += head.seq;
  if (report_.head.hash.empty())
    report_.head.hash = hex_of_bytes(head.hash);  // the company's is first
}

void ChainCheck::company_strays() {
  const auto each = [&](std::string_view sql, const Message& what) {
    for (auto query = tx_.query(sql); query.next();)
      report_.findings.push_back({names_.of(company.chain, query.row()["seq"]), what});
  };
  each(R"(SELECT DISTINCT p.seq FROM event_pack p
            LEFT JOIN event e ON e.chain = 0 AND e.seq = p.seq WHERE e.seq IS NULL ORDER BY p.seq)",
       no_event());
  each(R"(SELECT DISTINCT a.anchor_seq AS seq FROM anchor_head a
            LEFT JOIN event e ON e.chain = 0 AND e.seq = a.anchor_seq
           WHERE e.seq IS NULL ORDER BY a.anchor_seq)",
       no_event());
  if (tx_.engine().has_table("clock_dispute") &&
      tx_.value<std::int64_t>(R"(SELECT 1 AS value FROM chain_head h
          WHERE h.chain = 0 AND COALESCE(h.disputed_at, -1)
                <> COALESCE((SELECT MAX(d.last_at) FROM clock_dispute d
                              WHERE d.settled_at IS NULL), -1))"))
    report_.findings.push_back(
        {"chain_head", tr("does not say what the disputes about the clock say: it was changed "
                          "behind the program's back")});
  for (auto query =
           tx_.query(R"(SELECT o.code FROM outlet o LEFT JOIN chain_head h ON h.chain = o.id
                                  WHERE h.chain IS NULL ORDER BY o.code)");
       query.next();)
    report_.findings.push_back({"outlet " + query.row().get<std::string>("code"),
                                tr("has no chain in the log: its head was deleted")});
}

void ChainCheck::anchors(std::optional<std::int64_t> chain) {
  auto query = tx_.query(
      R"(SELECT a.chain, a.seq, MIN(a.anchor_seq) AS anchor
           FROM anchor_head a LEFT JOIN event e ON e.chain = a.chain AND e.seq = a.seq
          WHERE a.seq > 0 AND (:all = 1 OR a.chain = :chain)
            AND (e.hash IS NULL OR e.hash <> a.hash)
          GROUP BY a.chain, a.seq ORDER BY a.chain, a.seq)",
      {{"all", !chain}, {"chain", chain.value_or(0)}});
  while (query.next()) {
    const auto& row = query.row();
    report_.findings.push_back(
        {names_.of(row["chain"], row["seq"]),
         tr("is not as the anchor of {0} holds it: the chain was cut off or written anew",
            names_.of(company.chain, row["anchor"]))});
  }
}

bool ChainCheck::holds_told_heads() {
  std::vector<std::string> leaves;
  for (const auto& [chain, seq] : told_heads_) {
    const auto hash =
        seq == 0 ? Bytes{root_of(chain)}
                 : tx_.value<Bytes>(
                          "SELECT hash AS value FROM event WHERE chain = :chain AND seq = :seq",
                          {{"chain", chain}, {"seq", seq}})
                       .value_or(Bytes{});
    leaves.push_back(leaf_of(chain, seq, hash.bytes));
  }
  return !leaves.empty() && hex_of_bytes(merkle_root(leaves)) == *told_;
}

void ChainCheck::told_head() {
  met_ = met_ || holds_told_heads();
  if (!met_)
    report_.findings.push_back(
        {"head", tr("no chain and no anchor holds {0}: a tail was cut off or rewritten", *told_)});
}

}  // namespace svcctl::store
