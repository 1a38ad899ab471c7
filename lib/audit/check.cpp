#include "audit/check.hpp"

#include <limits>
#include <optional>
#include <set>
#include <sstream>

#include "audit/private/checks.hpp"
#include "audit/private/log_cases.hpp"
#include "audit/private/unsigned.hpp"
#include "store/late.hpp"
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

store::Query ask(const store::ReadTxn& tx, const std::string& sql, const store::Within& here,
                 const Span& span) {
  const int days = longest_term(tx.settings()) + 1;
  const bool all = span.from == Span{}.from;
  const auto since = all ? span.from : span.from - std::int64_t{days} * 86400;
  const Zone& zone = tx.settings().zone;
  return tx.query(every_parameter + sql,
                  {here,
                   {"since", since},
                   {"since_on", all ? "" : zone.date_of(Instant{since}).str()},
                   {"to_on", all ? "9999" : zone.date_of(Instant{span.to}).str()},
                   {"from", span.from},
                   {"to", span.to},
                   {"now", tx.now()},
                   {"today", tx.today()}});
}

/// The cases of the outlets that are judged.
std::string cases_within(const Check& check, const store::Within& here) {
  return "SELECT * FROM (" + check.sql() + ") AS judged WHERE 1 = 1" + here.sql;
}

/// What was let go by of the clauses that are judged. It is a case by itself, the override: what
/// the act did is no second one.
class LetGo {
 public:
  explicit LetGo(const store::ReadTxn& tx) : tx_(&tx) {}
  /// Whether anything was that a check would find.
  bool any(const Check& check) {
    if (check.refused[0] == '\0') return false;
    if (clause_ != check.clause) of_clause_ = store::let_go(*tx_, check.clause);
    clause_ = check.clause;
    return !of_clause_.empty();
  }
  bool holds(const Check& check, const std::string& number) {
    if (!any(check)) return false;
    std::istringstream codes(check.refused);
    for (std::string code; codes >> code;)
      if (of_clause_.contains({number, code})) return true;
    return false;
  }

 private:
  const store::ReadTxn* tx_;
  std::optional<Clause> clause_;
  std::set<std::pair<std::string, std::string>> of_clause_;
};

/// Calls `take(row, verdict)` for each case that the check applies to and that counts in the span.
template <class Take>
void judge_cases(const store::ReadTxn& tx, store::RulesOfThen& then, LetGo& gone,
                 const Check& check, const Span& span, Take take) {
  const auto here = tx.within("judged.outlet");
  auto query = here.sql.empty()
                   ? ask(tx, check.sql() + ", number, item", here, span)
                   : ask(tx, cases_within(check, here) + " ORDER BY at, number, item", here, span);
  while (query.next()) {
    const auto& row = query.row();
    std::optional<Verdict> verdict;
    if (check.judge)
      verdict = check.judge(
          tx, check.ruled ? then.of(check.ruled, row["ruled_id"], row["ruled_at"]) : tx.settings(),
          row);
    else if (const auto kept = row.get<std::optional<bool>>("kept"))
      verdict = *kept;
    if (!verdict) continue;
    if (!verdict->kept && gone.holds(check, row.get<std::string>("number"))) continue;
    if (!verdict->at) verdict->at = row.get<Instant>("at");
    if (span.from <= verdict->at->seconds && verdict->at->seconds <= span.to) take(row, *verdict);
  }
}

/// Adds the cases of a check to a result. What needs no judge is counted by the store, which has
/// no reason then to sort or to fetch the cases.
void count_cases(const store::ReadTxn& tx, store::RulesOfThen& then, LetGo& gone,
                 const Check& check, const Span& span, ClauseResult& result) {
  if (check.judge || gone.any(check)) {
    judge_cases(tx, then, gone, check, span, [&](const store::Row&, const Verdict& verdict) {
      ++result.applies;
      result.kept += verdict.kept ? 1 : 0;
    });
    return;
  }
  const auto here = tx.within("judged.outlet");
  auto query = ask(
      tx,
      "SELECT COUNT(*) AS cases, COUNT(kept) AS applies, COALESCE(SUM(kept), 0) AS kept FROM (" +
          (here.sql.empty() ? check.sql() : cases_within(check, here)) + ") AS counted",
      here, span);
  if (!query.next()) return;
  result.applies += query.row().get<std::int64_t>("applies");
  result.kept += query.row().get<std::int64_t>("kept");
  if (check.spared == nullptr) return;
  const auto spared =
      query.row().get<std::int64_t>("cases") - query.row().get<std::int64_t>("applies");
  result.spared += spared;
  if (spared > 0) result.why_spared = check.spared;
}

/// Every check of the clauses asked for; those of one clause may stand in several tables. Where one
/// outlet is judged, what is the company's is left out.
template <class Take>
void each_check(const store::ReadTxn& tx, Clause clause, Take take) {
  const bool whole = tx.within("outlet").sql.empty();
  for (const auto& table : {reception_checks(), repair_checks(), part_checks(), delivery_checks(),
                            complaint_checks(), file_checks()})
    for (const auto& check : table)
      if (check.clause == clause && (whole || !check.is_of_company())) take(check);
}

/// The cases that were not kept and that no check finds.
void each_told(const store::ReadTxn& tx, const CheckFilter& filter, Clause clause, const Span& span,
               const std::function<void(const Lapse&)>& take) {
  const Instant from{span.from};
  const Instant to{span.to};
  if (filter.signatures) each_unsigned(tx, clause, from, to, take);
  each_rule_for_a_while(tx, clause, from, to, take);
  each_lossy_restore(tx, clause, from, to, take);
}

std::int64_t overrides_of(const store::ReadTxn& tx, Clause clause, const Span& span) {
  const auto here = tx.within(store::override_outlet);
  return tx
      .value<std::int64_t>(
          R"(SELECT COUNT(*) AS value
                                FROM rule_override o
                               WHERE o.clause = :clause AND o.at BETWEEN :from AND :to)" +
              here.sql,
          {here, {"clause", info(clause).id}, {"from", span.from}, {"to", span.to}})
      .value_or(0);
}

Message sentence_of(const store::Overridden& made) {
  if (made.nobody_else())
    return made.reason.empty() ? tr("{0}; nobody else was there", made.refusal)
                               : tr("{0}; nobody else was there: {1}", made.refusal, made.reason);
  return made.refusal.id.empty()
             ? tr("overridden by {0}: {1}", made.approved_by, made.reason)
             : tr("{0}; overridden by {1}: {2}", made.refusal, made.approved_by, made.reason);
}

}  // namespace

std::vector<std::string> later_records(const store::ReadTxn& tx, const CheckFilter& filter) {
  std::vector<std::string> out;
  if (!filter.period) return out;
  const Span span = span_of(tx, filter);
  store::each_later_event(tx, Instant{span.from}, Instant{span.to},
                          [&](const store::LateEvent& event) {
                            out.push_back(event.event + " " + event.command +
                                          (event.key.empty() ? "" : " ") + event.key);
                          });
  return out;
}

std::vector<ClauseResult> check_clauses(const store::ReadTxn& tx, const CheckFilter& filter) {
  const Span span = span_of(tx, filter);
  store::RulesOfThen then(tx);
  LetGo gone(tx);
  std::vector<ClauseResult> results;
  for (const auto& known : clauses()) {
    if (filter.clause && *filter.clause != known.clause) continue;
    ClauseResult result;
    result.clause = known.clause;
    each_check(tx, known.clause,
               [&](const Check& check) { count_cases(tx, then, gone, check, span, result); });
    result.overrides = overrides_of(tx, known.clause, span);
    result.applies += result.overrides;
    each_told(tx, filter, known.clause, span, [&](const Lapse&) { ++result.applies; });
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
  LetGo gone(tx);
  std::int64_t count = 0;
  for (const auto& known : clauses()) {
    if (filter.clause && *filter.clause != known.clause) continue;
    each_check(tx, known.clause, [&](const Check& check) {
      judge_cases(tx, then, gone, check, span, [&](const store::Row& row, const Verdict& verdict) {
        if (verdict.kept) return;
        ++count;
        take({.clause = known.clause,
              .number = row.get<std::string>("number"),
              .item = row.get<std::string>("item"),
              .missing = Message{check.missing, {}},
              .at = *verdict.at});
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
    each_told(tx, filter, known.clause, span, [&](const Lapse& lapse) {
      ++count;
      take(lapse);
    });
  }
  return count;
}

}  // namespace svcctl::audit
