#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

namespace svcctl::callback {

/// Days that a vehicle's own papers name.
enum class VehicleDateKind { inspection, insurance };

/// The day of a kind that counts now.
struct VehicleDate {
  VehicleDateKind kind = VehicleDateKind::inspection;
  Date falls_on;
};

/// Keeps the day by which a vehicle's inspection is due or on which its insurance ends; reminders
/// come from it (clause 2.5-callback). The same day again changes nothing.
SVCCTL_API void tell_vehicle_date(store::WriteTxn& tx, std::int64_t vehicle_id,
                                  const VehicleDate& date);
SVCCTL_API std::vector<VehicleDate> vehicle_dates(const store::ReadTxn& tx,
                                                  std::int64_t vehicle_id);

}  // namespace svcctl::callback

namespace svcctl {
template <>
inline constexpr std::array codes<callback::VehicleDateKind> = {
    CodeEntry<callback::VehicleDateKind>{callback::VehicleDateKind::inspection, "inspection",
                                         N_("yearly inspection")},
    CodeEntry<callback::VehicleDateKind>{callback::VehicleDateKind::insurance, "insurance",
                                         N_("insurance ends")},
};
}  // namespace svcctl
