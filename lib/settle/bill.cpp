#include "settle/bill.hpp"

#include <algorithm>
#include <map>

#include "intake/paper_names.hpp"
#include "job/rule.hpp"
#include "job/task.hpp"
#include "settle/discount.hpp"
#include "settle/grounds.hpp"
#include "settle/payment.hpp"
#include "settle/private/bill_columns.hpp"
#include "settle/rule.hpp"
#include "shop/staff.hpp"
#include "store/number.hpp"

namespace svcctl::settle {
namespace {

constexpr store::NumberKind bill_numbers{"bill", 'B', "bill.not-found", N_("no such bill: {0}"),
                                         "svcctl settle list"};

bool is_bill_number(std::string_view typed) {
  return !typed.empty() && (typed.front() == 'B' || typed.front() == 'b');
}

using intake::JobLine;
using intake::JobRecord;
using intake::JobState;
using intake::LineKind;
using intake::Payer;

/// A line that the customer agreed to or that is on the bill in force, with what became of it.
struct Accountable {
  JobLine line;
  std::string part_number, brand;
  std::optional<parts::PartKind> part_kind;
  Quantity issued;              ///< of its part to the job, and not returned
  Quantity cores;               ///< old ones of its part that the customer left with the shop
  bool dropped = false;         ///< all its tasks were: it was not done
  std::optional<Money> billed;  ///< its amount on the bill in force
};

std::vector<Accountable> accountable_lines(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all(std::string("SELECT ") + intake::line_columns + R"(,
           COALESCE((SELECT m.part_kind FROM stock_movement m
                      WHERE m.job_id = l.job_id AND m.part_id = l.part_id AND m.kind = 'issue'
                      ORDER BY m.id DESC LIMIT 1), p.kind) AS part_kind,
           (SELECT -SUM(m.qty) FROM stock_movement m
             WHERE m.job_id = l.job_id AND m.part_id = l.part_id
               AND m.kind IN ('issue', 'return')) AS issued_qty,
           (SELECT SUM(o.qty) FROM old_part o JOIN job j ON j.id = o.job_id
             WHERE o.job_id = l.job_id AND o.part_id = l.part_id
               AND (o.outcome IN ('core', 'scrapped', 'consigned')
                    OR (o.outcome = 'open' AND COALESCE(j.old_parts_wish, '') <> 'return')))
             AS cores_qty,
           CASE WHEN EXISTS (SELECT 1 FROM task t WHERE t.line_id = l.id)
                     AND NOT EXISTS (SELECT 1 FROM task t
                                      WHERE t.line_id = l.id AND t.state <> 'dropped')
                THEN 1 ELSE 0 END AS dropped,
           (SELECT SUM(i.amount) FROM bill b JOIN bill_line i ON i.bill_id = b.id
             WHERE b.job_id = l.job_id AND b.state = 'issued' AND i.line_id = l.id AND i.qty > 0)
             AS billed_amount
      FROM job_line l LEFT JOIN part p ON p.id = l.part_id
     WHERE l.job_id = :job
       AND (l.state = 'agreed'
            OR EXISTS (SELECT 1 FROM bill b JOIN bill_line i ON i.bill_id = b.id
                        WHERE b.job_id = l.job_id AND b.state = 'issued' AND i.line_id = l.id))
     ORDER BY l.number)",
                {{"job", job_id}}, [](const store::Row& row) {
                  const auto quantity = [&](const char* name) {
                    return row.get<std::optional<Quantity>>(name).value_or(Quantity());
                  };
                  return Accountable{
                      .line = row.as<JobLine>(),
                      .part_number = row["part_number"],
                      .brand = row["brand"],
                      .part_kind = row.get<std::optional<parts::PartKind>>("part_kind"),
                      .issued = quantity("issued_qty"),
                      .cores = quantity("cores_qty"),
                      .dropped = row["dropped"],
                      .billed = row.get<std::optional<Money>>("billed_amount")};
                });
}

/// The lines to be billed.
struct Chargeable {
  std::vector<BillLine> lines;
  std::vector<std::string> left_out;
  std::optional<JobLine> unpriced;  ///< the first one
};

Chargeable chargeable(const std::vector<Accountable>& all) {
  Chargeable out;
  std::map<std::int64_t, Quantity> issued, cores;  // left to be billed, by part
  for (const auto& each : all) {
    if (!each.line.part_id) continue;
    issued[*each.line.part_id] = each.issued;
    cores[*each.line.part_id] = each.cores;
  }
  std::map<std::int64_t, std::pair<Quantity, std::int64_t>> of_line;  // billed, and its part
  for (const auto& each : all) {
    const JobLine& line = each.line;
    if (line.state != intake::LineState::agreed) continue;
    Quantity quantity = line.quantity;
    if (line.kind == LineKind::part && line.part_id) {
      auto& left = issued[*line.part_id];
      quantity = std::min(quantity, left);
      left -= quantity;
    } else if (line.kind == LineKind::core) {
      quantity = of_line[line.core_of.value_or(0)].first;
    } else if (each.dropped) {
      quantity = Quantity();
    }
    of_line[line.id] = {quantity, line.part_id.value_or(0)};
    if (quantity < line.quantity && line.kind != LineKind::core)
      out.left_out.push_back(line.text + " × " + (line.quantity - quantity).str());
    if (quantity.is_zero()) continue;
    if (!line.unit_price) {
      if (!out.unpriced) out.unpriced = line;
      continue;
    }
    BillLine billed;
    billed.line_id = line.id;
    billed.number = line.number;
    billed.kind = line.kind;
    billed.text = line.text;
    billed.part_number = each.part_number;
    billed.brand = each.brand;
    billed.part_kind = each.part_kind;
    billed.quantity = quantity;
    billed.unit_price = *line.unit_price;
    billed.amount = *line.unit_price * quantity;
    billed.payer = line.payer;
    if (!line.below_list_by)
      billed.below_list =
          split(line.below_list(), {Money::minor(quantity.thousandths()),
                                    Money::minor((line.quantity - quantity).thousandths())})[0];
    out.lines.push_back(billed);
    if (line.kind != LineKind::core) continue;
    auto& in = cores[of_line[line.core_of.value_or(0)].second];
    billed.quantity = -std::min(quantity, in);
    billed.amount = billed.unit_price * billed.quantity;
    in += billed.quantity;
    if (!billed.quantity.is_zero()) out.lines.push_back(std::move(billed));
  }
  return out;
}

void require_priced(store::WriteTxn& tx, const JobRecord& job, const JobLine& line) {
  require(tx, false, Clause::itemise, "settle.unpriced",
          tr("line {0} of job {1} has no price: {2}", line.number, job.number, line.text),
          "svcctl job change " + job.number + " --reason … --drop " + std::to_string(line.number) +
              " …@PRICE");
}

/// Refuses what is issued of a part beyond what the customer agreed to.
void refuse_beyond_agreed(store::WriteTxn& tx, const JobRecord& job, std::int64_t part_id) {
  const auto over = tx.value<Quantity>(R"(
    SELECT -SUM(m.qty) - COALESCE((SELECT SUM(l.qty) FROM job_line l
                                    WHERE l.job_id = :job AND l.part_id = :part
                                      AND l.kind = 'part' AND l.state = 'agreed'), 0) AS value
      FROM stock_movement m
     WHERE m.job_id = :job AND m.part_id = :part AND m.kind IN ('issue', 'return'))",
                                       {{"job", job.id}, {"part", part_id}})
                        .value_or(Quantity());
  const auto label = parts::load_part(tx, part_id).label();
  require(tx, false, job::rule::agreed_parts.clause, "settle.beyond-agreed",
          tr("{0} of part {1} are issued to job {2} beyond what the customer agreed to", over.str(),
             label, job.number),
          "svcctl parts return " + job.number + " " + label + ":" + over.str());
}

void sum_up(Bill& bill, Percent tax_rate) {
  for (const auto& line : bill.lines) {
    Money& kind = line.kind == LineKind::labour ? bill.labour
                  : line.kind == LineKind::part ? bill.material
                                                : bill.other;
    kind += line.amount;
    bill.discount += line.discount;
    Money& share = line.payer == Payer::customer   ? bill.customer_share
                   : line.payer == Payer::warranty ? bill.warranty_share
                                                   : bill.insurer_share;
    share += line.amount - line.discount;
    bill.total += line.amount - line.discount;
  }
  bill.tax = tax_within(bill.total, tax_rate);
}

std::optional<std::string> told(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

void keep_lines(store::WriteTxn& tx, const JobRecord& job, const Bill& bill) {
  std::vector<store::NewRow> rows;
  for (const auto& line : bill.lines)
    rows.push_back({{"bill_id", bill.id},
                    {"line_id", line.line_id},
                    {"kind", line.kind},
                    {"text", line.text},
                    {"part_number", told(line.part_number)},
                    {"part_brand", told(line.brand)},
                    {"part_kind", line.part_kind},
                    {"qty", line.quantity},
                    {"unit_price_amount", line.unit_price},
                    {"amount", line.amount},
                    {"discount_amount", line.discount},
                    {"discount_reason", line.discount_reason},
                    {"payer", line.payer},
                    {"outlet_id", job.outlet_id}});
  tx.insert_rows("bill_line", rows);
}

}  // namespace

namespace {

void void_former(store::WriteTxn& tx, const JobRecord& job, const Account& account,
                 const std::string& why) {
  if (!account.bill) return;
  const Money paid = account.paid - account.deposits;
  if (paid > Money())
    throw wrong_state("settle.paid-already",
                      tr("{0} were paid on bill {1}: it stays as it is until they are refunded",
                         paid.str(), account.bill->number),
                      "svcctl settle refund " + job.number + " --method cash --amount " +
                          paid.str() + " --payment-ref …");
  tx.run("UPDATE bill SET state = 'void', voided_at = :now WHERE id = :id",
         {{"id", account.bill->id}, {"now", tx.now()}});
  tx.record(store::of_outlet(job.outlet_id),
            {"bill", account.bill->number, {{"job", job.number}, {"state", "void"}, {"why", why}}});
}

/// The command that brings a job nearer to its bill.
std::string next_step(const store::ReadTxn& tx, const JobRecord& job) {
  if (job.state == JobState::open)
    return "svcctl intake quote " + job.number + " --labour OP --part NO";
  if (job.state == JobState::quoted)
    return "svcctl intake confirm " + job.number + " --method signature --by-customer NAME";
  for (const auto& task : job::tasks(tx, job.id)) {
    const auto number = std::to_string(task.number);
    if (task.state == job::TaskState::working)
      return "svcctl job task " + job.number + " finish " + number;
    if (task.state == job::TaskState::waiting || task.state == job::TaskState::assigned)
      return "svcctl job task " + job.number + " start " + number;
    if (task.state == job::TaskState::finished && !task.checked)
      return job::check_hint(tx, job, task);
  }
  return "svcctl job final " + job.number + " --pass";
}

}  // namespace

void void_former(store::WriteTxn& tx, const JobRecord& job, const std::string& why) {
  void_former(tx, job, account_of(tx, job), why);
}

JobRecord find_settled_job(const store::ReadTxn& tx, std::string_view typed) {
  if (!is_bill_number(typed)) return intake::find_job(tx, typed);
  const auto job_id = store::find_numbered(tx, bill_numbers, typed, [&](const std::string& number) {
    return tx.value<std::int64_t>("SELECT job_id AS value FROM bill WHERE number = :number",
                                  {{"number", number}});
  });
  return intake::job_by_id(tx, job_id);
}

Bill draft_bill(store::WriteTxn& tx, const BillRequest& request) {
  shop::require_right(tx, Right::bill);
  const JobRecord job = find_settled_job(tx, request.job);
  tx.stands_on(Clause::itemise, {intake::opened.of(job.id), intake::confirmed.of(job.id),
                                 job::work_done.of(job.id)});
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state),
                      "svcctl settle show " + job.number);
  const auto& answered = job::rule::answered_changes;
  const auto& agreed = job::rule::agreed_parts;
  const auto judged = store::judge(tx, job::rule::working, {{"job", job.id}, {"at", tx.now()}},
                                   {&answered, &agreed});
  const auto change = judged.broken_by(answered);
  require(tx, judged, answered, "settle.change-open",
          tr("the customer has not answered change {0} of job {1}", change, job.number),
          "svcctl job consent " + job.number + " " + change + " --method phone --by-customer NAME");
  auto charged = chargeable(accountable_lines(tx, job.id));
  if (charged.unpriced) require_priced(tx, job, *charged.unpriced);
  if (!judged.keeps(agreed)) refuse_beyond_agreed(tx, job, std::stoll(judged.broken_by(agreed)));
  Bill bill;
  bill.job_id = job.id;
  bill.job = job.number;
  bill.at = tx.now();
  bill.lines = std::move(charged.lines);
  bill.left_out = std::move(charged.left_out);
  if (bill.lines.empty())
    throw wrong_state("settle.nothing", tr("nothing of job {0} is to be billed", job.number),
                      "svcctl job show " + job.number);
  give_discounts(bill.lines, request);
  sum_up(bill, tx.settings().tax_rate);
  Money given = bill.discount;  // with what lies in the prices
  for (const auto& line : bill.lines) given += line.below_list;
  const Money allowed = (bill.total + given) * tx.settings().discount_limit;
  require(tx, given.is_zero() || given <= allowed || tx.may(Right::discount), Clause::itemise,
          "settle.discount-limit",
          tr("a discount of {0} is above the limit of {1} % ({2}): it needs the right to give it",
             given.str(), tx.settings().discount_limit.str(), allowed.str()),
          "svcctl settle bill " + job.number + " … --as MANAGER");
  const auto& as_consented = rule::billed_as_consented;
  const auto total =
      store::judge(tx, rule::billing, {{"job", job.id}, {"at", tx.now()}, {"total", bill.total}},
                   {&as_consented});
  const Money consented =
      total.keeps(as_consented) ? bill.total : intake::consented_total(tx, job.id);
  require(tx, total, as_consented, "settle.above-consented",
          tr("the bill of job {0} comes to {1}, the customer consented to {2}", job.number,
             bill.total.str(), consented.str()),
          "svcctl job change " + job.number + " --reason …");
  return bill;
}

Bill make_bill(store::WriteTxn& tx, const BillRequest& request) {
  shop::require_right(tx, Right::bill);
  const JobRecord job = find_settled_job(tx, request.job);
  if (intake::alive(job.state) && job.state != JobState::finished &&
      job.state != JobState::final_passed && job.state != JobState::prepared)
    require(tx, false, Clause::itemise, "settle.not-finished",
            tr("the work on job {0} is not finished: it is {1}", job.number, job.state),
            next_step(tx, job), store::Overridable::never);
  Bill bill = draft_bill(tx, request);
  const Account account = account_of(tx, job);
  const auto& former = account.bill;
  const bool holds =
      former && covers(tx, job,
                       store::judge(tx, job::rule::working, {{"job", job.id}, {"at", tx.now()}},
                                    {&job::rule::agreed_parts}));
  void_former(tx, job, account, {});
  if (holds && !request.again)
    throw wrong_state(
        "settle.billed-already",
        tr("bill {0} of job {1} holds all that is to be billed: another one makes it "
           "void",
           former->number, job.number),
        "svcctl settle bill " + job.number + " --again\nsvcctl settle show " + job.number);
  if (former) bill.replaces = former->number;
  bill.number = tx.next_number('B', job.outlet_id);
  bill.id = tx.insert(R"(
    INSERT INTO bill (number, job_id, labour_amount, material_amount, other_amount,
                      discount_amount, tax_amount, total_amount, customer_amount, warranty_amount,
                      insurer_amount, state, at, happened_at, recorded_at, staff_id, outlet_id)
    VALUES (:number, :job, :labour, :material, :other, :discount, :tax, :total, :customer,
            :warranty, :insurer, 'issued', :now, :told, :now, :staff, :outlet))",
                      {{"number", bill.number},
                       {"job", job.id},
                       {"outlet", job.outlet_id},
                       {"labour", bill.labour},
                       {"material", bill.material},
                       {"other", bill.other},
                       {"discount", bill.discount},
                       {"tax", bill.tax},
                       {"total", bill.total},
                       {"customer", bill.customer_share},
                       {"warranty", bill.warranty_share},
                       {"insurer", bill.insurer_share},
                       tx.stamp()});
  keep_lines(tx, job, bill);
  intake::keep_names(tx, job.id, intake::PaperStage::billed);
  tx.record(store::of_outlet(job.outlet_id), {"bill",
                                              bill.number,
                                              {{"job", job.number},
                                               {"total", bill.total.str()},
                                               {"customer", bill.customer_share.str()},
                                               {"discount", bill.discount.str()}}});
  return bill;
}

std::optional<Bill> void_bill_called(const store::ReadTxn& tx, std::string_view typed) {
  if (!is_bill_number(typed)) return std::nullopt;
  auto bill = store::find_numbered(tx, bill_numbers, typed, [&](const std::string& number) {
    return tx.first<Bill>(std::string("SELECT ") + bill_columns + R"(
      FROM bill b JOIN job j ON j.id = b.job_id WHERE b.number = :number)",
                          {{"number", number}});
  });
  if (bill.state != BillState::void_) return std::nullopt;
  bill.lines = bill_lines(tx, bill.id);
  return bill;
}

bool covers(const store::ReadTxn& tx, const JobRecord& job, const store::Judgement& judged) {
  const auto all = accountable_lines(tx, job.id);
  const auto now = chargeable(all);
  if (!judged.keeps(job::rule::agreed_parts) || now.unpriced) return false;
  // An old part that comes in after the bill is credited by itself: lines below zero do not count.
  std::map<std::int64_t, std::optional<Money>> due;
  for (const auto& line : now.lines)
    if (line.quantity > Quantity()) due[line.line_id] = line.amount;
  return std::ranges::all_of(
      all, [&](const Accountable& each) { return each.billed == due[each.line.id]; });
}

}  // namespace svcctl::settle
