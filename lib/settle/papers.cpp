#include "settle/papers.hpp"

#include <algorithm>

#include "customer/customer.hpp"
#include "customer/vehicle.hpp"
#include "intake/papers.hpp"
#include "job/inspection.hpp"
#include "job/issue.hpp"
#include "job/old_part.hpp"
#include "job/own_part.hpp"
#include "job/serial.hpp"
#include "job/task.hpp"
#include "settle/delivery.hpp"
#include "settle/payment.hpp"
#include "settle/preparation.hpp"
#include "settle/warranty.hpp"
#include "shop/staff.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using intake::LineKind;
using Sheet = shop::Paper;
using Rows = std::vector<std::vector<std::string>>;

Bill bill_of(const store::ReadTxn& tx, const JobRecord& job) {
  auto bill = issued_bill(tx, job.id);
  if (!bill)
    throw wrong_state("settle.no-bill", tr("job {0} has no bill", job.number),
                      "svcctl settle bill " + job.number);
  return *bill;
}

std::string km(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) + " km" : "";
}

/// A table of lines; columns that no line fills are left out.
void put_table(Sheet& sheet, const char* title, std::vector<const char*> headings, Rows rows,
               std::vector<bool> right) {
  if (rows.empty()) return;
  for (std::size_t column = headings.size(); column-- > 0;) {
    const auto at = static_cast<std::ptrdiff_t>(column);
    if (!std::ranges::all_of(rows, [&](const auto& row) { return row[column].empty(); })) continue;
    headings.erase(headings.begin() + at);
    right.erase(right.begin() + at);
    for (auto& row : rows) row.erase(row.begin() + at);
  }
  sheet.section(title);
  sheet.table(headings, rows, right);
}

void put_bill_lines(Sheet& sheet, const Bill& bill) {
  Rows labour, parts, others;
  std::string reason;
  for (const auto& line : bill.lines) {
    const auto discount = line.discount.is_zero() ? "" : line.discount.str();
    const auto payer = line.payer == intake::Payer::customer ? "" : sheet.word(label(line.payer));
    if (!line.discount_reason.empty()) reason = line.discount_reason;
    if (line.kind == LineKind::labour)
      labour.push_back({line.text, line.quantity.str(), line.unit_price.str(), line.amount.str(),
                        discount, payer});
    else if (line.kind == LineKind::part)
      parts.push_back({line.text, line.part_number, line.brand,
                       line.part_kind ? sheet.word(label(*line.part_kind)) : "",
                       line.quantity.str(), line.unit_price.str(), line.amount.str(), discount,
                       payer});
    else if (line.kind == LineKind::core)
      others.push_back({sheet.catalogue().format(line.quantity < Quantity()
                                                     ? tr("old part in: {0}", line.text)
                                                     : tr("core deposit: {0}", line.text)),
                        line.amount.str(), discount, payer});
    else
      others.push_back({line.text, line.amount.str(), discount, payer});
  }
  put_table(sheet, N_("Labour"),
            {N_("Item"), N_("Hours"), N_("Rate"), N_("Amount"), N_("Discount"), N_("Paid by")},
            labour, {false, true, true, true, true, false});
  put_table(sheet, N_("Material"),
            {N_("Part"), N_("Number"), N_("Brand"), N_("Kind"), N_("Quantity"), N_("Unit price"),
             N_("Amount"), N_("Discount"), N_("Paid by")},
            parts, {false, false, false, false, true, true, true, true, false});
  put_table(sheet, N_("Other charges"), {N_("Item"), N_("Amount"), N_("Discount"), N_("Paid by")},
            others, {false, true, true, false});
  sheet.field(N_("Reason of the discount"), reason);
}

std::string amount_unless_zero(Money amount) { return amount.is_zero() ? "" : amount.str(); }

void put_old_parts(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  const auto wish = intake::wish_text(job, sheet.catalogue());
  Rows rows;
  for (const auto& old : job::old_parts(tx, job.number, false))
    rows.push_back({old.tag,
                    sheet.catalogue().language() == Language::zh && !old.text_zh.empty()
                        ? old.text_zh
                        : old.text,
                    old.quantity.str(), sheet.word(label(old.outcome))});
  if (rows.empty() && wish.empty()) return;
  sheet.section(N_("Old parts"));
  if (!wish.empty()) sheet.text(wish);
  sheet.table({N_("Tag"), N_("Replaced by"), N_("Quantity"), N_("Outcome")}, rows,
              {false, false, true, false});
}

/// Parts the customer brought: told apart from the shop's, for no warranty covers them.
void put_own_parts(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  Rows rows;
  for (const auto& own : job::own_parts(tx, job.number, false))
    if (own.state != job::OwnPartState::returned)
      rows.push_back({own.tag, own.text, own.quantity.str(), own.condition});
  if (rows.empty()) return;
  sheet.section(N_("The customer's own parts: no warranty by the shop"));
  sheet.table({N_("Tag"), N_("Part"), N_("Quantity"), N_("Condition")}, rows,
              {false, false, true, false});
}

void put_serials(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  Rows rows;
  for (const auto& one : job::serials(tx, "", job.number))
    if (!one.came_back)
      rows.push_back({one.part,
                      sheet.catalogue().language() == Language::zh && !one.name_zh.empty()
                          ? one.name_zh
                          : one.name,
                      one.serial});
  if (rows.empty()) return;
  sheet.section(N_("Serial numbers"));
  sheet.table({N_("Number"), N_("Part"), N_("Serial number")}, rows, {false, false, false});
}

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

void put_warranty_terms(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  const auto given = warranty_of(tx, job.id);
  const auto vehicle = customer::vehicle_by_id(tx, job.vehicle_id);
  const auto terms =
      given ? given->terms
            : warranty_terms(tx.settings(), vehicle.kind, job.category.value_or(Category::minor));
  sheet.line(tr("Warranty: {0} km or {1} days from leaving the shop, whichever comes first.",
                terms.kilometres, terms.days));
  if (!given) return;
  sheet.fields({{N_("From"), sheet.local(given->from_at)},
                {N_("Odometer out"), km(given->from_km)},
                {N_("Last day"), given->until_on.str()},
                {N_("Up to"), km(given->until_km)}});
}

}  // namespace

std::string bill_text(const store::ReadTxn& tx, const JobRecord& job, const Catalogue& catalogue) {
  const auto bill = bill_of(tx, job);
  const auto account = account_of(tx, job);
  Sheet sheet(tx, catalogue, N_("Bill"));
  sheet.fields({{N_("Bill number"), bill.number}, {N_("Date"), sheet.local(bill.at)}});
  intake::put_parties(sheet, tx, job);
  if (const auto delivery = delivery_of(tx, job))
    sheet.field(N_("Odometer out"), km(delivery->odometer_km));
  put_bill_lines(sheet, bill);
  sheet.section(N_("Sums"));
  sheet.fields({{N_("Labour"), bill.labour.str()},
                {N_("Material"), bill.material.str()},
                {N_("Other"), amount_unless_zero(bill.other)},
                {N_("Discount"), amount_unless_zero(-bill.discount)}});
  sheet.total(N_("Total"), bill.total);
  if (const auto rate = tx.settings().tax_rate; !rate.is_zero())
    sheet.line(tr("The total contains {0} of tax at {1} %.", bill.tax.str(), rate.str()));
  sheet.fields({{N_("Warranty pays"), amount_unless_zero(bill.warranty_share)},
                {N_("Insurer pays"), amount_unless_zero(bill.insurer_share)},
                {N_("Customer pays"), bill.customer_share.str()}});
  sheet.fields({{N_("Deposits"), amount_unless_zero(account.deposits)},
                {N_("Paid"), amount_unless_zero(account.paid - account.deposits)},
                {N_("On credit"), amount_unless_zero(account.credit)},
                {N_("Due"), account.due ? account.due->str() : ""}});
  put_own_parts(sheet, tx, job);
  put_serials(sheet, tx, job);
  put_old_parts(sheet, tx, job);
  sheet.signatures({N_("Customer"), N_("For the shop"), N_("Date")});
  return sheet.str();
}

std::string repair_record_text(const store::ReadTxn& tx, const JobRecord& job,
                               const Catalogue& catalogue) {
  Sheet sheet(tx, catalogue, N_("Repair record"));
  intake::put_parties(sheet, tx, job);
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
  for (
      auto q = tx.query(
          R"(SELECT p.number, p.brand, p.name, p.name_zh, l.code AS lot, l.trace, -SUM(m.qty) AS qty
                FROM stock_movement m JOIN part p ON p.id = m.part_id JOIN lot l ON l.id = m.lot_id
               WHERE m.job_id = :job AND m.kind IN ('issue', 'return')
               GROUP BY p.number, p.brand, p.name, p.name_zh, l.code, l.trace
              HAVING SUM(m.qty) <> 0 ORDER BY p.number, l.code)",
          {{"job", job.id}});
      q.next();) {
    const auto& row = q.row();
    const auto name_zh = row.get<std::string>("name_zh");
    const bool zh = catalogue.language() == Language::zh && !name_zh.empty();
    rows.push_back({zh ? name_zh : row.get<std::string>("name"), row.get<std::string>("number"),
                    row.get<std::string>("brand"), row.get<Quantity>("qty").str(),
                    row.get<std::string>("lot"), row.get<std::string>("trace")});
  }
  if (!rows.empty()) {
    sheet.section(N_("Material"));
    sheet.table(
        {N_("Part"), N_("Number"), N_("Brand"), N_("Quantity"), N_("Lot"), N_("Trace code")}, rows,
        {false, false, false, true, false, false});
  }
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

std::string warranty_text(const store::ReadTxn& tx, const JobRecord& job,
                          const Catalogue& catalogue) {
  Sheet sheet(tx, catalogue, N_("Warranty card"));
  intake::put_parties(sheet, tx, job);
  if (job.category) sheet.field(N_("Repair category"), catalogue.text(label(*job.category)));
  sheet.blank();
  put_warranty_terms(sheet, tx, job);
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

std::string certificate_text(const store::ReadTxn& tx, const JobRecord& job,
                             const Catalogue& catalogue) {
  const auto final = passed_final(tx, job);
  if (!final)
    throw refusal(Clause::quality, "settle.no-final",
                  tr("job {0} has no passed final inspection", job.number),
                  "svcctl job final " + job.number + " --pass");
  const auto delivery = delivery_of(tx, job);
  Sheet sheet(tx, catalogue, N_("Completion certificate"));
  sheet.fields(
      {{N_("Certificate number"), "HG-" + job.number}, {N_("Contract number"), job.number}});
  intake::put_parties(sheet, tx, job);
  sheet.field(N_("Repair category"), catalogue.text(label(job.category.value_or(Category::minor))));
  sheet.fields({{N_("Date in"), sheet.local(job.arrived_at)},
                {N_("Date out"), delivery ? sheet.local(delivery->at) : "____________"},
                {N_("Odometer out"), delivery ? km(delivery->odometer_km) : "____________"}});
  const auto vehicle = customer::vehicle_by_id(tx, job.vehicle_id);
  sheet.field(N_("Vehicle kind"), catalogue.text(label(vehicle.kind)));
  sheet.blank();
  sheet.line(tr("The repair was inspected and found good; the vehicle may leave the shop."));
  sheet.fields({{N_("Inspector"), final->inspector}, {N_("Passed"), sheet.local(final->at)}});
  if (delivery) sheet.field(N_("Receiver"), delivery->to);
  put_warranty_terms(sheet, tx, job);
  sheet.signatures({N_("Inspector"), N_("Receiver"), N_("Shop seal")});
  return sheet.str();
}

std::string delivery_note_text(const store::ReadTxn& tx, const JobRecord& job,
                               const Catalogue& catalogue) {
  const auto delivery = delivery_of(tx, job);
  Sheet sheet(tx, catalogue, N_("Delivery note"));
  intake::put_parties(sheet, tx, job);
  if (delivery)
    sheet.fields({{N_("Handed to"), delivery->to},
                  {N_("Date out"), sheet.local(delivery->at)},
                  {N_("Odometer out"), km(delivery->odometer_km)}});
  if (const auto prepared = preparation_of(tx, job)) {
    sheet.field(N_("Cleaned"), sheet.word(prepared->cleaned             ? N_("yes")
                                          : prepared->cleaning_declined ? N_("declined")
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
  put_own_parts(sheet, tx, job);
  put_serials(sheet, tx, job);
  put_old_parts(sheet, tx, job);
  sheet.signatures({N_("Receiver"), N_("For the shop")});
  return sheet.str();
}

}  // namespace svcctl::settle
