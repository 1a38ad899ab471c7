#include "store/signature.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "store/one_person.hpp"
#include "store/pin.hpp"
#include "store/private/chain.hpp"
#include "store/private/journal.hpp"
#include "store/private/signature.hpp"

namespace svcctl::store {
namespace {

/// Rows of `signature g`, each with the event that made it.
constexpr std::string_view every_signature =
    R"(SELECT g.id AS id, r.chain AS chain, r.seq AS seq, g.at AS at, g.clause AS clause,
              g.named_as AS named_as, s.code AS staff, n.code AS named_by, g.named_by AS named_by_id,
              g.staff_id AS staff_id,
              CASE WHEN g.job_number <> '' THEN g.job_number ELSE g.key END AS number,
              g.key AS key, g.item AS item, g.signed_at AS signed_at
         FROM signature g
         JOIN staff s ON s.id = g.staff_id
         JOIN staff n ON n.id = g.named_by
         JOIN log_table t ON t.name = 'signature'
         JOIN event_row r ON r.table_id = t.id AND r.row_id = g.id AND r.version = 1
        WHERE )";

Signature read_signature(const Row& row, const EventNames& names) {
  return {.event = names.number(row["chain"], row["seq"]),
          .at = row["at"],
          .clause = row["clause"],
          .as = row["named_as"],
          .staff = row["staff"],
          .named_by = row["named_by"],
          .named_by_id = row["named_by_id"],
          .number = row["number"],
          .item = row["item"],
          .signed_at = row.get<std::optional<Instant>>("signed_at")};
}

/// @param condition of rows `g` and their event `r`
std::vector<Signature> signatures_where(const ReadTxn& tx, const std::string& condition,
                                        Params given) {
  const EventNames names(tx);
  return tx.all(
      std::string(every_signature) + condition + " ORDER BY g.recorded_at, r.chain, r.seq, g.id",
      given, [&](const Row& row) { return read_signature(row, names); });
}

}  // namespace

void named(WriteTxn& tx, std::int64_t staff_id, const std::string& code, NamedAs as, Clause clause,
           const std::string& item) {
  const auto kind = as == NamedAs::approver ? PinFor::overriding : PinFor::second_person;
  if (as != NamedAs::technician) require_pin(tx, kind);
  if (!tx.actor_id() || *tx.actor_id() == staff_id) return;
  const bool signs =
      gives_pin(tx, staff_id, code, as == NamedAs::technician ? std::nullopt : std::optional(kind));
  tx.journal().named.push_back({staff_id, code, as, clause, item, signs});
}

void tell_named(WriteTxn& tx, Scope scope, Event& event) {
  auto& all = tx.journal().named;
  const auto first = std::ranges::find(all, false, &Naming::told);
  if (first == all.end()) return;
  const auto job = job_of(event);
  const auto outlet = scope.chain == company.chain ? std::nullopt : std::optional(scope.chain);
  for (auto naming = first; naming != all.end(); ++naming) {
    tx.insert(
        R"(INSERT INTO signature (staff_id, named_as, clause, entity, key, item, job_number,
                                  outlet_id, at, recorded_at, named_by, signed_at)
           VALUES (:named, :as, :clause, :entity, :key, :item, :job, :outlet, :at, :now, :staff,
                   :signed)
           ON CONFLICT DO NOTHING)",
        {{"named", naming->staff_id},
         {"as", naming->as},
         {"clause", info(naming->clause).id},
         {"entity", event.entity},
         {"key", event.key},
         {"item", naming->item},
         {"job", job},
         {"outlet", outlet},
         {"signed", naming->signs ? std::optional(tx.now()) : std::nullopt},
         tx.stamp()});
    event.facts.emplace_back(to_code(naming->as), naming->code);
    if (naming->signs) event.facts.emplace_back("signed", naming->code);
    naming->told = true;
  }
}

void sign_work(WriteTxn& tx, const std::string& job, const std::string& task) {
  const auto waiting = tx.all(
      R"(SELECT id, named_by FROM signature
          WHERE staff_id = :staff AND key = :job AND item = :task AND named_as = 'technician'
            AND signed_at IS NULL)",
      {{"staff", tx.actor_id()}, {"job", job}, {"task", task}}, [](const Row& row) {
        return std::pair(row.get<std::int64_t>("id"), row.get<std::int64_t>("named_by"));
      });
  for (const auto& [id, named_by] : waiting)
    if (!taken_over(tx, *tx.actor_id(), named_by, Proof::user))
      tx.run("UPDATE signature SET signed_at = :now WHERE id = :id",
             {{"id", id}, {"now", tx.now()}});
}

std::vector<Signature> signatures_of_job(const ReadTxn& tx, const std::string& number) {
  return signatures_where(tx, "g.job_number = :job AND g.job_number <> ''", {{"job", number}});
}

std::vector<Signature> unsigned_of(const ReadTxn& tx, std::optional<std::int64_t> staff_id) {
  const auto here = staff_id ? Within{} : tx.within("g.outlet_id");
  return signatures_where(tx,
                          "g.signed_at IS NULL AND (:whose = 0 OR g.staff_id = :whose)" + here.sql,
                          {here, {"whose", staff_id.value_or(0)}});
}

std::vector<Signature> sign(WriteTxn& tx, const std::string& typed) {
  require_pin(tx, PinFor::second_person);
  const auto event = event_named(tx, typed).value_or(std::pair<std::int64_t, std::int64_t>(-1, -1));
  const auto rows = signatures_where(tx, "r.chain = :chain AND r.seq = :seq",
                                     {{"chain", event.first}, {"seq", event.second}});
  if (rows.empty())
    throw not_found("signature.not-found", tr("event {0} names nobody who would sign it", typed),
                    "svcctl approve list");
  const auto& code = tx.actor().code;
  const auto own = std::ranges::find(rows, code, &Signature::staff);
  if (own == rows.end())
    throw usage_error("signature.not-yours",
                      tr("event {0} names {1}, not {2}: nobody signs for another",
                         rows.front().event, rows.front().staff, code),
                      "svcctl approve " + rows.front().event + " --as " + rows.front().staff);
  for (const auto& each : rows)
    if (each.staff == code) require_not_taken_over(tx, tx.actor().id, code, each.named_by_id);
  const auto changed = tx.run(
      R"(UPDATE signature SET signed_at = :now
          WHERE staff_id = :staff AND signed_at IS NULL
            AND id IN (SELECT r.row_id FROM event_row r
                         JOIN log_table t ON t.id = r.table_id AND t.name = 'signature'
                        WHERE r.chain = :chain AND r.seq = :seq AND r.version = 1))",
      {{"chain", event.first}, {"seq", event.second}, tx.stamp()});
  if (changed == 0)
    throw wrong_state("signature.given", tr("{0} signed event {1} already", code, own->event),
                      "svcctl approve list");
  tx.record(event.first == company.chain ? company : heard_for(event.first),
            {"signature", own->number, {{"event", own->event}, {"as", to_code(own->as)}}});
  auto after = signatures_where(tx, "r.chain = :chain AND r.seq = :seq",
                                {{"chain", event.first}, {"seq", event.second}});
  std::erase_if(after, [&](const Signature& each) { return each.staff != code; });
  return after;
}

}  // namespace svcctl::store
