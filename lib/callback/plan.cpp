#include "callback/plan.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "callback/calling.hpp"
#include "callback/calling.hpp"
#include "callback/follow_up.hpp"
#include "callback/private/callers.hpp"
#include "callback/private/happened.hpp"
#include "callback/private/wanted.hpp"
#include "callback/rule.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::callback {
namespace {

/// Something called for whose day is near.
struct Ripe {
  std::int64_t plan_id = 0;
  CallbackKind kind = CallbackKind::after_service;
  std::string rule;
  std::int64_t vehicle_id = 0;
  std::optional<std::int64_t> job_id;
  Date due_on;
  std::optional<Date> announced_on;
  std::set<std::int64_t> served;  ///< who served the customer of the job
  std::optional<std::int64_t> outlet_id;
  std::optional<std::int64_t> visitor_id;  ///< the customer of the job
  std::optional<std::int64_t> owner_id;    ///< the vehicle's, today
};

enum class Fate { make, withhold, supersede };

/// Reminders of a vehicle go to whoever owns it by now; the others to whoever came.
std::optional<std::int64_t> customer_of(const Ripe& ripe) {
  switch (ripe.kind) {
    case CallbackKind::maintenance:
    case CallbackKind::warranty_end:
    case CallbackKind::inspection:
    case CallbackKind::insurance: return ripe.owner_id ? ripe.owner_id : ripe.visitor_id;
    default: return ripe.visitor_id;
  }
}

/// The outlet that a plan calls for: of its job, else of the vehicle's last visit.
constexpr const char* called_from =
    R"(COALESCE(j.outlet_id, (SELECT l.outlet_id FROM job l
                                        WHERE l.vehicle_id = p.vehicle_id
                                        ORDER BY l.recorded_at DESC, l.id DESC
                                        LIMIT 1)))";

std::vector<Ripe> ripe(const store::ReadTxn& tx, Date until, std::int64_t room) {
  const auto here =
      tx.within("COALESCE(" + std::string(called_from) + ", (SELECT MIN(id) FROM outlet))");
  return tx.all(
      std::string(R"(SELECT p.id, p.kind, p.rule, p.vehicle_id, p.job_id, p.due_on, p.announced_on,
                j.customer_id AS visitor_id, )") +
          std::string(rule::served_columns) + ", " + called_from + R"( AS outlet_id,
                (SELECT o.customer_id FROM vehicle_owner o
                  WHERE o.vehicle_id = p.vehicle_id AND o.to_at IS NULL
                  ORDER BY o.id DESC LIMIT 1) AS owner_id
           FROM follow_up_plan p LEFT JOIN job j ON j.id = p.job_id
          WHERE p.state = 'waiting' AND p.due_on <= :until)" +
          here.sql + R"(
          ORDER BY p.due_on, p.vehicle_id, p.kind, p.id
          LIMIT :room)",
      {here, {"until", until}, {"room", room}}, [](const store::Row& row) {
        Ripe out;
        out.plan_id = row["id"];
        out.kind = row["kind"];
        out.rule = row.get<std::string>("rule");
        out.vehicle_id = row["vehicle_id"];
        out.job_id = row.get<std::optional<std::int64_t>>("job_id");
        out.due_on = row["due_on"];
        out.announced_on = row.get<std::optional<Date>>("announced_on");
        out.served = rule::who_served(row);
        out.outlet_id = row.get<std::optional<std::int64_t>>("outlet_id");
        out.visitor_id = row.get<std::optional<std::int64_t>>("visitor_id");
        out.owner_id = row.get<std::optional<std::int64_t>>("owner_id");
        return out;
      });
}

bool agreed(const store::ReadTxn& tx, std::int64_t customer_id, Contact contact) {
  return tx
      .value<std::int64_t>(
          "SELECT 1 AS value FROM customer k, (SELECT :contact AS consent) f WHERE k.id = :id "
          "AND " +
              std::string(contact_allowed),
          {{"contact", contact}, {"id", customer_id}})
      .has_value();
}

/// Jobs recorded after the job `j`.
constexpr const char* later_jobs = R"(SELECT 1 AS value FROM job j
  JOIN job l ON l.recorded_at > j.recorded_at OR (l.recorded_at = j.recorded_at AND l.id > j.id)
 WHERE j.id = :job AND )";

/// Whether the customer (a lost one) or the car (with declined work) has been here since.
bool came_since(const store::ReadTxn& tx, const Ripe& each) {
  if (each.kind == CallbackKind::lost)
    return tx
        .value<std::int64_t>(std::string(later_jobs) + "l.customer_id = :customer LIMIT 1",
                             {{"customer", each.visitor_id}, {"job", each.job_id}})
        .has_value();
  if (each.kind == CallbackKind::declined_work)
    return tx
        .value<std::int64_t>(std::string(later_jobs) + "l.vehicle_id = :vehicle LIMIT 1",
                             {{"vehicle", each.vehicle_id}, {"job", each.job_id}})
        .has_value();
  return false;
}

Fate fate_of(const store::ReadTxn& tx, const Ripe& each, const CallbackRule* rule) {
  if (rule == nullptr || came_since(tx, each)) return Fate::supersede;
  const auto customer_id = customer_of(each);
  return customer_id && agreed(tx, *customer_id, rule->consent) ? Fate::make : Fate::withhold;
}

/// Documents of that letter numbered today: what was made, whatever the clock said in between.
std::int64_t made_today(const store::ReadTxn& tx) {
  return tx
      .value<std::int64_t>(
          R"(SELECT SUM(last) AS value FROM document_counter
              WHERE scope >= 'F' AND scope < 'G' AND day_on = :today)",
          {{"today", tx.today()}})
      .value_or(0);
}

class Maker {
 public:
  explicit Maker(store::WriteTxn& tx) : tx_(tx), callers_(tx) {}

  FollowUp make(const Ripe& each, const CallbackRule& rule) {
    const auto outlet_id = each.outlet_id ? *each.outlet_id : first_outlet();
    const auto number = tx_.next_number('F', outlet_id);
    tx_.insert(
        R"(INSERT INTO follow_up (number, plan_id, outlet_id, job_id, vehicle_id, customer_id, kind,
                                  rule, consent, called_for_on, due_on, announced_on, assignee_id,
                                  channel, state, at, made_for)
           VALUES (:number, :plan, :outlet, :job, :vehicle, :customer, :kind, :rule, :consent, :due,
                   :due, :announced, :assignee, :channel, 'open', :at,
                   :customer))",
        {{"number", number},
         {"plan", each.plan_id},
         {"outlet", outlet_id},
         {"job", each.job_id},
         {"vehicle", each.vehicle_id},
         {"customer", customer_of(each)},
         {"kind", each.kind},
         {"rule", rule.name},
         {"consent", rule.consent},
         {"due", each.due_on},
         {"announced", each.announced_on},
         {"assignee",
          callers_.next(rule.assign, outlet_id,
                        rule.other_than_advisor ? each.served : std::set<std::int64_t>())},
         {"channel", rule.channel},
         tx_.stamp()});
    settle(each, "made");
    auto made = find_follow_up(tx_, number);
    tx_.record(store::of_outlet(outlet_id),
               {"follow_up",
                number,
                {{"kind", to_code(each.kind)}, {"job", made.job}, {"due", each.due_on.str()}}});
    return made;
  }

  void settle(const Ripe& each, const char* state) {
    tx_.run("UPDATE follow_up_plan SET state = :state WHERE id = :id",
            {{"state", state}, {"id", each.plan_id}});
  }

 private:
  std::int64_t first_outlet() { return shop::list_outlets(tx_).front().id; }

  store::WriteTxn& tx_;
  Callers callers_;
};

}  // namespace

Planned plan(store::WriteTxn& tx) {
  shop::require_right(tx, Right::follow_up);
  bool wrote = read_what_happened(tx);
  wrote = wake_withheld(tx) || wrote;
  wrote = lapse(tx) || wrote;
  // What was read is of all outlets: it is told before the follow-ups of each.
  if (std::exchange(wrote, false))
    tx.record(store::company, {"callback", tx.today().str(), {{"read", "yes"}}});
  const auto& settings = *tx.settings().callback;
  const auto until = tx.today().plus_days(settings.ahead_days);
  constexpr std::int64_t portion = 500;
  auto room = settings.daily_cap == 0 ? std::numeric_limits<std::int64_t>::max()
                                      : settings.daily_cap - made_today(tx);
  Planned out;
  Maker maker(tx);
  while (room > 0) {
    const auto portion_now = ripe(tx, until, std::min(room, portion));
    if (portion_now.empty()) break;
    wrote = true;
    for (const auto& each : portion_now) {
      const auto* rule = rule_named(tx.settings(), each.rule, each.kind);
      switch (fate_of(tx, each, rule)) {
        case Fate::make:
          out.made.push_back(maker.make(each, *rule));
          --room;
          break;
        case Fate::withhold:
          maker.settle(each, "withheld");
          ++out.withheld;
          break;
        case Fate::supersede: maker.settle(each, "superseded"); break;
      }
    }
  }
  out.waiting = tx.value<std::int64_t>(
                      R"(SELECT COUNT(*) AS value FROM follow_up_plan
                          WHERE state = 'waiting' AND due_on <= :until)",
                      {{"until", until}})
                    .value_or(0);
  if (!wrote) return out;
  tx.record(store::company, {"callback",
                             tx.today().str(),
                             {{"made", std::to_string(out.made.size())},
                              {"withheld", std::to_string(out.withheld)},
                              {"waiting", std::to_string(out.waiting)}}});
  return out;
}

}  // namespace svcctl::callback
