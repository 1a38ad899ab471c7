#include "parts/stock/reservation.hpp"

#include <algorithm>

#include "parts/catalogue/label.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

Reservation load(const store::ReadTxn& tx, std::int64_t job_id, const Part& part) {
  const auto held = reservations(tx, job_id, part.id);
  if (held.empty())
    throw not_found("parts.not-reserved", tr("nothing of part {0} is held for it", part.label()),
                    "svcctl parts reservations --part " + part.label());
  return held[0];
}

void set_held(store::WriteTxn& tx, std::int64_t job_id, std::int64_t part_id, Quantity qty) {
  tx.run(R"(UPDATE part_reservation SET qty = :qty
             WHERE job_id = :job AND part_id = :part AND outlet_id = :outlet)",
         {{"qty", qty}, {"job", job_id}, {"part", part_id}, {"outlet", shop::current_outlet(tx)}});
}

Quantity held_for(const store::ReadTxn& tx, std::int64_t job_id, std::int64_t part_id) {
  return tx
      .value<Quantity>(R"(SELECT qty AS value FROM part_reservation
                           WHERE job_id = :job AND part_id = :part AND outlet_id = :outlet)",
                       {{"job", job_id}, {"part", part_id}, {"outlet", shop::current_outlet(tx)}})
      .value_or(Quantity());
}

}  // namespace

Quantity reserved(const store::ReadTxn& tx, std::int64_t part_id,
                  std::optional<std::int64_t> except_job) {
  return tx
      .value<Quantity>(R"(SELECT SUM(qty) AS value FROM part_reservation
                           WHERE part_id = :part AND outlet_id = :outlet AND qty > 0
                             AND job_id <> :job)",
                       {{"part", part_id},
                        {"outlet", shop::current_outlet(tx)},
                        {"job", except_job.value_or(0)}})
      .value_or(Quantity());
}

void hold_again(store::WriteTxn& tx, std::int64_t job_id, const Part& part, Quantity qty) {
  const Quantity own = held_for(tx, job_id, part.id);
  pick_lots(tx, part, own + qty, std::nullopt, job_id);
  tx.run(R"(INSERT INTO part_reservation (part_id, outlet_id, job_id, qty, at, staff_id)
            VALUES (:part, :outlet, :job, :qty, :at, :staff)
            ON CONFLICT (job_id, part_id, outlet_id)
            DO UPDATE SET qty = part_reservation.qty + excluded.qty, at = excluded.at,
                          staff_id = excluded.staff_id)",
         {{"part", part.id},
          {"outlet", shop::current_outlet(tx)},
          {"job", job_id},
          {"qty", qty},
          tx.stamp()});
}

Reservation reserve(store::WriteTxn& tx, std::int64_t job_id, const Part& part, Quantity qty) {
  shop::require_right(tx, Right::keep_stock);
  if (qty <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  hold_again(tx, job_id, part, qty);
  return load(tx, job_id, part);
}

Reservation unreserve(store::WriteTxn& tx, std::int64_t job_id, const Part& part,
                      std::optional<Quantity> qty) {
  shop::require_right(tx, Right::keep_stock);
  Reservation held = load(tx, job_id, part);
  if (qty && (*qty <= Quantity() || *qty > held.qty))
    throw usage_error("parts.qty", tr("{0} of part {1} are held for it, {2} cannot be released",
                                      held.qty.str(), part.label(), qty->str()));
  held.qty -= qty.value_or(held.qty);
  set_held(tx, job_id, part.id, held.qty);
  return held;
}

void use_reservation(store::WriteTxn& tx, std::int64_t job_id, std::int64_t part_id,
                     Quantity issued) {
  const Quantity held = held_for(tx, job_id, part_id);
  if (held.is_zero()) return;
  set_held(tx, job_id, part_id, held - std::min(held, issued));
}

void drop_reservations(store::WriteTxn& tx, std::int64_t job_id) {
  tx.run("UPDATE part_reservation SET qty = 0 WHERE job_id = :job AND qty > 0", {{"job", job_id}});
}

std::vector<Reservation> reservations(const store::ReadTxn& tx, std::optional<std::int64_t> job_id,
                                      std::optional<std::int64_t> part_id) {
  return tx.all<Reservation>(
      R"(SELECT r.job_id AS job_id, p.number AS number, p.brand AS brand, p.name AS name,
                p.unit AS unit, r.qty AS qty, r.at AS at, COALESCE(s.code, '') AS staff
           FROM part_reservation r
           JOIN part p ON p.id = r.part_id
           LEFT JOIN staff s ON s.id = r.staff_id
          WHERE r.outlet_id = :outlet AND r.qty > 0
            AND (:job = 0 OR r.job_id = :job)
            AND (:part = 0 OR r.part_id = :part)
          ORDER BY p.number_key, p.brand, COALESCE(p.twin, ''), r.at, r.id)",
      {{"outlet", shop::current_outlet(tx)},
       {"job", job_id.value_or(0)},
       {"part", part_id.value_or(0)}});
}

}  // namespace svcctl::parts
