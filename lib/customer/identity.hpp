#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/time.hpp"
#include "customer/vehicle.hpp"

// Which car it is (clause 2.5-archive). A vehicle is its row; a plate and a VIN are what it is
// known by for a time. What contradicts the file is refused, with the ways on: `vehicle set` where
// the file is wrong, `vehicle replate` where the car has another plate by now.
namespace svcctl::customer {

enum class IdentifierKind { plate, vin };

/// A plate or VIN and its time.
struct IdentifierPeriod {
  IdentifierKind kind = IdentifierKind::plate;
  std::string value;
  std::optional<PlateState> state;  ///< what it bore instead of a registered plate
  std::optional<Instant> from;      ///< nothing: not known since when
  std::optional<Instant> to;
  bool wrong = false;  ///< was typed wrong and corrected since
  std::string reason;
};

/// A make, model or engine without what people write in two ways: blanks and capitals.
SVCCTL_API std::string plain_word(std::string_view text);
/// The vehicle that what was told leads to: a subject (number, plate or VIN), else its plate, else
/// its VIN; nothing where none is on file.
/// @throws Error "vehicle.two" (4, 2.5-archive): the plate is of one vehicle, the VIN of another
SVCCTL_API std::optional<Vehicle> identify(store::WriteTxn& tx, const std::string& subject,
                                           const VehicleFields& told);
/// The vehicle of a record of the past, by the plate that it bore then and its VIN; nothing where
/// neither is on file.
/// @throws Error "vehicle.two", "vehicle.contradiction" (4, 2.5-archive)
SVCCTL_API std::optional<Vehicle> identify_past(store::WriteTxn& tx, const std::string& plate,
                                                const std::string& vin);
/// Before a vehicle is put on file: whether what was told tells which car it is, and whether it may
/// be one that bore the plate before.
/// @throws Error "vehicle.known" (4, 2.5-archive), "vehicle.unnamed" (2)
SVCCTL_API void require_new(store::WriteTxn& tx, const VehicleFields& told);
/// The same of the owner's cars without a plate, for one without a plate.
SVCCTL_API void require_new_of(store::WriteTxn& tx, std::int64_t owner_id,
                               const VehicleFields& told);
/// What a vehicle's file did not say yet. Contradictions are refused.
struct Filled {
  Vehicle vehicle;
  bool changed = false;
  std::vector<std::int64_t> identifiers;  ///< rows that were added
};
/// @throws Error "vehicle.contradiction" (4, 2.5-archive), "vehicle.state" (2)
SVCCTL_API Filled fill_vehicle(store::WriteTxn& tx, const Vehicle& known,
                               const VehicleFields& told);
/// The vehicle bears another plate, or none, from now on; the earlier one stays on file.
/// @throws Error "vehicle.exists" (2): another vehicle bears it
SVCCTL_API Vehicle replate_vehicle(store::WriteTxn& tx, const std::string& typed,
                                   const std::string& plate, const std::string& reason);
/// Gone for good (scrapped, exported): in no list, its plate is free; and back again.
SVCCTL_API Vehicle retire_vehicle(store::WriteTxn& tx, const std::string& typed,
                                  const std::string& reason);
SVCCTL_API Vehicle unretire_vehicle(store::WriteTxn& tx, const std::string& typed);
/// The other row is the same car: plates, VIN and readings are the kept one's, its number leads
/// there. What stands in other tables is moved by `archive::merge_vehicles`.
SVCCTL_API void join_vehicle(store::WriteTxn& tx, const Vehicle& kept, const Vehicle& other);
/// In their order.
SVCCTL_API std::vector<IdentifierPeriod> identifiers(const store::ReadTxn& tx,
                                                     std::int64_t vehicle_id);
/// The row is gone as if it had not been told: what the vehicle was known by before is so again.
SVCCTL_API void untell_identifier(store::WriteTxn& tx, std::int64_t identifier_id);

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::IdentifierKind> = {
    CodeEntry<customer::IdentifierKind>{customer::IdentifierKind::plate, "plate", N_("plate")},
    CodeEntry<customer::IdentifierKind>{customer::IdentifierKind::vin, "vin", N_("VIN")},
};
template <>
inline constexpr std::array fields<customer::IdentifierPeriod> = {
    field<&customer::IdentifierPeriod::kind>("kind"),
    field<&customer::IdentifierPeriod::value>("value"),
    field<&customer::IdentifierPeriod::state>("state"),
    field<&customer::IdentifierPeriod::from>("from_at"),
    field<&customer::IdentifierPeriod::to>("to_at"),
    field<&customer::IdentifierPeriod::wrong>("wrong"),
    field<&customer::IdentifierPeriod::reason>("reason"),
};
}  // namespace svcctl
