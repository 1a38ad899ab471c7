#include "callback/vehicle_date.hpp"

#include <algorithm>

#include "shop/staff.hpp"

namespace svcctl::callback {

void tell_vehicle_date(store::WriteTxn& tx, std::int64_t vehicle_id, const VehicleDate& date) {
  shop::require_right(tx, Right::receive);
  const auto known = vehicle_dates(tx, vehicle_id);
  const auto same = std::ranges::find(known, date.kind, &VehicleDate::kind);
  if (same != known.end() && same->falls_on == date.falls_on) return;
  tx.insert(
      R"(INSERT INTO vehicle_date (vehicle_id, kind, falls_on, at, recorded_at, staff_id)
         VALUES (:vehicle, :kind, :on, :at, :now, :staff))",
      {{"vehicle", vehicle_id}, {"kind", date.kind}, {"on", date.falls_on}, tx.stamp()});
  tx.record(
      store::company,
      {"vehicle", "V" + std::to_string(vehicle_id), {{to_code(date.kind), date.falls_on.str()}}});
}

std::vector<VehicleDate> vehicle_dates(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  return tx.all(
      R"(SELECT d.kind, d.falls_on FROM vehicle_date d
          WHERE d.vehicle_id = :vehicle
            AND d.id = (SELECT MAX(l.id) FROM vehicle_date l
                         WHERE l.vehicle_id = d.vehicle_id AND l.kind = d.kind)
          ORDER BY d.kind DESC)",
      {{"vehicle", vehicle_id}}, [](const store::Row& row) {
        return VehicleDate{row["kind"], row["falls_on"]};
      });
}

}  // namespace svcctl::callback
