#include "correction/private/fact.hpp"
#include "customer/odometer.hpp"
#include "settle/comeback.hpp"
#include "settle/warranty.hpp"
#include "shop/staff.hpp"
#include "store/signature.hpp"

namespace svcctl::correction {
namespace {

void tell(const Report& report, Message fact, const std::string& before, const std::string& after) {
  report({std::move(fact), value(before), value(after), true});
}

std::string km(std::optional<std::int64_t> value) {
  return value ? std::to_string(*value) + " km" : "";
}

std::string km_of(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  return km(tx.value<std::int64_t>("SELECT odometer_km AS value FROM vehicle WHERE id = :id",
                                   {{"id", vehicle_id}}));
}

/// The reading of the visit is corrected, or kept where there was none; what the vehicle's odometer
/// is by then follows.
void put_reading_right(store::WriteTxn& tx, const Subject& of, customer::ReadingSource source,
                       Instant read_at, std::int64_t kilometres, const Report& report) {
  const auto before = km_of(tx, of.job.vehicle_id);
  std::optional<std::int64_t> reading;
  for (const auto& each : customer::standing_readings(tx, of.job.vehicle_id))
    if (each.source == source && each.document == of.job.number) reading = each.id;
  if (reading)
    customer::correct_reading(tx, of.job.vehicle_id, *reading, kilometres, of.sure);
  else
    customer::read_odometer(tx, of.job.vehicle_id,
                            {.km = kilometres,
                             .source = source,
                             .document = of.job.number,
                             .sure = of.sure,
                             .at = read_at});
  if (const auto after = km_of(tx, of.job.vehicle_id); after != before)
    tell(report, tr("Odometer of the vehicle"), before, after);
}

/// Whether a return repair is within the warranty, by what is on file now.
void judge_return(store::WriteTxn& tx, const intake::JobRecord& job, const Report& report) {
  if (!job.comeback_of_job_id || !job.warranty_verdict) return;
  const auto verdict =
      to_code(settle::judge(settle::warranty_of(tx, *job.comeback_of_job_id),
                            tx.settings().zone.date_of(job.opened_at), job.odometer_km));
  if (verdict == *job.warranty_verdict) return;
  require(tx, tx.may(Right::manage), Clause::integrity, "correction.verdict",
          tr("so corrected, job {0} is {1} as a return repair, not {2}: a manager puts that right",
             job.number, verdict, *job.warranty_verdict),
          "--as MANAGER", store::Overridable::never);
  tx.run("UPDATE job SET warranty_verdict = :verdict WHERE id = :id",
         {{"verdict", verdict}, {"id", job.id}});
  tell(report, tr("Warranty verdict"), job.number + " " + *job.warranty_verdict,
       job.number + " " + verdict);
}

std::string limits(const settle::Warranty& warranty) {
  auto out = warranty.until_on.str();
  if (warranty.until_km) out += ", " + km(warranty.until_km);
  return out;
}

/// The warranty of the visit, and what was judged by it.
void make_warranty_anew(store::WriteTxn& tx, const Subject& of,
                        std::optional<std::int64_t> odometer_km, const Report& report) {
  const auto before = settle::warranty_of(tx, of.job.id);
  if (!before) return;
  const auto after = settle::remake_warranty(tx, of.job, *before, odometer_km);
  if (limits(*before) != limits(after))
    tell(report, tr("Warranty until"), limits(*before), limits(after));
  const auto returns =
      tx.all("SELECT id FROM job WHERE comeback_of_job_id = :job ORDER BY id", {{"job", of.job.id}},
             [](const store::Row& row) { return row.get<std::int64_t>("id"); });
  for (const auto id : returns) judge_return(tx, intake::job_by_id(tx, id), report);
}

}  // namespace

void follow_odometer_in(store::WriteTxn& tx, const Subject& of, const Value&, const Value& after,
                        const Report& report) {
  put_reading_right(tx, of, customer::ReadingSource::intake, of.job.opened_at,
                    after.number.value_or(0), report);
  judge_return(tx, intake::job_by_id(tx, of.job.id), report);
}

void follow_odometer_out(store::WriteTxn& tx, const Subject& of, const Value&, const Value& after,
                         const Report& report) {
  const auto delivered = tx.value<Instant>(
      "SELECT COALESCE(happened_at, at) AS value FROM delivery WHERE job_id = :job",
      {{"job", of.job.id}});
  put_reading_right(tx, of, customer::ReadingSource::delivery, delivered.value_or(tx.now()),
                    after.number.value_or(0), report);
  make_warranty_anew(tx, of, after.number, report);
}

void follow_arrival(store::WriteTxn& tx, const Subject& of, const Value&, const Value&,
                    const Report& report) {
  Subject now = of;
  now.job = intake::job_by_id(tx, of.job.id);
  const auto warranty = settle::warranty_of(tx, of.job.id);
  if (warranty) make_warranty_anew(tx, now, warranty->from_km, report);
}

void follow_technician(store::WriteTxn& tx, const Subject& of, const Value& before,
                       const Value& after, const Report& report) {
  store::named(tx, after.number.value_or(0), shop::staff_code(tx, after.number),
               store::NamedAs::technician, Clause::technician, std::to_string(of.task->number));
  const auto clocks = tx.run(
      R"(UPDATE task_clock SET staff_id = :after
          WHERE task_id = :task AND staff_id IS NOT DISTINCT FROM :before)",
      {{"after", after.number}, {"before", before.number}, {"task", of.task->id}});
  if (clocks > 0)
    tell(report, tr("Hours on the clock"),
         shop::staff_code(tx, before.number) + " " + of.task->clocked.str(),
         shop::staff_code(tx, after.number) + " " + of.task->clocked.str());
}

void follow_clock(store::WriteTxn& tx, const Subject& of, const Value&, const Value&,
                  const Report& report) {
  tx.run(R"(
    UPDATE task
       SET started_at = (SELECT MIN(started_at) FROM task_clock WHERE task_id = :task),
           finished_at = CASE WHEN finished_at IS NULL THEN NULL
                              ELSE (SELECT MAX(stopped_at) FROM task_clock WHERE task_id = :task)
                              END
     WHERE id = :task)",
         {{"task", of.task->id}});
  for (const auto& task : job::tasks(tx, of.job.id))
    if (task.id == of.task->id && task.clocked != of.task->clocked)
      tell(report, tr("Hours on the clock"), of.task->clocked.str(), task.clocked.str());
}

}  // namespace svcctl::correction
