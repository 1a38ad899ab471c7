#include "job/progress.hpp"

#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::job {

std::string progress_of(const store::ReadTxn& tx, const intake::JobRecord& job) {
  // What is written of a visit is a new row or another state of one.
  store::Digest digest;
  digest.add(to_code(job.state));
  digest.add(job.promised_at ? job.promised_at->seconds : 0);
  for (auto q = tx.query(R"(
         SELECT (SELECT MAX(id) FROM intake_check WHERE job_id = :job) AS looked,
                (SELECT COUNT(*) + COUNT(a.id) FROM intake_question q
                   LEFT JOIN intake_answer a ON a.question_id = q.id
                  WHERE q.job_id = :job) AS asked,
                (SELECT MAX(id) FROM diagnosis WHERE job_id = :job) AS found,
                (SELECT MAX(id) FROM inspection WHERE job_id = :job) AS inspected,
                (SELECT MAX(id) FROM stock_movement WHERE job_id = :job) AS moved,
                (SELECT MAX(id) FROM final_inspection WHERE job_id = :job) AS passed,
                (SELECT MAX(id) FROM consent WHERE job_id = :job) AS agreed,
                (SELECT MAX(id) FROM change_order WHERE job_id = :job) AS changed,
                (SELECT COUNT(*) FROM override_subject WHERE job_number = :number) AS overridden)",
                         {{"job", job.id}, {"number", job.number}});
       q.next();)
    for (const char* column : {"looked", "asked", "found", "inspected", "moved", "passed", "agreed",
                               "changed", "overridden"})
      digest.add(q.row().get<std::optional<std::int64_t>>(column).value_or(0));
  for (auto q = tx.query(R"(
         SELECT t.state, t.bay, COALESCE(t.technician_id, 0) AS technician,
                (SELECT COUNT(*) FROM task_check c WHERE c.task_id = t.id) AS checks
           FROM task t WHERE t.job_id = :job ORDER BY t.id)",
                         {{"job", job.id}});
       q.next();) {
    digest.add(q.row().get<std::string>("state"));
    digest.add(q.row().get<std::optional<std::string>>("bay").value_or(""));
    digest.add(q.row().get<std::int64_t>("technician"));
    digest.add(q.row().get<std::int64_t>("checks"));
  }
  for (auto q = tx.query(R"(
         SELECT 'old' AS what, outcome AS state FROM old_part WHERE job_id = :job
         UNION ALL SELECT 'own', state FROM own_part WHERE job_id = :job
         ORDER BY what, state)",
                         {{"job", job.id}});
       q.next();) {
    digest.add(q.row().get<std::string>("what"));
    digest.add(q.row().get<std::string>("state"));
  }
  return digest.hex();
}

}  // namespace svcctl::job
