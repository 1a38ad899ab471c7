#include "store/late.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "store/one_person.hpp"
#include "store/override.hpp"
#include "store/pin.hpp"
#include "store/private/chain.hpp"
#include "store/private/journal.hpp"

namespace svcctl::store {
namespace {

std::string of_row(std::string_view table, std::string_view alias) {
  return std::string("late_record late WHERE late.table_name = '")
      .append(table)
      .append("' AND late.row_id = ")
      .append(alias)
      .append(".id AND late.made = 1");
}

void accept(WriteTxn& tx, std::int64_t chain, std::int64_t seq, const std::string& why) {
  tx.insert(R"(INSERT INTO late_acceptance (chain, seq, why, recorded_at, staff_id)
               VALUES (:chain, :seq, :why, :now, :staff))",
            {{"chain", chain}, {"seq", seq}, {"why", why}, tx.stamp()});
}

}  // namespace

std::string counts_at(std::string_view table, std::string_view alias, std::string_view happened) {
  const std::string name(alias);
  return "CASE WHEN EXISTS (SELECT 1 FROM " + of_row(table, alias) +
         " AND NOT EXISTS (SELECT 1 FROM late_acceptance la WHERE la.chain = late.chain "
         "AND la.seq = late.seq)) THEN " +
         name + ".recorded_at ELSE " + name + "." + std::string(happened) + " END";
}

std::string late_by(std::string_view table, std::string_view alias) {
  return "COALESCE((SELECT MAX(CASE WHEN late.actor = '' THEN '-' ELSE late.actor END) FROM " +
         of_row(table, alias) + "), '')";
}

namespace {

/// The condition for the events of the outlets that are read, and of the company's.
std::string readable(const Within& here) { return " AND (e.chain = 0 OR (1 = 1" + here.sql + "))"; }

/// @param rows the events `e`, with their acceptance `a` and who `s` accepted, and conditions
void each_of(const ReadTxn& tx, const std::string& rows, Params given,
             const std::function<void(const LateEvent&)>& take) {
  const EventNames names(tx);
  auto query = tx.query(R"(SELECT e.chain, e.seq, e.at, e.recorded_at, e.actor, e.command, e.key,
                COALESCE(s.code, '') AS accepted_by, COALESCE(a.why, '') AS why
           FROM )" + rows + " ORDER BY e.recorded_at, e.chain, e.seq",
                        given);
  while (query.next()) {
    const auto& row = query.row();
    take({.event = names.number(row["chain"], row["seq"]),
          .at = row["at"],
          .recorded_at = row["recorded_at"],
          .actor = row["actor"],
          .command = row["command"],
          .key = row["key"],
          .accepted_by = row["accepted_by"],
          .why = row["why"]});
  }
}

}  // namespace

void each_late_event(const ReadTxn& tx, bool open_only,
                     const std::function<void(const LateEvent&)>& take) {
  const auto here = tx.within("e.chain");
  each_of(tx,
          R"((SELECT DISTINCT chain, seq FROM late_record) l
           JOIN event e ON e.chain = l.chain AND e.seq = l.seq
           LEFT JOIN late_acceptance a ON a.chain = l.chain AND a.seq = l.seq
           LEFT JOIN staff s ON s.id = a.staff_id
          WHERE (:open = 0 OR a.id IS NULL))" +
              readable(here),
          {here, {"open", open_only}}, take);
}

void each_later_event(const ReadTxn& tx, Instant from, Instant to,
                      const std::function<void(const LateEvent&)>& take) {
  const auto here = tx.within("e.chain");
  each_of(tx,
          R"(event e
           LEFT JOIN late_acceptance a ON a.chain = e.chain AND a.seq = e.seq
           LEFT JOIN staff s ON s.id = a.staff_id
          WHERE e.at <> e.recorded_at AND e.at BETWEEN :from AND :to AND e.recorded_at > :to)" +
              readable(here),
          {here, {"from", from}, {"to", to}}, take);
  // A signature that was given later: work counts when it begins, which may be long after.
  each_of(tx,
          R"((SELECT DISTINCT r.chain AS chain, r.seq AS seq
             FROM signature g JOIN log_table t ON t.name = 'signature'
             JOIN event_row r ON r.table_id = t.id AND r.row_id = g.id AND r.version = 2
            WHERE g.recorded_at <= :to AND g.signed_at > :to
              AND (g.at >= :from OR g.named_as = 'technician')) l
           JOIN event e ON e.chain = l.chain AND e.seq = l.seq
           LEFT JOIN late_acceptance a ON a.chain = l.chain AND a.seq = l.seq
           LEFT JOIN staff s ON s.id = a.staff_id
          WHERE 1 = 1)" +
              readable(here),
          {here, {"from", from}, {"to", to}}, take);
  // A restore that dropped what was recorded then.
  each_of(tx,
          R"((SELECT DISTINCT r.chain AS chain, r.seq AS seq
             FROM store_restore x JOIN log_table t ON t.name = 'store_restore'
             JOIN event_row r ON r.table_id = t.id AND r.row_id = x.id
            WHERE x.lost_from_at <= :to AND x.lost_to_at >= :from AND x.recorded_at > :to) l
           JOIN event e ON e.chain = l.chain AND e.seq = l.seq
           LEFT JOIN late_acceptance a ON a.chain = l.chain AND a.seq = l.seq
           LEFT JOIN staff s ON s.id = a.staff_id
          WHERE 1 = 1)" +
              readable(here),
          {here, {"from", from}, {"to", to}}, take);
  each_of(tx,
          R"(late_acceptance a JOIN event e ON e.chain = a.chain AND e.seq = a.seq
           LEFT JOIN staff s ON s.id = a.staff_id
          WHERE a.recorded_at > :to AND e.recorded_at BETWEEN :from AND :to)" +
              readable(here),
          {here, {"from", from}, {"to", to}}, take);
}

namespace {

/// Nobody accepts alone what they recorded, unless there is no other manager and that is said.
void require_other_acceptor(WriteTxn& tx, const LateEvent& own, const std::string& typed) {
  const auto refused =
      tr("{0} recorded event {1} late: another manager accepts it", own.actor, own.event);
  const auto other = another_manager(tx);
  if (other || !tx.context().no_other)
    throw usage_error("late.own", refused,
                      "svcctl late accept " + typed + " --why WORDS " +
                          (other ? "--as " + *other : "--no-other"));
  require_another(tx, false, Clause::archive, "late.own", refused, "",
                  [] { return std::optional<std::string>(); });
}

bool is_of_company(const ReadTxn& tx, const LateEvent& event) {
  return event_named(tx, event.event).value().first == company.chain;
}

/// @param chosen which of the late events, accepted ones among them
std::vector<LateEvent> accept_those(WriteTxn& tx, const std::string& typed, const std::string& why,
                                    const std::function<bool(const LateEvent&)>& chosen) {
  require_pin(tx, PinFor::overriding);
  if (!tx.may(Right::manage))
    throw usage_error("late.manager", tr("only a manager accepts a late record"),
                      "svcctl late accept " + typed + " --why WORDS --as MANAGER");
  if (why.empty())
    throw usage_error("late.why", tr("give the reason with --why"),
                      "svcctl late accept " + typed + " --why WORDS");
  std::vector<LateEvent> all;
  each_late_event(tx, false, [&](const LateEvent& each) {
    if (chosen(each)) all.push_back(each);
  });
  if (all.empty())
    throw not_found("late.not-found", tr("no event {0} was recorded late", typed),
                    "svcctl late list");
  auto open = all;
  std::erase_if(open, [](const LateEvent& each) { return !each.accepted_by.empty(); });
  if (open.empty())
    throw wrong_state(
        "late.accepted",
        tr("{0} accepted event {1} already", all.back().accepted_by, all.back().event),
        "svcctl late list");
  const auto own = std::ranges::find_if(open, [&](const LateEvent& each) {
    const auto recorder = tx.value<std::int64_t>("SELECT id AS value FROM staff WHERE code = :code",
                                                 {{"code", each.actor}});
    return recorder && acts_as(tx, *recorder);
  });
  if (own != open.end()) require_other_acceptor(tx, *own, typed);
  for (auto& each : open) {
    const auto [chain, seq] = event_named(tx, each.event).value();
    accept(tx, chain, seq, why);
    tx.record(chain == company.chain ? company : of_outlet(chain),
              {"late", each.key, {{"event", each.event}, {"why", why}}});
    each.accepted_by = tx.actor().code;
    each.why = why;
  }
  return open;
}

}  // namespace

bool is_late_event(const ReadTxn& tx, const std::string& typed) {
  const auto named = event_named(tx, typed);
  return named && tx.value<std::int64_t>(
                        "SELECT 1 AS value FROM late_record WHERE chain = :chain AND seq = :seq "
                        "LIMIT 1",
                        {{"chain", named->first}, {"seq", named->second}})
                      .has_value();
}

std::vector<LateEvent> accept_late(WriteTxn& tx, const std::string& typed, const std::string& why) {
  const auto named = event_named(tx, typed);
  const auto number = named ? EventNames(tx).number(named->first, named->second) : "";
  return accept_those(tx, typed, why, [&](const LateEvent& each) { return each.event == number; });
}

std::vector<LateEvent> accept_all_late(WriteTxn& tx, const std::string& key,
                                       const std::string& why) {
  std::vector<LateEvent> of_key;
  each_late_event(tx, false, [&](const LateEvent& each) {
    if (each.key == key) of_key.push_back(each);
  });
  // The same command may have made a customer and a car with it.
  return accept_those(tx, key, why, [&](const LateEvent& each) {
    return std::ranges::any_of(of_key, [&](const LateEvent& own) {
      return own.event == each.event ||
             (own.recorded_at == each.recorded_at && own.actor == each.actor &&
              own.command == each.command && each.key != key && is_of_company(tx, each));
    });
  });
}

void mark_late(WriteTxn& tx) {
  const auto& journal = tx.journal();
  if (std::ranges::none_of(journal.events, &Event::late)) return;
  const auto told = told_rows(journal);
  const auto events = journal.events;
  ChainHeads heads(tx);
  std::map<std::int64_t, std::int64_t> seqs;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto chain = events[i].scope.chain;
    const auto first = seqs.try_emplace(chain, heads.of(chain).seq).first;
    const auto seq = ++first->second;
    if (!events[i].late) continue;
    for (const auto& row : told[i])
      if (row.digest)
        tx.insert(R"(INSERT INTO late_record (chain, seq, table_name, row_id, made, actor)
                     VALUES (:chain, :seq, :table, :row, :made, :actor))",
                  {{"chain", chain},
                   {"seq", seq},
                   {"table", row.table},
                   {"row", row.id},
                   {"made", row.made},
                   {"actor", events[i].actor}});
    if (!events[i].accepted_late.empty()) accept(tx, chain, seq, events[i].accepted_late);
  }
}

}  // namespace svcctl::store
