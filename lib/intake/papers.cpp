#include "intake/papers.hpp"

#include <algorithm>
#include <array>

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

}  // namespace

bool needs_contract(const store::ReadTxn& tx, const JobRecord& job, Money total) {
  const auto& profile = *tx.settings().profile;
  return (job.category && profile.contract.contains(*job.category)) ||
         (profile.contract_from && total >= *profile.contract_from);
}

void put_parties(Paper& paper, const PaperSource& of) {
  const auto& names = of.names;
  paper.fields({{N_("Job"), of.job.number}, {N_("Opened"), paper.local(of.job.opened_at)}});
  paper.fields({{N_("Owner"), names.owner},
                {N_("Phone"), names.phone},
                {N_("Address"), names.address},
                {N_("Brought by"), names.brought_by}});
  paper.fields({{N_("Plate"), plate_text(names, paper.catalogue())},
                {N_("Make and model"), model_text(names)},
                {N_("VIN"), names.vin},
                {N_("Engine"), names.engine},
                {N_("Odometer in"), km(of.job.odometer_km)}});
  if (names.stage == PaperStage::migrated)
    paper.line(tr("Owner and car as they were on file on {0}, when papers began to be kept.",
                  paper.local(names.at).substr(0, 10)));
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
  for (const auto& line : lines)
    if (!line.warranted_by.empty())
      paper.line(line.other_fault.empty()
                     ? tr("{0}: mended on job {1}, within its warranty: the shop bears it.",
                          line.text, line.warranted_by)
                     : tr("{0}: charged, though mended on job {1} within its warranty: another "
                          "fault, the shop says: {2}",
                          line.text, line.warranted_by, line.other_fault));
}

std::string plate_text(const PaperNames& names, const Catalogue& catalogue) {
  if (!names.plate_state) return names.plate;
  const auto state = std::string(catalogue.text(label(*names.plate_state)));
  return names.plate.empty() ? state : names.plate + " (" + state + ")";
}

std::string model_text(const PaperNames& names) {
  std::string model = names.make;
  if (!names.model.empty()) model += (model.empty() ? "" : " ") + names.model;
  if (names.year) model += (model.empty() ? "" : " ") + std::to_string(*names.year);
  return model;
}

std::string wish_text(const JobRecord& job, const Catalogue& catalogue) {
  if (!job.old_parts_wish) return {};
  return std::string(catalogue.text(*job.old_parts_wish == OldPartsWish::give_back
                                        ? N_("replaced parts go back to the customer")
                                        : N_("the garage disposes of replaced parts")));
}

namespace {

std::string reception_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  Paper paper(names.head, catalogue, N_("Reception sheet"));
  put_parties(paper, of);
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
           R"(SELECT q.question,
                     COALESCE((SELECT a.answer FROM intake_answer a WHERE a.question_id = q.id
                                ORDER BY a.id DESC LIMIT 1), '') AS answer
                FROM intake_question q WHERE q.job_id = :job ORDER BY q.id)",
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

std::string estimate_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  const auto estimate = estimate_of(tx, job);
  Paper paper(names.head, catalogue, N_("Estimate"));
  put_parties(paper, of);
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

std::string contract_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  const auto estimate = estimate_of(tx, job);
  Paper paper(names.head, catalogue, N_("Repair contract"));
  put_parties(paper, of);
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
  put_warranty(paper, tx, names.vehicle_kind, job.category.value_or(Category::minor));
  paper.signatures({N_("Customer"), N_("For the shop"), N_("Date")});
  return paper.str();
}

/// Words and the walk-round; what was seen and asked later makes another version.
std::string reception_stand(const store::ReadTxn& tx, const JobRecord& job) {
  return tx
      .value<std::string>(R"(
        SELECT CAST((SELECT COUNT(*) FROM intake_check WHERE job_id = :job) AS TEXT) || '/' ||
               CAST((SELECT COUNT(*) FROM intake_question WHERE job_id = :job) AS TEXT) || '/' ||
               CAST((SELECT COUNT(*) FROM intake_answer a JOIN intake_question q ON q.id = a.question_id
                      WHERE q.job_id = :job) AS TEXT)
               AS value)",
                          {{"job", job.id}})
      .value();
}

std::string estimate_stand(const store::ReadTxn& tx, const JobRecord& job) {
  return std::to_string(estimate_of(tx, job).version);
}

constexpr std::array reception_papers = {
    JobPaper{PaperKind::reception, PaperStage::opened, reception_stand, reception_text},
    JobPaper{PaperKind::estimate, PaperStage::quoted, estimate_stand, estimate_text},
    JobPaper{PaperKind::contract, PaperStage::confirmed, estimate_stand, contract_text},
};

}  // namespace

const JobPaper& reception_paper(PaperKind kind) {
  const auto* found = std::ranges::find(reception_papers, kind, &JobPaper::kind);
  if (found == reception_papers.end()) throw bug("no paper of a reception");
  return *found;
}

}  // namespace svcctl::intake
