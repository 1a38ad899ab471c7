#pragma once

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "correction/correction.hpp"

// What every correction asks: why, who, and what the audit says before and after; the slice's own.
namespace svcctl::correction {

/// @throws Error "correction.why" (2)
void require_why(const std::string& why);
/// Refuses anybody but who recorded it, the same day, and a manager ("correction.whose",
/// 1.3-integrity).
void require_author(store::WriteTxn& tx, intake::FactField field, const std::string& number,
                    std::optional<Instant> recorded_at, std::optional<std::int64_t> staff_id);

/// "FIELD=VALUE" in two. @throws Error "correction.field" (2)
std::pair<std::string, std::string> field_and_value(intake::FactOf what, const std::string& typed);
Error no_such_fact(intake::FactOf what, const std::string& typed);

/// A case that does not keep a clause, what it lacks and of what; when it happened is left out, for
/// that may be what changes.
using Case = std::tuple<Clause, std::string, std::string, std::string>;
/// Without who has not signed: whom a correction names signs it later, which breaks no rule.
std::set<Case> lapses(const store::ReadTxn& tx, Date from);
/// A lapse that is gone needs a manager ("correction.clears", 1.3-integrity), and is listed.
void list_cleared(store::WriteTxn& tx, const std::set<Case>& before, const std::set<Case>& after,
                  std::vector<Changed>& changed);
/// Lists the lapses that there are now: what is right is kept, whatever it breaks.
void list_broken(const std::set<Case>& before, const std::set<Case>& after,
                 std::vector<Changed>& changed);
/// Lists what is cleared; what would be broken by what is right now is refused
/// ("correction.breaks").
/// @param job whose number the hint names
void judge_again(store::WriteTxn& tx, const std::string& job, const std::set<Case>& before,
                 const std::set<Case>& after, std::vector<Changed>& changed);

}  // namespace svcctl::correction
