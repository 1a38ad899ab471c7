#include "customer/vehicle.hpp"

#include "base/utf8.hpp"
#include "customer/odometer.hpp"
#include "customer/private/identifier.hpp"
#include "customer/search.hpp"
#include "customer/vehicle_date.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

std::optional<Vehicle> one_vehicle(const store::ReadTxn& tx, const char* which,
                                   store::Params params) {
  return tx.first<Vehicle>(std::string(vehicle_columns) + which, params);
}

/// The one vehicle among the rows of `id` that were found, or nothing.
std::optional<Vehicle> only(const store::ReadTxn& tx, const std::vector<std::int64_t>& ids,
                            Message several, const std::string& word) {
  if (ids.size() > 1)
    throw usage_error("vehicle.ambiguous", std::move(several), "svcctl vehicle find " + word);
  if (ids.empty()) return std::nullopt;
  return kept_vehicle(tx, ids[0]);
}

std::vector<std::int64_t> vehicle_ids(const store::ReadTxn& tx, const char* sql,
                                      const std::string& value) {
  if (value.empty()) return {};
  return tx.all(sql, {{"value", value}},
                [](const store::Row& row) { return row.get<std::int64_t>("id"); });
}

void own(store::WriteTxn& tx, std::int64_t vehicle_id, std::int64_t owner_id,
         const std::string& reason) {
  tx.insert(
      R"(INSERT INTO vehicle_owner (vehicle_id, customer_id, from_at, to_at, reason, salt)
         VALUES (:vehicle, :customer, :from, NULL, :reason, :salt))",
      {{"vehicle", vehicle_id},
       {"customer", owner_id},
       {"from", tx.stamp().happened()},
       {"reason", reason},
       {"salt", store::random_salt()}});
}

/// No other vehicle bears the plate, or has the VIN.
void check_free(const store::ReadTxn& tx, const IdentifierValue& plate, const IdentifierValue& vin,
                std::int64_t but) {
  const auto known = known_by(tx, plate, vin);
  if (known.plate && *known.plate != but)
    throw usage_error("vehicle.exists", tr("vehicle {0} is on file already", plate.value),
                      "svcctl vehicle show " + plate.value);
  for (const auto id : known.vin)
    if (id != but)
      throw usage_error(
          "vehicle.exists",
          tr("the VIN is on file already: vehicle {0}", vehicle_by_id(tx, id).called()),
          "svcctl vehicle show " + vehicle_number(id));
}

void check_fields(const VehicleFields& fields) {
  if (fields.year && (*fields.year < 1886 || *fields.year > 2200))
    throw usage_error("vehicle.year", tr("{0} is no year of a vehicle", *fields.year));
  if (fields.odometer_km && *fields.odometer_km < 0)
    throw usage_error("vehicle.odometer", tr("an odometer is not negative"));
}

/// What is told of a plate or VIN, or nothing.
std::optional<IdentifierValue> told(const std::optional<std::string>& typed,
                                    IdentifierValue (*read)(const std::string&)) {
  return typed ? std::optional(read(*typed)) : std::nullopt;
}

}  // namespace

const char* const vehicle_columns =
    R"(SELECT v.id AS id, 'V' || v.id AS number, v.plate AS plate, v.plate_state AS plate_state,
              v.vin AS vin, v.make AS make, v.model AS model, v.year AS year, v.engine AS engine,
              v.kind AS kind, v.odometer_km AS odometer_km, v.state AS state,
              v.merged_into_id AS merged_into_id, o.customer_id AS owner_id,
              (SELECT d.falls_on FROM vehicle_date d
                WHERE d.vehicle_id = v.id AND d.kind = 'inspection'
                ORDER BY d.id DESC LIMIT 1) AS inspection_due_on,
              (SELECT d.falls_on FROM vehicle_date d
                WHERE d.vehicle_id = v.id AND d.kind = 'insurance'
                ORDER BY d.id DESC LIMIT 1) AS insurance_due_on,
              COALESCE(c.number, '') AS owner
         FROM vehicle v
         LEFT JOIN vehicle_owner o ON o.vehicle_id = v.id AND o.to_at IS NULL
         LEFT JOIN customer c ON c.id = o.customer_id )";

std::string vehicle_number(std::int64_t id) { return "V" + std::to_string(id); }

std::optional<std::int64_t> vehicle_id_of(std::string_view number) {
  if (number.size() < 2 || number.size() > 16 || (number[0] != 'V' && number[0] != 'v'))
    return std::nullopt;
  std::int64_t id = 0;
  for (const char c : number.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    id = id * 10 + (c - '0');
  }
  return id;
}

void record_vehicle(store::WriteTxn& tx, const Vehicle& vehicle,
                    std::vector<std::pair<std::string, std::string>> more) {
  std::vector<std::pair<std::string, std::string>> facts = {
      {"owner", vehicle.owner},
      {"kind", to_code(vehicle.kind)},
      {"odometer_km", vehicle.odometer_km ? std::to_string(*vehicle.odometer_km) : ""}};
  facts.insert(facts.end(), more.begin(), more.end());
  tx.record(store::company, {"vehicle", vehicle.number, std::move(facts)});
}

Vehicle vehicle_by_id(const store::ReadTxn& tx, std::int64_t id) {
  auto found = one_vehicle(tx, "WHERE v.id = :id", {{"id", id}});
  if (!found) throw bug("no vehicle with id " + std::to_string(id));
  return *found;
}

Vehicle kept_vehicle(const store::ReadTxn& tx, std::int64_t id) {
  auto found = vehicle_by_id(tx, id);
  while (found.merged_into_id) found = vehicle_by_id(tx, *found.merged_into_id);
  return found;
}

std::vector<std::int64_t> tell_dates(store::WriteTxn& tx, std::int64_t vehicle_id,
                                     const VehicleFields& told) {
  std::vector<std::int64_t> rows;
  const auto tell = [&](VehicleDateKind kind, const std::optional<Date>& day) {
    if (!day) return;
    if (const auto row = tell_vehicle_date(tx, vehicle_id, {kind, *day})) rows.push_back(*row);
  };
  tell(VehicleDateKind::inspection, told.inspection_due);
  tell(VehicleDateKind::insurance, told.insurance_due);
  return rows;
}

std::optional<Vehicle> seek_vehicle(const store::ReadTxn& tx, std::string_view typed) {
  const auto plate = Plate(typed).key();
  if (auto found = one_vehicle(tx, "WHERE v.plate = :plate AND v.plate <> ''", {{"plate", plate}}))
    return found;
  if (const auto id = vehicle_id_of(typed))
    if (auto found = one_vehicle(tx, "WHERE v.id = :id", {{"id", *id}}))
      return found->merged_into_id ? kept_vehicle(tx, found->id) : found;
  const auto vin = Vin(typed).key();
  if (auto found = only(
          tx,
          vehicle_ids(tx,
                      "SELECT id FROM vehicle WHERE vin = :value AND vin <> '' ORDER BY id LIMIT 2",
                      vin),
          tr("several vehicles have this VIN: give the plate"), mask_vin(vin)))
    return found;
  return only(tx,
              vehicle_ids(tx,
                          R"(SELECT DISTINCT vehicle_id AS id FROM vehicle_identifier
                              WHERE value = :value AND value <> '' AND kind = 'plate'
                                AND corrected_by_id IS NULL ORDER BY vehicle_id LIMIT 2)",
                          plate),
              tr("several vehicles bore this plate: give a VIN or a number"), plate);
}

Vehicle find_vehicle(const store::ReadTxn& tx, std::string_view typed) {
  auto found = seek_vehicle(tx, typed);
  if (!found && plate_state(typed))
    throw usage_error("vehicle.no-plate",
                      tr("'{0}' says that a car has no plate, not which car it is", typed),
                      "svcctl vehicle find WORDS");
  if (!found)
    throw not_found("vehicle.not-found", tr("there is no vehicle '{0}'", typed),
                    "svcctl vehicle find WORDS");
  return *found;
}

std::vector<Vehicle> vehicles_of(const store::ReadTxn& tx, std::int64_t customer_id) {
  return tx.all<Vehicle>(std::string(vehicle_columns) +
                             "WHERE o.customer_id = :id AND v.state = 'active' ORDER BY v.id",
                         {{"id", customer_id}});
}

Vehicle add_vehicle(store::WriteTxn& tx, const VehicleFields& fields, std::int64_t owner_id) {
  shop::require_right(tx, Right::receive);
  check_fields(fields);
  const auto plate = told(fields.plate, read_plate).value_or(IdentifierValue{});
  const auto vin = told(fields.vin, read_vin).value_or(IdentifierValue{});
  check_free(tx, plate, vin, 0);
  const auto id = tx.insert(
      R"(INSERT INTO vehicle (plate, plate_reversed, plate_state, vin, vin_reversed, make, model,
                              year, engine, kind, salt)
         VALUES (:plate, :plate_reversed, :plate_state, :vin, :vin_reversed, :make, :model, :year,
                 :engine, :kind, :salt))",
      {{"plate", plate.value},
       {"plate_reversed", utf8::reversed(plate.value)},
       {"plate_state", plate.state},
       {"vin", vin.value},
       {"vin_reversed", utf8::reversed(vin.value)},
       {"make", fields.make.value_or("")},
       {"model", fields.model.value_or("")},
       {"year", fields.year},
       {"engine", fields.engine.value_or("")},
       {"kind", fields.kind.value_or(VehicleKind::car)},
       {"salt", store::random_salt()}});
  keep_identifiers(tx, id, plate, vin);
  if (fields.odometer_km) read_odometer(tx, id, {.km = *fields.odometer_km});
  tell_dates(tx, id, fields);
  own(tx, id, owner_id, "");
  auto made = vehicle_by_id(tx, id);
  record_vehicle(tx, made);
  return made;
}

Vehicle set_vehicle(store::WriteTxn& tx, const std::string& typed, const VehicleFields& fields,
                    bool sure) {
  shop::require_right(tx, Right::receive);
  check_fields(fields);
  const auto now = find_vehicle(tx, typed);
  const auto plate = told(fields.plate, read_plate);
  const auto vin = told(fields.vin, read_vin);
  check_free(tx, plate.value_or(IdentifierValue{}), vin.value_or(IdentifierValue{}), now.id);
  tx.run(
      R"(UPDATE vehicle SET make = :make, model = :model, year = :year, engine = :engine,
                kind = :kind
          WHERE id = :id)",
      {{"id", now.id},
       {"make", fields.make.value_or(now.make)},
       {"model", fields.model.value_or(now.model)},
       {"year", fields.year ? fields.year : now.year},
       {"engine", fields.engine.value_or(now.engine)},
       {"kind", fields.kind.value_or(now.kind)}});
  tell_dates(tx, now.id, fields);
  if (fields.odometer_km) put_odometer_right(tx, now.id, fields.odometer_km, sure);
  if (plate) correct_identifier(tx, now.id, IdentifierKind::plate, *plate);
  if (vin) correct_identifier(tx, now.id, IdentifierKind::vin, *vin);
  auto made = vehicle_by_id(tx, now.id);
  std::vector<std::pair<std::string, std::string>> changes;
  const auto say = [&](const char* what, const std::string& was, const std::string& is, bool open) {
    if (was != is && !was.empty())
      changes.emplace_back(what, open ? was + " > " + is : "corrected");
  };
  say("plate", now.plate, made.plate, false);
  say("vin", now.vin, made.vin, false);
  say("make", now.make, made.make, true);
  say("model", now.model, made.model, true);
  record_vehicle(tx, made, std::move(changes));
  return made;
}

static constexpr store::GroundKind owned{N_("the car came to its owner"),
                                         R"(SELECT MAX(from_at) AS value FROM vehicle_owner
        WHERE vehicle_id = :id AND to_at IS NULL)"};

Vehicle transfer_vehicle(store::WriteTxn& tx, const std::string& typed, const std::string& customer,
                         const std::string& reason) {
  shop::require_right(tx, Right::receive);
  const auto vehicle = find_vehicle(tx, typed);
  const auto to = find_customer(tx, customer);
  tx.stands_on(Clause::archive, {owned.of(vehicle.id)});
  if (vehicle.owner_id == to.id)
    throw usage_error("vehicle.same-owner",
                      tr("{0} owns vehicle {1} already", to.number, vehicle.called()));
  tx.run("UPDATE vehicle_owner SET to_at = :at WHERE vehicle_id = :id AND to_at IS NULL",
         {tx.stamp(), {"id", vehicle.id}});
  own(tx, vehicle.id, to.id, reason);
  auto made = vehicle_by_id(tx, vehicle.id);
  record_vehicle(tx, made);
  return made;
}

std::vector<Ownership> owners(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  return tx.all<Ownership>(
      R"(SELECT CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate,
                c.number AS customer, c.name AS name, o.from_at AS from_at,
                o.to_at AS to_at, o.reason AS reason
           FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
           JOIN customer c ON c.id = o.customer_id
          WHERE o.vehicle_id = :id ORDER BY o.id)",
      {{"id", vehicle_id}});
}

}  // namespace svcctl::customer
