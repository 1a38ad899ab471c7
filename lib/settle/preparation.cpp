#include "settle/preparation.hpp"

#include "intake/job_state.hpp"
#include "settle/bill.hpp"
#include "settle/grounds.hpp"
#include "shop/staff.hpp"

namespace svcctl::settle {

using intake::JobRecord;
using intake::JobState;

Preparation prepare(store::WriteTxn& tx, const Preparation& request) {
  if (!tx.may(Right::receive) && !tx.may(Right::repair)) shop::require_right(tx, Right::receive);
  const JobRecord job = find_settled_job(tx, request.job);
  tx.stands_on(Clause::clean, {intake::opened.of(job.id), job::work_done.of(job.id)});
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.cleaned && request.cleaning_declined)
    throw usage_error("settle.cleaned-or-not",
                      tr("the car was cleaned, or the customer declined it: not both"));
  if (!request.cleaned && !request.cleaning_declined && !request.valuables_returned &&
      request.explained.empty() && request.demonstrated.empty())
    throw usage_error("settle.prepare-what", tr("say what was done before the car goes back"),
                      "--cleaned --explained WORDS --demonstrated WORDS --valuables-returned");
  require(tx,
          (request.explained.empty() && request.demonstrated.empty()) ||
              job.state == JobState::final_passed || job.state == JobState::prepared,
          Clause::explain, "settle.explained-early",
          tr("job {0} has not passed its final inspection: what was done is explained after it",
             job.number),
          "svcctl job final " + job.number + " --pass");
  auto now = preparation_of(tx, job);
  Preparation kept = now.value_or(Preparation{});
  if (request.cleaned) kept.cleaning_declined = false;
  if (request.cleaning_declined) kept.cleaned = false;
  kept.cleaned = kept.cleaned || request.cleaned;
  kept.cleaning_declined = kept.cleaning_declined || request.cleaning_declined;
  kept.valuables_returned = kept.valuables_returned || request.valuables_returned;
  if (!request.explained.empty()) kept.explained = request.explained;
  if (!request.demonstrated.empty()) kept.demonstrated = request.demonstrated;
  if (!now)
    tx.insert(
        "INSERT INTO preparation (job_id, at, recorded_at, outlet_id) "
        "VALUES (:job, :at, :now, (SELECT outlet_id FROM job WHERE id = :job))",
        {{"job", job.id}, tx.stamp()});
  // What is noted of belongings later is not signed back by what was signed now.
  tx.run(R"(UPDATE preparation
               SET cleaned = :cleaned, cleaning_declined = :declined, explained = :explained,
                   demonstrated = :demonstrated, valuables_returned = :valuables, at = :at,
                   recorded_at = :now, staff_id = :staff,
                   valuables_noted = CASE WHEN :now_returned = 0 THEN valuables_noted
                                          ELSE (SELECT COUNT(*) FROM intake_check
                                                 WHERE job_id = :job AND belongings <> '') END
             WHERE job_id = :job)",
         {{"cleaned", kept.cleaned},
          {"declined", kept.cleaning_declined},
          {"explained", kept.explained},
          {"demonstrated", kept.demonstrated},
          {"valuables", kept.valuables_returned},
          {"now_returned", request.valuables_returned},
          tx.stamp(),
          {"job", job.id}});
  if (job.state == JobState::final_passed) intake::move_job(tx, job, JobState::prepared);
  tx.record(store::of_outlet(job.outlet_id),
            {"job",
             job.number,
             {{"cleaned", kept.cleaned             ? "yes"
                          : kept.cleaning_declined ? "declined"
                                                   : "no"},
              {"explained", kept.explained.empty() ? "no" : "yes"},
              {"demonstrated", kept.demonstrated.empty() ? "no" : "yes"},
              {"valuables_returned", kept.valuables_returned ? "yes" : "no"}}});
  return *preparation_of(tx, job);
}

std::optional<Preparation> preparation_of(const store::ReadTxn& tx, const JobRecord& job) {
  return tx.first(R"(
    SELECT cleaned, cleaning_declined, explained, demonstrated, valuables_returned
      FROM preparation WHERE job_id = :job)",
                  {{"job", job.id}}, [&](const store::Row& row) {
                    Preparation out = row.as<Preparation>();
                    out.job = job.number;
                    return out;
                  });
}

std::string belongings_of(const store::ReadTxn& tx, std::int64_t job_id) {
  std::string out;
  auto q = tx.query(
      "SELECT belongings FROM intake_check WHERE job_id = :job AND belongings <> '' ORDER BY id",
      {{"job", job_id}});
  while (q.next()) {
    const auto one = q.row().get<std::string>("belongings");
    if (out.find(one) == std::string::npos) out += (out.empty() ? "" : "\n") + one;
  }
  return out;
}

}  // namespace svcctl::settle
