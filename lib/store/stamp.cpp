#include "store/stamp.hpp"

#include "base/error.hpp"
#include "store/override.hpp"
#include "store/txn.hpp"

namespace svcctl::store {
namespace {

/// The moment as it can be typed: `--at '2026-11-23 10:05'`.
std::string at_option(const Context& context, Instant moment) {
  return context.typed + " --at '" + context.settings.zone.local(moment) + "'";
}

/// Who accepts what they record late does so with another manager; where there is none, alone, with
/// that said.
void require_manager_beside(WriteTxn& tx, Clause clause) {
  const auto refused =
      tr("nobody accepts alone what they record late: a second manager accepts it with them, or "
         "another manager afterwards");
  const auto other = another_manager(tx);
  if (other || !tx.context().no_other)
    throw usage_error("time.accept-alone", refused,
                      other ? typed_with(tx.context(), "approved-by", *other)
                            : typed_without(tx.context(), "approved-by") + " --no-other");
  require_another(tx, false, clause, "time.accept-alone", refused, "",
                  [] { return std::optional<std::string>(); });
}

constexpr Instant minute_of(Instant moment) { return {moment.seconds - moment.seconds % 60}; }

}  // namespace

void WriteTxn::stands_on(Clause clause, std::initializer_list<Ground> grounds) {
  Stamp made(stamp_ ? stamp_->happened() : context_.at.value_or(now()), now(), actor_id());
  const auto& zone = settings().zone;
  std::optional<Instant> latest;
  const char* what = nullptr;
  for (const auto& ground : grounds) {
    if (!told()) break;  // the clock was judged by what was recorded before
    const auto since =
        ground.sql == nullptr ? ground.moment : value<Instant>(ground.sql, {{"id", ground.id}});
    if (!since || (latest && *since <= *latest)) continue;
    latest = since;
    what = ground.what;
  }
  // People tell minutes: what is told of the same minute happened after it.
  if (latest && made.happened_ < minute_of(*latest))
    throw refusal(clause, "time.before",
                  tr("{0} cannot be: {1} at {2}", zone.local(made.happened_), Message{what},
                     zone.local(*latest)),
                  at_option(context_, *latest));
  if (latest) made.happened_ = std::max(made.happened_, *latest);
  const auto late = made.recorded_.seconds - made.happened_.seconds;
  made.late_ = late > std::int64_t{3600} * settings().clock.late_hours;
  if (made.late_ && !context_.accept_late.empty()) {
    if (!may(Right::manage))
      throw usage_error("time.accept", tr("only a manager accepts a late record"), "--as MANAGER");
    if (context_.late_witness.empty() && !(stamp_ && stamp_->witnessed_))
      require_manager_beside(*this, clause);
    else if (!context_.late_witness.empty())
      second_person(*this, context_.late_witness, NamedAs::approver, clause, "time.accept");
    made.witnessed_ = true;
  }
  stamp_ = made;
}

const Stamp& WriteTxn::stamp() {
  if (!stamp_) {
    if (context_.at)
      throw usage_error("time.told",
                        tr("'{0}' is recorded as it happens: it takes no --at", context_.command),
                        context_.typed);
    stamp_ = Stamp(now(), now(), actor_id());
  }
  stamp_->by_ = actor_id();  // who acts may be found out after the first record
  return *stamp_;
}

}  // namespace svcctl::store
