#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clause.hpp"
#include "base/export.hpp"
#include "store/beginning.hpp"
#include "store/txn.hpp"

namespace svcctl::store {

/// Something that the standard has rules about: a car is handed back, a bill is made. A service
/// judges the act that it is asked for, `audit check` every act that was done. Both see it as a row
/// `act` with the same columns; `at` is when it happened, and `recorded_at`, of acts that are
/// judged by a rule with a beginning, when it was recorded.
struct Act {
  const char* asked;    ///< SELECT of the one asked for: "SELECT :job AS job_id, :at AS at"
  const char* done;     ///< SELECT of all that were done: "SELECT job_id, at FROM delivery"
  const char* subject;  ///< the table with its alias that it is about: "job j"
  const char* joined;   ///< which row of it: "j.id = act.job_id"
  const char* number;   ///< of that row, as people know it: "j.number"
};

/// A rule of the standard, declared once: the service that refuses what breaks it and the audit
/// that counts it judge by the same condition. The texts are SQL over the row `act`, the subject of
/// the act and what `cases` joins.
struct Rule {
  Clause clause;
  const char* kept;               ///< condition; a case for which it is not true breaks the rule
  const char* cases = "";         ///< joins what is judged one by one: "JOIN task t ON …"
  const char* item = "";          ///< names a case; the first of several that break it is told of
  const char* applies = "1 = 1";  ///< condition; other acts and cases are not judged
  /// The step of the schema that the rule came with: the audit judges by it what was recorded
  /// since.
  Step since = nullptr;
};

/// How an act keeps some rules.
class SVCCTL_API Judgement {
 public:
  explicit Judgement(std::vector<std::pair<const Rule*, std::optional<std::string>>> broken)
      : broken_(std::move(broken)) {}
  bool keeps(const Rule& rule) const { return !broken_of(rule).has_value(); }
  /// The first case that breaks the rule; empty where it is kept.
  std::string broken_by(const Rule& rule) const { return broken_of(rule).value_or(""); }

 private:
  const std::optional<std::string>& broken_of(const Rule& rule) const;
  std::vector<std::pair<const Rule*, std::optional<std::string>>> broken_;
};

/// Judges the act that is asked for by all these rules, with one statement.
/// @param asked the parameters of `act.asked`
SVCCTL_API Judgement judge(const ReadTxn& tx, const Act& act, Params asked,
                           std::initializer_list<const Rule*> rules);

/// Refuses what breaks the rule, as `require` does.
SVCCTL_API void require(WriteTxn& tx, const Judgement& judged, const Rule& rule, const char* code,
                        Message message, std::string hint = {},
                        Overridable how = Overridable::as_standard);

/// The statement of the audit: a row for each case of the acts done from
/// `:from` to `:to`, with `number`, `item`, `at`, `outlet` (row id) and `kept` (1 or 0), in the
/// order of their time.
/// @param columns further ones, or nothing
SVCCTL_API std::string cases_of(const Act& act, const Rule& rule, const char* columns = nullptr);

}  // namespace svcctl::store
