#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clause.hpp"
#include "base/export.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "store/signature.hpp"
#include "store/txn.hpp"

namespace svcctl::store {

/// A refusal that a manager let go by, as it is listed.
struct Overridden {
  std::int64_t id = 0;
  Instant at;          ///< when the act happened
  std::string clause;  ///< "2.4-clean"
  std::string code;    ///< of the refusal: "settle.not-clean"
  Message refusal;     ///< what was refused; empty in overrides of older versions
  std::string reason;
  std::string approved_by;   ///< staff code of the manager; empty: nobody else was there
  std::string by;            ///< staff code of who acted
  std::string number;        ///< of the job, else of the thing that was recorded with it
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time

  /// Another person was asked for, and there was none (`--no-other`).
  bool nobody_else() const { return approved_by.empty(); }
};

/// The staff code of somebody else who is there and could do what is asked of another person.
using OtherThere = std::function<std::optional<std::string>()>;
/// Refuses what one person does alone where the standard asks for another, in whatever clause.
/// With `--no-other`, where nobody else is there who could do it, it is recorded as an override
/// that nobody approved, and goes on.
/// @param other asked only once the rule is broken
/// @return the override, or nothing where the rule was kept
/// @throws Error refused by the clause, also where `--no-other` is said and somebody is there
SVCCTL_API std::optional<std::int64_t> require_another(WriteTxn& tx, bool kept, Clause clause,
                                                       const char* code, Message message,
                                                       std::string hint, const OtherThere& other);

/// The manager who stands behind an act that nobody does alone: somebody else than who acts, unless
/// the shop has one person. They are named by who acts until they sign (see store/signature.hpp).
/// @param code as typed
/// @param item the code of what was refused; or empty
/// @throws Error "override.approver", "override.self", "override.twin" (2)
SVCCTL_API std::int64_t second_person(WriteTxn& tx, const std::string& code, NamedAs as,
                                      Clause clause, const std::string& item = {});
/// Another manager than who acts, by staff code: the first who works here.
SVCCTL_API std::optional<std::string> another_manager(const ReadTxn& tx);
/// The outlet that an override `o` was recorded for: the chain of the event that tells of it. Those
/// of a store with one chain are the company's.
inline constexpr std::string_view override_outlet =
    "(SELECT r.chain FROM event_row r JOIN log_table t ON t.id = r.table_id "
    "WHERE t.name = 'rule_override' AND r.row_id = o.id AND r.version = 1)";

/// What was overridden on a job, act by act.
SVCCTL_API std::vector<Overridden> overrides_of_job(const ReadTxn& tx, const std::string& number);
/// What was let go by of a clause, ever: the number of the job, else of the thing, and the code of
/// the refusal.
SVCCTL_API std::set<std::pair<std::string, std::string>> let_go(const ReadTxn& tx, Clause clause);
/// What was overridden of a clause by acts that happened in that time, both ends included.
SVCCTL_API std::vector<Overridden> overrides_of_clause(const ReadTxn& tx, Clause clause,
                                                       Instant from, Instant to);

}  // namespace svcctl::store
