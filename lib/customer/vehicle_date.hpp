#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

/// Days that a vehicle's own papers name.
enum class VehicleDateKind { inspection, insurance };

/// The day of a kind that counts now.
struct VehicleDate {
  VehicleDateKind kind = VehicleDateKind::inspection;
  std::optional<Date> falls_on;  ///< nothing: not known any more
};

/// Keeps the day by which a vehicle's inspection is due or on which its insurance ends; reminders
/// come from it (clause 2.5-callback). The same day again changes nothing.
/// @return the row, or nothing where it was known
SVCCTL_API std::optional<std::int64_t> tell_vehicle_date(store::WriteTxn& tx,
                                                         std::int64_t vehicle_id,
                                                         const VehicleDate& date);
/// As if the row had not been told: what was known before it counts again.
SVCCTL_API void untell_vehicle_date(store::WriteTxn& tx, std::int64_t row_id);
/// Those that are known.
SVCCTL_API std::vector<VehicleDate> vehicle_dates(const store::ReadTxn& tx,
                                                  std::int64_t vehicle_id);

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::VehicleDateKind> = {
    CodeEntry<customer::VehicleDateKind>{customer::VehicleDateKind::inspection, "inspection",
                                         N_("yearly inspection")},
    CodeEntry<customer::VehicleDateKind>{customer::VehicleDateKind::insurance, "insurance",
                                         N_("insurance ends")},
};
}  // namespace svcctl
