#include "job/note.hpp"

#include "customer/words.hpp"
#include "intake/grounds.hpp"
#include "intake/job_record.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::job {

Note note(store::WriteTxn& tx, const NoteRequest& request) {
  const auto job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::archive, {intake::opened.of(job.id)});
  if (request.text.empty())
    throw usage_error("job.note-empty", tr("a note needs words"),
                      "svcctl job note " + job.number + " --text WORDS");
  tx.insert(
      R"(INSERT INTO job_note (job_id, outlet_id, words_id, at, recorded_at, staff_id)
         VALUES (:job, :outlet, :words, :at, :now, :staff))",
      {{"job", job.id},
       {"outlet", job.outlet_id},
       {"words", customer::keep_words(tx, job.customer_id, job.id, "note", request.text)},
       tx.stamp()});
  tx.record(store::of_outlet(job.outlet_id), {"job", job.number, {{"noted", "yes"}}});
  return notes(tx, job.id).back();
}

std::vector<Note> notes(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all(
      "SELECT " + store::late_by("job_note", "n") +
          R"( AS late_by, j.number AS number, COALESCE(w.text, '') AS text, COALESCE(s.code, '') AS staff,
                n.at AS at
           FROM job_note n
           JOIN job j ON j.id = n.job_id
           JOIN person_words w ON w.id = n.words_id
           LEFT JOIN staff s ON s.id = n.staff_id
          WHERE n.job_id = :job ORDER BY n.id)",
      {{"job", job_id}}, [](const store::Row& row) {
        return Note{.job = row["number"],
                    .text = row["text"],
                    .by = row["staff"],
                    .at = row["at"],
                    .late_by = row["late_by"]};
      });
}

}  // namespace svcctl::job
