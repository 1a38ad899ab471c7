#include "store/clock.hpp"

#include "base/error.hpp"
#include "store/private/bind.hpp"

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

std::int64_t longest_closure(const Context& context) {
  return std::int64_t{86'400} * context.settings.clock.closure_days;
}

}  // namespace

void judge_clock(const Context& context, Instant last) {
  if (last.seconds == 0) return;
  const auto& zone = context.settings.zone;
  const auto ahead = context.now.seconds - last.seconds;
  if (ahead < -clock_tolerance)
    throw refusal(Clause::integrity, "clock.behind",
                  tr("the clock says {0}, but the last record is of {1}: set the computer's clock, "
                     "then repeat the command",
                     zone.local(context.now), zone.local(last)),
                  context.typed);
  if (ahead > longest_closure(context) && !context.clock_is_right) refuse_ahead(context, last);
}

void require_sure_clock(const ReadTxn& tx) {
  const auto& context = tx.context();
  if (context.clock_is_right) return;
  const auto last =
      tx.value<Instant>("SELECT MAX(recorded_at) AS value FROM event WHERE recorded_at < :today",
                        {{"today", context.settings.zone.start_of(tx.today())}});
  if (last && context.now.seconds - last->seconds > longest_closure(context))
    refuse_ahead(context, *last);
}

void mark_for_practice(Engine& engine) {
  const auto insert = engine.prepare("INSERT INTO store_meta (name, value) VALUES (:name, 'yes')");
  bind_all(*insert, {{"name", practice_mark}});
  insert->step();
}

void require_practice(const ReadTxn& tx) {
  if (tx.practice()) return;
  throw usage_error("clock.real-store",
                    tr("SVCCTL_NOW is set, but this store is a real one: it takes the computer's "
                       "clock alone. Only a store made under SVCCTL_NOW, for practice, takes it"),
                    "unset SVCCTL_NOW");
}

}  // namespace svcctl::store
