#include "intake/estimate.hpp"

#include "intake/category.hpp"
#include "intake/grounds.hpp"
#include "intake/job_state.hpp"
#include "intake/paper_names.hpp"
#include "shop/staff.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

/// What was quoted or confirmed before is void.
void void_estimates(store::WriteTxn& tx, std::int64_t job_id) {
  tx.run("UPDATE estimate SET state = 'void' WHERE job_id = :job AND state <> 'void'",
         {{"job", job_id}});
  tx.run("UPDATE job_line SET state = 'void' WHERE job_id = :job AND state IN ('quoted', 'agreed')",
         {{"job", job_id}});
}

}  // namespace

Estimate quote(store::WriteTxn& tx, const QuoteRequest& request) {
  shop::require_right(tx, Right::receive);
  const JobRecord job = find_job(tx, request.job);
  tx.stands_on(Clause::confirm, {opened.of(job.id)});
  require(
      tx, !work_began(job.state), Clause::consent, "intake.work-began",
      tr("work on job {0} has begun: what is added or changed now is a change order", job.number),
      "svcctl job change " + job.number + " --reason …", store::Overridable::never);
  if (!alive(job.state))
    throw wrong_state("intake.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.lines.empty())
    throw usage_error("intake.no-lines", tr("an estimate needs at least one line"),
                      "svcctl intake quote " + job.number + " --labour OP --part NO");
  if (request.promised_at && *request.promised_at < tx.stamp().happened())
    throw usage_error(
        "intake.promised",
        tr("{0} is over: promise a time to come", tx.settings().zone.local(*request.promised_at)),
        "--promised 16:30");
  if (job.state != JobState::open) void_estimates(tx, job.id);
  const auto [id, version] =
      tx.returned(R"(
    INSERT INTO estimate (job_id, version, total_amount, tax_amount, labour_hours, promised_at,
                          state, at, recorded_at, staff_id, outlet_id)
    VALUES (:job, 1 + COALESCE((SELECT MAX(version) FROM estimate WHERE job_id = :job), 0), 0, 0,
            0, :promised, 'draft', :at, :now, :staff, :outlet))",
                  {{"job", job.id},
                   {"promised", request.promised_at},
                   tx.stamp(),
                   {"outlet", job.outlet_id}},
                  [](const store::Row& row) {
                    return std::pair(row.get<std::int64_t>("id"), row.get<std::int64_t>("version"));
                  })
          .value();
  const auto lines = add_lines(tx, job, request.lines, id, std::nullopt);
  Hours hours;
  for (const auto& line : lines)
    if (line.kind == LineKind::labour) hours += Hours::thousandths(line.quantity.thousandths());
  const Money total = sum_of(lines);
  tx.run(R"(UPDATE estimate SET total_amount = :total, tax_amount = :tax, labour_hours = :hours
             WHERE id = :id)",
         {{"total", total},
          {"tax", tax_within(total, tx.settings().tax_rate)},
          {"hours", hours},
          {"id", id}});
  move_job(tx, job, JobState::quoted);
  settle_category(tx, job);
  keep_names(tx, job.id, PaperStage::quoted);
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"estimate", std::to_string(version)}, {"total", total.str()}}});
  return *latest_estimate(tx, job.id);
}

std::optional<Estimate> latest_estimate(const store::ReadTxn& tx, std::int64_t job_id) {
  auto estimate = tx.first<Estimate>(R"(
    SELECT e.id, j.number AS job, e.version, e.total_amount, e.tax_amount, e.labour_hours,
           e.promised_at, e.state
      FROM estimate e JOIN job j ON j.id = e.job_id
     WHERE e.job_id = :job ORDER BY e.version DESC LIMIT 1)",
                                     {{"job", job_id}});
  if (!estimate) return estimate;
  for (auto& line : job_lines(tx, job_id, estimate->state == EstimateState::void_))
    if (line.estimate_id == estimate->id) estimate->lines.push_back(std::move(line));
  return estimate;
}

}  // namespace svcctl::intake
