#include "store/override.hpp"

#include <algorithm>
#include <utility>

#include "base/kept_message.hpp"
#include "base/utf8.hpp"
#include "store/late.hpp"
#include "store/one_person.hpp"
#include "store/pin.hpp"
#include "store/private/journal.hpp"
#include "store/private/override.hpp"

namespace svcctl::store {

std::optional<std::string> another_manager(const ReadTxn& tx) {
  struct Manager {
    std::int64_t id;
    std::string code;
  };
  const auto managers = tx.all(
      R"(SELECT s.id AS id, s.code AS code
           FROM staff s JOIN staff_role r ON r.staff_id = s.id AND r.to_at IS NULL
          WHERE s.active = 1 AND r.role = 'manager' AND s.id <> :staff
          ORDER BY s.code)",
      {{"staff", tx.actor_id().value_or(0)}},
      [](const Row& row) { return Manager{.id = row["id"], .code = row["code"]}; });
  for (const auto& manager : managers)
    if (!acts_as(tx, manager.id)) return manager.code;
  return std::nullopt;
}

namespace {

/// The command again with a manager who can approve it; where who acts is the only one, with that
/// said.
/// @param option that names the manager
std::string way_to_manager(const ReadTxn& tx, const std::string& option) {
  if (const auto other = another_manager(tx)) return typed_with(tx.context(), option, *other);
  if (!tx.actor().roles.contains(Role::manager)) return "svcctl staff list";
  return typed_without(tx.context(), option) + " --no-other";
}

/// The only manager there is overrides alone, and says so.
void require_only_manager(const WriteTxn& tx) {
  const auto other = another_manager(tx);
  if (other)
    throw usage_error("override.manager-there", tr("{0} is there, who may approve it", *other),
                      typed_with(tx.context(), "approved-by", *other));
  if (!tx.actor().roles.contains(Role::manager))
    throw usage_error("override.approver",
                      tr("only a manager may approve it, and {0} is none", tx.actor().code),
                      "svcctl staff list");
}

}  // namespace

std::int64_t second_person(WriteTxn& tx, const std::string& typed, NamedAs as, Clause clause,
                           const std::string& item) {
  const auto approver = utf8::capitals(typed);
  const char* option = as == NamedAs::second ? "second" : "approved-by";
  struct Manager {
    std::int64_t id, people;
  };
  const auto manager = tx.first(
      R"(SELECT s.id AS id, (SELECT COUNT(*) FROM staff WHERE active = 1) AS people
           FROM staff s JOIN staff_role r ON r.staff_id = s.id AND r.to_at IS NULL
          WHERE s.code = :code AND s.active = 1 AND r.role = 'manager')",
      {{"code", approver}},
      [](const Row& row) { return Manager{.id = row["id"], .people = row["people"]}; });
  if (!manager)
    throw usage_error("override.approver",
                      tr("only a manager may approve it, and {0} is none", approver),
                      way_to_manager(tx, option));
  if (manager->people > 1 && manager->id != tx.actor_id() && acts_as(tx, manager->id))
    throw usage_error("override.twin",
                      tr("{0} counts as one person with {1}: another manager approves", approver,
                         tx.actor().code),
                      way_to_manager(tx, option));
  if (manager->people > 1 && manager->id == tx.actor_id())
    throw usage_error("override.self",
                      tr("{0} acts and cannot approve too: another manager approves", approver),
                      way_to_manager(tx, option));
  named(tx, manager->id, approver, as, clause, item);
  return manager->id;
}

namespace {

/// Whether the command names the clause for this refusal too: each naming is good for one.
bool names_clause(const WriteTxn& tx, const Override& overriding, Clause clause) {
  const auto& journal = tx.journal();
  const auto used = std::count_if(
      journal.overrides.begin() + static_cast<std::ptrdiff_t>(journal.overrides_before),
      journal.overrides.end(), [&](const OverrideMade& made) { return made.clause == clause; });
  return used < std::ranges::count(overriding.clauses, clause);
}

/// The person in place of the word in capitals that stands for one at the end of a hint.
std::string named_in_hint(std::string hint, const std::string& person) {
  const auto blank = hint.rfind(' ');
  const bool open = blank != std::string::npos &&
                    std::all_of(hint.begin() + static_cast<std::ptrdiff_t>(blank) + 1, hint.end(),
                                [](char c) { return c >= 'A' && c <= 'Z'; });
  return open ? hint.substr(0, blank + 1) + person : hint;
}

Overridden read_overridden(const Row& row) {
  return {.id = row["id"],
          .at = row["at"],
          .clause = row["clause"],
          .code = row["code"],
          .refusal = read_message(row.get<std::string>("refusal")),
          .reason = row["reason"],
          .approved_by = row["approved_by"],
          .by = row["actor"],
          .number = row["number"],
          .late_by = row["late_by"]};
}

const std::string columns =
    "SELECT " + late_by("rule_override", "o") +
    R"( AS late_by, o.id AS id, o.at AS at, o.clause AS clause, o.code AS code, o.reason AS reason,
              o.approved_by AS approved_by, s.refusal AS refusal, s.actor AS actor,
              CASE WHEN s.job_number <> '' THEN s.job_number ELSE s.key END AS number
         FROM rule_override o JOIN override_subject s ON s.id = o.id)";

}  // namespace

std::int64_t keep_override(WriteTxn& tx, Clause clause, const char* code, Message message,
                           const Override& how) {
  const auto approver = utf8::capitals(how.approved_by);
  const auto id = tx.insert(
      "INSERT INTO rule_override (at, clause, code, reason, approved_by) "
      "VALUES (:at, :clause, :code, :reason, :approved_by)",
      {tx.stamp(),
       {"clause", info(clause).id},
       {"code", code},
       {"reason", how.reason},
       {"approved_by", approver}});
  tx.journal().overrides.push_back({id, clause, code, std::move(message), approver, false});
  return id;
}

std::optional<std::int64_t> require(WriteTxn& tx, bool kept, Clause clause, const char* code,
                                    Message message, std::string hint, Overridable how) {
  if (kept) return std::nullopt;
  const auto& overriding = tx.context().overriding;
  if (how == Overridable::never || !info(clause).may_override || !overriding ||
      !names_clause(tx, *overriding, clause))
    throw refusal(clause, code, std::move(message), std::move(hint));
  if (overriding->approved_by.empty())
    require_only_manager(tx);
  else
    second_person(tx, overriding->approved_by, NamedAs::approver, clause, code);
  return keep_override(tx, clause, code, std::move(message), *overriding);
}

std::optional<std::int64_t> require_another(WriteTxn& tx, bool kept, Clause clause,
                                            const char* code, Message message, std::string hint,
                                            const OtherThere& other) {
  if (kept) return std::nullopt;
  const auto there = other();
  if (there) {
    hint = named_in_hint(std::move(hint), *there);
    throw refusal(clause, code,
                  tx.context().no_other ? tr("{0}; {1} is there", message, *there) : message,
                  std::move(hint));
  }
  const auto& [typed, at] = std::tie(tx.context().typed, tx.context().at);
  const auto told = at ? " --at '" + tx.settings().zone.local(*at) + "'" : std::string();
  if (!tx.context().no_other)
    throw refusal(clause, code, std::move(message), typed + told + " --no-other");
  return keep_override(tx, clause, code, std::move(message), {});
}

void require_used(const WriteTxn& tx) {
  const auto& overriding = tx.context().overriding;
  const auto& journal = tx.journal();
  // Of whatever kind: with an approver, by the only manager, or where nobody else is there.
  if (journal.overrides.size() > journal.overrides_before) require_pin(tx, PinFor::overriding);
  if (tx.context().no_other &&
      std::none_of(
          journal.overrides.begin() + static_cast<std::ptrdiff_t>(journal.overrides_before),
          journal.overrides.end(),
          [](const OverrideMade& made) { return made.approved_by.empty(); }))
    throw usage_error("override.no-other-unused",
                      tr("nobody else was asked for: leave --no-other out"));
  if (!overriding) return;
  for (const auto clause : overriding->clauses)
    if (std::none_of(
            journal.overrides.begin() + static_cast<std::ptrdiff_t>(journal.overrides_before),
            journal.overrides.end(),
            [&](const OverrideMade& made) { return made.clause == clause; }) ||
        names_clause(tx, *overriding, clause))
      throw usage_error("override.unused",
                        tr("nothing was refused by {0} that is not overridden already: leave "
                           "--override {0} out",
                           info(clause).id));
}

std::vector<Message> overrides_made(const WriteTxn& tx) {
  const auto& journal = tx.journal();
  std::vector<Message> out;
  for (auto i = journal.overrides_before; i < journal.overrides.size(); ++i) {
    const auto& made = journal.overrides[i];
    const auto clause = info(made.clause).id;
    out.push_back(made.approved_by.empty()
                      ? tr("nobody else was there: {0}: {1}", clause, made.refusal)
                      : tr("overridden by {0}: {1}: {2}", made.approved_by, clause, made.refusal));
  }
  return out;
}

void tell_overrides(WriteTxn& tx, Event& event) {
  auto& overrides = tx.journal().overrides;
  const auto first = std::ranges::find(overrides, false, &OverrideMade::told);
  if (first == overrides.end()) return;
  const auto job = job_of(event);
  for (auto made = first; made != overrides.end(); ++made) {
    tx.run(R"(INSERT INTO override_subject (id, entity, key, job_number, refusal, actor)
              VALUES (:id, :entity, :key, :job, :refusal, :actor))",
           {{"id", made->id},
            {"entity", event.entity},
            {"key", event.key},
            {"job", job},
            {"refusal", keep_message(made->refusal)},
            {"actor", tx.actor().code}});
    event.facts.emplace_back("override", info(made->clause).id);
    event.facts.emplace_back("overridden", made->code);
    if (made->approved_by.empty())
      event.facts.emplace_back("no-other", "yes");
    else
      event.facts.emplace_back("approved-by", made->approved_by);
    made->told = true;
  }
}

std::vector<Overridden> overrides_of_job(const ReadTxn& tx, const std::string& number) {
  return tx.all(columns + " WHERE s.job_number = :job AND s.job_number <> '' ORDER BY o.at, o.id",
                {{"job", number}}, read_overridden);
}

std::set<std::pair<std::string, std::string>> let_go(const ReadTxn& tx, Clause clause) {
  std::set<std::pair<std::string, std::string>> out;
  for (auto rows = tx.query(R"(SELECT DISTINCT o.code AS code,
                                      CASE WHEN s.job_number <> '' THEN s.job_number
                                           ELSE s.key END AS number
                                 FROM rule_override o JOIN override_subject s ON s.id = o.id
                                WHERE o.clause = :clause)",
                            {{"clause", info(clause).id}});
       rows.next();)
    out.emplace(rows.row().get<std::string>("number"), rows.row().get<std::string>("code"));
  return out;
}

std::vector<Overridden> overrides_of_clause(const ReadTxn& tx, Clause clause, Instant from,
                                            Instant to) {
  const auto here = tx.within(override_outlet);
  return tx.all(columns + " WHERE o.clause = :clause AND o.at BETWEEN :from AND :to" + here.sql +
                    " ORDER BY o.at, o.id",
                {here, {"clause", info(clause).id}, {"from", from}, {"to", to}}, read_overridden);
}

}  // namespace svcctl::store
