#include "settle/comeback.hpp"

#include "customer/vehicle.hpp"
#include "intake/reception.hpp"
#include "settle/bill.hpp"
#include "settle/delivery.hpp"
#include "settle/grounds.hpp"
#include "shop/staff.hpp"

namespace svcctl::settle {

using intake::JobRecord;

Comeback comeback(store::WriteTxn& tx, const ComebackRequest& request) {
  shop::require_right(tx, Right::receive);
  const JobRecord first = find_settled_job(tx, request.job);
  const auto delivery = delivery_of(tx, first);
  if (!delivery)
    throw wrong_state(
        "settle.not-delivered",
        tr("job {0} is {1}: only a delivered repair comes back", first.number, first.state),
        "svcctl job change " + first.number + " --reason …");
  tx.stands_on(Clause::quality, {delivered.of(first.id)});
  intake::OpenRequest open;
  open.vehicle = customer::vehicle_number(first.vehicle_id);
  open.odometer_km = request.odometer_km;
  open.sure = request.sure;
  open.again = request.again;
  open.concern = request.concern;
  open.symptoms = request.symptoms;
  open.old_parts_wish = request.old_parts_wish ? request.old_parts_wish : first.old_parts_wish;
  open.comeback_of_job_id = first.id;
  const JobRecord job = intake::open(tx, open);

  const Zone& zone = tx.settings().zone;
  Comeback out;
  out.of = first.number;
  out.warranty = delivery->warranty;
  out.verdict = judge(out.warranty, tx.judged_on(), request.odometer_km);
  out.burden_until =
      zone.date_of(delivery->at).plus_days(tx.settings().profile->burden_of_proof_days);
  out.defective_part_free =
      out.verdict != Verdict::within && tx.settings().profile->redo_defective_part;
  tx.run("UPDATE job SET warranty_verdict = :verdict WHERE id = :id",
         {{"verdict", out.verdict}, {"id", job.id}});
  tx.record(
      store::of_outlet(job.outlet_id),
      {"job", job.number, {{"comeback_of", first.number}, {"warranty", to_code(out.verdict)}}});
  out.job = intake::job_by_id(tx, job.id);
  return out;
}

}  // namespace svcctl::settle
