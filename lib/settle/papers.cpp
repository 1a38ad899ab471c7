#include "settle/papers.hpp"

#include <algorithm>
#include <array>

#include "intake/papers.hpp"
#include "job/inspection.hpp"
#include "job/progress.hpp"
#include "job/task.hpp"
#include "settle/delivery.hpp"
#include "settle/preparation.hpp"
#include "settle/private/paper_parts.hpp"
#include "settle/warranty.hpp"
#include "shop/staff.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using intake::PaperKind;
using intake::PaperSource;
using intake::PaperStage;
using Sheet = shop::Paper;
using Rows = std::vector<std::vector<std::string>>;

/// The inspector who passed the job last, and when.
struct Passed {
  std::string inspector;
  std::optional<std::int64_t> road_test_km;
  std::string note;
  Instant at;
};
std::optional<Passed> passed_final(const store::ReadTxn& tx, const JobRecord& job) {
  auto last = tx.first(
      R"(SELECT f.passed, f.road_test_km, f.note, f.at, COALESCE(s.name, '') AS inspector
           FROM final_inspection f LEFT JOIN staff s ON s.id = f.staff_id
          WHERE f.job_id = :job ORDER BY f.id DESC LIMIT 1)",
      {{"job", job.id}}, [](const store::Row& row) {
        return std::pair(row.get<bool>("passed"),
                         Passed{row.get<std::string>("inspector"),
                                row.get<std::optional<std::int64_t>>("road_test_km"),
                                row.get<std::string>("note"), row.get<Instant>("at")});
      });
  if (!last || !last->first) return std::nullopt;
  return last->second;
}

Passed require_passed(const store::ReadTxn& tx, const JobRecord& job) {
  auto final = passed_final(tx, job);
  if (!final)
    throw refusal(Clause::quality, "settle.no-final",
                  tr("job {0} has no passed final inspection", job.number),
                  "svcctl job final " + job.number + " --pass");
  return *std::move(final);
}

void put_warranty_terms(Sheet& sheet, const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  const auto given = warranty_of(tx, job.id);
  const auto terms = given ? given->terms
                           : warranty_terms(tx.settings(), names.vehicle_kind,
                                            job.category.value_or(Category::minor));
  sheet.line(tr("Warranty: {0} km or {1} days from leaving the shop, whichever comes first.",
                terms.kilometres, terms.days));
  if (!given) return;
  sheet.fields({{N_("From"), sheet.local(given->from_at)},
                {N_("Odometer out"), km(given->from_km)},
                {N_("Last day"), given->until_on.str()},
                {N_("Up to"), km(given->until_km)}});
}

std::string repair_record_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  Sheet sheet(names.head, catalogue, N_("Repair record"));
  intake::put_parties(sheet, of);
  if (job.category) sheet.field(N_("Repair category"), catalogue.text(label(*job.category)));
  if (const auto delivery = delivery_of(tx, job))
    sheet.field(N_("Odometer out"), km(delivery->odometer_km));
  sheet.field(N_("Concern"), job.concern);
  Rows rows;
  for (const auto& found : job::diagnoses(tx, job.id))
    rows.push_back({found.finding, found.codes, found.cause});
  if (!rows.empty()) {
    sheet.section(N_("Diagnosis"));
    sheet.table({N_("Finding"), N_("Fault codes"), N_("Cause")}, rows, {false, false, false});
  }
  rows.clear();
  for (const auto& item : job::inspections(tx, job.id))
    rows.push_back({catalogue.language() == Language::zh ? item.name_zh : item.name,
                    sheet.word(label(item.result)),
                    item.value.empty() ? "" : item.value + " " + item.unit});
  if (!rows.empty()) {
    sheet.section(N_("Inspection"));
    sheet.table({N_("Item"), N_("Result"), N_("Value")}, rows, {false, false, false});
  }
  rows.clear();
  for (const auto& task : job::tasks(tx, job.id))
    rows.push_back({std::to_string(task.number), task.text,
                    task.technician_id ? shop::staff_by_id(tx, *task.technician_id).name : "",
                    sheet.word(label(task.state)),
                    sheet.word(task.checked ? N_("checked") : N_("not checked"))});
  if (!rows.empty()) {
    sheet.section(N_("Work"));
    sheet.table({N_("No."), N_("Operation"), N_("Technician"), N_("State"), N_("Check")}, rows,
                {true, false, false, false, false});
  }
  rows.clear();
  for (auto q = tx.query(
           R"(SELECT COALESCE(b.number, p.number) AS number, COALESCE(b.brand, p.brand) AS brand,
                    p.name, p.name_zh, COALESCE(q.text, '') AS text, l.code AS lot, l.trace,
                    -SUM(m.qty) AS qty
                FROM stock_movement m JOIN part p ON p.id = m.part_id JOIN lot l ON l.id = m.lot_id
                LEFT JOIN (SELECT part_id, MIN(text) AS text FROM job_line
                            WHERE job_id = :job AND kind = 'part' GROUP BY part_id) q
                  ON q.part_id = p.id
                LEFT JOIN (SELECT n.part_id, MIN(i.part_number) AS number, MIN(i.part_brand) AS brand
                             FROM bill x JOIN bill_line i ON i.bill_id = x.id
                                  JOIN job_line n ON n.id = i.line_id
                            WHERE x.job_id = :job AND x.state = 'issued' GROUP BY n.part_id) b
                  ON b.part_id = p.id
               WHERE m.job_id = :job AND m.kind IN ('issue', 'return') AND m.handed_over = 0
               GROUP BY p.id, p.number, p.brand, p.name, p.name_zh, q.text, b.number, b.brand, l.code,
                        l.trace
              HAVING SUM(m.qty) <> 0 ORDER BY p.number, l.code)",
           {{"job", job.id}});
       q.next();) {
    const auto& row = q.row();
    rows.push_back({part_text(sheet, row), row.get<std::string>("number"),
                    row.get<std::string>("brand"), row.get<Quantity>("qty").str(),
                    row.get<std::string>("lot"), row.get<std::string>("trace")});
  }
  if (!rows.empty()) {
    sheet.section(N_("Material"));
    sheet.table(
        {N_("Part"), N_("Number"), N_("Brand"), N_("Quantity"), N_("Lot"), N_("Trace code")}, rows,
        {false, false, false, true, false, false});
  }
  put_handed_over(sheet, tx, job);
  put_own_parts(sheet, tx, job);
  put_serials(sheet, tx, job);
  put_old_parts(sheet, tx, job);
  if (const auto final = passed_final(tx, job)) {
    sheet.section(N_("Final inspection"));
    sheet.fields({{N_("Inspector"), final->inspector},
                  {N_("Passed"), sheet.local(final->at)},
                  {N_("Road test"), km(final->road_test_km)},
                  {N_("Note"), final->note}});
  }
  sheet.signatures({N_("Customer"), N_("Technician"), N_("Inspector")});
  return sheet.str();
}

std::string warranty_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  Sheet sheet(names.head, catalogue, N_("Warranty card"));
  intake::put_parties(sheet, of);
  if (job.category) sheet.field(N_("Repair category"), catalogue.text(label(*job.category)));
  sheet.blank();
  put_warranty_terms(sheet, of);
  sheet.line(tr("A return repair within the warranty is free, labour and material."));
  sheet.line(tr("If a fault has another cause, the shop shows so within 3 days."));
  sheet.line(tr("The shop gives no warranty on parts that the customer brought."));
  Rows rows;
  for (auto q = tx.query(
           R"(SELECT number, opened_at, odometer_km, concern FROM job
               WHERE comeback_of_job_id = :job ORDER BY recorded_at, id)",
           {{"job", job.id}});
       q.next();) {
    const auto& row = q.row();
    rows.push_back({row.get<std::string>("number"), sheet.local(row.get<Instant>("opened_at")),
                    km(row.get<std::optional<std::int64_t>>("odometer_km")),
                    row.get<std::string>("concern")});
  }
  sheet.section(N_("Return repairs"));
  while (rows.size() < 3)
    rows.push_back({"____________", "________________", "________", "________________"});
  sheet.table({N_("Job"), N_("Date"), N_("Odometer"), N_("Concern")}, rows,
              {false, false, true, false});
  sheet.signatures({N_("For the shop"), N_("Date")});
  return sheet.str();
}

std::string certificate_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  const auto final = require_passed(tx, job);
  const auto delivery = delivery_of(tx, job);
  Sheet sheet(names.head, catalogue, N_("Completion certificate"));
  sheet.fields(
      {{N_("Certificate number"), "HG-" + job.number}, {N_("Contract number"), job.number}});
  intake::put_parties(sheet, of);
  sheet.field(N_("Repair category"), catalogue.text(label(job.category.value_or(Category::minor))));
  sheet.fields({{N_("Date in"), sheet.local(job.arrived_at)},
                {N_("Date out"), delivery ? sheet.local(delivery->at) : "____________"},
                {N_("Odometer out"), delivery ? km(delivery->odometer_km) : "____________"}});
  sheet.field(N_("Vehicle kind"), catalogue.text(label(names.vehicle_kind)));
  sheet.blank();
  sheet.line(tr("The repair was inspected and found good; the vehicle may leave the shop."));
  sheet.fields({{N_("Inspector"), final.inspector}, {N_("Passed"), sheet.local(final.at)}});
  if (delivery) sheet.field(N_("Receiver"), delivery->to);
  put_warranty_terms(sheet, of);
  sheet.signatures({N_("Inspector"), N_("Receiver"), N_("Shop seal")});
  return sheet.str();
}

std::string delivery_note_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  const auto delivery = delivery_of(tx, job);
  Sheet sheet(names.head, catalogue, N_("Delivery note"));
  intake::put_parties(sheet, of);
  if (delivery)
    sheet.fields({{N_("Handed to"), delivery->to},
                  {N_("Date out"), sheet.local(delivery->at)},
                  {N_("Odometer out"), km(delivery->odometer_km)}});
  if (const auto prepared = preparation_of(tx, job)) {
    sheet.field(N_("Cleaned"), sheet.word(prepared->cleaned             ? N_("yes")
                                          : prepared->cleaning_declined ? N_("declined||cleaning")
                                                                        : N_("no")));
    sheet.field(N_("Explained"), prepared->explained);
    sheet.field(N_("Demonstrated"), prepared->demonstrated);
  }
  sheet.field(N_("Belongings"), belongings_of(tx, job.id));
  sheet.section(N_("Papers"));
  for (const auto paper : needed_papers(tx.settings(), job.category)) {
    const bool given =
        delivery && std::ranges::find(delivery->papers, paper) != delivery->papers.end();
    sheet.text((given ? "[x] " : "[ ] ") + sheet.word(label(paper)));
  }
  put_handed_over(sheet, tx, job);
  put_own_parts(sheet, tx, job);
  put_serials(sheet, tx, job);
  put_old_parts(sheet, tx, job);
  sheet.signatures({N_("Receiver"), N_("For the shop")});
  return sheet.str();
}

/// Nothing more is recorded of a car that left, but for its return.
std::string visit_stand(const store::ReadTxn& tx, const JobRecord& job) {
  if (job.state == intake::JobState::delivered) return "delivered";
  const auto prepared = tx.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM preparation WHERE job_id = :job", {{"job", job.id}});
  return job::progress_of(tx, job) + "/" + std::to_string(prepared.value_or(0));
}

/// Fees and parts alone are no work: nothing is recorded of a repair, and none is warranted.
void require_work(const JobRecord& job, PaperKind kind) {
  if (!job.category && job.state != intake::JobState::open)
    throw wrong_state("settle.no-work",
                      tr("job {0} has no work on the car: there is no {1}", job.number, kind),
                      "svcctl settle print " + job.number + " --doc bill");
}

std::string warranty_stand(const store::ReadTxn& tx, const JobRecord& job) {
  require_work(job, PaperKind::warranty);
  const auto returns = tx.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM job WHERE comeback_of_job_id = :job", {{"job", job.id}});
  return visit_stand(tx, job) + "/" + std::to_string(returns.value_or(0));
}

std::string certificate_stand(const store::ReadTxn& tx, const JobRecord& job) {
  require_passed(tx, job);
  return visit_stand(tx, job);
}

constexpr std::array papers_of_settlement = {
    intake::JobPaper{PaperKind::bill, PaperStage::billed, bill_stand, bill_text, bill_number},
    intake::JobPaper{PaperKind::repair_record, PaperStage::delivered, visit_stand,
                     repair_record_text},
    intake::JobPaper{PaperKind::warranty, PaperStage::delivered, warranty_stand, warranty_text},
    intake::JobPaper{PaperKind::certificate, PaperStage::delivered, certificate_stand,
                     certificate_text},
    intake::JobPaper{PaperKind::delivery_note, PaperStage::delivered, visit_stand,
                     delivery_note_text},
};

}  // namespace

std::span<const intake::JobPaper> settlement_papers() { return papers_of_settlement; }

intake::PaperOf paper_called(const store::ReadTxn& tx, const std::string& typed, PaperKind kind,
                             const JobRecord& job, const Catalogue& catalogue) {
  const auto bill = kind == PaperKind::bill ? void_bill_called(tx, typed) : std::nullopt;
  if (!bill) return intake::paper_of(tx, job, settlement_paper(kind), catalogue);
  return {.kind = kind,
          .number = bill->number,
          .customer_id = job.customer_id,
          .job_id = job.id,
          .outlet_id = job.outlet_id,
          .stands_on = "void",
          .lay_out = [&tx, &job, &catalogue, bill = *bill] {
            const auto names = intake::names_of(tx, job.id, PaperStage::billed);
            return void_bill_text({.tx = tx, .job = job, .names = names, .catalogue = catalogue},
                                  bill);
          }};
}

const intake::JobPaper& settlement_paper(PaperKind kind) {
  const auto* found = std::ranges::find(papers_of_settlement, kind, &intake::JobPaper::kind);
  if (found == papers_of_settlement.end()) throw bug("no paper of a settlement");
  return *found;
}

}  // namespace svcctl::settle
