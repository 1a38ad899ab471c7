#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/settings.hpp"
#include "customer/customer.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

/// A vehicle, known by its plate.
struct Vehicle {
  std::int64_t id = 0;
  std::string plate;  ///< normal form
  std::string vin;    ///< normal form, or empty
  std::string make;
  std::string model;
  std::optional<int> year;
  std::string engine;
  VehicleKind kind = VehicleKind::car;
  std::optional<std::int64_t> odometer_km;  ///< the last one seen
  std::optional<std::int64_t> owner_id;     ///< customer, today's
  std::string owner;                        ///< customer number, or empty
};

/// What to set on a vehicle; what is left out stays as it is.
struct VehicleFields {
  std::optional<std::string> plate = std::nullopt;
  std::optional<std::string> vin = std::nullopt;
  std::optional<std::string> make = std::nullopt;
  std::optional<std::string> model = std::nullopt;
  std::optional<int> year = std::nullopt;
  std::optional<std::string> engine = std::nullopt;
  std::optional<VehicleKind> kind = std::nullopt;
  std::optional<std::int64_t> odometer_km = std::nullopt;
};

/// One owner of a vehicle, for a time.
struct Ownership {
  std::string plate;
  std::string customer;  ///< number
  std::string name;
  Instant from;
  std::optional<Instant> to;
  std::string reason;
};

/// By plate or VIN as typed.
/// @throws Error "vehicle.not-found" (3), "vehicle.ambiguous" (2: a VIN that stands twice)
SVCCTL_API Vehicle find_vehicle(const store::ReadTxn& tx, std::string_view typed);
/// The same, or nothing.
SVCCTL_API std::optional<Vehicle> seek_vehicle(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API Vehicle vehicle_by_id(const store::ReadTxn& tx, std::int64_t id);
/// What a customer owns today.
SVCCTL_API std::vector<Vehicle> vehicles_of(const store::ReadTxn& tx, std::int64_t customer_id);
/// Adds a vehicle of an owner. @throws Error "vehicle.exists", "vehicle.plate", "vehicle.vin" (2)
SVCCTL_API Vehicle add_vehicle(store::WriteTxn& tx, const VehicleFields& fields,
                               std::int64_t owner_id);
SVCCTL_API Vehicle set_vehicle(store::WriteTxn& tx, const std::string& typed,
                               const VehicleFields& fields);
/// Keeps the odometer seen at a visit; never lower than the last.
SVCCTL_API void saw_odometer(store::WriteTxn& tx, std::int64_t vehicle_id, std::int64_t km);
/// The vehicle goes to another customer; the earlier owner stays on file.
/// @throws Error "vehicle.same-owner" (2), finders'
SVCCTL_API Vehicle transfer_vehicle(store::WriteTxn& tx, const std::string& typed,
                                    const std::string& customer, const std::string& reason);
/// Owners in their order.
SVCCTL_API std::vector<Ownership> owners(const store::ReadTxn& tx, std::int64_t vehicle_id);

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array fields<customer::Vehicle> = {
    field<&customer::Vehicle::id>("id"),
    field<&customer::Vehicle::plate>("plate"),
    field<&customer::Vehicle::vin>("vin"),
    field<&customer::Vehicle::make>("make"),
    field<&customer::Vehicle::model>("model"),
    field<&customer::Vehicle::year>("year"),
    field<&customer::Vehicle::engine>("engine"),
    field<&customer::Vehicle::kind>("kind"),
    field<&customer::Vehicle::odometer_km>("odometer_km"),
    field<&customer::Vehicle::owner_id>("owner_id"),
    field<&customer::Vehicle::owner>("owner"),
};
template <>
inline constexpr std::array fields<customer::Ownership> = {
    field<&customer::Ownership::plate>("plate"), field<&customer::Ownership::customer>("customer"),
    field<&customer::Ownership::name>("name"),   field<&customer::Ownership::from>("from_at"),
    field<&customer::Ownership::to>("to_at"),    field<&customer::Ownership::reason>("reason"),
};
}  // namespace svcctl
