#include "store/restore_loss.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "store/digest.hpp"
#include "store/private/chain.hpp"
#include "store/private/journal.hpp"

namespace svcctl::store {
namespace {

constexpr const char* restored_mark = "restored ";

/// Stores up to version 28 had one chain, which became the company's with its hashes.
bool has_chains(const ReadTxn& tx) { return tx.engine().has_table("chain_head"); }

/// Where a chain ends; 0: it is not there.
std::int64_t length_of(const ReadTxn& tx, std::int64_t chain) {
  if (!has_chains(tx))
    return chain == company.chain
               ? tx.value<std::int64_t>("SELECT MAX(seq) AS value FROM event").value_or(0)
               : 0;
  return tx
      .value<std::int64_t>("SELECT seq AS value FROM chain_head WHERE chain = :chain",
                           {{"chain", chain}})
      .value_or(0);
}

/// In hexadecimal.
std::string hash_at(const ReadTxn& tx, std::int64_t chain, std::int64_t seq) {
  if (!has_chains(tx))
    return tx.value<std::string>("SELECT hash AS value FROM event WHERE seq = :seq", {{"seq", seq}})
        .value_or("");
  return hex_of_bytes(
      tx.value<Bytes>("SELECT hash AS value FROM event WHERE chain = :chain AND seq = :seq",
                      {{"chain", chain}, {"seq", seq}})
          .value_or(Bytes{})
          .bytes);
}

/// How many events both have from the first on: a hash stands for all before it.
std::int64_t shared_length(const ReadTxn& held, const ReadTxn& brought, std::int64_t chain) {
  const auto same = [&](std::int64_t seq) {
    return hash_at(held, chain, seq) == hash_at(brought, chain, seq);
  };
  std::int64_t low = 0;
  auto high = std::min(length_of(held, chain), length_of(brought, chain));
  if (high == 0 || same(high)) return high;
  while (low + 1 < high) {
    const auto middle = low + (high - low) / 2;
    (same(middle) ? low : high) = middle;
  }
  return low;
}

}  // namespace

std::vector<LostEvent> lost_events(const ReadTxn& held, const ReadTxn& brought) {
  const EventNames names(held);
  std::vector<LostEvent> lost;
  std::vector<std::int64_t> chains;
  held.all("SELECT chain FROM chain_head ORDER BY chain", {}, [&](const Row& row) {
    chains.push_back(row["chain"]);
    return true;
  });
  for (const auto chain : chains) {
    auto query = held.query(
        R"(SELECT seq, recorded_at, actor, command, key FROM event
            WHERE chain = :chain AND seq > :same ORDER BY seq)",
        {{"chain", chain}, {"same", shared_length(held, brought, chain)}});
    while (query.next()) {
      const auto& row = query.row();
      lost.push_back({.event = names.number(chain, row["seq"]),
                      .recorded_at = row["recorded_at"],
                      .actor = row["actor"],
                      .command = row["command"],
                      .key = row["key"]});
    }
  }
  std::ranges::stable_sort(lost, {}, &LostEvent::recorded_at);
  return lost;
}

RestoreLoss loss_of(const std::vector<LostEvent>& lost) {
  RestoreLoss sum;
  sum.events = static_cast<std::int64_t>(lost.size());
  std::map<std::string, std::int64_t> by;
  for (const auto& each : lost) ++by[each.actor.empty() ? "-" : each.actor];
  for (const auto& [who, count] : by)
    sum.by += (sum.by.empty() ? "" : ", ") + who + " " + std::to_string(count);
  if (!lost.empty()) {
    sum.from = lost.front().recorded_at;
    sum.to = lost.back().recorded_at;
  }
  return sum;
}

Message sentence_of(const RestoreLoss& loss, const Zone& zone) {
  const std::string who = loss.actor.empty() ? "-" : loss.actor;
  if (!loss.events)
    return tr(
        "{0} restored a backup over a store that could not be compared with it: what was "
        "dropped is not known",
        loss.actor);
  return tr("{0} restored a backup and dropped what was recorded from {1} to {2} ({3}: {4})", who,
            zone.local(loss.from.value_or(Instant{})), zone.local(loss.to.value_or(Instant{})),
            *loss.events, loss.by);
}

std::vector<RestoreLoss> restore_losses(const ReadTxn& tx) {
  return tx.all<RestoreLoss>(
      R"(SELECT recorded_at, actor, approved_by, replaced, kept_as, head_before, lost_events,
                lost_from_at, lost_to_at, lost_by
           FROM store_restore ORDER BY id)");
}

std::vector<RestoreLoss> losses_not_in(const ReadTxn& held, const ReadTxn& brought) {
  if (!held.engine().has_table("store_restore")) return {};
  auto losses = restore_losses(held);
  if (brought.engine().has_table("store_restore"))
    for (const auto& known : restore_losses(brought))
      std::erase_if(losses, [&](const RestoreLoss& each) {
        return each.recorded_at == known.recorded_at && each.kept_as == known.kept_as;
      });
  return losses;
}

void keep_loss(WriteTxn& tx, const RestoreLoss& loss) {
  tx.insert(R"(INSERT INTO store_restore (recorded_at, actor, approved_by, replaced, kept_as,
                      head_before, lost_events, lost_from_at, lost_to_at, lost_by)
               VALUES (:recorded_at, :actor, :approved_by, :replaced, :kept_as, :head, :events, :from, :to,
                       :by))",
            {{"recorded_at", loss.recorded_at},
             {"actor", loss.actor},
             {"approved_by", loss.approved_by},
             {"replaced", loss.replaced},
             {"kept_as", loss.kept_as},
             {"head", loss.head_before},
             {"events", loss.events},
             {"from", loss.from},
             {"to", loss.to},
             {"by", loss.by}});
}

void mark_loss(WriteTxn& tx, const RestoreLoss& loss) {
  const auto moment = [](std::optional<Instant> at) { return at ? at->str() : std::string(); };
  tx.run(
      "INSERT INTO store_meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING",
      {{"name", restored_mark + loss.recorded_at.str()},
       {"value", pack({{"recorded_at", loss.recorded_at.str()},
                       {"actor", loss.actor},
                       {"approved_by", loss.approved_by},
                       {"replaced", to_code(loss.replaced)},
                       {"kept_as", loss.kept_as},
                       {"head_before", loss.head_before},
                       {"events", loss.events ? std::to_string(*loss.events) : std::string()},
                       {"from", moment(loss.from)},
                       {"to", moment(loss.to)},
                       {"by", loss.by}})}});
}

void keep_marked_losses(WriteTxn& tx) {
  const auto marks = tx.all("SELECT value FROM store_meta WHERE name LIKE 'restored %' ORDER BY id",
                            {}, [](const Row& row) { return row.get<std::string>("value"); });
  const auto known = restore_losses(tx);
  for (const auto& mark : marks) {
    const auto facts = unpack(mark);
    const std::map<std::string, std::string> of(facts.begin(), facts.end());
    RestoreLoss loss;
    loss.recorded_at = Instant::parse(of.at("recorded_at")).value_or(Instant{});
    loss.actor = of.at("actor");
    loss.approved_by = of.at("approved_by");
    loss.replaced = from_code<ReplacedStore>(of.at("replaced")).value_or(ReplacedStore::unreadable);
    loss.kept_as = of.at("kept_as");
    loss.head_before = of.at("head_before");
    if (const auto& events = of.at("events"); !events.empty()) loss.events = std::stoll(events);
    loss.from = Instant::parse(of.at("from"));
    loss.to = Instant::parse(of.at("to"));
    loss.by = of.at("by");
    if (std::ranges::find(known, loss.recorded_at, &RestoreLoss::recorded_at) == known.end())
      keep_loss(tx, loss);
  }
}

}  // namespace svcctl::store
