#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "base/identifier.hpp"
#include "base/settings.hpp"
#include "customer/customer.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

/// What a vehicle is on file as.
enum class VehicleState {
  active,
  merged,     ///< another row is the same car
  retired,    ///< scrapped, exported: gone for good
  forgotten,  ///< its owner was: nothing is known of it any more
};

/// A vehicle. It is its row, also without plate and VIN.
struct Vehicle {
  std::int64_t id = 0;
  std::string number;                     ///< "V12": what it is called by where it has no plate
  std::string plate;                      ///< today's, in normal form, or empty
  std::optional<PlateState> plate_state;  ///< what it bears instead
  std::string vin;                        ///< normal form, or empty
  std::string make;
  std::string model;
  std::optional<int> year;
  std::string engine;
  VehicleKind kind = VehicleKind::car;
  std::optional<std::int64_t> odometer_km;  ///< the latest reading that stands
  std::optional<Date> inspection_due;       ///< by its own papers: customer/vehicle_date.hpp
  std::optional<Date> insurance_due;
  VehicleState state = VehicleState::active;
  std::optional<std::int64_t> merged_into_id;
  std::optional<std::int64_t> owner_id;  ///< customer, today's
  std::string owner;                     ///< customer number, or empty

  /// What people type to find it: its plate, else its number.
  const std::string& called() const { return plate.empty() ? number : plate; }
};

/// What to set on a vehicle; what is left out stays as it is.
struct VehicleFields {
  std::optional<std::string> plate = std::nullopt;  ///< or words for none: see plate_state
  std::optional<std::string> vin = std::nullopt;
  std::optional<std::string> make = std::nullopt;
  std::optional<std::string> model = std::nullopt;
  std::optional<int> year = std::nullopt;
  std::optional<std::string> engine = std::nullopt;
  std::optional<VehicleKind> kind = std::nullopt;
  std::optional<std::int64_t> odometer_km = std::nullopt;
  std::optional<Date> inspection_due = std::nullopt;
  std::optional<Date> insurance_due = std::nullopt;
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

/// By plate, number or VIN as typed, else by a plate that it bore before. A merged one leads to the
/// one kept. @throws Error "vehicle.not-found" (3), "vehicle.ambiguous" (2: a VIN or an earlier
/// plate of several)
SVCCTL_API Vehicle find_vehicle(const store::ReadTxn& tx, std::string_view typed);
/// The same, or nothing.
SVCCTL_API std::optional<Vehicle> seek_vehicle(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API Vehicle vehicle_by_id(const store::ReadTxn& tx, std::int64_t id);
/// What a customer owns today.
SVCCTL_API std::vector<Vehicle> vehicles_of(const store::ReadTxn& tx, std::int64_t customer_id);
/// Adds a vehicle of an owner. @throws Error "vehicle.exists", "vehicle.plate", "vehicle.vin" (2)
SVCCTL_API Vehicle add_vehicle(store::WriteTxn& tx, const VehicleFields& fields,
                               std::int64_t owner_id);
/// What is on file was wrong, or missing: it says this instead, as of ever. A plate or VIN that was
/// typed wrong stays beside the right one; the latest reading of the odometer is corrected.
/// @param sure the odometer was looked at again @throws Error those of add_vehicle, finders'
SVCCTL_API Vehicle set_vehicle(store::WriteTxn& tx, const std::string& typed,
                               const VehicleFields& fields, bool sure = false);
/// The vehicle goes to another customer; the earlier owner stays on file.
/// @throws Error "vehicle.same-owner" (2), finders'
SVCCTL_API Vehicle transfer_vehicle(store::WriteTxn& tx, const std::string& typed,
                                    const std::string& customer, const std::string& reason);
/// Owners in their order.
SVCCTL_API std::vector<Ownership> owners(const store::ReadTxn& tx, std::int64_t vehicle_id);
/// The days of its papers that were told and are not on file yet. @return the rows
std::vector<std::int64_t> tell_dates(store::WriteTxn& tx, std::int64_t vehicle_id,
                                     const VehicleFields& told);
/// "V12" for 12, and back; nothing where it is no number of a vehicle.
SVCCTL_API std::string vehicle_number(std::int64_t id);
std::optional<std::int64_t> vehicle_id_of(std::string_view number);
/// The row of a merged one leads to the one kept.
SVCCTL_API Vehicle kept_vehicle(const store::ReadTxn& tx, std::int64_t id);
/// Says on the log what a vehicle's row now holds, by number only: plates and VINs stay out.
void record_vehicle(store::WriteTxn& tx, const Vehicle& vehicle,
                    std::vector<std::pair<std::string, std::string>> more = {});
/// The columns of a `Vehicle`, and FROM.
extern const char* const vehicle_columns;

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::VehicleState> = {
    CodeEntry<customer::VehicleState>{customer::VehicleState::active, "active", N_("active")},
    CodeEntry<customer::VehicleState>{customer::VehicleState::merged, "merged", N_("merged")},
    CodeEntry<customer::VehicleState>{customer::VehicleState::retired, "retired", N_("retired")},
    CodeEntry<customer::VehicleState>{customer::VehicleState::forgotten, "forgotten",
                                      N_("forgotten")},
};
template <>
inline constexpr std::array fields<customer::Vehicle> = {
    field<&customer::Vehicle::id>("id"),
    field<&customer::Vehicle::number>("number"),
    field<&customer::Vehicle::plate>("plate"),
    field<&customer::Vehicle::plate_state>("plate_state"),
    field<&customer::Vehicle::vin>("vin"),
    field<&customer::Vehicle::make>("make"),
    field<&customer::Vehicle::model>("model"),
    field<&customer::Vehicle::year>("year"),
    field<&customer::Vehicle::engine>("engine"),
    field<&customer::Vehicle::kind>("kind"),
    field<&customer::Vehicle::odometer_km>("odometer_km"),
    field<&customer::Vehicle::inspection_due>("inspection_due_on"),
    field<&customer::Vehicle::insurance_due>("insurance_due_on"),
    field<&customer::Vehicle::state>("state"),
    field<&customer::Vehicle::merged_into_id>("merged_into_id"),
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
