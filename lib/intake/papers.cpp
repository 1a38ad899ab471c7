#include "intake/papers.hpp"

#include <algorithm>

#include "customer/customer.hpp"
#include "customer/vehicle.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {

using shop::amount_or_dash;
using shop::Paper;

namespace {

Estimate estimate_of(const store::ReadTxn& tx, const JobRecord& job) {
  auto estimate = latest_estimate(tx, job.id);
  if (!estimate)
    throw wrong_state("intake.not-quoted", tr("job {0} has no estimate", job.number),
                      "svcctl intake quote " + job.number + " --labour OP --part NO");
  return *estimate;
}

std::string km(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) + " km" : "";
}

/// The longest warranty the shop gives a category on this kind of vehicle, as a line.
void put_warranty(Paper& paper, const store::ReadTxn& tx, VehicleKind kind, Category category) {
  int kilometres = 0;
  int days = 0;
  for (const auto* rules : {&tx.settings().profile->warranty, &*tx.settings().warranty})
    for (const auto& rule : *rules)
      if (rule.vehicle == kind && rule.category == category) {
        kilometres = std::max(kilometres, rule.kilometres);
        days = std::max(days, rule.days);
      }
  if (days > 0)
    paper.line(tr("Warranty: {0} km or {1} days from leaving the shop, whichever comes first.",
                  kilometres, days));
}

void put_sums(Paper& paper, const Estimate& estimate) {
  Money labour, material, other;
  for (const auto& line : estimate.lines)
    (line.kind == LineKind::labour ? labour
     : line.kind == LineKind::part ? material
                                   : other) += line.amount;
  paper.section(N_("Sums"));
  paper.fields({{N_("Labour"), labour.str()},
                {N_("Material"), material.str()},
                {N_("Other"), other == Money() ? "" : other.str()}});
  if (estimate.tax != Money()) paper.field(N_("Tax contained"), estimate.tax.str());
  paper.total(N_("Total"), estimate.total);
  paper.field(N_("Ready by"), estimate.promised_at ? paper.local(*estimate.promised_at) : "");
}

/// Who came with the car, beside its owner; empty once erased.
std::string brought_by(const store::ReadTxn& tx, const JobRecord& job) {
  return tx
      .value<std::string>(
          R"(SELECT text AS value FROM person_words
              WHERE job_id = :job AND kind = 'brought-by' AND text IS NOT NULL)",
          {{"job", job.id}})
      .value_or("");
}

}  // namespace

bool needs_contract(const store::ReadTxn& tx, const JobRecord& job, Money total) {
  const auto& profile = *tx.settings().profile;
  return (job.category && profile.contract.contains(*job.category)) ||
         (profile.contract_from && total >= *profile.contract_from);
}

void put_parties(Paper& paper, const store::ReadTxn& tx, const JobRecord& job) {
  const auto customer = customer::customer_by_id(tx, job.customer_id);
  const auto vehicle = customer::vehicle_by_id(tx, job.vehicle_id);
  paper.fields({{N_("Job"), job.number}, {N_("Opened"), paper.local(job.opened_at)}});
  paper.fields({{N_("Owner"), customer.name},
                {N_("Phone"), customer.phone_typed.empty() ? customer.phone : customer.phone_typed},
                {N_("Address"), customer.address},
                {N_("Brought by"), brought_by(tx, job)}});
  std::string model = vehicle.make;
  if (!vehicle.model.empty()) model += (model.empty() ? "" : " ") + vehicle.model;
  if (vehicle.year) model += (model.empty() ? "" : " ") + std::to_string(*vehicle.year);
  paper.fields({{N_("Plate"), plate_text(job, paper.catalogue())},
                {N_("Make and model"), model},
                {N_("VIN"), vehicle.vin},
                {N_("Engine"), vehicle.engine},
                {N_("Odometer in"), km(job.odometer_km)}});
}

void put_lines(Paper& paper, const std::vector<JobLine>& lines) {
  std::vector<std::vector<std::string>> labour, parts, others;
  for (const auto& line : lines) {
    const auto price = amount_or_dash(line.unit_price);
    const auto amount = line.unit_price ? line.amount.str() : "—";
    if (line.kind == LineKind::labour)
      labour.push_back({line.text, line.quantity.str(), price, amount});
    else if (line.kind == LineKind::part)
      parts.push_back({line.text, line.part_number, line.quantity.str(), price, amount});
    else
      others.push_back({line.kind == LineKind::core
                            ? paper.catalogue().format(tr("core deposit: {0}", line.text))
                            : line.text,
                        amount});
  }
  if (!labour.empty()) {
    paper.section(N_("Labour"));
    paper.table({N_("Item"), N_("Hours"), N_("Rate"), N_("Amount")}, labour,
                {false, true, true, true});
  }
  if (!parts.empty()) {
    paper.section(N_("Material"));
    paper.table({N_("Part"), N_("Number"), N_("Quantity"), N_("Unit price"), N_("Amount")}, parts,
                {false, false, true, true, true});
  }
  if (!others.empty()) {
    paper.section(N_("Other charges"));
    paper.table({N_("Item"), N_("Amount")}, others, {false, true});
  }
}

std::string plate_text(const JobRecord& job, const Catalogue& catalogue) {
  if (!job.plate_state) return job.plate_then;
  const auto state = std::string(catalogue.text(label(*job.plate_state)));
  return job.plate_then.empty() ? state : job.plate_then + " (" + state + ")";
}

std::string wish_text(const JobRecord& job, const Catalogue& catalogue) {
  if (!job.old_parts_wish) return {};
  return std::string(catalogue.text(*job.old_parts_wish == OldPartsWish::give_back
                                        ? N_("replaced parts go back to the customer")
                                        : N_("the garage disposes of replaced parts")));
}

std::string reception_text(const store::ReadTxn& tx, const JobRecord& job,
                           const Catalogue& catalogue) {
  Paper paper(tx, catalogue, N_("Reception sheet"));
  put_parties(paper, tx, job);
  paper.section(N_("The customer's words"));
  paper.text(job.concern);
  if (!job.symptoms.empty()) paper.text(job.symptoms);
  paper.section(N_("Walk-round"));
  for (auto q = tx.query(
           R"(SELECT fuel_percent, damage, belongings, at FROM intake_check
               WHERE job_id = :job ORDER BY id)",
           {{"job", job.id}});
       q.next();) {
    const auto fuel = q.row().get<std::optional<std::int64_t>>("fuel_percent");
    paper.fields({{N_("Fuel or charge"), fuel ? std::to_string(*fuel) + " %" : ""},
                  {N_("Damage"), q.row().get<std::string>("damage")},
                  {N_("Belongings"), q.row().get<std::string>("belongings")}});
  }
  std::vector<std::vector<std::string>> questions;
  for (auto q = tx.query(
           R"(SELECT question, COALESCE(answer, '') AS answer FROM intake_question
               WHERE job_id = :job ORDER BY id)",
           {{"job", job.id}});
       q.next();)
    questions.push_back({q.row().get<std::string>("question"), q.row().get<std::string>("answer")});
  if (!questions.empty()) {
    paper.section(N_("Questions and answers"));
    paper.table({N_("Question"), N_("Answer")}, questions, {false, false});
  }
  paper.blank();
  paper.field(N_("Old parts"), wish_text(job, catalogue));
  paper.signatures({N_("Customer"), N_("Service advisor")});
  return paper.str();
}

std::string estimate_text(const store::ReadTxn& tx, const JobRecord& job,
                          const Catalogue& catalogue) {
  const auto estimate = estimate_of(tx, job);
  Paper paper(tx, catalogue, N_("Estimate"));
  put_parties(paper, tx, job);
  paper.field(N_("Concern"), job.concern);
  put_lines(paper, estimate.lines);
  put_sums(paper, estimate);
  paper.field(N_("Old parts"), wish_text(job, catalogue));
  paper.line(tr("Nothing beyond this is done or charged without your consent beforehand."));
  if (needs_contract(tx, job, estimate.total))
    paper.line(tr("This repair needs a written contract."));
  paper.signatures({N_("Customer"), N_("Service advisor")});
  return paper.str();
}

std::string contract_text(const store::ReadTxn& tx, const JobRecord& job,
                          const Catalogue& catalogue) {
  const auto estimate = estimate_of(tx, job);
  const auto vehicle = customer::vehicle_by_id(tx, job.vehicle_id);
  Paper paper(tx, catalogue, N_("Repair contract"));
  put_parties(paper, tx, job);
  if (job.category) paper.field(N_("Repair category"), catalogue.text(label(*job.category)));
  paper.field(N_("Concern"), job.concern);
  put_lines(paper, estimate.lines);
  put_sums(paper, estimate);
  paper.section(N_("Agreed"));
  paper.line(tr("1. The shop repairs the items above at the prices above."));
  paper.line(
      tr("2. Added or changed items need the customer's consent beforehand, with the new total."));
  paper.line(
      tr("3. The car is handed over after the final inspection, with an itemised bill, the "
         "repair record and the warranty card."));
  paper.field(N_("4. Old parts"), wish_text(job, catalogue));
  put_warranty(paper, tx, vehicle.kind, job.category.value_or(Category::minor));
  paper.signatures({N_("Customer"), N_("For the shop"), N_("Date")});
  return paper.str();
}

}  // namespace svcctl::intake
