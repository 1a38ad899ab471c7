#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clause.hpp"
#include "base/export.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

namespace svcctl::audit {

/// What to judge; what is empty does not narrow.
struct CheckFilter {
  /// Cases count by the day they happened on: a delivery, the start of a task, a receipt; those
  /// with a term, by the day that it ends on. Each is judged by what was so then: the figures of a
  /// period gone by change only by `later_records`. What is only so at present (balances, opening
  /// hours) counts when the period holds today.
  std::optional<Period> period = std::nullopt;
  std::optional<Clause> clause = std::nullopt;
  /// Whether whoever was named and has not signed is a lapse.
  bool signatures = true;
};

/// How a clause of the standard was kept.
struct ClauseResult {
  Clause clause = Clause::plan;
  /// Cases judged; overrides, whoever was named and has not signed, a rule that was changed for a
  /// while, a restore that dropped records: each is a case not kept.
  std::int64_t applies = 0;
  std::int64_t kept = 0;
  /// In percent to one place, rounded down: 100 means every case. Nothing without cases.
  std::optional<Percent> share;
  std::int64_t overrides = 0;  ///< refusals of this clause that a manager overrode
  std::int64_t spared = 0;     ///< cases that the clause does not apply to, where it is said why
  const char* why_spared = nullptr;  ///< message id; nothing where there are none
};

/// What is missing of a day that somebody worked on without any certificate: a case of a person,
/// and of no job that is put right.
inline constexpr const char* worked_uncertified = N_("at work without any valid certificate");

/// One case that a clause applied to and that did not keep it.
struct Lapse {
  Clause clause = Clause::plan;
  std::string number;  ///< of the job, lot, complaint …, as people know it
  std::string item;    ///< which task, part or lot of it, or empty
  Message missing;     ///< what was not done
  Instant at;          ///< when the case happened
};

/// What is about the period and was recorded after it, by which its figures may have changed since:
/// events by number, command and what they are about. Nothing without a period.
SVCCTL_API std::vector<std::string> later_records(const store::ReadTxn& tx,
                                                  const CheckFilter& filter);
/// Judges every clause, or the one asked for, in the standard's order.
SVCCTL_API std::vector<ClauseResult> check_clauses(const store::ReadTxn& tx,
                                                   const CheckFilter& filter);
/// Calls back with each case that was not kept, clause by clause.
/// @return how many there are
SVCCTL_API std::int64_t each_lapse(const store::ReadTxn& tx, const CheckFilter& filter,
                                   const std::function<void(const Lapse&)>& take);

}  // namespace svcctl::audit
