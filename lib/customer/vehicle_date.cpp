#include "customer/vehicle_date.hpp"

#include <algorithm>

#include "shop/staff.hpp"

namespace svcctl::customer {

namespace {

std::int64_t put(store::WriteTxn& tx, std::int64_t vehicle_id, const VehicleDate& date) {
  const auto id = tx.insert(
      R"(INSERT INTO vehicle_date (vehicle_id, kind, falls_on, at, recorded_at, staff_id)
         VALUES (:vehicle, :kind, :on, :at, :now, :staff))",
      {{"vehicle", vehicle_id}, {"kind", date.kind}, {"on", date.falls_on}, tx.stamp()});
  tx.record(store::company, {"vehicle",
                             "V" + std::to_string(vehicle_id),
                             {{to_code(date.kind), date.falls_on ? date.falls_on->str() : ""}}});
  return id;
}

}  // namespace

std::optional<std::int64_t> tell_vehicle_date(store::WriteTxn& tx, std::int64_t vehicle_id,
                                              const VehicleDate& date) {
  shop::require_right(tx, Right::receive);
  const auto known = vehicle_dates(tx, vehicle_id);
  const auto same = std::ranges::find(known, date.kind, &VehicleDate::kind);
  if (same == known.end() ? !date.falls_on : same->falls_on == date.falls_on) return std::nullopt;
  return put(tx, vehicle_id, date);
}

void untell_vehicle_date(store::WriteTxn& tx, std::int64_t row_id) {
  struct Told {
    std::int64_t vehicle_id;
    VehicleDate before;
  };
  const auto told = tx.first(
      R"(SELECT d.vehicle_id, d.kind,
                (SELECT b.falls_on FROM vehicle_date b
                  WHERE b.vehicle_id = d.vehicle_id AND b.kind = d.kind AND b.id < d.id
                  ORDER BY b.id DESC LIMIT 1) AS falls_on
           FROM vehicle_date d WHERE d.id = :id)",
      {{"id", row_id}}, [](const store::Row& row) {
        return Told{row["vehicle_id"], {row["kind"], row.get<std::optional<Date>>("falls_on")}};
      });
  if (told) put(tx, told->vehicle_id, told->before);
}

std::vector<VehicleDate> vehicle_dates(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  return tx.all(
      R"(SELECT d.kind, d.falls_on FROM vehicle_date d
          WHERE d.vehicle_id = :vehicle
            AND d.id = (SELECT MAX(l.id) FROM vehicle_date l
                         WHERE l.vehicle_id = d.vehicle_id AND l.kind = d.kind)
            AND d.falls_on IS NOT NULL
          ORDER BY d.kind DESC)",
      {{"vehicle", vehicle_id}}, [](const store::Row& row) {
        return VehicleDate{row["kind"], row.get<std::optional<Date>>("falls_on")};
      });
}

}  // namespace svcctl::customer
