#include "settle/delivery.hpp"

#include <algorithm>
#include <sstream>

#include "customer/odometer.hpp"
#include "customer/words.hpp"
#include "intake/job_state.hpp"
#include "intake/kept_paper.hpp"
#include "intake/paper_names.hpp"
#include "job/rule.hpp"
#include "parts/stock/reservation.hpp"
#include "settle/bill.hpp"
#include "settle/grounds.hpp"
#include "settle/papers.hpp"
#include "settle/payment.hpp"
#include "settle/private/leaving.hpp"
#include "settle/rule.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/late.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using intake::JobState;

void check_request(const JobRecord& job, const DeliverRequest& request) {
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.to.empty())
    throw usage_error("settle.to", tr("who takes the car and the papers?"), "--to NAME");
  if (request.score && request.score_declined)
    throw usage_error("settle.score", tr("a score, or that the customer declined: not both"));
  if (request.score && (*request.score < 1 || *request.score > 5))
    throw usage_error("settle.score", tr("the score is 1 to 5"), "--score 5");
  if (request.odometer_km && *request.odometer_km < 0)
    throw usage_error("settle.odometer", tr("an odometer is not negative"));
}

void require_quality(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged) {
  require_checked(tx, job, judged, job::rule::checked_tasks);
  require(tx, judged, job::rule::final_inspection_passed, "settle.no-final",
          tr("job {0} has not passed its final inspection", job.number),
          "svcctl job final " + job.number + " --pass");
}

/// @return what is paid and what is due
Account require_settled(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged) {
  const std::string mend = "svcctl settle bill " + job.number;
  require(tx, judged, rule::billed, "settle.no-bill", tr("job {0} has no bill", job.number), mend);
  Account account = account_of(tx, job);
  require(tx, covers(tx, job, judged), Clause::itemise, "settle.bill-outdated",
          tr("what was done on job {0} is no longer what bill {1} lists", job.number,
             account.bill->number),
          mend);
  require(tx, judged, rule::borne_by_shop, "settle.not-borne",
          tr("job {0} is a return repair within the warranty: the shop bears it", job.number),
          "svcctl job change " + job.number + " --reason … --drop LINE");
  const auto payer = judged.broken_by(rule::claimed_shares);
  require(tx, judged, rule::claimed_shares, "settle.unclaimed",
          tr("a share of the bill of job {0} is nobody's: there is no claim on the {1}", job.number,
             from_code<intake::Payer>(payer).value_or(intake::Payer::insurer)),
          "svcctl settle claim " + job.number + " --payer " + payer + " --on NAME --number NUMBER");
  const Money due = account.due.value_or(Money());
  if (due > Money()) require_credit(tx, account, due);
  require(tx, due >= Money(), Clause::itemise, "settle.overpaid",
          tr("{0} more than the bill of job {1} were taken", (-due).str(), job.number),
          "svcctl settle refund " + job.number + " --method … --amount " + (-due).str() +
              " --payment-ref …");
  return account;
}

void require_prepared(store::WriteTxn& tx, const JobRecord& job, const store::Judgement& judged) {
  require_valuables(tx, job, judged);
  require(tx, judged, rule::cleaned, "settle.not-clean",
          tr("the car of job {0} is neither cleaned nor did the customer decline it", job.number),
          "svcctl settle prepare " + job.number + " --cleaned");
}

intake::PaperKind kind_of(Paper paper) {
  return from_code<intake::PaperKind>(to_code(paper)).value();
}

/// Those of the papers that go with a car that its customer has by now.
std::vector<Paper> handed_of(const store::ReadTxn& tx, std::int64_t job_id) {
  std::vector<Paper> out;
  for (const auto kind : intake::handed_papers(tx, job_id))
    if (const auto paper = from_code<Paper>(to_code(kind))) out.push_back(*paper);
  return out;
}

void require_papers(store::WriteTxn& tx, const JobRecord& job, const std::vector<Paper>& handed) {
  const auto missing = missing_papers(tx.settings(), job.category, handed);
  const std::string mend = store::typed_with(
      tx.context(), "papers", paper_list(needed_papers(tx.settings(), job.category)));
  for (auto paper = missing.rbegin(); paper != missing.rend(); ++paper) {
    if (*paper == Paper::certificate)
      require(tx, false, Clause::papers, "settle.no-certificate",
              tr("a {0} job leaves with its completion certificate: {1}",
                 job.category.value_or(Category::minor), job.number),
              mend, store::Overridable::never);
    else
      require(tx, false, Clause::papers, "settle.no-paper",
              tr("job {0} leaves with its {1}", job.number, *paper), mend);
  }
}

/// What is given with the car is laid out now, with what the delivery says.
void hand_over_papers(store::WriteTxn& tx, std::int64_t job_id, const DeliverRequest& request,
                      std::optional<std::int64_t> to_words_id) {
  const auto job = intake::job_by_id(tx, job_id);
  const auto& catalogue = Catalogue::of(request.language);
  for (const auto paper : request.papers)
    intake::hand_over(tx, intake::paper_of(tx, job, settlement_paper(kind_of(paper)), catalogue),
                      catalogue, to_words_id);
}

}  // namespace

std::string paper_list(const std::vector<Paper>& papers) {
  std::string out;
  for (const auto paper : papers) out += (out.empty() ? "" : ",") + std::string(to_code(paper));
  return out;
}

std::vector<Paper> parse_papers(const std::string& typed) {
  std::vector<Paper> out;
  std::istringstream in(typed);
  for (std::string code; std::getline(in, code, ',');) {
    const auto paper = from_code<Paper>(code);
    if (!paper)
      throw usage_error("settle.paper", tr("no such paper: {0}", code),
                        "--papers repair-record,warranty,certificate");
    if (std::ranges::find(out, *paper) == out.end()) out.push_back(*paper);
  }
  return out;
}

std::vector<Paper> needed_papers(const Settings& settings, std::optional<Category> category) {
  if (!category) return {};
  std::vector<Paper> out{Paper::repair_record, Paper::warranty};
  if (settings.profile->certificate.contains(*category)) out.push_back(Paper::certificate);
  return out;
}

std::vector<Paper> missing_papers(const Settings& settings, std::optional<Category> category,
                                  const std::vector<Paper>& handed) {
  auto missing = needed_papers(settings, category);
  std::erase_if(missing,
                [&](Paper paper) { return std::ranges::find(handed, paper) != handed.end(); });
  return missing;
}

Delivery deliver(store::WriteTxn& tx, const DeliverRequest& request) {
  shop::require_right(tx, Right::receive);
  const JobRecord job = find_settled_job(tx, request.job);
  tx.stands_on(Clause::papers, {intake::opened.of(job.id), job::work_done.of(job.id),
                                job::checked.of(job.id), job::inspected.of(job.id),
                                billed.of(job.id), paid.of(job.id), prepared.of(job.id)});
  check_request(job, request);
  const auto judged = store::judge(
      tx, rule::handing_back, {{"job", job.id}, {"at", tx.now()}},
      {&job::rule::checked_tasks, &job::rule::final_inspection_passed, &rule::billed,
       &job::rule::agreed_parts, &job::rule::fitted_by_work, &job::rule::settled_old_parts,
       &job::rule::tagged_hazardous, &job::rule::tagged_old_parts, &job::rule::settled_own_parts,
       &rule::valuables_returned, &rule::cleaned, &rule::claimed_shares, &rule::borne_by_shop});
  require_quality(tx, job, judged);
  require_fitted(tx, job, judged);
  const auto account = require_settled(tx, job, judged);
  require_parts_settled(tx, job, judged);
  require_prepared(tx, job, judged);
  auto handed = handed_of(tx, job.id);
  for (const auto paper : request.papers)
    if (std::ranges::find(handed, paper) == handed.end()) handed.push_back(paper);
  require_papers(tx, job, handed);
  const auto words = customer::keep_words(tx, job.customer_id, job.id, "delivery", request.to);
  tx.insert(R"(
    INSERT INTO delivery (job_id, to_words_id, odometer_km, score, score_declined, comment,
                          salt, at, happened_at, recorded_at, staff_id, outlet_id, vin_on_file,
                          owner_on_file, phone_on_file, due_amount, owed_amount,
                          credit_limit_amount, for_customer, calls_wanted)
    SELECT :job, :to, :km, :score, :declined, :comment, :salt, :now, :told, :now, :staff,
           :outlet, CASE WHEN v.vin <> '' THEN 1 ELSE 0 END,
           CASE WHEN EXISTS (SELECT 1 FROM vehicle_owner o WHERE o.vehicle_id = v.id)
                THEN 1 ELSE 0 END,
           CASE WHEN k.phone <> '' THEN 1 ELSE 0 END, :due, :owed, :credit, k.id, k.service_contact
      FROM vehicle v, customer k WHERE v.id = :vehicle AND k.id = :customer)",
            {{"job", job.id},
             {"outlet", job.outlet_id},
             {"to", words},
             {"km", request.odometer_km},
             {"score", request.score},
             {"declined", request.score_declined},
             {"comment", request.comment},
             {"salt", store::random_salt()},
             // What it is judged by and may change afterwards.
             {"due", account.due.value_or(Money())},
             {"owed", account.others},
             {"credit", account.credit_limit},
             {"vehicle", job.vehicle_id},
             {"customer", job.customer_id},
             tx.stamp()});
  parts::drop_reservations(tx, job.id);
  intake::move_job(tx, job, JobState::delivered);
  if (request.odometer_km)
    customer::read_odometer(tx, job.vehicle_id,
                            {.km = *request.odometer_km,
                             .source = customer::ReadingSource::delivery,
                             .document = job.number,
                             .sure = request.sure});
  std::optional<Warranty> warranty;  // of work
  if (job.category) warranty = make_warranty(tx, job, request.odometer_km);
  intake::keep_names(tx, job.id, intake::PaperStage::delivered);
  hand_over_papers(tx, job.id, request, words);
  tx.record(store::of_outlet(job.outlet_id),
            {"job",
             job.number,
             {{"state", "delivered"},
              {"papers", paper_list(handed)},
              {"score", request.score ? std::to_string(*request.score) : ""},
              {"warranty_until", warranty ? warranty->until_on.str() : ""},
              {"warranty_until_km",
               warranty && warranty->until_km ? std::to_string(*warranty->until_km) : ""}}});
  return {.job = job.number,
          .plate = job.plate,
          .to = request.to,
          .odometer_km = request.odometer_km,
          .papers = handed,
          .score = request.score,
          .score_declined = request.score_declined,
          .comment = request.comment,
          .at = tx.now(),
          .warranty = warranty};
}

std::optional<Delivery> delivery_of(const store::ReadTxn& tx, const JobRecord& job) {
  auto delivery = tx.first("SELECT " + store::late_by("delivery", "d") + R"( AS late_by,
           COALESCE(w.text, '') AS to_name, d.odometer_km, d.score, d.score_declined, d.comment,
           d.at
      FROM delivery d LEFT JOIN person_words w ON w.id = d.to_words_id
     WHERE d.job_id = :job)",
                           {{"job", job.id}}, [&](const store::Row& row) {
                             Delivery out = row.as<Delivery>();
                             out.job = job.number;
                             out.plate = job.plate;
                             return out;
                           });
  if (delivery) {
    delivery->warranty = warranty_of(tx, job.id);
    delivery->papers = handed_of(tx, job.id);
  }
  return delivery;
}

}  // namespace svcctl::settle
