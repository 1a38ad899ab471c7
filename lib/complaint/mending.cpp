#include <algorithm>

#include "complaint/clocks.hpp"
#include "complaint/handling.hpp"
#include "complaint/private/fault.hpp"
#include "complaint/private/step.hpp"
#include "intake/job_record.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"

namespace svcctl::complaint {
namespace {

/// The complaint in the round of its next prevention: a term that was met or missed stays as it is.
Complaint after_past_preventions(const store::ReadTxn& tx, const Complaint& complaint) {
  auto out = complaint;
  const auto past = tx.value<std::int64_t>(
      R"(SELECT MAX(round) AS value FROM complaint_clock
          WHERE complaint_id = :id AND kind = 'prevention'
            AND (met_at IS NOT NULL OR due_at < :now))",
      {{"id", complaint.id}, {"now", tx.now()}});
  if (past) out.round = std::max(out.round, *past + 1);
  return out;
}

}  // namespace

Complaint act(store::WriteTxn& tx, const ActRequest& request) {
  const auto complaint = in_hand(tx, request.number);
  if (request.correction.empty()) need_text(request.prevention, "--correction WORDS");
  const bool owned = !request.owner.empty() && request.due_on;
  if ((!owned && (!request.owner.empty() || request.due_on)) ||
      (owned && request.prevention.empty()))
    throw usage_error("complaint.owner", tr("a prevention has somebody who sees to it, and a day"),
                      "--prevention WORDS --owner STAFF --by DAY");
  if (!request.correction.empty())
    tx.run("UPDATE complaint SET correction = :correction WHERE id = :id",
           {{"correction", request.correction}, {"id", complaint.id}});
  std::string text = request.correction;
  std::optional<std::int64_t> owner;
  if (!request.prevention.empty()) {
    if (owned) owner = shop::find_active_staff(tx, request.owner).id;
    tx.run(
        R"(UPDATE complaint
              SET prevention = :prevention,
                  prevention_owner_id = COALESCE(:owner, prevention_owner_id),
                  prevention_due_on = COALESCE(:day, prevention_due_on)
            WHERE id = :id)",
        {{"prevention", request.prevention},
         {"owner", owner},
         {"day", request.due_on},
         {"id", complaint.id}});
    if (owned)
      start_clock(tx, after_past_preventions(tx, complaint), ClockKind::prevention, tx.judged_at(),
                  tx.settings().zone.start_of(request.due_on->plus_days(1)).plus_seconds(-1));
    text += (text.empty() ? "" : " · ") + request.prevention;
  }
  return stepped(tx, complaint, {.kind = StepKind::acted, .text = text, .to = owner});
}

Complaint prevented(store::WriteTxn& tx, const std::string& number, const std::string& text) {
  const auto complaint = find_complaint(tx, number);
  tx.stands_on(Clause::cause, {received.at(complaint.received_at)});
  if (!sees_to_prevention(tx, complaint)) require_handler(tx, complaint);
  need_text(text, "--done WORDS");
  const auto running = tx.value<std::int64_t>(
      R"(SELECT MAX(round) AS value FROM complaint_clock
          WHERE complaint_id = :id AND kind = 'prevention' AND met_at IS NULL)",
      {{"id", complaint.id}});
  if (!running)
    throw wrong_state(
        "complaint.no-prevention",
        tr("complaint {0} has no prevention that waits", complaint.number),
        "svcctl complaint act " + complaint.number + " --prevention WORDS --owner STAFF --by DAY");
  auto of_that_round = complaint;
  of_that_round.round = *running;
  meet_clocks(tx, of_that_round, {ClockKind::prevention});
  return stepped(tx, complaint, {.kind = StepKind::prevented, .text = text});
}

Complaint add_cost(store::WriteTxn& tx, const CostRequest& request) {
  const auto complaint = find_complaint(tx, request.number);
  tx.stands_on(Clause::cause, {received.at(complaint.received_at)});
  require_handler(tx, complaint);
  need_text(request.what, "--what WORDS");
  if (request.amount.is_zero() || complaint.cost + request.amount < Money())
    throw usage_error(
        "complaint.cost",
        tr("complaint {0} has cost {1} so far", complaint.number, complaint.cost.str()),
        "--amount AMOUNT");
  std::optional<std::int64_t> job;
  if (!request.job.empty()) job = intake::find_job(tx, request.job).id;
  std::optional<std::int64_t> technician;
  if (!request.technician.empty()) technician = shop::find_staff(tx, request.technician).id;
  tx.insert(
      R"(INSERT INTO complaint_cost (complaint_id, amount, what, job_id, technician_id, lot_id, at,
                                     recorded_at, staff_id, outlet_id)
         VALUES (:complaint, :amount, :what, :job, :technician, :lot, :at, :now, :staff,
                 (SELECT outlet_id FROM complaint WHERE id = :complaint)))",
      {{"complaint", complaint.id},
       {"amount", request.amount},
       {"what", request.what},
       {"job", job},
       {"technician", technician},
       {"lot", part_at_fault(tx, complaint, request.lot, request.part)},
       tx.stamp()});
  return stepped(tx, complaint,
                 {.kind = StepKind::cost,
                  .text = request.amount.str() + " " + request.what,
                  .to = technician});
}

std::vector<Cost> costs(const store::ReadTxn& tx, std::int64_t complaint_id) {
  return tx.all("SELECT " + store::late_by("complaint_cost", "x") +
                    R"( AS late_by, x.at, x.amount, x.what, COALESCE(j.number, '') AS job,
                COALESCE(t.code, '') AS technician, COALESCE(l.code, '') AS lot,
                COALESCE(p.number, '') AS part, COALESCE(b.code, '') AS by_code
           FROM complaint_cost x
           LEFT JOIN job j ON j.id = x.job_id
           LEFT JOIN staff t ON t.id = x.technician_id
           LEFT JOIN lot l ON l.id = x.lot_id
           LEFT JOIN part p ON p.id = l.part_id
           LEFT JOIN staff b ON b.id = x.staff_id
          WHERE x.complaint_id = :id ORDER BY x.id)",
                {{"id", complaint_id}}, [](const store::Row& row) {
                  const auto lot = row.get<std::string>("lot");
                  return Cost{.at = row["at"],
                              .amount = row["amount"],
                              .what = row["what"],
                              .job = row["job"],
                              .technician = row["technician"],
                              .lot = lot.empty() ? lot : row.get<std::string>("part") + ":" + lot,
                              .by = row["by_code"],
                              .late_by = row["late_by"]};
                });
}

}  // namespace svcctl::complaint
