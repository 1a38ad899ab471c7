#include "job/private/rules.hpp"

#include <algorithm>

#include "intake/consent.hpp"
#include "intake/job_state.hpp"
#include "job/change.hpp"
#include "job/rule.hpp"
#include "shop/certificate.hpp"
#include "shop/staff.hpp"

namespace svcctl::job {

using intake::JobRecord;
using intake::JobState;

void require_any_right(const store::ReadTxn& tx, Right one, Right other) {
  if (!tx.may(other)) shop::require_right(tx, one);
}

void require_confirmed(store::WriteTxn& tx, const JobRecord& job) {
  require(tx, job.state != JobState::open, Clause::confirm, "job.not-confirmed",
          tr("job {0} has no estimate yet that the customer confirmed", job.number),
          "svcctl intake quote " + job.number + " --labour OP --part NO");
  require(tx, job.state != JobState::quoted, Clause::confirm, "job.not-confirmed",
          tr("the estimate of job {0} is not confirmed by the customer", job.number),
          "svcctl intake confirm " + job.number + " --method signature --by-customer NAME");
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
}

void require_in_work(const JobRecord& job) {
  if (intake::in_work(job.state)) return;
  const bool inspected = job.state == JobState::final_passed || job.state == JobState::prepared;
  throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state),
                    inspected ? "svcctl job final " + job.number + " --fail --note …" : "");
}

WorkSaid work_said(const store::ReadTxn& tx, const Task& task) {
  return tx
      .first("SELECT t.operation AS operation, t.text AS words, " + std::string(work_told_columns) +
                 " FROM task t WHERE t.id = :task",
             {{"task", task.id}}, read_work_said)
      .value();
}

void require_certificate(store::WriteTxn& tx, const Task& task, const WorkSaid& work,
                         std::int64_t staff_id) {
  const Date day = tx.judged_on();
  for (const auto& kind : certificates_for(tx.settings(), work)) {
    const bool high_voltage = tx.settings().high_voltage_certificates.contains(kind);
    const std::string code = shop::staff_code(tx, staff_id);
    require(tx, shop::certified(tx, staff_id, kind, day, tx.now()), Clause::technician,
            "job.no-certificate",
            tr("{0} needs the certificate {1}, and {2} holds no valid one on {3}", task.name(),
               kind, code, day.str()),
            "svcctl staff certificate add " + code + " --kind " + kind + " --number …",
            high_voltage ? store::Overridable::never : store::Overridable::as_standard);
  }
}

bool is_repair(const store::ReadTxn& tx, const Task& task) {
  return is_repair(tx.settings(), work_said(tx, task));
}

void require_diagnosis(store::WriteTxn& tx, const JobRecord& job, const Task& task,
                       const store::Judgement& judged) {
  if (judged.keeps(rule::diagnosed) || !is_repair(tx, task)) return;
  require(tx, judged, rule::diagnosed, "job.no-diagnosis",
          tr("no diagnosis stands behind task {0} of job {1}: {2} is a repair", task.number,
             job.number, task.name()),
          "svcctl job diagnose " + job.number + " --finding …");
}

void require_named(store::WriteTxn& tx, const JobRecord& job, const Task& task,
                   const store::Judgement& judged) {
  if (judged.keeps(rule::named_work)) return;
  const auto line = tx.value<std::int64_t>("SELECT number AS value FROM job_line WHERE id = :id",
                                           {{"id", task.line_id}});
  require(tx, judged, rule::named_work, "job.work-unnamed",
          tr("no manager has said what the work of task {0} of job {1} is: {2} is no operation of "
             "the catalogue",
             task.number, job.number, task.name()),
          "svcctl job category " + job.number + " minor --line " +
              std::to_string(line.value_or(0)) + " --why WORDS --as MANAGER");
}

void require_free_bay(store::WriteTxn& tx, const JobRecord& job, const std::string& bay) {
  const auto other =
      tx.value<std::string>(R"(
    SELECT j.number AS value
      FROM task t JOIN job j ON j.id = t.job_id
     WHERE t.bay = :bay AND t.state = 'working' AND t.job_id <> :job AND j.outlet_id = :outlet
     ORDER BY t.id LIMIT 1)",
                            {{"bay", bay}, {"job", job.id}, {"outlet", job.outlet_id}});
  require(tx, !other, Clause::capability, "job.bay-taken",
          tr("bay {0} is taken by job {1}", bay, other.value_or("")), "svcctl job board");
}

bool may_rework(const store::ReadTxn& tx, const JobRecord& job, const Task& task) {
  const auto last_check = tx.value<bool>(R"(
    SELECT passed AS value FROM task_check
     WHERE task_id = :task AND round = :round ORDER BY id DESC LIMIT 1)",
                                         {{"task", task.id}, {"round", task.round}});
  if (last_check && !*last_check) return true;
  const auto last_final = tx.value<bool>(
      "SELECT passed AS value FROM final_inspection WHERE job_id = :job ORDER BY id DESC LIMIT 1",
      {{"job", job.id}});
  return last_final && !*last_final;
}

void settle_state(store::WriteTxn& tx, const JobRecord& job) {
  const auto all = tasks(tx, job.id);
  const bool done = std::any_of(all.begin(), all.end(),
                                [](const Task& task) { return task.state == TaskState::finished; });
  const bool open = !unchecked_tasks(tx, job.id).empty();
  const auto now = intake::job_by_id(tx, job.id);
  if (!open && done && intake::in_work(now.state)) intake::move_job(tx, now, JobState::finished);
  if (open && now.state == JobState::finished) intake::move_job(tx, now, JobState::working);
}

std::string consent_hint(const JobRecord& job, std::int64_t change) {
  return "svcctl job consent " + job.number + " " + std::to_string(change) +
         " --method phone --by-customer NAME";
}

store::Judgement judge_beginning(const store::ReadTxn& tx, const JobRecord& job,
                                 std::optional<std::int64_t> change_id, const Task& task) {
  return store::judge(
      tx, rule::beginning,
      {{"job", job.id},
       {"task", task.number},
       {"change", change_id},
       {"operation", task.operation},
       {"at", tx.happened()}},
      {&rule::confirmed_estimate, &rule::consented_change, &rule::diagnosed, &rule::named_work});
}

void require_consent(store::WriteTxn& tx, const JobRecord& job,
                     std::optional<std::int64_t> change_id) {
  require_confirmed(tx, job);
  require_consent(tx, job, change_id, judge_beginning(tx, job, change_id, {}));
}

void require_consent(store::WriteTxn& tx, const JobRecord& job,
                     std::optional<std::int64_t> change_id, const store::Judgement& judged) {
  const auto& asked = change_id ? rule::consented_change : rule::confirmed_estimate;
  if (judged.keeps(asked) && !tx.told()) return;
  const auto consent = intake::consent_behind(tx, job.id, change_id);
  const auto number =
      change_id ? tx.value<std::int64_t>("SELECT number AS value FROM change_order WHERE id = :id",
                                         {{"id", *change_id}})
                      .value_or(0)
                : 0;
  if (!consent)
    require(tx, judged, asked, change_id ? "job.change-open" : "job.not-confirmed",
            change_id
                ? tr("the customer has not consented to change {0} of job {1}", number, job.number)
                : tr("the estimate of job {0} is not confirmed by the customer", job.number),
            change_id
                ? consent_hint(job, number)
                : "svcctl intake confirm " + job.number + " --method signature --by-customer NAME");
  const std::string when = tx.settings().zone.local(consent->at);
  require(tx, judged, asked, "job.before-consent",
          change_id
              ? tr("the customer consented to change {0} of job {1} at {2}: nothing of it can "
                   "have been done before",
                   number, job.number, when)
              : tr("the customer confirmed job {0} at {1}: nothing of it can have been done "
                   "before",
                   job.number, when),
          "svcctl job show " + job.number);
  require(tx, consent->counts_at <= tx.judged_at(), change_id ? Clause::consent : Clause::confirm,
          "job.consent-late",
          tr("the consent behind job {0} was recorded late, at {1}: it counts from then, until a "
             "manager accepts it",
             job.number, tx.settings().zone.local(consent->counts_at)),
          "svcctl late list --open");
}

}  // namespace svcctl::job
