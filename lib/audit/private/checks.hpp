#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/clause.hpp"
#include "base/settings.hpp"
#include "store/rule.hpp"
#include "store/txn.hpp"

// The table of checks behind `audit check`; the library's own.
namespace svcctl::audit {

/// How a case kept its clause.
struct Verdict {
  Verdict(bool kept) : kept(kept) {}  // NOLINT(google-explicit-constructor): most have no term
  Verdict(bool kept, Instant at) : kept(kept), at(at) {}
  bool kept;
  std::optional<Instant> at;  ///< when the case counts, where that is another time than the row's
};

/// Judges a case by the rules of the shop or the calendar; nothing: the clause does not apply to
/// it. The rules are those by which the row was judged that the check names, else those in force.
using Judge = std::optional<Verdict> (*)(const store::ReadTxn&, const Settings& rules,
                                         const store::Row&);

/// The last day that a duty may be done on. Its case counts for the period that the day ends in,
/// and is judged by what was done by then: what comes afterwards changes no period gone by.
class Term {
 public:
  Term(const store::ReadTxn& tx, Date last)
      : end_(tx.settings().zone.start_of(last.plus_days(1)).plus_seconds(-1)), now_(tx.now()) {}
  Instant end() const { return end_; }
  bool over() const { return end_ < now_; }
  bool covers(std::optional<Instant> moment) const { return moment && *moment <= end_; }
  /// Kept where the moment is no later than the last day.
  Verdict ended_by(Instant moment) const { return {moment <= end_, end_}; }
  /// Kept by what was done; else nothing until the last day is over.
  std::optional<Verdict> done_by(std::optional<Instant> moment) const {
    if (covers(moment)) return Verdict{true, end_};
    return over() ? std::optional(Verdict{false, end_}) : std::nullopt;
  }

 private:
  Instant end_;
  Instant now_;
};

/// The longest term of any duty in days: cases of a period may have begun so much before.
int longest_term(const Settings& settings);

/// Instead of the column of an outlet: what is judged is the company's.
inline constexpr const char* of_company = nullptr;

/// One way to keep or break a clause: by a rule that services refuse by too, or by a statement of
/// the audit's own.
class Check {
 public:
  /// Judges what was done by the rule; a judge may have the last word, by columns that it needs.
  constexpr Check(const store::Act& act, const store::Rule& rule, const char* missing,
                  Judge judge = nullptr, const char* columns = nullptr, const char* ruled = nullptr)
      : clause(rule.clause),
        missing(missing),
        judge(judge),
        act(&act),
        rule(&rule),
        columns(columns),
        ruled(ruled) {}
  /// The statement yields a row for each case that happened from `:from` to `:to` (instants, both
  /// included): `number`, `item`, `at` and, without a judge, `kept` (1 or 0; NULL: does not apply).
  /// It ends with its ORDER BY; `number` and `item` settle the order of cases that are equal by it.
  /// It may also use `:now` and `:today`. Where the judge says when a case counts (Term), it yields
  /// those that began from `:since`, the day `:since_on`, to `:to`, the day `:to_on`.
  /// @param ruled the table whose row was judged by rules of its day; the statement yields its id
  /// as
  ///        `ruled_id` and when it was recorded as `ruled_at`
  /// @param outlet the column with the outlet that a case is of, or `of_company`; what follows a
  ///        UNION ALL names it itself, as `outlet`
  /// @param since the step of the schema that the check came with: it judges what was recorded
  ///        since, by a column `recorded_at`
  constexpr Check(Clause clause, const char* missing, const char* outlet, const char* sql,
                  Judge judge = nullptr, const char* ruled = nullptr, store::Step since = nullptr)
      : clause(clause),
        missing(missing),
        judge(judge),
        ruled(ruled),
        sql_(sql),
        outlet_(outlet),
        since_(since) {}

  std::string sql() const {
    if (rule != nullptr) return store::cases_of(*act, *rule, columns);
    constexpr std::string_view select = "SELECT ";
    const std::string all =
        is_of_company() ? sql_
                        : std::string(select) + outlet_ + " AS outlet, " + (sql_ + select.size());
    if (since_ == nullptr) return all;
    return "SELECT * FROM (" + all + ") AS begun WHERE " +
           store::judged_since(since_, "begun.recorded_at") + " ORDER BY at";
  }
  /// The codes of the refusals, with blanks between, that a manager or `--no-other` lets go by:
  /// what was let go is told as an override, and is no second case here.
  constexpr Check refused_as(const char* codes) const {
    auto made = *this;
    made.refused = codes;
    return made;
  }
  /// Why its cases whose `kept` is NULL are not judged.
  constexpr Check spared_as(const char* reason) const {
    auto made = *this;
    made.spared = reason;
    return made;
  }
  /// Its cases are no outlet's: they count where the whole company is judged.
  bool is_of_company() const { return rule == nullptr && outlet_ == nullptr; }

  Clause clause;
  const char* missing;  ///< message id: what a case that was not kept lacks
  Judge judge = nullptr;
  const store::Act* act = nullptr;
  const store::Rule* rule = nullptr;
  const char* columns = nullptr;  ///< beside those that every case has
  const char* ruled = nullptr;    ///< a table, or nothing: rules in force judge the case
  const char* refused = "";       ///< codes of refusals; or empty
  const char* spared = nullptr;   ///< message id, or nothing: it does not say why

 private:
  const char* sql_ = "";
  const char* outlet_ = nullptr;
  store::Step since_ = nullptr;
};

/// Condition of a job `j` that a car left at `d.at`: work was done on the car, and not undone.
inline constexpr std::string_view worked_on =
    R"(EXISTS (SELECT 1 FROM task w
                WHERE w.job_id = j.id AND w.started_at <= d.at
                  AND NOT EXISTS (SELECT 1 FROM task_undone u
                                   WHERE u.task_id = w.id AND u.at <= d.at)))";
/// What a Check that asks for it says of the others.
inline constexpr const char* no_work = N_("no work was done on the car");

/// Names every parameter once, so that each statement may use those it needs.
inline constexpr const char* every_parameter =
    "WITH given AS (SELECT :from AS first_at, :to AS last_at, :now AS now_at, :today AS today_on, "
    ":since AS since_at, :since_on AS since_day, :to_on AS to_day) ";

std::span<const Check> reception_checks();  // 1.x, 2.1
std::span<const Check> repair_checks();     // 2.2
std::span<const Check> part_checks();       // 2.3
std::span<const Check> delivery_checks();   // 1.3, 2.4, 2.5
std::span<const Check> file_checks();       // 1.3-privacy, 2.5-archive
std::span<const Check> complaint_checks();  // 2.5-resolve, 3.3

}  // namespace svcctl::audit
