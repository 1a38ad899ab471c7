#include "callback/private/happened.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "callback/distance.hpp"
#include "callback/private/wanted.hpp"

namespace svcctl::callback {
namespace {

/// A source of a kind of rule, and how far it has been read.
struct Source {
  std::string name;
  std::int64_t seen = 0;
  bool fresh = false;  ///< never read before: what was due long ago is passed over
};

Source reading(const store::ReadTxn& tx, std::string name) {
  const auto seen = mark(tx, name);
  return {std::move(name), seen.value_or(0), !seen};
}

bool has_rule(const Settings& settings, CallbackKind kind) {
  return std::ranges::find(settings.callback.rules, kind, &CallbackRule::kind) !=
         settings.callback.rules.end();
}

bool too_old(const store::ReadTxn& tx, const Source& source, Date due_on) {
  return source.fresh && due_on < tx.today().plus_days(-tx.settings().callback.look_back_days);
}

/// The longest that a delivery may lie behind what it calls for.
int longest_wait(const Settings& settings, CallbackKind kind) {
  int days = 0;
  for (const auto& rule : settings.callback.rules)
    if (rule.kind == kind) days = std::max(days, rule.after_days);
  if (kind == CallbackKind::warranty_end)
    for (const auto* warranties : {&settings.warranty, &settings.profile.warranty})
      for (const auto& warranty : *warranties) days = std::max(days, warranty.days);
  return days;
}

/// Before a kind of rule was ever read, deliveries too old to call for anything are not looked at.
std::int64_t before_first_delivery(const store::ReadTxn& tx, CallbackKind kind) {
  const auto& settings = tx.settings();
  const auto since = settings.zone.start_of(
      tx.today().plus_days(-settings.callback.look_back_days - longest_wait(settings, kind) - 1));
  return tx
      .value<std::int64_t>(
          R"(SELECT COALESCE(MIN(id) - 1, (SELECT MAX(id) FROM delivery)) AS value
               FROM delivery WHERE at >= :since)",
          {{"since", since}})
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
  auto readings = tx.all(
      R"(SELECT visited_on, odometer_km FROM past_visit
          WHERE vehicle_id = :vehicle AND odometer_km IS NOT NULL
          ORDER BY visited_on, odometer_km)",
      {{"vehicle", vehicle_id}}, [](const store::Row& row) {
        return Reading{row.get<Date>("visited_on"), row.get<std::int64_t>("odometer_km")};
      });
  const auto seen = tx.all(
      R"(SELECT j.opened_at AS at, j.odometer_km AS km FROM job j
          WHERE j.vehicle_id = :vehicle AND j.odometer_km IS NOT NULL
          UNION ALL
         SELECT d.at, d.odometer_km FROM job j JOIN delivery d ON d.job_id = j.id
          WHERE j.vehicle_id = :vehicle AND d.odometer_km IS NOT NULL
          ORDER BY at, km)",
      {{"vehicle", vehicle_id}}, [&](const store::Row& row) {
        return Reading{tx.settings().zone.date_of(row.get<Instant>("at")),
                       row.get<std::int64_t>("km")};
      });
  readings.insert(readings.end(), seen.begin(), seen.end());
  std::ranges::stable_sort(readings, {}, &Reading::on);
  return readings;
}

struct Maintained {
  Delivered delivered;
  std::optional<std::int64_t> km;
  const CallbackRule* rule = nullptr;
};

/// The last delivery up to this one that the rules for maintenance count from.
std::optional<Maintained> last_maintenance(const store::ReadTxn& tx, const Delivered& upto) {
  auto query =
      tx.query(deliveries("WHERE j.vehicle_id = :vehicle AND d.id <= :upto ORDER BY d.id DESC"),
               {{"vehicle", upto.job.vehicle_id}, {"upto", upto.id}});
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
  const auto last = last_maintenance(tx, delivered);
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

bool read_deliveries(store::WriteTxn& tx, CallbackKind kind) {
  auto source = reading(tx, to_code(kind));
  if (source.fresh) source.seen = before_first_delivery(tx, kind);
  auto seen = source.seen;
  auto query = tx.query(deliveries("WHERE d.id > :seen ORDER BY d.id"), {{"seen", source.seen}});
  while (query.next()) {
    const auto delivered = read_delivered(query.row());
    seen = delivered.id;
    if (kind == CallbackKind::maintenance)
      maintenance(tx, source, delivered);
    else
      by_delivery(tx, source, kind, delivered);
  }
  return set_mark(tx, source.name, seen);
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

/// One way to tell that a customer declined work: rows numbered `seq` after `:seen`.
struct Declined {
  const char* source;
  const char* sql;
};
constexpr Declined declines[] = {
    {"declined-work:job", R"(SELECT d.id AS seq, d.job_id, d.at FROM job_decline d
                              WHERE d.id > :seen
                              ORDER BY d.id)"},
    {"declined-work:consent", R"(SELECT c.id AS seq, c.job_id, c.at
                                   FROM consent c
                                  WHERE c.id > :seen AND c.given = 0 AND c.change_id IS NOT NULL
                                  ORDER BY c.id)"},
    {"declined-work:plan", R"(SELECT p.id AS seq, p.job_id, p.at
                                FROM repair_plan p
                               WHERE p.id > :seen AND p.declined <> ''
                               ORDER BY p.id)"},
};

bool read_declined(store::WriteTxn& tx) {
  bool moved = false;
  for (const auto& [name, sql] : declines) {
    const auto source = reading(tx, name);
    auto seen = source.seen;
    auto query = tx.query(sql, {{"seen", source.seen}});
    while (query.next()) {
      seen = std::max(seen, query.row().get<std::int64_t>("seq"));
      declined_job(tx, source, query.row()["job_id"], query.row()["at"]);
    }
    moved = set_mark(tx, source.name, seen) || moved;
  }
  return moved;
}

/// Inspection and insurance come from the vehicle's own dates; a new date takes the old one's
/// place.
bool read_vehicle_dates(store::WriteTxn& tx, CallbackKind kind) {
  const auto source = reading(tx, to_code(kind));
  auto seen = source.seen;
  auto query = tx.query(
      R"(SELECT d.id, d.vehicle_id, d.falls_on, v.kind AS vehicle_kind
           FROM vehicle_date d JOIN vehicle v ON v.id = d.vehicle_id
          WHERE d.id > :seen AND d.kind = :kind
          ORDER BY d.id)",
      {{"seen", source.seen}, {"kind", kind}});
  while (query.next()) {
    const auto& row = query.row();
    seen = row["id"];
    const std::int64_t vehicle_id = row["vehicle_id"];
    const Date falls_on = row["falls_on"];
    const auto key = "vehicle:" + std::to_string(vehicle_id) + ":" + falls_on.str();
    supersede(tx, kind, vehicle_id, key);
    const auto* rule =
        rule_for(tx.settings(), {.kind = kind, .vehicle = row.get<VehicleKind>("vehicle_kind")});
    if (rule == nullptr) continue;
    const auto due_on = falls_on.plus_days(-rule->before_days);
    if (too_old(tx, source, due_on)) continue;
    want_moving(tx, {.rule = *rule,
                     .source = key,
                     .vehicle_id = vehicle_id,
                     .job_id = std::nullopt,
                     .due_on = due_on,
                     .announced_on = falls_on});
  }
  return set_mark(tx, source.name, seen);
}

/// A customer who came again is no lost one, and will hear at the desk of what was declined.
bool read_visits(store::WriteTxn& tx) {
  auto source = reading(tx, "visit");
  if (source.fresh)
    source.seen = tx.value<std::int64_t>("SELECT MAX(id) AS value FROM job").value_or(0);
  auto seen = source.seen;
  auto query = tx.query("SELECT id, vehicle_id, customer_id FROM job WHERE id > :seen ORDER BY id",
                        {{"seen", source.seen}});
  while (query.next()) {
    const auto& row = query.row();
    seen = row["id"];
    tx.run(
        R"(UPDATE follow_up SET state = 'superseded'
            WHERE customer_id = :customer AND state = 'open' AND kind = 'lost' AND job_id < :job)",
        {{"customer", row.get<std::int64_t>("customer_id")}, {"job", seen}});
    tx.run(
        R"(UPDATE follow_up SET state = 'superseded'
            WHERE vehicle_id = :vehicle AND state = 'open' AND kind = 'declined-work'
              AND job_id < :job)",
        {{"vehicle", row.get<std::int64_t>("vehicle_id")}, {"job", seen}});
  }
  return set_mark(tx, source.name, seen);
}

}  // namespace

bool read_what_happened(store::WriteTxn& tx) {
  bool moved = false;
  for (const auto& each : codes<CallbackKind>) {
    const auto kind = each.value;
    if (!has_rule(tx.settings(), kind)) continue;
    switch (kind) {
      case CallbackKind::declined_work: moved = read_declined(tx) || moved; break;
      case CallbackKind::inspection:
      case CallbackKind::insurance: moved = read_vehicle_dates(tx, kind) || moved; break;
      default: moved = read_deliveries(tx, kind) || moved; break;
    }
  }
  return read_visits(tx) || moved;
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
            .due_on = tx.settings().zone.date_of(tx.at()).plus_days(rule->after_days)});
}

}  // namespace svcctl::callback
