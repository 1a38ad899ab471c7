#include "store/private/chain.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "store/private/bind.hpp"
#include "store/private/journal.hpp"

namespace svcctl::store {

void RowsHash::add_row(std::string_view table, std::int64_t id, std::int64_t version,
                       const std::optional<std::string>& digest) {
  all_.add(table).add(id);
  if (format_ == EventFormat::text)
    all_.add(digest ? hex_of_bytes(*digest) : std::string());
  else
    all_.add(version).add(digest.value_or(""));
}

void RowsHash::add_packs(Digest packs) {
  all_.add("packs").add(format_ == EventFormat::text ? packs.hex() : packs.bytes());
}

void RowsHash::add_heads(std::string_view root) { all_.add("heads").add(root); }

std::string ChainLink::hash() const {
  const bool as_text = format == EventFormat::text;
  Digest all;
  if (!as_text) all.add(chain);
  if (format == EventFormat::rules) all.add(rules);
  all.add(seq).add(at).add(recorded_at).add(actor).add(command).add(entity).add(key).add(payload);
  all.add(as_text ? hex_of_bytes(rows) : rows).add(as_text ? hex_of_bytes(previous) : previous);
  return all.bytes();
}

ChainHead& ChainHeads::of(std::int64_t chain) {
  if (const auto found = heads_.find(chain); found != heads_.end()) return found->second;
  const auto& known = tx_.journal().heads;
  if (const auto found = known.find(chain); found != known.end())
    return heads_.insert(*found).first->second;
  const auto head = tx_.first(
      "SELECT seq, hash, root_seq, (SELECT MAX(recorded_at) FROM chain_head) AS last "
      "FROM chain_head WHERE chain = :chain",
      {{"chain", chain}}, [&](const Row& row) {
        return ChainHead{chain, row["seq"], row.get<Bytes>("hash").bytes, row["root_seq"],
                         row["last"]};
      });
  if (!head) throw bug("outlet " + std::to_string(chain) + " has no chain in the log");
  return heads_.emplace(chain, *head).first->second;
}

void ChainHeads::keep() {
  const bool wrong = !tx_.context().clock_was_wrong.empty();
  for (const auto& [chain, head] : heads_)
    tx_.run(
        "UPDATE chain_head SET seq = :seq, hash = :hash, recorded_at = :now WHERE chain = :chain",
        {{"seq", head.seq},
         {"hash", BytesView{head.hash}},
         {"now", wrong ? tx_.now() : std::max(head.last, tx_.now())},
         {"chain", chain}});
  if (wrong)  // what was recorded after this moment measures no clock any more
    tx_.run("UPDATE chain_head SET recorded_at = :now WHERE recorded_at > :now",
            {{"now", tx_.now()}});
}

void ChainHeads::open_missing(const ChainHead& company) {
  tx_.run(R"(INSERT INTO chain_head (chain, seq, hash, root_seq, recorded_at)
             SELECT o.id, 0, :hash, :root, 0 FROM outlet o
              WHERE NOT EXISTS (SELECT 1 FROM chain_head h WHERE h.chain = o.id))",
          {{"hash", BytesView{company.hash}}, {"root", company.seq}});
}

std::int64_t next_company_seq(WriteTxn& tx) {
  const auto recorded = std::ranges::count(tx.journal().events, company.chain,
                                           [](const Event& event) { return event.scope.chain; });
  return tx.value<std::int64_t>("SELECT seq AS value FROM chain_head WHERE chain = 0").value_or(0) +
         recorded + 1;
}

void number_tables(Engine& engine) {
  if (!engine.has_table("log_table")) return;
  for (const auto& name : logged_tables(engine)) {
    const auto insert = engine.prepare(
        "INSERT INTO log_table (name) SELECT :name "
        "WHERE NOT EXISTS (SELECT 1 FROM log_table WHERE name = :name)");
    bind_all(*insert, {{"name", name}});
    insert->step();
  }
}

std::optional<std::pair<std::int64_t, std::int64_t>> event_named(const ReadTxn& tx,
                                                                 const std::string& typed) {
  const auto dash = typed.rfind('-');
  const auto number = dash == std::string::npos ? typed : typed.substr(dash + 1);
  std::int64_t seq = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), seq);
  if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
  std::int64_t chain = company.chain;
  if (dash != std::string::npos)
    chain = tx.value<std::int64_t>("SELECT id AS value FROM outlet WHERE code = :code",
                                   {{"code", utf8::capitals(typed.substr(0, dash))}})
                .value_or(-1);
  return std::pair(chain, seq);
}

EventNames::EventNames(const ReadTxn& tx) {
  for (auto query = tx.query("SELECT id, code FROM outlet"); query.next();)
    codes_.emplace(query.row().get<std::int64_t>("id"), query.row().get<std::string>("code"));
}

std::string EventNames::chain(std::int64_t chain) const {
  if (chain == company.chain) return {};
  const auto code = codes_.find(chain);
  return code == codes_.end() ? "outlet " + std::to_string(chain) : code->second;
}

std::string EventNames::number(std::int64_t chain, std::int64_t seq) const {
  const auto code = this->chain(chain);
  return (code.empty() ? std::string() : code + "-") + std::to_string(seq);
}

std::string EventNames::of(std::int64_t chain, std::int64_t seq) const {
  return "event " + number(chain, seq);
}

}  // namespace svcctl::store
