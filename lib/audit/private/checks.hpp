#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/clause.hpp"
#include "store/rule.hpp"
#include "store/txn.hpp"

// The table of checks behind `audit check`; the library's own.
namespace svcctl::audit {

/// Judges a case by the configuration or the calendar; nothing: the clause does not apply to it.
using Judge = std::optional<bool> (*)(const store::ReadTxn&, const store::Row&);

/// Instead of the column of an outlet: what is judged is the company's.
inline constexpr const char* of_company = nullptr;

/// One way to keep or break a clause: by a rule that services refuse by too, or by a statement of
/// the audit's own.
class Check {
 public:
  /// Judges what was done by the rule; a judge may have the last word, by columns that it needs.
  constexpr Check(const store::Act& act, const store::Rule& rule, const char* missing,
                  Judge judge = nullptr, const char* columns = nullptr)
      : clause(rule.clause),
        missing(missing),
        judge(judge),
        act(&act),
        rule(&rule),
        columns(columns) {}
  /// The statement yields a row for each case that happened from `:from` to `:to` (instants, both
  /// included): `number`, `item`, `at` and, without a judge, `kept` (1 or 0; NULL: does not apply).
  /// It ends with its ORDER BY; `number` and `item` settle the order of cases that are equal by it.
  /// It may also use `:now`, `:today` and `:waiting` (seconds).
  /// @param outlet the column with the outlet that a case is of, or `of_company`
  constexpr Check(Clause clause, const char* missing, const char* outlet, const char* sql,
                  Judge judge = nullptr)
      : clause(clause), missing(missing), judge(judge), sql_(sql), outlet_(outlet) {}

  std::string sql() const {
    if (rule != nullptr) return store::cases_of(*act, *rule, columns);
    constexpr std::string_view select = "SELECT ";
    return is_of_company()
               ? sql_
               : std::string(select) + outlet_ + " AS outlet, " + (sql_ + select.size());
  }
  /// Its cases are no outlet's: they count where the whole company is judged.
  bool is_of_company() const { return rule == nullptr && outlet_ == nullptr; }

  Clause clause;
  const char* missing;  ///< message id: what a case that was not kept lacks
  Judge judge = nullptr;
  const store::Act* act = nullptr;
  const store::Rule* rule = nullptr;
  const char* columns = nullptr;  ///< beside those that every case has

 private:
  const char* sql_ = "";
  const char* outlet_ = nullptr;
};

/// Names every parameter once, so that each statement may use those it needs.
inline constexpr const char* every_parameter =
    "WITH given AS (SELECT :from AS first_at, :to AS last_at, :now AS now_at, :today AS today_on, "
    ":waiting AS waiting_seconds) ";

std::span<const Check> reception_checks();  // 1.x, 2.1
std::span<const Check> repair_checks();     // 2.2
std::span<const Check> part_checks();       // 2.3
std::span<const Check> delivery_checks();   // 1.3, 2.4, 2.5
std::span<const Check> file_checks();       // 1.3-privacy, 2.5-archive
std::span<const Check> complaint_checks();  // 2.5-resolve, 3.3

}  // namespace svcctl::audit
