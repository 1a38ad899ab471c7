#include "audit/check.hpp"

#include <limits>

#include "audit/private/checks.hpp"
#include "store/override.hpp"
#include "store/rules.hpp"

namespace svcctl::audit {
namespace {

struct Span {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t to = std::numeric_limits<std::int64_t>::max();
};

Span span_of(const store::ReadTxn& tx, const CheckFilter& filter) {
  if (!filter.period) return {};
  const Zone& zone = tx.settings().zone;
  return {zone.start_of(filter.period->first).seconds,
          zone.start_of(filter.period->last.plus_days(1)).seconds - 1};
}

store::Query ask(const store::ReadTxn& tx, const std::string& sql, const Span& span) {
  return tx.query(every_parameter + sql,
                  {{"from", span.from}, {"to", span.to}, {"now", tx.now()}, {"today", tx.today()}});
}

/// Calls `take(row, kept)` for each case that the check applies to.
template <class Take>
void judge_cases(const store::ReadTxn& tx, store::RulesOfThen& then, const Check& check,
                 const Span& span, Take take) {
  auto query = ask(tx, check.sql() + ", number, item", span);
  while (query.next()) {
    const auto& row = query.row();
    const auto kept =
        !check.judge  ? row.get<std::optional<bool>>("kept")
        : check.ruled ? check.judge(tx, then.of(check.ruled, row["ruled_id"], row["ruled_at"]), row)
                      : check.judge(tx, tx.settings(), row);
    if (kept) take(row, *kept);
  }
}

/// Adds the cases of a check to a result. What needs no judge is counted by the store, which has
/// no reason then to sort or to fetch the cases.
void count_cases(const store::ReadTxn& tx, store::RulesOfThen& then, const Check& check,
                 const Span& span, ClauseResult& result) {
  if (check.judge) {
    judge_cases(tx, then, check, span, [&](const store::Row&, bool kept) {
      ++result.applies;
      result.kept += kept ? 1 : 0;
    });
    return;
  }
  auto query = ask(tx,
                   "SELECT COUNT(kept) AS applies, COALESCE(SUM(kept), 0) AS kept FROM (" +
                       check.sql() + ") AS judged",
                   span);
  if (!query.next()) return;
  result.applies += query.row().get<std::int64_t>("applies");
  result.kept += query.row().get<std::int64_t>("kept");
}

/// Every check of the clauses asked for; those of one clause may stand in several tables.
template <class Take>
void each_check(Clause clause, Take take) {
  for (const auto& table : {reception_checks(), repair_checks(), part_checks(), delivery_checks(),
                            complaint_checks(), file_checks()})
    for (const auto& check : table)
      if (check.clause == clause) take(check);
}

std::int64_t overrides_of(const store::ReadTxn& tx, Clause clause, const Span& span) {
  return tx
      .value<std::int64_t>(R"(SELECT COUNT(*) AS value
                                FROM rule_override
                               WHERE clause = :clause AND at BETWEEN :from AND :to)",
                           {{"clause", info(clause).id}, {"from", span.from}, {"to", span.to}})
      .value_or(0);
}

Message sentence_of(const store::Overridden& made) {
  return made.refusal.id.empty()
             ? tr("overridden by {0}: {1}", made.approved_by, made.reason)
             : tr("{0}; overridden by {1}: {2}", made.refusal, made.approved_by, made.reason);
}

}  // namespace

std::vector<ClauseResult> check_clauses(const store::ReadTxn& tx, const CheckFilter& filter) {
  const Span span = span_of(tx, filter);
  store::RulesOfThen then(tx);
  std::vector<ClauseResult> results;
  for (const auto& known : clauses()) {
    if (filter.clause && *filter.clause != known.clause) continue;
    ClauseResult result;
    result.clause = known.clause;
    each_check(known.clause,
               [&](const Check& check) { count_cases(tx, then, check, span, result); });
    result.overrides = overrides_of(tx, known.clause, span);
    result.applies += result.overrides;
    if (result.applies > 0)
      result.share = Percent::thousandths(result.kept * 1000 / result.applies * 100);
    results.push_back(result);
  }
  return results;
}

std::int64_t each_lapse(const store::ReadTxn& tx, const CheckFilter& filter,
                        const std::function<void(const Lapse&)>& take) {
  const Span span = span_of(tx, filter);
  store::RulesOfThen then(tx);
  std::int64_t count = 0;
  for (const auto& known : clauses()) {
    if (filter.clause && *filter.clause != known.clause) continue;
    each_check(known.clause, [&](const Check& check) {
      judge_cases(tx, then, check, span, [&](const store::Row& row, bool kept) {
        if (kept) return;
        ++count;
        take({.clause = known.clause,
              .number = row.get<std::string>("number"),
              .item = row.get<std::string>("item"),
              .missing = Message{check.missing, {}},
              .at = row.get<Instant>("at")});
      });
    });
    for (const auto& made :
         store::overrides_of_clause(tx, known.clause, Instant{span.from}, Instant{span.to})) {
      ++count;
      take({.clause = known.clause,
            .number = made.number,
            .item = {},
            .missing = sentence_of(made),
            .at = made.at});
    }
  }
  return count;
}

}  // namespace svcctl::audit
