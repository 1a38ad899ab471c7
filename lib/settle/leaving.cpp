#include "settle/leaving.hpp"

#include "intake/reception.hpp"
#include "job/old_part.hpp"
#include "job/order.hpp"
#include "job/own_part.hpp"
#include "job/rule.hpp"
#include "job/task.hpp"
#include "settle/bill.hpp"
#include "settle/payment.hpp"
#include "settle/private/leaving.hpp"
#include "settle/rule.hpp"
#include "shop/staff.hpp"
#include "store/override.hpp"
#include "store/signature.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using intake::OldPartsWish;
using job::OldPartOutcome;

/// Refuses by what is wrong with the old part.
void refuse_old_part(store::WriteTxn& tx, const JobRecord& job, const job::OldPart& old) {
  const auto& settled = job::rule::settled_old_parts;
  const bool give_back = job.old_parts_wish == OldPartsWish::give_back;
  const std::string mend = !old.waste_code.empty() ? "svcctl parts old consign " + old.tag
                           : give_back ? "svcctl parts old return " + old.tag + " --to NAME"
                                       : "svcctl parts old scrap " + old.tag;
  if (old.outcome == OldPartOutcome::open)
    require(tx, false, settled.clause, "settle.old-part-open",
            tr("it is open what becomes of old part {0} of job {1}", old.tag, job.number), mend);
  else
    require(tx, false, settled.clause, "settle.old-part-wish",
            tr("the customer wished old part {0} back; it is {1}", old.tag, old.outcome), mend);
}

void require_tagged(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged,
                    const store::Rule& rule, store::Overridable how) {
  const auto fitted = judged.broken_by(rule);
  require(
      tx, judged, rule, "settle.old-part-untagged",
      tr("part {0} was fitted on job {1}, and what it replaced is not tagged", fitted, job.number),
      "svcctl parts old tag " + job.number + " " + fitted, how);
}

void require_no_money(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged) {
  if (judged.keeps(rule::money_returned)) return;
  const Money kept = account_of(tx, job).paid;
  require(tx, judged, rule::money_returned, "settle.money-kept",
          tr("{0} taken for job {1} are neither billed nor given back", kept.str(), job.number),
          "svcctl settle refund " + job.number + " --method cash --amount " + kept.str() +
              " --payment-ref " + job.number);
}

void require_leaving(store::WriteTxn& tx, const JobRecord& job) {
  const auto judged = store::judge(
      tx, rule::leaving_unbilled, {{"job", job.id}, {"at", tx.happened()}},
      {&job::rule::checked_work, &job::rule::fitted_by_work, &rule::money_returned,
       &job::rule::settled_old_parts, &job::rule::tagged_hazardous, &job::rule::tagged_old_parts,
       &job::rule::settled_own_parts, &rule::valuables_returned});
  require_checked(tx, job, judged, job::rule::checked_work);
  require_fitted(tx, job, judged);
  require_no_money(tx, job, judged);
  require_parts_settled(tx, job, judged);
  require_valuables(tx, job, judged);
}

/// The command that leads to the check of a task; work that began may be undone instead.
std::string next_step(const store::ReadTxn& tx, const JobRecord& job, const job::Task& task) {
  const auto number = std::to_string(task.number);
  if (task.state == job::TaskState::finished) return job::check_hint(tx, job, task);
  const std::string verbs = "svcctl job task " + job.number;
  if (task.started_at)
    return verbs + " finish " + number + "\n" + verbs + " undo " + number + " --why WORDS";
  return verbs + " start " + number;
}

/// Refuses to cancel alone what was billed or passed its final inspection (clause 2.4-itemise).
job::ByTwo second_of_cancel(store::WriteTxn& tx, const JobRecord& job, const std::string& second) {
  job::ByTwo out;
  out.asked = tx.value<std::int64_t>(R"(
    SELECT 1 AS value FROM job j
     WHERE j.id = :job
       AND (EXISTS (SELECT 1 FROM bill b WHERE b.job_id = j.id)
            OR EXISTS (SELECT 1 FROM final_inspection f WHERE f.job_id = j.id AND f.passed = 1)))",
                                     {{"job", job.id}})
                  .has_value();
  if (!second.empty())
    out.second_id = store::second_person(tx, second, store::NamedAs::second, Clause::itemise);
  const auto judged = store::judge(
      tx, rule::cancelling,
      {{"job", job.id}, {"asked", out.asked}, {"second", out.second_id}, {"at", tx.now()}},
      {&rule::by_two});
  store::require_another(
      tx, judged.keeps(rule::by_two), rule::by_two.clause, "settle.cancel-second",
      tr("the work of job {0} was billed or inspected: nobody takes it off the books alone",
         job.number),
      "svcctl job cancel " + job.number + " --why WORDS --second MANAGER", other_manager(tx));
  return out;
}

}  // namespace

store::OtherThere other_manager(const store::WriteTxn& tx) {
  return [&tx] {
    return shop::other_there(tx, Right::manage,
                             [](const shop::Staff& person) { return person.is(Role::manager); });
  };
}

void require_checked(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged,
                     const store::Rule& rule) {
  if (judged.keeps(rule)) return;
  const auto unchecked = judged.broken_by(rule);
  require(tx, judged, rule, "settle.unchecked",
          tr("task {0} of job {1} is not checked", unchecked, job.number),
          next_step(tx, job, job::find_task(tx, job, unchecked)));
}

void require_fitted(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged) {
  const auto part = judged.broken_by(job::rule::fitted_by_work);
  require(
      tx, judged, job::rule::fitted_by_work, "settle.unfitted",
      tr("part {0} was issued to job {1}, and no work that was done fitted it", part, job.number),
      "svcctl parts return " + job.number + " " + part + "\nsvcctl parts issue " + job.number +
          " " + part + " --handed-over");
}

void require_parts_settled(store::WriteTxn& tx, const JobRecord& job,
                           const store::Judgement& judged) {
  if (!judged.keeps(job::rule::settled_old_parts))
    refuse_old_part(tx, job,
                    job::find_old_part(tx, judged.broken_by(job::rule::settled_old_parts)));
  require_tagged(tx, job, judged, job::rule::tagged_hazardous, store::Overridable::never);
  require_tagged(tx, job, judged, job::rule::tagged_old_parts, store::Overridable::as_standard);
  if (judged.keeps(job::rule::settled_own_parts)) return;
  const auto own = job::own_parts(tx, job.number, true).front();
  require(
      tx, judged, job::rule::settled_own_parts, "settle.own-part-open",
      tr("the customer's own part {0} ({1}) is neither fitted nor given back", own.tag, own.text),
      "svcctl parts own return " + own.tag + " --to NAME");
}

void require_valuables(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged) {
  require(tx, judged, rule::valuables_returned, "settle.valuables",
          tr("valuables noted at reception of job {0} are not signed back", job.number),
          "svcctl settle prepare " + job.number + " --valuables-returned");
}

intake::JobRecord decline(store::WriteTxn& tx, const std::string& job, const std::string& why) {
  const auto record = intake::require_declinable(tx, job, why);
  require_leaving(tx, record);
  return job::decline(tx, record, why);
}

intake::JobRecord cancel(store::WriteTxn& tx, const std::string& job, const std::string& why,
                         const std::string& second) {
  const auto record = job::require_cancellable(tx, job, why);
  require_leaving(tx, record);
  const auto by_two = second_of_cancel(tx, record, second);
  void_former(tx, record);
  return job::cancel(tx, record, why, by_two);
}

}  // namespace svcctl::settle
