#include <algorithm>

#include "intake/papers.hpp"
#include "settle/delivery.hpp"
#include "settle/payment.hpp"
#include "settle/private/paper_parts.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using intake::LineKind;
using intake::PaperSource;
using Sheet = shop::Paper;
using Rows = std::vector<std::vector<std::string>>;

Bill bill_of(const store::ReadTxn& tx, const JobRecord& job) {
  auto bill = issued_bill(tx, job.id);
  if (!bill)
    throw wrong_state("settle.no-bill", tr("job {0} has no bill", job.number),
                      "svcctl settle bill " + job.number);
  return *bill;
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

void put_sums(Sheet& sheet, const Bill& bill, const PaperSource& of) {
  sheet.section(N_("Sums"));
  sheet.fields({{N_("Labour"), bill.labour.str()},
                {N_("Material"), bill.material.str()},
                {N_("Other"), amount_unless_zero(bill.other)},
                {N_("Discount"), amount_unless_zero(-bill.discount)}});
  sheet.total(N_("Total"), bill.total);
  if (const auto& rate = of.names.tax_rate; !rate.is_zero())
    sheet.line(tr("The total contains {0} of tax at {1} %.", bill.tax.str(), rate.str()));
  sheet.fields({{N_("Warranty pays"), amount_unless_zero(bill.warranty_share)},
                {N_("Insurer pays"), amount_unless_zero(bill.insurer_share)},
                {N_("Customer pays"), bill.customer_share.str()}});
}

}  // namespace

std::string void_bill_text(const PaperSource& of, const Bill& bill) {
  const auto voided =
      of.tx.value<Instant>("SELECT voided_at AS value FROM bill WHERE id = :id", {{"id", bill.id}});
  Sheet sheet(of.names.head, of.catalogue, N_("Bill (VOID)"));
  sheet.fields({{N_("Bill number"), bill.number},
                {N_("Date"), sheet.local(bill.at)},
                {N_("Void since"), voided ? sheet.local(*voided) : ""}});
  sheet.line(tr("This bill is void: nothing is owed by it."));
  intake::put_parties(sheet, of);
  put_bill_lines(sheet, bill);
  put_sums(sheet, bill, of);
  return sheet.str();
}

std::string bill_text(const PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  const auto bill = bill_of(tx, job);
  const auto account = account_of(tx, job);
  Sheet sheet(names.head, catalogue, N_("Bill"));
  sheet.fields({{N_("Bill number"), bill.number}, {N_("Date"), sheet.local(bill.at)}});
  intake::put_parties(sheet, of);
  if (const auto delivery = delivery_of(tx, job))
    sheet.field(N_("Odometer out"), km(delivery->odometer_km));
  put_bill_lines(sheet, bill);
  put_sums(sheet, bill, of);
  sheet.fields({{N_("Deposits"), amount_unless_zero(account.deposits)},
                {N_("Paid"), amount_unless_zero(account.paid - account.deposits)},
                {N_("On credit"), amount_unless_zero(account.credit)},
                {N_("Due"), account.due ? account.due->str() : ""}});
  put_handed_over(sheet, tx, job);
  put_own_parts(sheet, tx, job);
  put_serials(sheet, tx, job);
  put_old_parts(sheet, tx, job);
  sheet.signatures({N_("Customer"), N_("For the shop"), N_("Date")});
  return sheet.str();
}

std::string bill_number(const store::ReadTxn& tx, const JobRecord& job) {
  return bill_of(tx, job).number;
}

/// Money taken since, and the car's leaving, stand on it too.
std::string bill_stand(const store::ReadTxn& tx, const JobRecord& job) {
  return tx
      .value<std::string>(R"(
        SELECT CAST((SELECT COUNT(*) FROM payment WHERE job_id = :job) AS TEXT) || '/' ||
               CAST((SELECT COUNT(*) FROM delivery WHERE job_id = :job) AS TEXT) AS value)",
                          {{"job", job.id}})
      .value();
}

}  // namespace svcctl::settle
