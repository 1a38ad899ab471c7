#include "store/dispute.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "store/clock.hpp"
#include "store/override.hpp"
#include "store/private/dispute.hpp"
#include "store/private/journal.hpp"
#include "store/private/override.hpp"

namespace svcctl::store {
namespace {

/// Of what is overridden, and of what a second manager signs.
constexpr const char* clock_behind = "clock.behind";

constexpr std::string_view each_dispute =
    "SELECT d.id AS id, d.last_at AS last_at, d.recorded_at AS recorded_at, s.code AS said_by, "
    "d.why AS why, d.settled_at AS settled_at, COALESCE(e.code, '') AS settled_by, "
    "COALESCE(d.settled_why, '') AS settled_why "
    "FROM clock_dispute d JOIN staff s ON s.id = d.staff_id "
    "LEFT JOIN staff e ON e.id = d.settled_by ORDER BY d.id";

std::vector<ClockDispute> open_disputes(const ReadTxn& tx) {
  auto all = clock_disputes(tx);
  std::erase_if(all, [](const ClockDispute& each) { return each.settled_at.has_value(); });
  return all;
}

void keep_on_head(WriteTxn& tx, std::optional<Instant> last) {
  tx.take_dispute(last);
  tx.run("UPDATE chain_head SET disputed_at = :last WHERE chain = 0", {{"last", last}});
}

/// Whether the command says alone that the last records bear the time of a wrong clock.
bool says_alone(const WriteTxn& tx) {
  const auto& context = tx.context();
  return !context.clock_was_wrong.empty() && context.clock_witness.empty();
}

/// The manager who said of the clock what stands behind a record.
struct Said {
  std::string by, why;
};

/// Who opens a dispute with this command, or opened the last.
Said who_said(WriteTxn& tx) {
  if (!says_alone(tx)) {
    const auto open = open_disputes(tx);
    return open.empty() ? Said{} : Said{open.back().by, open.back().why};
  }
  const auto last =
      tx.value<Instant>("SELECT MAX(recorded_at) AS value FROM chain_head").value_or(Instant{});
  if (tx.actor_id() && last > tx.now()) {
    tx.insert(R"(INSERT INTO clock_dispute (last_at, recorded_at, staff_id, why)
                 VALUES (:last, :now, :staff, :why))",
              {tx.stamp(), {"last", last}, {"why", tx.context().clock_was_wrong}});
    keep_on_head(tx, std::max(last, tx.disputed().value_or(last)));
  }
  return {tx.actor().code, tx.context().clock_was_wrong};
}

/// A manager who works here and opened none of the disputes.
std::optional<std::string> another_manager(const ReadTxn& tx,
                                           const std::vector<ClockDispute>& open) {
  std::optional<std::string> found;
  tx.all(R"(SELECT s.code AS code FROM staff s JOIN staff_role r ON r.staff_id = s.id
             WHERE s.active = 1 AND r.to_at IS NULL AND r.role = 'manager' ORDER BY s.code)",
         {}, [&](const Row& row) {
           const auto code = row.get<std::string>("code");
           if (!found && std::ranges::find(open, code, &ClockDispute::by) == open.end())
             found = code;
           return true;
         });
  return found;
}

/// Who opened a dispute settles it only where nobody else can.
void require_another_manager(WriteTxn& tx, const std::vector<ClockDispute>& open) {
  const auto& me = tx.actor().code;
  if (std::ranges::find(open, me, &ClockDispute::by) == open.end()) return;
  const auto& zone = tx.settings().zone;
  const auto last = std::ranges::max(open, {}, &ClockDispute::last_at).last_at;
  const auto other = another_manager(tx, open);
  const bool over = !other && zone.date_of(last) < tx.today();
  const auto closure = std::int64_t{86'400} * tx.settings().clock.closure_days;
  if (!other && !over && last.seconds - tx.now().seconds <= closure)
    throw refusal(Clause::integrity, "clock.wait",
                  tr("{0} said that the clock was wrong, and no other manager works here: {0} "
                     "settles it once {1} is over",
                     me, zone.date_of(last).str()),
                  "svcctl db clock");
  auto typed = tx.context();
  typed.typed = typed_without_flag(typed, "no-other");
  const auto another = typed_with(typed, "as", other.value_or("MANAGER"));
  require_another(tx, over, Clause::integrity, "clock.own",
                  tr("{0} said that the clock was wrong: another manager settles it", me),
                  typed_with(tx.context(), "as", other.value_or("MANAGER")), [&] { return other; });
}

}  // namespace

std::vector<ClockDispute> clock_disputes(const ReadTxn& tx) {
  return tx.all<ClockDispute>(each_dispute);
}

std::vector<ClockDispute> settle_clock(WriteTxn& tx, const std::string& why) {
  require_manager_of_clock(tx);
  auto open = open_disputes(tx);
  if (open.empty())
    throw wrong_state("clock.undisputed", tr("the clock is in no dispute"), "svcctl db clock");
  require_another_manager(tx, open);
  tx.run(R"(UPDATE clock_dispute SET settled_at = :now, settled_by = :staff, settled_why = :why
             WHERE settled_at IS NULL)",
         {tx.stamp(), {"why", why}});
  keep_on_head(tx, std::nullopt);
  tx.record(company, {"clock", "", {{"settled", open.back().last_at.str()}, {"why", why}}});
  for (auto& each : open) {
    each.settled_at = tx.now();
    each.settled_by = tx.actor().code;
    each.settled_why = why;
  }
  return open;
}

void tell_dispute(WriteTxn& tx) {
  const auto& context = tx.context();
  const auto& journal = tx.journal();
  if (!context.clock_was_wrong.empty() && !context.clock_witness.empty() &&
      std::ranges::find(journal.named, clock_behind, &Naming::item) == journal.named.end())
    second_person(tx, context.clock_witness, NamedAs::approver, Clause::integrity, clock_behind);
  if (!tx.disputed() && !says_alone(tx)) return;
  const auto first =
      journal.overrides.begin() + static_cast<std::ptrdiff_t>(journal.overrides_before);
  if (std::find_if(first, journal.overrides.end(), [](const OverrideMade& made) {
        return made.code == clock_behind;
      }) != journal.overrides.end())
    return;
  const auto said = who_said(tx);
  if (!tx.disputed()) return;
  const auto& zone = tx.settings().zone;
  keep_override(tx, Clause::integrity, clock_behind,
                tr("recorded at {0} by a clock in dispute, after a record of {1}",
                   zone.local(tx.now()), zone.local(*tx.disputed())),
                {.clauses = {}, .reason = said.why, .approved_by = said.by});
}

}  // namespace svcctl::store
