#include "intake/consent.hpp"

#include "customer/words.hpp"
#include "intake/estimate.hpp"
#include "intake/grounds.hpp"
#include "intake/job_state.hpp"
#include "intake/paper_names.hpp"
#include "intake/papers.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

std::string consents_where(const char* condition) {
  return "SELECT " + store::counts_at("consent", "c") +
         R"( AS counts_at, c.id, j.number AS job, c.estimate_id, c.change_id, c.method, c.given, c.total_amount,
         COALESCE(w.text, '') AS words, c.promised_at, c.at, c.recorded_at
    FROM consent c
    JOIN job j ON j.id = c.job_id
    LEFT JOIN person_words w ON w.id = c.words_id )" +
         condition;
}

/// What the customer agreed to, word for word, whatever is printed of it and when.
void keep_what_was_agreed(store::WriteTxn& tx, const JobRecord& job, Money total,
                          Language language) {
  const auto& catalogue = Catalogue::of(language);
  lay_out_paper(tx, paper_of(tx, job, reception_paper(PaperKind::estimate), catalogue), catalogue);
  if (needs_contract(tx, job, total))
    lay_out_paper(tx, paper_of(tx, job, reception_paper(PaperKind::contract), catalogue),
                  catalogue);
}

}  // namespace

std::int64_t keep_consent(store::WriteTxn& tx, const JobRecord& job, const NewConsent& consent) {
  if (consent.given && consent.by.empty())
    throw usage_error("intake.by-whom", tr("who consented? give --by-customer NAME"));
  const auto words = customer::keep_words(tx, job.customer_id, job.id, "consent", consent.by);
  return tx.insert(R"(
    INSERT INTO consent (job_id, estimate_id, change_id, method, given, total_amount, promised_at,
                         words_id, at, recorded_at, staff_id, outlet_id)
    VALUES (:job, :estimate, :change, :method, :given, :total, :promised, :words, :at, :now,
            :staff, (SELECT outlet_id FROM job WHERE id = :job)))",
                   {{"job", job.id},
                    {"estimate", consent.estimate_id},
                    {"change", consent.change_id},
                    {"method", consent.method},
                    {"given", consent.given},
                    {"total", consent.total},
                    {"promised", consent.promised_at},
                    {"words", words},
                    tx.stamp()});
}

std::vector<Consent> consents(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all<Consent>(consents_where("WHERE c.job_id = :job ORDER BY c.id"), {{"job", job_id}});
}

std::optional<Consent> consent_behind(const store::ReadTxn& tx, std::int64_t job_id,
                                      std::optional<std::int64_t> change_id) {
  if (change_id)
    return tx.first<Consent>(
        consents_where("WHERE c.change_id = :change AND c.given = 1 ORDER BY c.id DESC LIMIT 1"),
        {{"change", change_id}});
  return tx.first<Consent>(consents_where(R"(
     WHERE c.job_id = :job AND c.given = 1
       AND c.estimate_id IN (SELECT id FROM estimate WHERE job_id = :job AND state = 'confirmed')
     ORDER BY c.id DESC LIMIT 1)"),
                           {{"job", job_id}});
}

JobRecord confirm(store::WriteTxn& tx, const ConfirmRequest& request) {
  shop::require_right(tx, Right::receive);
  const JobRecord job = find_job(tx, request.job);
  tx.stands_on(Clause::confirm, {opened.of(job.id), estimated.of(job.id)});
  if (job.state == JobState::open)
    throw wrong_state("intake.not-quoted", tr("job {0} has no estimate to confirm", job.number),
                      "svcctl intake quote " + job.number + " --labour OP --part NO");
  if (job.state != JobState::quoted)
    throw wrong_state("intake.not-quoted",
                      tr("job {0} is {1}: nothing waits for confirmation", job.number, job.state),
                      "svcctl intake show " + job.number);
  const auto estimate = latest_estimate(tx, job.id);
  if (!estimate || estimate->state != EstimateState::draft)
    throw wrong_state("intake.not-quoted", tr("job {0} has no estimate to confirm", job.number),
                      "svcctl intake quote " + job.number + " --labour OP --part NO");
  keep_consent(tx, job,
               {.estimate_id = estimate->id,
                .change_id = std::nullopt,
                .method = request.method,
                .given = true,
                .total = estimate->total,
                .promised_at = estimate->promised_at,
                .by = request.by_customer});
  tx.run("UPDATE estimate SET state = 'confirmed' WHERE id = :id", {{"id", estimate->id}});
  tx.run("UPDATE job_line SET state = 'agreed' WHERE estimate_id = :id AND state = 'quoted'",
         {{"id", estimate->id}});
  move_job(tx, job, JobState::confirmed, {.promised_at = estimate->promised_at});
  keep_names(tx, job.id, PaperStage::confirmed);
  const auto confirmed = job_by_id(tx, job.id);
  keep_what_was_agreed(tx, confirmed, estimate->total, request.language);
  tx.record(store::of_outlet(job.outlet_id), {"job",
                                              job.number,
                                              {{"confirmed", std::to_string(estimate->version)},
                                               {"total", estimate->total.str()},
                                               {"method", to_code(request.method)}}});
  return confirmed;
}

}  // namespace svcctl::intake
