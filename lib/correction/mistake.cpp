#include "complaint/handling.hpp"
#include "correction/correction.hpp"
#include "correction/private/judging.hpp"
#include "intake/correction.hpp"
#include "intake/reception.hpp"
#include "job/order.hpp"
#include "job/task.hpp"
#include "settle/bill.hpp"
#include "shop/staff.hpp"

// What was done by mistake, and never was: a cancelling, a complaint.
namespace svcctl::correction {
namespace {

using intake::FactField;
using intake::FactOf;

/// Keeps what the state was by mistake, and what it is.
void keep_state(store::WriteTxn& tx, FactOf what, const std::string& number,
                const intake::CorrectedRow& of, std::pair<std::string, std::string> states,
                const std::string& why) {
  intake::keep_correction(tx, of,
                          {.what = what,
                           .number = number,
                           .field = FactField::state,
                           .before = std::move(states.first),
                           .after = std::move(states.second),
                           .why = why,
                           .at = tx.now(),
                           .by = {}});
}

}  // namespace

std::vector<Changed> correct_cancel(store::WriteTxn& tx, const std::string& typed,
                                    const std::string& why) {
  require_why(why);
  const auto job = intake::find_job(tx, typed);
  const auto cancel = job::cancelling_of(tx, job);
  require_author(tx, FactField::state, job.number, cancel.recorded_at, cancel.staff_id);
  const auto from = std::min(tx.settings().zone.date_of(job.opened_at),
                             tx.settings().zone.date_of(cancel.recorded_at));
  const auto before = lapses(tx, from);
  const auto bill = tx.value<std::string>(
      R"(SELECT b.number AS value FROM bill b JOIN job_cancel c ON c.job_id = b.job_id
          WHERE c.id = :cancel AND b.voided_at = c.recorded_at ORDER BY b.id DESC LIMIT 1)",
      {{"cancel", cancel.id}});
  const auto again = job::go_on(tx, job, cancel);
  keep_state(tx, FactOf::cancel, job.number,
             {.row_id = cancel.id, .job_id = job.id, .outlet_id = job.outlet_id},
             {to_code(job.state), to_code(again.state)}, why);
  std::vector<Changed> changed{
      {Message{label(FactField::state)}, Message{label(job.state)}, Message{label(again.state)}}};
  for (const auto& task : job::tasks(tx, job.id))
    if (task.state != job::TaskState::dropped)
      changed.push_back({tr("Task {0}", task.number), Message{label(job::TaskState::dropped)},
                         Message{label(task.state)}, true});
  if (bill)
    changed.push_back({tr("Bill {0}", *bill), Message{label(settle::BillState::void_)},
                       tr("stays void: bill it anew"), true});
  judge_again(tx, job.number, before, lapses(tx, from), changed);
  return changed;
}

std::vector<Changed> correct_booking(store::WriteTxn& tx, const std::string& typed,
                                     const std::string& why) {
  require_why(why);
  const auto kept = intake::cancelled_booking(tx, typed);
  require_author(tx, FactField::state, kept.booking.number, kept.cancelled_at, kept.cancelled_by);
  const auto again = intake::book_again(tx, kept);
  keep_state(tx, FactOf::booking, again.number, {.row_id = kept.id, .outlet_id = kept.outlet_id},
             {kept.booking.state, again.state}, why);
  return {{Message{label(FactField::state)}, value(kept.booking.state), value(again.state)}};
}

std::vector<Changed> correct_complaint(store::WriteTxn& tx, const std::string& typed,
                                       const std::string& why) {
  require_why(why);
  const auto complaint = complaint::find_complaint(tx, typed);
  const auto from = tx.settings().zone.date_of(complaint.received_at);
  const auto before = lapses(tx, from);
  keep_state(tx, FactOf::complaint, complaint.number,
             {.row_id = complaint.id, .outlet_id = complaint.outlet_id},
             {to_code(complaint.state), "mistake"}, why);
  complaint::end_as_mistake(tx, complaint, why);
  std::vector<Changed> changed{
      {Message{label(FactField::state)}, Message{label(complaint.state)}, tr("opened by mistake")}};
  if (!complaint.follow_up.empty())
    changed.push_back(
        {tr("Follow-up {0}", complaint.follow_up), value(complaint.number), value(""), true});
  judge_again(tx, complaint.job, before, lapses(tx, from), changed);
  return changed;
}

}  // namespace svcctl::correction
