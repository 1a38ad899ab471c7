#include "job/order.hpp"

#include "intake/job_state.hpp"
#include "intake/reception.hpp"
#include "job/finding.hpp"
#include "job/grounds.hpp"
#include "job/private/rules.hpp"
#include "job/task.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

void drop_tasks(store::WriteTxn& tx, std::int64_t job_id, const std::string& why) {
  tx.run(R"(UPDATE task SET state = 'dropped', dropped_reason = :why
             WHERE job_id = :job AND state <> 'dropped')",
         {{"why", why}, {"job", job_id}});
}

}  // namespace

intake::Estimate quote(store::WriteTxn& tx, const intake::QuoteRequest& request,
                       const std::vector<std::string>& findings) {
  const auto job = intake::find_job(tx, request.job);
  const auto change = tx.value<std::int64_t>(
      "SELECT MAX(number) AS value FROM change_order WHERE job_id = :job AND state <> 'refused'",
      {{"job", job.id}});
  require(tx, !change, Clause::consent, "intake.changed",
          tr("change {0} of job {1} stands on its estimate: go on by change orders",
             change.value_or(0), job.number),
          "svcctl job change " + job.number + " --reason …", store::Overridable::never);
  auto estimate = intake::quote(tx, request);
  if (job.state == intake::JobState::confirmed) drop_tasks(tx, job.id, "quoted again");
  answer_by_lines(tx, job, findings, estimate.lines);
  return estimate;
}

intake::JobRecord confirm(store::WriteTxn& tx, const intake::ConfirmRequest& request) {
  auto job = intake::confirm(tx, request);
  make_tasks(tx, job.id, std::nullopt);
  return job;
}

intake::JobRecord decline(store::WriteTxn& tx, const intake::JobRecord& job,
                          const std::string& why) {
  auto record = intake::decline(tx, job, why);
  drop_tasks(tx, record.id, why);
  tx.run("UPDATE change_order SET state = 'refused' WHERE job_id = :job AND state = 'proposed'",
         {{"job", record.id}});
  return record;
}

intake::JobRecord require_cancellable(store::WriteTxn& tx, const std::string& job,
                                      const std::string& why) {
  require_any_right(tx, Right::receive, Right::manage);
  auto record = intake::find_job(tx, job);
  tx.stands_on(Clause::consent, {intake::opened.of(record.id), work_done.of(record.id)});
  if (!intake::alive(record.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", record.number, record.state));
  if (why.empty()) throw usage_error("job.no-reason", tr("give the reason with --why"));
  const auto out = tx.value<std::int64_t>(R"(
    SELECT -SUM(qty) AS value FROM stock_movement
     WHERE job_id = :job AND kind IN ('issue', 'return'))",
                                          {{"job", record.id}});
  if (out.value_or(0) > 0)
    throw wrong_state("job.parts-out",
                      tr("parts issued to job {0} are not returned yet", record.number),
                      "svcctl parts return " + record.number + " PART");
  return record;
}

bool held(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx
      .value<std::int64_t>("SELECT id AS value FROM job_hold WHERE job_id = :job AND to_at IS NULL",
                           {{"job", job_id}})
      .has_value();
}

intake::JobRecord hold(store::WriteTxn& tx, const std::string& job, const std::string& why) {
  shop::require_right(tx, Right::receive);
  auto record = intake::find_job(tx, job);
  tx.stands_on(Clause::confirm, {intake::opened.of(record.id)});
  if (!intake::alive(record.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", record.number, record.state));
  if (why.empty()) throw usage_error("job.no-reason", tr("give the reason with --why"));
  if (held(tx, record.id))
    throw wrong_state("job.held", tr("job {0} is held already", record.number),
                      "svcctl job resume " + record.number);
  tx.insert(R"(INSERT INTO job_hold (job_id, reason, salt, from_at, recorded_at, staff_id,
                                     outlet_id)
               VALUES (:job, :why, :salt, :at, :now, :staff,
                       (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", record.id}, {"why", why}, {"salt", store::random_salt()}, tx.stamp()});
  tx.record(store::of_outlet(record.outlet_id), {"job", record.number, {{"held", "yes"}}});
  return record;
}

intake::JobRecord resume(store::WriteTxn& tx, const std::string& job, const std::string& why) {
  shop::require_right(tx, Right::receive);
  auto record = intake::find_job(tx, job);
  tx.stands_on(Clause::confirm, {on_hold.of(record.id)});
  const auto changed =
      tx.run("UPDATE job_hold SET to_at = :at WHERE job_id = :job AND to_at IS NULL",
             {tx.stamp(), {"job", record.id}});
  if (changed == 0) throw wrong_state("job.not-held", tr("job {0} is not held", record.number));
  tx.record(store::of_outlet(record.outlet_id),
            {"job", record.number, {{"held", "no"}, {"why", why}}});
  return record;
}

}  // namespace svcctl::job
