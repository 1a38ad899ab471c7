#include "settle/delivery.hpp"

#include <algorithm>
#include <sstream>

#include "customer/vehicle.hpp"
#include "customer/words.hpp"
#include "intake/job_state.hpp"
#include "job/issue.hpp"
#include "job/old_part.hpp"
#include "job/own_part.hpp"
#include "job/task.hpp"
#include "parts/stock/reservation.hpp"
#include "settle/bill.hpp"
#include "settle/payment.hpp"
#include "settle/preparation.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using intake::JobState;
using intake::OldPartsWish;
using job::OldPartOutcome;

void check_request(const JobRecord& job, const DeliverRequest& request) {
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.to.empty())
    throw usage_error("settle.to", tr("who takes the car and the papers?"), "--to NAME");
  if (request.score && request.score_declined)
    throw usage_error("settle.score", tr("a score, or that the customer declined: not both"));
  if (request.score && (*request.score < 1 || *request.score > 5))
    throw usage_error("settle.score", tr("the score is 1 to 5"), "--score 5");
  if (request.odometer_km && job.odometer_km && *request.odometer_km < *job.odometer_km)
    throw usage_error("settle.odometer",
                      tr("the odometer showed {0} km at reception: {1} km cannot be",
                         *job.odometer_km, *request.odometer_km));
}

void require_quality(store::WriteTxn& tx, const JobRecord& job) {
  const auto unchecked = job::unchecked_tasks(tx, job.id);
  const std::string first = unchecked.empty() ? "" : std::to_string(unchecked.front());
  require(tx, unchecked.empty(), Clause::quality, "settle.unchecked",
          tr("task {0} of job {1} is not checked", first, job.number),
          "svcctl job check " + job.number + " " + first + " --cross --pass");
  require(tx, job.state == JobState::final_passed || job.state == JobState::prepared,
          Clause::quality, "settle.no-final",
          tr("job {0} has not passed its final inspection", job.number),
          "svcctl job final " + job.number + " --pass");
}

void require_settled(store::WriteTxn& tx, const JobRecord& job) {
  const Account account = account_of(tx, job);
  const std::string mend = "svcctl settle bill " + job.number;
  require(tx, account.bill.has_value(), Clause::itemise, "settle.no-bill",
          tr("job {0} has no bill", job.number), mend);
  require(tx, covers(tx, job, *account.bill), Clause::itemise, "settle.bill-outdated",
          tr("what was done on job {0} is no longer what bill {1} lists", job.number,
             account.bill->number),
          mend);
  const Money due = account.due.value_or(Money());
  if (due > Money()) require_credit(tx, job, due);
  require(tx, due >= Money(), Clause::itemise, "settle.overpaid",
          tr("{0} more than the bill of job {1} were taken", (-due).str(), job.number),
          "svcctl settle refund " + job.number + " --method … --amount " + (-due).str() +
              " --payment-ref …");
}

void require_old_parts(store::WriteTxn& tx, const JobRecord& job) {
  const auto old_parts = job::old_parts(tx, job.number, false);
  const bool give_back = job.old_parts_wish == OldPartsWish::give_back;
  for (const auto& old : old_parts) {
    const std::string mend =
        give_back ? "svcctl parts old return " + old.tag + " --to NAME"
                  : "svcctl parts old " +
                        std::string(old.waste_code.empty() ? "scrap " : "consign ") + old.tag;
    require(tx, old.outcome != OldPartOutcome::open, Clause::old_parts, "settle.old-part-open",
            tr("it is open what becomes of old part {0} of job {1}", old.tag, job.number), mend);
    require(tx, !give_back || old.outcome == OldPartOutcome::returned, Clause::old_parts,
            "settle.old-part-wish",
            tr("the customer wished old part {0} back; it is {1}", old.tag, old.outcome), mend);
  }
  const auto fitted = tx.value<std::string>(R"(
    SELECT p.number AS value
      FROM stock_movement m JOIN part p ON p.id = m.part_id
     WHERE m.job_id = :job AND m.kind IN ('issue', 'return')
     GROUP BY p.id, p.number HAVING SUM(m.qty) < 0 ORDER BY p.id LIMIT 1)",
                                            {{"job", job.id}});
  require(tx, !give_back || !fitted || !old_parts.empty(), Clause::old_parts,
          "settle.old-part-untagged",
          tr("the customer wished the old parts of job {0} back, and none is tagged", job.number),
          "svcctl parts old tag " + job.number + " " + fitted.value_or("PART"));
}

void require_own_parts(store::WriteTxn& tx, const JobRecord& job) {
  for (const auto& own : job::own_parts(tx, job.number, true))
    require(
        tx, false, Clause::integrity, "settle.own-part-open",
        tr("the customer's own part {0} ({1}) is neither fitted nor given back", own.tag, own.text),
        "svcctl parts own return " + own.tag + " --to NAME");
}

void require_prepared(store::WriteTxn& tx, const JobRecord& job) {
  const auto prepared = preparation_of(tx, job).value_or(Preparation{});
  require(tx, prepared.valuables_returned || belongings_of(tx, job.id).empty(), Clause::integrity,
          "settle.valuables",
          tr("valuables noted at reception of job {0} are not signed back", job.number),
          "svcctl settle prepare " + job.number + " --valuables-returned");
  require(tx, prepared.cleaned || prepared.cleaning_declined, Clause::clean, "settle.not-clean",
          tr("the car of job {0} is neither cleaned nor did the customer decline it", job.number),
          "svcctl settle prepare " + job.number + " --cleaned");
}

void require_papers(store::WriteTxn& tx, const JobRecord& job, const DeliverRequest& request) {
  const auto needed = needed_papers(tx.settings(), job);
  const std::string mend =
      "svcctl settle deliver " + job.number + " --to NAME --papers " + paper_list(needed);
  for (auto paper = needed.rbegin(); paper != needed.rend(); ++paper) {
    const bool there = std::ranges::find(request.papers, *paper) != request.papers.end();
    if (*paper == Paper::certificate)
      require(tx, there, Clause::papers, "settle.no-certificate",
              tr("a {0} job leaves with its completion certificate: {1}",
                 job.category.value_or(Category::minor), job.number),
              mend, store::Overridable::never);
    else
      require(tx, there, Clause::papers, "settle.no-paper",
              tr("job {0} leaves with its {1}", job.number, *paper), mend);
  }
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

std::vector<Paper> needed_papers(const Settings& settings, const JobRecord& job) {
  std::vector<Paper> out{Paper::repair_record, Paper::warranty};
  if (settings.profile.certificate.contains(job.category.value_or(Category::minor)))
    out.push_back(Paper::certificate);
  return out;
}

Delivery deliver(store::WriteTxn& tx, const DeliverRequest& request) {
  shop::require_right(tx, Right::receive);
  const JobRecord job = find_settled_job(tx, request.job);
  check_request(job, request);
  require_quality(tx, job);
  require_settled(tx, job);
  require_old_parts(tx, job);
  require_own_parts(tx, job);
  require_prepared(tx, job);
  require_papers(tx, job, request);
  const auto words = customer::keep_words(tx, job.customer_id, "delivery", request.to);
  tx.insert(R"(
    INSERT INTO delivery (job_id, to_words_id, odometer_km, papers, score, score_declined, comment,
                          salt, at, recorded_at, staff_id, outlet_id)
    VALUES (:job, :to, :km, :papers, :score, :declined, :comment, :salt, :at, :now, :staff,
            (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job.id},
             {"to", words},
             {"km", request.odometer_km},
             {"papers", request.papers},
             {"score", request.score},
             {"declined", request.score_declined},
             {"comment", request.comment},
             {"salt", store::random_salt()},
             {"at", tx.at()},
             {"now", tx.now()},
             {"staff", tx.actor_id()}});
  parts::drop_reservations(tx, job.id);
  intake::move_job(tx, job, JobState::delivered);
  if (request.odometer_km) customer::saw_odometer(tx, job.vehicle_id, *request.odometer_km);
  const Warranty warranty = make_warranty(tx, job, request.odometer_km);
  tx.record(store::of_outlet(job.outlet_id),
            {"job",
             job.number,
             {{"state", "delivered"},
              {"papers", paper_list(request.papers)},
              {"score", request.score ? std::to_string(*request.score) : ""},
              {"warranty_until", warranty.until_on.str()},
              {"warranty_until_km", warranty.until_km ? std::to_string(*warranty.until_km) : ""}}});
  return *delivery_of(tx, job);
}

std::optional<Delivery> delivery_of(const store::ReadTxn& tx, const JobRecord& job) {
  auto delivery = tx.first(R"(
    SELECT COALESCE(w.text, '') AS to_name, d.odometer_km, d.papers, d.score, d.score_declined,
           d.comment, d.at
      FROM delivery d LEFT JOIN person_words w ON w.id = d.to_words_id
     WHERE d.job_id = :job)",
                           {{"job", job.id}}, [&](const store::Row& row) {
                             Delivery out = row.as<Delivery>();
                             out.job = job.number;
                             out.plate = job.plate;
                             return out;
                           });
  if (delivery) delivery->warranty = warranty_of(tx, job.id);
  return delivery;
}

}  // namespace svcctl::settle
