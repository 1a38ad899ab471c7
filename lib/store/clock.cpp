#include "store/clock.hpp"

#include "base/error.hpp"
#include "store/private/bind.hpp"
#include "store/private/journal.hpp"

namespace svcctl::store {
namespace {

[[noreturn]] void refuse_ahead(const Context& context, Instant last) {
  const auto& zone = context.settings.zone;
  throw refusal(Clause::integrity, "clock.ahead",
                tr("the clock says {0}, but the last record before it is of {1}: look at the "
                   "computer's date",
                   zone.local(context.now), zone.local(last)),
                context.typed + " --clock-is-right");
}

/// Somebody says that the clock is right.
void require_year(const Context& context, Instant last) {
  if (context.now.seconds - last.seconds <= clock_year_seconds) return;
  const auto& zone = context.settings.zone;
  const auto year = zone.date_of(context.now).str().substr(0, 4);
  if (context.clock_year && std::to_string(*context.clock_year) == year) return;
  throw refusal(Clause::integrity, "clock.year",
                tr("the clock says {0}, more than a year after the last record, of {1}: look at "
                   "the computer's date, and say which year it is",
                   zone.local(context.now), zone.local(last)),
                context.clock_year ? "--clock-year YEAR" : context.typed + " --clock-year YEAR");
}

std::int64_t longest_closure(const Context& context) {
  return std::int64_t{86'400} * context.settings.clock.closure_days;
}

}  // namespace

void require_manager_of_clock(const ReadTxn& tx) {
  if (!tx.may(Right::manage))
    throw refusal(Clause::integrity, "clock.manager",
                  tr("only a manager says of the computer's clock that it is right, or was wrong"),
                  "--as MANAGER");
}

void judge_clock(const Context& context, Instant last) {
  if (last.seconds == 0) return;
  const auto& zone = context.settings.zone;
  const auto ahead = context.now.seconds - last.seconds;
  if (ahead < -clock_tolerance && context.clock_was_wrong.empty())
    throw refusal(Clause::integrity, "clock.behind",
                  tr("the clock says {0}, but the last record is of {1}: set the computer's clock, "
                     "then repeat the command",
                     zone.local(context.now), zone.local(last)),
                  context.typed + "\n" + context.typed + " --clock-was-wrong WHY");
  if (ahead <= longest_closure(context)) return;
  if (!context.clock_is_right) refuse_ahead(context, last);
  require_year(context, last);
}

std::vector<std::pair<std::string, std::string>> told_of_clock(const WriteTxn& tx, Instant last) {
  const auto& context = tx.context();
  const auto ahead = context.now.seconds - last.seconds;
  if (!context.clock_was_wrong.empty()) {
    if (ahead >= 0)
      throw usage_error("clock.not-wrong",
                        tr("nothing was recorded after this moment: leave --clock-was-wrong out"));
    require_manager_of_clock(tx);
    return {{wrong_clock_mark, context.clock_was_wrong}, {clock_before_mark, last.str()}};
  }
  if (last.seconds == 0 || ahead <= longest_closure(context)) return {};
  require_manager_of_clock(tx);
  return {{"clock-is-right", "yes"}, {clock_before_mark, last.str()}};
}

void require_sure_clock(const ReadTxn& tx) {
  const auto& context = tx.context();
  if (tx.disputed())
    throw refusal(
        Clause::integrity, "clock.disputed",
        tr("the clock is in dispute: it says {0}, and one manager alone said that the "
           "record of {1} bears the time of a wrong clock; nothing is destroyed by it",
           context.settings.zone.local(context.now), context.settings.zone.local(*tx.disputed())),
        "svcctl db clock\nsvcctl db clock --accept WHY --as MANAGER");
  const auto last =
      tx.value<Instant>("SELECT MAX(recorded_at) AS value FROM event WHERE recorded_at < :today",
                        {{"today", context.settings.zone.start_of(tx.today())}});
  if (!last || context.now.seconds - last->seconds <= longest_closure(context)) return;
  if (!context.clock_is_right) refuse_ahead(context, *last);
  require_year(context, *last);
  require_manager_of_clock(tx);
}

void mark_for_practice(Engine& engine) {
  const auto insert = engine.prepare("INSERT INTO store_meta (name, value) VALUES (:name, 'yes')");
  bind_all(*insert, {{"name", practice_mark}});
  insert->step();
}

bool says_practice(std::string_view payload) {
  for (const auto& [name, value] : unpack(payload))
    if (name == practice_mark) return true;
  return false;
}

bool marked_for_practice(const ReadTxn& tx) {
  return tx
      .value<std::string>("SELECT value FROM store_meta WHERE name = :name",
                          {{"name", practice_mark}})
      .has_value();
}

void require_practice(const ReadTxn& tx) {
  if (tx.practice()) return;
  throw usage_error("clock.real-store",
                    tr("SVCCTL_NOW is set, but this store is a real one: it takes the computer's "
                       "clock alone. Only a store made under SVCCTL_NOW, for practice, takes it"),
                    "unset SVCCTL_NOW");
}

}  // namespace svcctl::store
