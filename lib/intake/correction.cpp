#include "intake/correction.hpp"

#include "customer/words.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

std::optional<std::string> plain(const std::string& text, bool words) {
  return words || text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::int64_t> said(store::WriteTxn& tx, const JobRecord& job, const std::string& text,
                                 bool words) {
  return words ? customer::keep_words(tx, job.customer_id, job.id, "correction", text)
               : std::nullopt;
}

}  // namespace

void keep_correction(store::WriteTxn& tx, const JobRecord& job, const Correction& correction,
                     bool words) {
  const auto before = said(tx, job, correction.before, words);
  const auto after = said(tx, job, correction.after, words);
  tx.insert(R"(
    INSERT INTO correction (what, number, field, job_id, outlet_id, before_value, after_value,
                            before_words_id, after_words_id, why, recorded_at, staff_id)
    VALUES (:what, :number, :field, :job, :outlet, :before, :after, :before_words, :after_words,
            :why, :now, :staff))",
            {{"what", correction.what},
             {"number", correction.number},
             {"field", correction.field},
             {"job", job.id},
             {"outlet", job.outlet_id},
             {"before", plain(correction.before, words)},
             {"after", plain(correction.after, words)},
             {"before_words", before},
             {"after_words", after},
             {"why", correction.why},
             tx.stamp()});
}

void keep_correction(store::WriteTxn& tx, const CorrectedRow& of, const Correction& correction) {
  tx.insert(R"(
    INSERT INTO correction (what, number, field, job_id, outlet_id, before_value, after_value, why,
                            recorded_at, staff_id, row_id)
    VALUES (:what, :number, :field, :job, :outlet, :before, :after, :why, :now, :staff, :row))",
            {{"what", correction.what},
             {"number", correction.number},
             {"field", correction.field},
             {"job", of.job_id},
             {"outlet", of.outlet_id},
             {"before", plain(correction.before, false)},
             {"after", plain(correction.after, false)},
             {"why", correction.why},
             {"row", of.row_id},
             tx.stamp()});
}

Message readable(FactField field, const std::string& value) {
  if (const auto state = from_code<JobState>(value); field == FactField::state && state)
    return Message{label(*state)};
  const auto wish = field == FactField::old_parts ? from_code<OldPartsWish>(value) : std::nullopt;
  return wish ? Message{label(*wish)} : svcctl::value(value);
}

std::vector<Correction> corrections_of(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all<Correction>(R"(
    SELECT c.what, c.number, c.field, COALESCE(c.before_value, b.text, '') AS before_text,
           COALESCE(c.after_value, a.text, '') AS after_text, c.why, c.recorded_at,
           COALESCE(s.code, '') AS by_code
      FROM correction c
      LEFT JOIN person_words b ON b.id = c.before_words_id
      LEFT JOIN person_words a ON a.id = c.after_words_id
      LEFT JOIN staff s ON s.id = c.staff_id
     WHERE c.job_id = :job ORDER BY c.id)",
                            {{"job", job_id}});
}

}  // namespace svcctl::intake
