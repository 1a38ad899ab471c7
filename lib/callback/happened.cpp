#include "callback/private/happened.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "callback/distance.hpp"
#include "callback/private/wanted.hpp"
#include "customer/odometer.hpp"

namespace svcctl::callback {
namespace {

/// A source of a kind of rule, and how far it has been read.
struct Source {
  std::string name;
  ChainMarks marks;
  bool fresh = false;  ///< never read before: what was due long ago is passed over
};

using Outlets = std::vector<std::int64_t>;

Source reading(const store::ReadTxn& tx, std::string name) {
  auto found = marks(tx, name);
  const bool fresh = found.empty();
  return {std::move(name), std::move(found), fresh};
}

/// Takes the rows of one chain that a query yields in the order of their `id`, and sets the mark.
/// @param seen the id after which the query begins
template <class Take>
bool read_on(store::WriteTxn& tx, const Source& source, std::int64_t chain, std::int64_t seen,
             store::Query query, Take take) {
  const auto begin = seen;
  while (query.next()) {
    seen = query.row()["id"];
    take(query.row());
  }
  return (source.fresh || seen != begin) && set_mark(tx, source.name, chain, seen);
}

/// The same outlet by outlet; the statement takes `:outlet` and `:seen`.
/// @param first_seen(outlet) where a source begins that was never read before
template <class First, class Take>
bool read_on(store::WriteTxn& tx, const Source& source, const Outlets& outlets,
             const std::string& sql, First first_seen, Take take) {
  bool moved = false;
  for (const auto outlet : outlets) {
    const auto mark = source.marks.find(outlet);
    const auto seen = source.fresh                 ? first_seen(outlet)
                      : mark != source.marks.end() ? mark->second
                                                   : std::int64_t{0};
    moved = read_on(tx, source, outlet, seen, tx.query(sql, {{"outlet", outlet}, {"seen", seen}}),
                    take) ||
            moved;
  }
  return moved;
}

bool has_rule(const Settings& settings, CallbackKind kind) {
  return std::ranges::find(settings.callback->rules, kind, &CallbackRule::kind) !=
         settings.callback->rules.end();
}

bool too_old(const store::ReadTxn& tx, const Source& source, Date due_on) {
  return source.fresh && due_on < tx.today().plus_days(-tx.settings().callback->look_back_days);
}

/// The longest that a delivery may lie behind what it calls for.
int longest_wait(const Settings& settings, CallbackKind kind) {
  int days = 0;
  for (const auto& rule : settings.callback->rules)
    if (rule.kind == kind) days = std::max(days, rule.after_days);
  if (kind == CallbackKind::warranty_end)
    for (const auto* warranties : {&*settings.warranty, &settings.profile->warranty})
      for (const auto& warranty : *warranties) days = std::max(days, warranty.days);
  return days;
}

/// Before a kind of rule was ever read, an outlet's deliveries too old to call for anything are not
/// looked at.
std::int64_t before_first_delivery(const store::ReadTxn& tx, CallbackKind kind,
                                   std::int64_t outlet_id) {
  const auto& settings = tx.settings();
  const auto since = settings.zone.start_of(
      tx.today().plus_days(-settings.callback->look_back_days - longest_wait(settings, kind) - 1));
  return tx
      .value<std::int64_t>(
          R"(SELECT COALESCE(MIN(id) - 1,
                             (SELECT MAX(id) FROM delivery WHERE outlet_id = :outlet)) AS value
               FROM delivery WHERE outlet_id = :outlet AND at >= :since)",
          {{"outlet", outlet_id}, {"since", since}})
      .value_or(0);
}

struct Delivered {
  std::int64_t id = 0;
  Instant at;
  std::optional<Date> warranty_until;
  JobFacts job;
};

std::string deliveries(const char* which) {
  return std::string("SELECT d.id, d.at, d.odometer_km AS delivered_km, w.until_on, ") + job_facts +
         R"( FROM delivery d
             JOIN job j ON j.id = d.job_id
             JOIN vehicle v ON v.id = j.vehicle_id
             LEFT JOIN warranty w ON w.job_id = j.id )" +
         which;
}

Delivered read_delivered(const store::Row& row) {
  return {.id = row["id"],
          .at = row["at"],
          .warranty_until = row.get<std::optional<Date>>("until_on"),
          .job = read_job_facts(row)};
}

const CallbackRule* rule_of(const store::ReadTxn& tx, CallbackKind kind, const JobFacts& job) {
  auto of = job.of;
  of.kind = kind;
  return rule_for(tx.settings(), of);
}

/// Plans the follow-ups that one delivery triggers: after service, the end of its warranty, a last
/// visit, a comeback that was to settle an issue.
void by_delivery(store::WriteTxn& tx, const Source& source, CallbackKind kind,
                 const Delivered& delivered) {
  const auto& job = delivered.job;
  if (kind == CallbackKind::issue && !job.comeback) return;
  if (kind == CallbackKind::after_service && job.comeback &&
      rule_of(tx, CallbackKind::issue, job) != nullptr)
    return;
  const auto* rule = rule_of(tx, kind, job);
  if (rule == nullptr) return;
  auto due_on = tx.settings().zone.date_of(delivered.at).plus_days(rule->after_days);
  std::optional<Date> announced;
  if (kind == CallbackKind::warranty_end) {
    if (!delivered.warranty_until) return;
    announced = delivered.warranty_until;
    due_on = announced->plus_days(-rule->before_days);
  }
  if (too_old(tx, source, due_on)) return;
  want(tx, {.rule = *rule,
            .source = job_source(job.job_id),
            .vehicle_id = job.vehicle_id,
            .job_id = job.job_id,
            .due_on = due_on,
            .announced_on = announced});
}

std::vector<Reading> odometer_history(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  std::vector<Reading> readings;
  for (const auto& each : customer::standing_readings(tx, vehicle_id))
    readings.push_back({tx.settings().zone.date_of(each.at), *each.km});
  return readings;
}

struct Maintained {
  Delivered delivered;
  std::optional<std::int64_t> km;
  const CallbackRule* rule = nullptr;
};

/// The last delivery of a vehicle, by any outlet, that the rules for maintenance count from.
std::optional<Maintained> last_maintenance(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  auto query = tx.query(deliveries("WHERE j.vehicle_id = :vehicle "
                                   "ORDER BY d.recorded_at DESC, d.id DESC"),
                        {{"vehicle", vehicle_id}});
  while (query.next()) {
    auto delivered = read_delivered(query.row());
    if (const auto* rule = rule_of(tx, CallbackKind::maintenance, delivered.job))
      return Maintained{delivered, query.row().get<std::optional<std::int64_t>>("delivered_km"),
                        rule};
  }
  return std::nullopt;
}

/// Maintenance is due by date or by distance, whichever comes first; each visit of the car tells
/// anew how far it goes in a day.
void maintenance(store::WriteTxn& tx, const Source& source, const Delivered& delivered) {
  const auto last = last_maintenance(tx, delivered.job.vehicle_id);
  if (!last) return;
  const auto& job = last->delivered.job;
  const auto& rule = *last->rule;
  auto announced = tx.settings().zone.date_of(last->delivered.at).plus_days(rule.after_days);
  if (rule.kilometres > 0 && last->km)
    if (const auto by_km =
            day_of_km(odometer_history(tx, job.vehicle_id), *last->km + rule.kilometres))
      announced = std::min(announced, *by_km);
  const auto due_on = announced.plus_days(-rule.before_days);
  const auto key = job_source(job.job_id);
  supersede(tx, CallbackKind::maintenance, job.vehicle_id, key);
  if (too_old(tx, source, due_on)) return;
  want_moving(tx, {.rule = rule,
                   .source = key,
                   .vehicle_id = job.vehicle_id,
                   .job_id = job.job_id,
                   .due_on = due_on,
                   .announced_on = announced});
}

bool read_deliveries(store::WriteTxn& tx, const Outlets& outlets, CallbackKind kind) {
  const auto source = reading(tx, to_code(kind));
  return read_on(
      tx, source, outlets,
      deliveries("WHERE /*+ + */ d.outlet_id = :outlet AND d.id > :seen ORDER BY d.id"),
      [&](std::int64_t outlet) { return before_first_delivery(tx, kind, outlet); },
      [&](const store::Row& row) {
        const auto delivered = read_delivered(row);
        if (kind == CallbackKind::maintenance)
          maintenance(tx, source, delivered);
        else
          by_delivery(tx, source, kind, delivered);
      });
}

/// A job that the customer declined, in whole or in part.
void declined_job(store::WriteTxn& tx, const Source& source, std::int64_t job_id, Instant at) {
  const auto job =
      tx.first(std::string("SELECT ") + job_facts +
                   " FROM job j JOIN vehicle v ON v.id = j.vehicle_id WHERE j.id = :job",
               {{"job", job_id}}, read_job_facts);
  if (!job || job->cancelled) return;
  const auto* rule = rule_of(tx, CallbackKind::declined_work, *job);
  if (rule == nullptr) return;
  const auto due_on = tx.settings().zone.date_of(at).plus_days(rule->after_days);
  if (too_old(tx, source, due_on)) return;
  want(tx, {.rule = *rule,
            .source = job_source(job_id),
            .vehicle_id = job->vehicle_id,
            .job_id = job_id,
            .due_on = due_on});
}

/// One way to tell that a customer declined work: an outlet's rows after `:seen`.
struct Declined {
  const char* source;
  const char* sql;
};
constexpr Declined declines[] = {
    {"declined-work:job", R"(SELECT d.id, d.job_id, d.at FROM job_decline d
                              WHERE /*+ + */ d.outlet_id = :outlet AND d.id > :seen
                              ORDER BY d.id)"},
    {"declined-work:consent", R"(SELECT c.id, c.job_id, c.at
                                   FROM consent c
                                  WHERE /*+ + */ c.outlet_id = :outlet AND c.id > :seen
                                    AND c.given = 0 AND c.change_id IS NOT NULL
                                  ORDER BY c.id)"},
    {"declined-work:plan", R"(SELECT p.id, p.job_id, p.at
                                FROM repair_plan p
                               WHERE /*+ + */ p.outlet_id = :outlet AND p.id > :seen
                                 AND p.declined <> ''
                               ORDER BY p.id)"},
};

bool read_declined(store::WriteTxn& tx, const Outlets& outlets) {
  bool moved = false;
  for (const auto& [name, sql] : declines) {
    const auto source = reading(tx, name);
    moved =
        read_on(
            tx, source, outlets, sql, [](std::int64_t) { return std::int64_t{0}; },
            [&](const store::Row& row) { declined_job(tx, source, row["job_id"], row["at"]); }) ||
        moved;
  }
  return moved;
}

/// Inspection and insurance come from the vehicle's own dates; a new date takes the old one's
/// place.
bool read_vehicle_dates(store::WriteTxn& tx, CallbackKind kind) {
  const auto source = reading(tx, to_code(kind));
  const auto seen = source.fresh ? 0 : source.marks.at(store::company.chain);
  auto query = tx.query(
      R"(SELECT d.id, d.vehicle_id, d.falls_on, v.kind AS vehicle_kind
           FROM vehicle_date d JOIN vehicle v ON v.id = d.vehicle_id
          WHERE d.id > :seen AND d.kind = :kind
          ORDER BY d.id)",
      {{"seen", seen}, {"kind", kind}});
  return read_on(
      tx, source, store::company.chain, seen, std::move(query), [&](const store::Row& row) {
        const std::int64_t vehicle_id = row["vehicle_id"];
        const auto told = row.get<std::optional<Date>>("falls_on");
        const auto key =
            "vehicle:" + std::to_string(vehicle_id) + ":" + (told ? told->str() : std::string());
        supersede(tx, kind, vehicle_id, key);
        if (!told) return;
        const Date falls_on = *told;
        const auto* rule = rule_for(
            tx.settings(), {.kind = kind, .vehicle = row.get<VehicleKind>("vehicle_kind")});
        if (rule == nullptr) return;
        const auto due_on = falls_on.plus_days(-rule->before_days);
        if (too_old(tx, source, due_on)) return;
        want_moving(tx, {.rule = *rule,
                         .source = key,
                         .vehicle_id = vehicle_id,
                         .job_id = std::nullopt,
                         .due_on = due_on,
                         .announced_on = falls_on});
      });
}

/// A customer who came again is no lost one, and will hear at the desk of what was declined.
bool read_visits(store::WriteTxn& tx, const Outlets& outlets) {
  const auto last_job = [&](std::int64_t outlet) {
    return tx
        .value<std::int64_t>("SELECT MAX(id) AS value FROM job WHERE outlet_id = :outlet",
                             {{"outlet", outlet}})
        .value_or(0);
  };
  const auto came = [&](const store::Row& row) {
    const auto job = row.get<std::int64_t>("id");
    const auto recorded_at = row.get<Instant>("recorded_at");
    tx.run("UPDATE follow_up SET state = 'superseded', " + std::string(ended_unlinked) +
               R"(
            WHERE customer_id = :customer AND state = 'open' AND kind = 'lost'
              AND complaint_id IS NULL AND comeback_job_id IS NULL
              AND EXISTS (SELECT 1 FROM job b
                           WHERE b.id = follow_up.job_id
                             AND (b.recorded_at < :recorded_at
                                  OR (b.recorded_at = :recorded_at AND b.id < :job))))",
           {{"customer", row.get<std::int64_t>("customer_id")},
            {"job", job},
            {"recorded_at", recorded_at},
            {"ended", "superseded"},
            {"now", tx.now()}});
    tx.run("UPDATE follow_up SET state = 'superseded', " + std::string(ended_unlinked) +
               R"(
            WHERE vehicle_id = :vehicle AND state = 'open' AND kind = 'declined-work'
              AND complaint_id IS NULL AND comeback_job_id IS NULL
              AND EXISTS (SELECT 1 FROM job b
                           WHERE b.id = follow_up.job_id
                             AND (b.recorded_at < :recorded_at
                                  OR (b.recorded_at = :recorded_at AND b.id < :job))))",
           {{"vehicle", row.get<std::int64_t>("vehicle_id")},
            {"job", job},
            {"recorded_at", recorded_at},
            {"ended", "superseded"},
            {"now", tx.now()}});
  };
  return read_on(tx, reading(tx, "visit"), outlets,
                 R"(SELECT id, vehicle_id, customer_id, recorded_at FROM job
                     WHERE /*+ + */ outlet_id = :outlet AND id > :seen ORDER BY id)",
                 last_job, came);
}

}  // namespace

bool read_what_happened(store::WriteTxn& tx) {
  bool moved = false;
  const Outlets outlets = tx.all("SELECT id FROM outlet ORDER BY id", {},
                                 [](const store::Row& row) { return row.get<std::int64_t>("id"); });
  for (const auto& each : codes<CallbackKind>) {
    const auto kind = each.value;
    if (!has_rule(tx.settings(), kind)) continue;
    switch (kind) {
      case CallbackKind::declined_work: moved = read_declined(tx, outlets) || moved; break;
      case CallbackKind::inspection:
      case CallbackKind::insurance: moved = read_vehicle_dates(tx, kind) || moved; break;
      default: moved = read_deliveries(tx, outlets, kind) || moved; break;
    }
  }
  return read_visits(tx, outlets) || moved;
}

void issue_settled(store::WriteTxn& tx, std::int64_t follow_up_id) {
  const auto job = tx.first(std::string("SELECT ") + job_facts + R"(
         FROM follow_up f
         JOIN job j ON j.id = f.job_id
         JOIN vehicle v ON v.id = j.vehicle_id
        WHERE f.id = :follow_up)",
                            {{"follow_up", follow_up_id}}, read_job_facts);
  if (!job) return;
  const auto* rule = rule_of(tx, CallbackKind::issue, *job);
  if (rule == nullptr) return;
  want(tx, {.rule = *rule,
            .source = "follow-up:" + std::to_string(follow_up_id),
            .vehicle_id = job->vehicle_id,
            .job_id = job->job_id,
            .due_on = tx.today().plus_days(rule->after_days)});
}

}  // namespace svcctl::callback
