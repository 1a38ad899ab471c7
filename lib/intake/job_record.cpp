#include "intake/job_record.hpp"

#include <algorithm>
#include <array>

#include "base/identifier.hpp"
#include "intake/job_state.hpp"
#include "store/digest.hpp"
#include "store/number.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

/// A job answers to the plate of its car while it is unfinished; a car without one to its number.
constexpr store::NumberKind job_numbers{
    .table = "job",
    .letter = 'J',
    .code = "job.not-found",
    .missing = N_("no such job: {0}"),
    .hint = "svcctl job list",
    .unfinished = unfinished_job,
    .called =
        "COALESCE((SELECT NULLIF(p.value, '') FROM vehicle_identifier p "
        "WHERE p.id = job.plate_id), 'V' || job.vehicle_id)",
    .called_key = [](std::string_view typed) { return Plate(typed).key(); }};

constexpr const char* job_columns = R"(
  SELECT j.id, j.number, j.outlet_id, j.vehicle_id, j.customer_id, j.advisor_id, j.category,
         j.category_given, j.state, j.odometer_km, j.concern, j.symptoms, j.old_parts_wish,
         j.arrived_at, j.opened_at, j.promised_at, j.first_promised_at, j.comeback_of_job_id,
         j.warranty_verdict, COALESCE(j.declined_reason, '') AS declined_reason,
         COALESCE(j.cancelled_reason, '') AS cancelled_reason,
         CASE WHEN p.value <> '' THEN p.value ELSE 'V' || j.vehicle_id END AS plate,
         COALESCE(p.value, '') AS plate_then, p.state AS plate_state,
         v.kind AS vehicle_kind, c.name AS customer_name,
         COALESCE(s.code, '') AS advisor
    FROM job j
    JOIN vehicle v ON v.id = j.vehicle_id
    LEFT JOIN vehicle_identifier p ON p.id = j.plate_id
    JOIN customer c ON c.id = j.customer_id
    LEFT JOIN staff s ON s.id = j.advisor_id)";

}  // namespace

JobRecord find_job(const store::ReadTxn& tx, std::string_view typed) {
  return store::find_numbered(tx, job_numbers, typed, [&](const std::string& number) {
    return tx.first<JobRecord>(std::string(job_columns) + " WHERE j.number = :number",
                               {{"number", number}});
  });
}

std::optional<JobRecord> seek_job(const store::ReadTxn& tx, std::string_view typed) {
  try {
    return find_job(tx, typed);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::not_found) throw;
    return std::nullopt;
  }
}

JobRecord job_by_id(const store::ReadTxn& tx, std::int64_t id) {
  auto job = tx.first<JobRecord>(std::string(job_columns) + " WHERE j.id = :id", {{"id", id}});
  if (!job) throw not_found("job.not-found", tr("no job {0}", id), "svcctl job list");
  return *job;
}

std::vector<JobRecord> list_jobs(const store::ReadTxn& tx, const JobFilter& filter) {
  std::optional<Instant> from, before;
  if (filter.opened) {
    from = tx.settings().zone.start_of(filter.opened->first);
    before = tx.settings().zone.start_of(filter.opened->last.plus_days(1));
  }
  auto normal = [](const Identifier& id) { return id.key().empty() ? id.typed() : id.key(); };
  const std::string plate = filter.plate.empty() ? "" : normal(Plate(filter.plate));
  const std::string vin = filter.plate.empty() ? "" : normal(Vin(filter.plate));
  const std::string phone = filter.customer.empty() ? "" : normal(Phone(filter.customer));
  const auto here = tx.within("j.outlet_id");
  auto jobs =
      tx.all<JobRecord>(std::string(job_columns) + " WHERE (:unfinished = 0 OR j.state NOT IN " +
                            std::string(ended_states) + R"()
       AND (:from_at IS NULL OR j.opened_at >= :from_at)
       AND (:before_at IS NULL OR j.opened_at < :before_at)
       AND (:plate = '' OR v.plate = :plate OR p.value = :plate OR v.vin = :vin
            OR 'V' || v.id = :plate)
       AND (:customer = '' OR c.number = :customer OR c.phone = :phone))" +
                            here.sql + " ORDER BY j.recorded_at DESC, j.id DESC",
                        {here,
                         {"unfinished", filter.unfinished},
                         {"from_at", from},
                         {"before_at", before},
                         {"plate", plate},
                         {"vin", vin},
                         {"customer", filter.customer},
                         {"phone", phone}});
  if (!filter.states.empty())
    std::erase_if(jobs, [&](const JobRecord& job) {
      return std::find(filter.states.begin(), filter.states.end(), job.state) ==
             filter.states.end();
    });
  return jobs;
}

std::optional<Money> consented(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.value<Money>("SELECT " + std::string(consented_amount) +
                             " AS value FROM job j, (SELECT :at AS at) act WHERE j.id = :job",
                         {{"job", job_id}, {"at", tx.now()}});
}

Money consented_total(const store::ReadTxn& tx, std::int64_t job_id) {
  return consented(tx, job_id).value_or(Money());
}

bool work_began(JobState state) {
  return state == JobState::working || state == JobState::finished ||
         state == JobState::final_passed || state == JobState::prepared ||
         state == JobState::delivered;
}

bool in_work(JobState state) {
  return state == JobState::confirmed || state == JobState::working || state == JobState::finished;
}

bool alive(JobState state) {
  return state != JobState::delivered && state != JobState::declined &&
         state != JobState::cancelled;
}

}  // namespace svcctl::intake
