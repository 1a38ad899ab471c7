#include "customer/odometer.hpp"

#include <algorithm>
#include <cstdlib>

#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

/// Days begun between two moments.
std::int64_t days_of(Instant from, Instant to) { return (to.seconds - from.seconds) / 86400 + 1; }

/// A reading between those before and after it: neither less than before nor farther than driven.
/// @return whether it was asked about, and somebody is sure
bool require_plausible(store::WriteTxn& tx, const std::vector<OdometerReading>& standing,
                       const ReadOdometer& told, Instant at) {
  const auto next = std::ranges::find_if(
      standing, [&](const auto& each) { return each.at.seconds > at.seconds; });
  bool asked = false;
  const auto ask = [&](bool kept, const char* code, Message message) {
    asked = asked || !kept;
    require(tx, kept || told.sure, Clause::listen, code, std::move(message), "--sure",
            store::Overridable::never);
  };
  if (next != standing.begin()) {
    const auto& before = *std::prev(next);
    ask(told.km >= *before.km, "odometer.fell",
        tr("the odometer showed {0} km before: is {1} typed right?", *before.km, told.km));
    const bool visit = !told.document.empty() && told.document == before.document;
    const auto most =
        visit ? plausible_km_per_visit : plausible_km_per_day * days_of(before.at, at);
    ask(told.km - *before.km <= most, "odometer.rose",
        tr("the odometer showed {0} km on {1}: is {2} typed right?", *before.km,
           tx.settings().zone.date_of(before.at).str(), told.km));
  }
  if (next != standing.end())
    ask(told.km <= *next->km, "odometer.fell",
        tr("the odometer showed {0} km on {1}: is {2} typed right?", *next->km,
           tx.settings().zone.date_of(next->at).str(), told.km));
  return asked;
}

void require_sensible(std::int64_t km) {
  if (km < 0)
    throw usage_error("odometer.negative", tr("an odometer is not negative"), "--odometer KM");
  if (km > plausible_km)
    throw usage_error("odometer.nonsense", tr("no car is driven {0} km", km), "--odometer KM");
}

/// Whether one slip of a finger makes the wrong number of the right one: a digit mistyped, left
/// out, or exchanged with the next.
bool one_slip(const std::string& wrong, const std::string& right) {
  const auto same = std::ranges::mismatch(wrong, right);
  const auto at = static_cast<std::size_t>(same.in1 - wrong.begin());
  if (at == wrong.size()) return right.size() == at + 1;
  const auto rest = [at](const std::string& text, std::size_t skip) {
    return text.size() < at + skip ? std::string("-") : text.substr(at + skip);
  };
  const bool mistyped = wrong.size() == right.size() && rest(wrong, 1) == rest(right, 1);
  const bool left_out = rest(wrong, 0) == rest(right, 1);
  const bool exchanged = wrong.size() == right.size() && at + 1 < wrong.size() &&
                         wrong[at] == right[at + 1] && wrong[at + 1] == right[at] &&
                         rest(wrong, 2) == rest(right, 2);
  return mistyped || left_out || exchanged;
}

/// Where no other reading tells, what is put right is near what was typed wrong, or somebody is
/// sure. What hardly any car reaches was the slip itself.
/// @return whether it was asked about
bool require_near(store::WriteTxn& tx, const OdometerReading& wrong, std::int64_t km, bool sure) {
  const bool slip_seen = wrong.km > retiring_km && km <= retiring_km;
  const bool near = !wrong.km || slip_seen || std::abs(km - *wrong.km) <= plausible_km_per_day ||
                    one_slip(std::to_string(*wrong.km), std::to_string(km));
  require(tx, near || sure, Clause::listen, "odometer.slipped",
          tr("{0} km are far from the {1} km that they replace: is that typed right?", km,
             wrong.km.value_or(0)),
          "--sure", store::Overridable::never);
  return !near;
}

/// `vehicle` repeats what stands as the latest.
void set_odometer(store::WriteTxn& tx, std::int64_t vehicle_id, std::optional<std::int64_t> before,
                  std::optional<std::int64_t> km) {
  if (before == km) return;
  tx.run("UPDATE vehicle SET odometer_km = :km WHERE id = :id", {{"km", km}, {"id", vehicle_id}});
}

std::int64_t keep_reading(store::WriteTxn& tx, std::int64_t vehicle_id, Instant at,
                          std::optional<std::int64_t> km, const ReadOdometer& reading,
                          std::optional<std::int64_t> corrects, bool asked) {
  return tx.insert(
      R"(INSERT INTO odometer_reading (vehicle_id, at, km, source, document, corrects_id, sure,
                                       recorded_at, staff_id)
         VALUES (:vehicle, :read_at, :km, :source, :document, :corrects, :sure, :now, :staff))",
      {{"vehicle", vehicle_id},
       {"read_at", at},
       {"km", km},
       {"source", reading.source},
       {"document", reading.document},
       {"corrects", corrects},
       {"sure", asked},
       {"now", tx.now()},
       {"staff", tx.actor_id()}});
}

std::optional<std::int64_t> latest(const std::vector<OdometerReading>& standing) {
  return standing.empty() ? std::nullopt : standing.back().km;
}

}  // namespace

std::int64_t read_odometer(store::WriteTxn& tx, std::int64_t vehicle_id,
                           const ReadOdometer& reading) {
  require_sensible(reading.km);
  const auto at = reading.at.value_or(tx.stamp().happened());
  const auto standing = standing_readings(tx, vehicle_id);
  const bool asked = require_plausible(tx, standing, reading, at);
  const auto id = keep_reading(tx, vehicle_id, at, reading.km, reading, std::nullopt, asked);
  const bool last = standing.empty() || standing.back().at.seconds <= at.seconds;
  set_odometer(tx, vehicle_id, latest(standing),
               last ? std::optional(reading.km) : latest(standing));
  return id;
}

std::int64_t correct_reading(store::WriteTxn& tx, std::int64_t vehicle_id, std::int64_t reading_id,
                             std::optional<std::int64_t> km, bool sure) {
  auto standing = standing_readings(tx, vehicle_id);
  const auto before = latest(standing);
  const auto found = std::ranges::find(standing, reading_id, &OdometerReading::id);
  if (found == standing.end())
    throw not_found("odometer.not-found", tr("there is no reading {0} that stands", reading_id),
                    "svcctl vehicle readings VEHICLE");
  const auto wrong = *found;
  standing.erase(found);
  const ReadOdometer reading{
      .km = km.value_or(0), .source = wrong.source, .document = wrong.document, .sure = sure};
  require_sensible(reading.km);
  bool asked = km && require_plausible(tx, standing, reading, wrong.at);
  if (km && standing.empty() && require_near(tx, wrong, *km, sure)) asked = true;
  const auto id = keep_reading(tx, vehicle_id, wrong.at, km, reading, wrong.id, asked);
  const bool last = standing.empty() || standing.back().at.seconds <= wrong.at.seconds;
  set_odometer(tx, vehicle_id, before, last && km ? km : latest(standing));
  return id;
}

void put_odometer_right(store::WriteTxn& tx, std::int64_t vehicle_id,
                        std::optional<std::int64_t> km, bool sure) {
  const auto standing = standing_readings(tx, vehicle_id);
  if (latest(standing) == km) return;
  if (standing.empty())
    read_odometer(tx, vehicle_id, {.km = *km, .sure = sure});
  else
    correct_reading(tx, vehicle_id, standing.back().id, km, sure);
}

std::vector<OdometerReading> odometer_readings(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  return tx.all<OdometerReading>("SELECT " + store::late_by("odometer_reading", "r") +
                                     R"( AS late_by, r.id, r.at, r.km, r.source, r.document, r.sure,
                CASE WHEN c.id IS NULL AND r.km IS NOT NULL THEN 1 ELSE 0 END AS stands,
                COALESCE(s.code, '') AS staff
           FROM odometer_reading r
           LEFT JOIN odometer_reading c ON c.corrects_id = r.id
           LEFT JOIN staff s ON s.id = r.staff_id
          WHERE r.vehicle_id = :vehicle
             OR r.vehicle_id IN (SELECT id FROM vehicle WHERE merged_into_id = :vehicle)
          ORDER BY r.at, r.id)",
                                 {{"vehicle", vehicle_id}});
}

std::vector<OdometerReading> standing_readings(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  auto all = odometer_readings(tx, vehicle_id);
  std::erase_if(all, [](const auto& each) { return !each.stands; });
  return all;
}

}  // namespace svcctl::customer
