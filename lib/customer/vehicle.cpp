#include "customer/vehicle.hpp"

#include "base/identifier.hpp"
#include "base/utf8.hpp"
#include "customer/search.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

constexpr const char* by_id =
    R"(SELECT v.id AS id, v.plate AS plate, v.vin AS vin, v.make AS make, v.model AS model,
              v.year AS year, v.engine AS engine, v.kind AS kind, v.odometer_km AS odometer_km,
              o.customer_id AS owner_id, COALESCE(c.number, '') AS owner
         FROM vehicle v
         LEFT JOIN vehicle_owner o ON o.vehicle_id = v.id AND o.to_at IS NULL
         LEFT JOIN customer c ON c.id = o.customer_id
        WHERE v.id = :id)";

/// The log knows a vehicle by its row: plates and VINs are personal data.
void record_row(store::WriteTxn& tx, const Vehicle& vehicle) {
  tx.record(store::company,
            {"vehicle",
             "V" + std::to_string(vehicle.id),
             {{"owner", vehicle.owner},
              {"kind", to_code(vehicle.kind)},
              {"odometer_km", vehicle.odometer_km ? std::to_string(*vehicle.odometer_km) : ""}}});
}

std::string normal_plate(const std::string& typed) {
  const auto plate = normalise_plate(typed);
  if (plate.normal.empty()) throw usage_error("vehicle.plate", *plate.warning, "--plate PLATE");
  return plate.normal;
}

std::string normal_vin(const std::string& typed) {
  if (typed.empty()) return {};
  const auto vin = normalise_vin(typed);
  if (vin.normal.empty()) throw usage_error("vehicle.vin", *vin.warning, "--vin VIN");
  return vin.normal;
}

std::vector<std::int64_t> ids_by_vin(const store::ReadTxn& tx, const std::string& vin) {
  if (vin.empty()) return {};
  return tx.all("SELECT id FROM vehicle WHERE vin = :vin AND vin <> '' ORDER BY id LIMIT 2",
                {{"vin", vin}}, [](const store::Row& row) { return row.get<std::int64_t>("id"); });
}

void own(store::WriteTxn& tx, std::int64_t vehicle_id, std::int64_t owner_id,
         const std::string& reason) {
  tx.insert(
      R"(INSERT INTO vehicle_owner (vehicle_id, customer_id, from_at, to_at, reason, salt)
         VALUES (:vehicle, :customer, :from, NULL, :reason, :salt))",
      {{"vehicle", vehicle_id},
       {"customer", owner_id},
       {"from", tx.at()},
       {"reason", reason},
       {"salt", store::random_salt()}});
}

void check_fields(const VehicleFields& fields) {
  if (fields.year && (*fields.year < 1886 || *fields.year > 2200))
    throw usage_error("vehicle.year", tr("{0} is no year of a vehicle", *fields.year));
  if (fields.odometer_km && *fields.odometer_km < 0)
    throw usage_error("vehicle.odometer", tr("an odometer is not negative"));
  if (fields.plate) static_cast<void>(normal_plate(*fields.plate));
  if (fields.vin) static_cast<void>(normal_vin(*fields.vin));
}

}  // namespace

Vehicle vehicle_by_id(const store::ReadTxn& tx, std::int64_t id) {
  auto found = tx.first<Vehicle>(by_id, {{"id", id}});
  if (!found) throw bug("no vehicle with id " + std::to_string(id));
  return *found;
}

std::optional<Vehicle> seek_vehicle(const store::ReadTxn& tx, std::string_view typed) {
  if (const auto id = tx.value<std::int64_t>("SELECT id AS value FROM vehicle WHERE plate = :plate",
                                             {{"plate", normalise_plate(typed).normal}}))
    return vehicle_by_id(tx, *id);
  const auto ids = ids_by_vin(tx, normalise_vin(typed).normal);
  if (ids.size() > 1)
    throw usage_error("vehicle.ambiguous", tr("several vehicles have this VIN: give the plate"),
                      "svcctl vehicle find " + mask_vin(normalise_vin(typed).normal));
  if (ids.empty()) return std::nullopt;
  return vehicle_by_id(tx, ids[0]);
}

Vehicle find_vehicle(const store::ReadTxn& tx, std::string_view typed) {
  auto found = seek_vehicle(tx, typed);
  if (!found)
    throw not_found("vehicle.not-found", tr("there is no vehicle '{0}'", typed),
                    "svcctl vehicle find WORDS");
  return *found;
}

std::vector<Vehicle> vehicles_of(const store::ReadTxn& tx, std::int64_t customer_id) {
  std::vector<Vehicle> out;
  for (auto q = tx.query(R"(SELECT vehicle_id FROM vehicle_owner
                             WHERE customer_id = :id AND to_at IS NULL ORDER BY vehicle_id)",
                         {{"id", customer_id}});
       q.next();)
    out.push_back(vehicle_by_id(tx, q.row()["vehicle_id"]));
  return out;
}

Vehicle add_vehicle(store::WriteTxn& tx, const VehicleFields& fields, std::int64_t owner_id) {
  shop::require_right(tx, Right::receive);
  check_fields(fields);
  const auto plate = normal_plate(fields.plate.value_or(""));
  if (tx.value<std::int64_t>("SELECT id AS value FROM vehicle WHERE plate = :plate",
                             {{"plate", plate}}))
    throw usage_error("vehicle.exists", tr("vehicle {0} is on file already", plate),
                      "svcctl vehicle show " + plate);
  const auto vin = normal_vin(fields.vin.value_or(""));
  const auto id = tx.insert(
      R"(INSERT INTO vehicle (plate, plate_reversed, vin, vin_reversed, make, model, year, engine,
                              kind, odometer_km, salt)
         VALUES (:plate, :plate_reversed, :vin, :vin_reversed, :make, :model, :year, :engine,
                 :kind, :odometer_km, :salt))",
      {{"plate", plate},
       {"plate_reversed", utf8::reversed(plate)},
       {"vin", vin},
       {"vin_reversed", utf8::reversed(vin)},
       {"make", fields.make.value_or("")},
       {"model", fields.model.value_or("")},
       {"year", fields.year},
       {"engine", fields.engine.value_or("")},
       {"kind", fields.kind.value_or(VehicleKind::car)},
       {"odometer_km", fields.odometer_km},
       {"salt", store::random_salt()}});
  own(tx, id, owner_id, "");
  auto made = vehicle_by_id(tx, id);
  record_row(tx, made);
  return made;
}

Vehicle set_vehicle(store::WriteTxn& tx, const std::string& typed, const VehicleFields& fields) {
  shop::require_right(tx, Right::receive);
  check_fields(fields);
  const auto now = find_vehicle(tx, typed);
  const auto plate = fields.plate ? normal_plate(*fields.plate) : now.plate;
  if (plate != now.plate &&
      tx.value<std::int64_t>("SELECT id AS value FROM vehicle WHERE plate = :plate",
                             {{"plate", plate}}))
    throw usage_error("vehicle.exists", tr("vehicle {0} is on file already", plate),
                      "svcctl vehicle show " + plate);
  const auto vin = fields.vin ? normal_vin(*fields.vin) : now.vin;
  tx.run(
      R"(UPDATE vehicle SET plate = :plate, plate_reversed = :plate_reversed, vin = :vin,
                vin_reversed = :vin_reversed, make = :make, model = :model, year = :year,
                engine = :engine, kind = :kind, odometer_km = :odometer_km
          WHERE id = :id)",
      {{"id", now.id},
       {"plate", plate},
       {"plate_reversed", utf8::reversed(plate)},
       {"vin", vin},
       {"vin_reversed", utf8::reversed(vin)},
       {"make", fields.make.value_or(now.make)},
       {"model", fields.model.value_or(now.model)},
       {"year", fields.year ? fields.year : now.year},
       {"engine", fields.engine.value_or(now.engine)},
       {"kind", fields.kind.value_or(now.kind)},
       {"odometer_km", fields.odometer_km ? fields.odometer_km : now.odometer_km}});
  auto made = vehicle_by_id(tx, now.id);
  record_row(tx, made);
  return made;
}

void saw_odometer(store::WriteTxn& tx, std::int64_t vehicle_id, std::int64_t km) {
  tx.run(
      R"(UPDATE vehicle SET odometer_km = :km
          WHERE id = :id AND (odometer_km IS NULL OR odometer_km < :km))",
      {{"id", vehicle_id}, {"km", km}});
}

Vehicle transfer_vehicle(store::WriteTxn& tx, const std::string& typed, const std::string& customer,
                         const std::string& reason) {
  shop::require_right(tx, Right::receive);
  const auto vehicle = find_vehicle(tx, typed);
  const auto to = find_customer(tx, customer);
  if (vehicle.owner_id == to.id)
    throw usage_error("vehicle.same-owner",
                      tr("{0} owns vehicle {1} already", to.number, vehicle.plate));
  tx.run("UPDATE vehicle_owner SET to_at = :at WHERE vehicle_id = :id AND to_at IS NULL",
         {{"at", tx.at()}, {"id", vehicle.id}});
  own(tx, vehicle.id, to.id, reason);
  auto made = vehicle_by_id(tx, vehicle.id);
  record_row(tx, made);
  return made;
}

std::vector<Ownership> owners(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  return tx.all<Ownership>(
      R"(SELECT v.plate AS plate, c.number AS customer, c.name AS name, o.from_at AS from_at,
                o.to_at AS to_at, o.reason AS reason
           FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
           JOIN customer c ON c.id = o.customer_id
          WHERE o.vehicle_id = :id ORDER BY o.id)",
      {{"id", vehicle_id}});
}

}  // namespace svcctl::customer
