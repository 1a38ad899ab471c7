#include "archive/vehicle_merge.hpp"

#include <algorithm>
#include <array>

#include "customer/identity.hpp"
#include "customer/vehicle_date.hpp"
#include "shop/staff.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

using customer::Vehicle;

/// Rows of the other vehicle, and how they go over. A past visit that both have stays where it is.
struct VehicleMoving {
  MovedKind kind;
  const char* listed;
  const char* move;
};

constexpr std::array vehicle_movings = {
    VehicleMoving{MovedKind::visit, "SELECT number FROM job WHERE vehicle_id = :from ORDER BY id",
                  "UPDATE job SET vehicle_id = :to WHERE vehicle_id = :from"},
    VehicleMoving{MovedKind::follow_up,
                  "SELECT number FROM follow_up WHERE vehicle_id = :from ORDER BY id",
                  "UPDATE follow_up SET vehicle_id = :to WHERE vehicle_id = :from"},
    VehicleMoving{MovedKind::follow_up, nullptr,
                  "UPDATE follow_up_plan SET vehicle_id = :to WHERE vehicle_id = :from"},
    VehicleMoving{
        MovedKind::past_visit,
        "SELECT visited_on AS number FROM past_visit WHERE vehicle_id = :from ORDER BY id",
        R"(UPDATE past_visit SET vehicle_id = :to
                      WHERE vehicle_id = :from
                        AND source_key NOT IN (SELECT source_key FROM past_visit
                                                WHERE vehicle_id = :to))"},
    VehicleMoving{MovedKind::owner,
                  R"(SELECT c.number AS number FROM vehicle_owner o
                       JOIN customer c ON c.id = o.customer_id
                      WHERE o.vehicle_id = :from ORDER BY o.id)",
                  "UPDATE vehicle_owner SET vehicle_id = :to WHERE vehicle_id = :from"},
};

/// Days that the other's papers name and the kept one's do not.
void take_dates(store::WriteTxn& tx, const Vehicle& kept, const Vehicle& other) {
  const auto known = customer::vehicle_dates(tx, kept.id);
  for (const auto& date : customer::vehicle_dates(tx, other.id))
    if (std::ranges::find(known, date.kind, &customer::VehicleDate::kind) == known.end())
      customer::tell_vehicle_date(tx, kept.id, date);
}

}  // namespace

std::vector<Moved> merge_vehicles(store::WriteTxn& tx, const std::string& keep,
                                  const std::string& other_typed) {
  shop::require_right(tx, Right::manage);
  const auto kept = customer::find_vehicle(tx, keep);
  const auto other = customer::find_vehicle(tx, other_typed);
  if (kept.id == other.id)
    throw usage_error(
        "vehicle.same",
        tr("'{0}' and '{1}' are one vehicle already: {2}", keep, other_typed, kept.number),
        "svcctl vehicle show " + kept.number);
  require(tx, kept.vin.empty() || other.vin.empty() || kept.vin == other.vin, Clause::archive,
          "vehicle.two-vins",
          tr("vehicles {0} and {1} have two VINs: they are two cars, unless one was typed wrong",
             kept.called(), other.called()),
          "svcctl vehicle set " + other.number + " --vin " + kept.vin, store::Overridable::never);
  std::vector<Moved> out;
  for (const auto& moving : vehicle_movings)
    if (moving.listed != nullptr)
      for (auto q = tx.query(moving.listed, {{"from", other.id}}); q.next();)
        out.push_back({moving.kind, q.row()["number"], other.number, kept.number});
  tx.run("UPDATE vehicle_owner SET to_at = :at WHERE vehicle_id = :id AND to_at IS NULL",
         {tx.stamp(), {"id", other.id}});
  for (const auto& moving : vehicle_movings)
    tx.run(moving.move, {{"from", other.id}, {"to", kept.id}});
  take_dates(tx, kept, other);
  customer::join_vehicle(tx, kept, other);
  return out;
}

}  // namespace svcctl::archive
