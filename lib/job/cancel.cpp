#include "intake/job_state.hpp"
#include "intake/reception.hpp"
#include "job/grounds.hpp"
#include "job/order.hpp"
#include "job/private/rules.hpp"
#include "job/task.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/stock/reservation.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

/// Keeps what the cancelling ends, and as what it was.
void keep_effects(store::WriteTxn& tx, std::int64_t cancel_id) {
  tx.run(R"(
    INSERT INTO job_cancel_effect (cancel_id, what, row_id, former, outlet_id)
    SELECT c.id, 'job', j.id, j.state, c.outlet_id
      FROM job_cancel c JOIN job j ON j.id = c.job_id WHERE c.id = :cancel
    UNION ALL
    SELECT c.id, 'task', t.id, t.state, c.outlet_id
      FROM job_cancel c JOIN task t ON t.job_id = c.job_id
     WHERE c.id = :cancel AND t.state NOT IN ('dropped', 'finished')
    UNION ALL
    SELECT c.id, 'change', o.id, o.state, c.outlet_id
      FROM job_cancel c JOIN change_order o ON o.job_id = c.job_id
     WHERE c.id = :cancel AND o.state = 'proposed'
    UNION ALL
    SELECT c.id, 'line', l.id, l.state, c.outlet_id
      FROM job_cancel c JOIN job_line l ON l.job_id = c.job_id
     WHERE c.id = :cancel AND l.state = 'quoted'
    UNION ALL
    SELECT c.id, 'reservation', r.part_id, CAST(r.qty AS TEXT), c.outlet_id
      FROM job_cancel c JOIN part_reservation r
           ON r.job_id = c.job_id AND r.outlet_id = c.outlet_id
     WHERE c.id = :cancel AND r.qty > 0
     ORDER BY 2, 3)",
         {{"cancel", cancel_id}});
}

/// One thing that a cancelling ended.
struct Effect {
  std::string what;
  std::int64_t row_id;
  std::string former;
};

/// The car is not here again on another visit.
void require_not_here_again(store::WriteTxn& tx, const intake::JobRecord& job) {
  const auto other = tx.value<std::string>(
      std::string("SELECT number AS value FROM job WHERE vehicle_id = :vehicle AND id > :job "
                  "AND state NOT IN ") +
          std::string(intake::ended_states) + " ORDER BY id LIMIT 1",
      {{"vehicle", job.vehicle_id}, {"job", job.id}});
  require(tx, !other, Clause::archive, "job.in-shop",
          tr("the car of job {0} is in the shop again, on job {1}", job.number, other.value_or("")),
          "svcctl job show " + other.value_or(job.number), store::Overridable::never);
}

/// Work that ran is paused: no clock runs by itself.
void take_up(store::WriteTxn& tx, const intake::JobRecord& job, const Effect& effect) {
  if (effect.what == "task")
    tx.run("UPDATE task SET state = :state, dropped_reason = NULL WHERE id = :id",
           {{"state", effect.former == to_code(TaskState::working) ? to_code(TaskState::paused)
                                                                   : effect.former.c_str()},
            {"id", effect.row_id}});
  if (effect.what == "change")
    tx.run("UPDATE change_order SET state = :state WHERE id = :id",
           {{"state", effect.former}, {"id", effect.row_id}});
  if (effect.what == "line")
    tx.run("UPDATE job_line SET state = :state WHERE id = :id",
           {{"state", effect.former}, {"id", effect.row_id}});
  if (effect.what == "reservation")
    parts::hold_again(tx, job.id, parts::load_part(tx, effect.row_id),
                      Quantity::thousandths(std::stoll(effect.former)));
}

}  // namespace

intake::JobRecord cancel(store::WriteTxn& tx, const intake::JobRecord& record,
                         const std::string& why, const ByTwo& by_two) {
  const auto id = tx.insert(
      R"(INSERT INTO job_cancel (job_id, outlet_id, at, recorded_at, staff_id, second_asked,
                                 second_id)
         VALUES (:job, :outlet, :at, :now, :staff, :asked, :second))",
      {{"job", record.id},
       {"outlet", record.outlet_id},
       {"asked", by_two.asked},
       {"second", by_two.second_id},
       tx.stamp()});
  keep_effects(tx, id);
  tx.run(R"(UPDATE task_clock SET stopped_at = :at
             WHERE stopped_at IS NULL AND task_id IN (SELECT id FROM task WHERE job_id = :job))",
         {tx.stamp(), {"job", record.id}});
  tx.run(R"(UPDATE task SET state = 'dropped', dropped_reason = :why
             WHERE job_id = :job AND state NOT IN ('dropped', 'finished'))",
         {{"why", why}, {"job", record.id}});
  tx.run("UPDATE change_order SET state = 'refused' WHERE job_id = :job AND state = 'proposed'",
         {{"job", record.id}});
  tx.run("UPDATE job_line SET state = 'dropped' WHERE job_id = :job AND state = 'quoted'",
         {{"job", record.id}});
  parts::drop_reservations(tx, record.id);
  intake::move_job(tx, record, intake::JobState::cancelled, {.why = why});
  tx.record(store::of_outlet(record.outlet_id), {"job", record.number, {{"state", "cancelled"}}});
  return intake::job_by_id(tx, record.id);
}

Cancelling cancelling_of(const store::ReadTxn& tx, const intake::JobRecord& job) {
  if (job.state != intake::JobState::cancelled)
    throw wrong_state("job.not-cancelled",
                      tr("job {0} is not cancelled: it is {1}", job.number, job.state),
                      "svcctl job show " + job.number);
  const auto found = tx.first(
      "SELECT id, recorded_at, staff_id FROM job_cancel WHERE job_id = :job ORDER BY id DESC LIMIT "
      "1",
      {{"job", job.id}}, [](const store::Row& row) {
        return Cancelling{.id = row["id"],
                          .recorded_at = row["recorded_at"],
                          .staff_id = row.get<std::optional<std::int64_t>>("staff_id")};
      });
  return found.value_or(Cancelling{});
}

intake::JobRecord go_on(store::WriteTxn& tx, const intake::JobRecord& job,
                        const Cancelling& cancelling) {
  require_any_right(tx, Right::receive, Right::manage);
  tx.stands_on(Clause::consent, {intake::opened.of(job.id)});
  const auto effects =
      tx.all("SELECT what, row_id, former FROM job_cancel_effect WHERE cancel_id = :id ORDER BY id",
             {{"id", cancelling.id}}, [](const store::Row& row) {
               return Effect{.what = row["what"], .row_id = row["row_id"], .former = row["former"]};
             });
  if (effects.empty())
    throw wrong_state("job.cancelled-before",
                      tr("job {0} was cancelled by an older version, which did not keep what it "
                         "ended: open the visit anew",
                         job.number),
                      "svcctl intake open --plate " + job.plate + " --concern WORDS");
  require_not_here_again(tx, job);
  auto former = intake::JobState::open;
  for (const auto& effect : effects)
    if (effect.what == "job")
      former = from_code<intake::JobState>(effect.former).value_or(former);
    else
      take_up(tx, job, effect);
  intake::move_job(tx, job, former, {.promised_at = job.promised_at, .corrects = true});
  tx.run("UPDATE job SET cancelled_reason = NULL WHERE id = :id", {{"id", job.id}});
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"state", to_code(former)}, {"corrected", "cancel"}}});
  return intake::job_by_id(tx, job.id);
}

}  // namespace svcctl::job
