#include "settle/bill.hpp"

#include <algorithm>
#include <map>

#include "job/change.hpp"
#include "job/task.hpp"
#include "settle/discount.hpp"
#include "shop/staff.hpp"
#include "store/number.hpp"

namespace svcctl::settle {
namespace {

constexpr store::NumberKind bill_numbers{"bill", 'B', "bill.not-found", N_("no such bill: {0}"),
                                         "svcctl settle list"};

using intake::JobLine;
using intake::JobRecord;
using intake::JobState;
using intake::LineKind;
using intake::Payer;

/// What is issued to a job and not returned, by part.
std::map<std::int64_t, Quantity> issued_parts(const store::ReadTxn& tx, std::int64_t job_id) {
  std::map<std::int64_t, Quantity> out;
  auto q = tx.query(R"(
    SELECT part_id, -SUM(qty) AS qty FROM stock_movement
     WHERE job_id = :job AND kind IN ('issue', 'return')
     GROUP BY part_id HAVING SUM(qty) < 0)",
                    {{"job", job_id}});
  while (q.next()) out[q.row()["part_id"]] = q.row()["qty"];
  return out;
}

/// Old parts that the customer left with the shop, by the part that took their place.
std::map<std::int64_t, Quantity> cores_in(const store::ReadTxn& tx, std::int64_t job_id) {
  std::map<std::int64_t, Quantity> out;
  auto q = tx.query(R"(
    SELECT o.part_id AS part_id, SUM(o.qty) AS qty FROM old_part o JOIN job j ON j.id = o.job_id
     WHERE o.job_id = :job
       AND (o.outcome IN ('core', 'scrapped', 'consigned')
            OR (o.outcome = 'open' AND COALESCE(j.old_parts_wish, '') <> 'return'))
     GROUP BY o.part_id)",
                    {{"job", job_id}});
  while (q.next()) out[q.row()["part_id"]] = q.row()["qty"];
  return out;
}

std::int64_t part_of_core(const std::vector<JobLine>& lines, const JobLine& core) {
  const auto part = std::ranges::find(lines, core.core_of.value_or(0), &JobLine::id);
  return part == lines.end() ? 0 : part->part_id.value_or(0);
}

/// Whether all tasks of a labour line were dropped: it was not done.
bool was_dropped(const store::ReadTxn& tx, std::int64_t line_id) {
  return tx
      .value<bool>(R"(
    SELECT CASE WHEN COUNT(*) > 0 AND COUNT(*) = SUM(CASE WHEN state = 'dropped' THEN 1 ELSE 0 END)
                THEN 1 ELSE 0 END AS value
      FROM task WHERE line_id = :line)",
                   {{"line", line_id}})
      .value_or(false);
}

/// The lines to be billed; `over` is what was issued beyond what was agreed to.
struct Chargeable {
  std::vector<BillLine> lines;
  std::vector<std::string> left_out;
  std::vector<const JobLine*> unpriced;
  std::vector<JobLine> agreed;
  std::map<std::int64_t, Quantity> over;
};

Chargeable chargeable(const store::ReadTxn& tx, const JobRecord& job) {
  Chargeable out;
  auto cores = cores_in(tx, job.id);
  std::map<std::int64_t, Quantity> billed_qty;  // by line
  out.agreed = intake::job_lines(tx, job.id);
  std::erase_if(out.agreed,
                [](const JobLine& line) { return line.state != intake::LineState::agreed; });
  out.over = issued_parts(tx, job.id);
  for (const auto& line : out.agreed) {
    Quantity quantity = line.quantity;
    if (line.kind == LineKind::part && line.part_id) {
      auto& left = out.over[*line.part_id];
      quantity = std::min(quantity, left);
      left -= quantity;
    } else if (line.kind == LineKind::core) {
      quantity = billed_qty[line.core_of.value_or(0)];
    } else if (line.kind == LineKind::labour && was_dropped(tx, line.id)) {
      quantity = Quantity();
    }
    billed_qty[line.id] = quantity;
    if (quantity < line.quantity && line.kind != LineKind::core)
      out.left_out.push_back(line.text + " × " + (line.quantity - quantity).str());
    if (quantity.is_zero()) continue;
    if (!line.unit_price) {
      out.unpriced.push_back(&line);
      continue;
    }
    BillLine billed;
    billed.line_id = line.id;
    billed.number = line.number;
    billed.kind = line.kind;
    billed.text = line.text;
    billed.quantity = quantity;
    billed.unit_price = *line.unit_price;
    billed.amount = *line.unit_price * quantity;
    billed.payer = line.payer;
    if (line.part_id) {
      const auto part = parts::load_part(tx, *line.part_id);
      billed.part_number = part.number;
      billed.brand = part.brand;
      billed.part_kind = part.kind;
    }
    out.lines.push_back(billed);
    if (line.kind != LineKind::core) continue;
    auto& in = cores[part_of_core(out.agreed, line)];
    billed.quantity = -std::min(quantity, in);
    billed.amount = billed.unit_price * billed.quantity;
    in += billed.quantity;
    if (!billed.quantity.is_zero()) out.lines.push_back(std::move(billed));
  }
  std::erase_if(out.over, [](const auto& entry) { return entry.second.is_zero(); });
  return out;
}

void require_agreed(store::WriteTxn& tx, const JobRecord& job, const Chargeable& charged) {
  if (!charged.unpriced.empty()) {
    const JobLine& line = *charged.unpriced.front();
    require(tx, false, Clause::itemise, "settle.unpriced",
            tr("line {0} of job {1} has no price: {2}", line.number, job.number, line.text),
            "svcctl job change " + job.number + " --reason … --drop " +
                std::to_string(line.number) + " …@PRICE");
  }
  for (const auto& [part_id, quantity] : charged.over) {
    const auto part = parts::load_part(tx, part_id);
    require(tx, false, Clause::consent, "settle.beyond-agreed",
            tr("{0} of part {1} are issued to job {2} beyond what the customer agreed to",
               quantity.str(), part.label(), job.number),
            "svcctl parts return " + job.number + " " + part.label() + ":" + quantity.str());
  }
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

void keep_lines(store::WriteTxn& tx, const Bill& bill, std::int64_t bill_id) {
  for (const auto& line : bill.lines)
    tx.insert(R"(
      INSERT INTO bill_line (bill_id, line_id, kind, text, qty, unit_price_amount, amount,
                             discount_amount, discount_reason, payer, outlet_id)
      VALUES (:bill, :line, :kind, :text, :qty, :price, :amount, :discount, :reason, :payer,
              (SELECT outlet_id FROM bill WHERE id = :bill)))",
              {{"bill", bill_id},
               {"line", line.line_id},
               {"kind", line.kind},
               {"text", line.text},
               {"qty", line.quantity},
               {"price", line.unit_price},
               {"amount", line.amount},
               {"discount", line.discount},
               {"reason", line.discount_reason},
               {"payer", line.payer}});
}

/// The former bill is void; one that was paid on stays.
void void_former(store::WriteTxn& tx, const JobRecord& job) {
  const auto former = issued_bill(tx, job.id);
  if (!former) return;
  const Money paid = tx.value<Money>(R"(
    SELECT SUM(amount) AS value FROM payment
     WHERE job_id = :job AND kind IN ('payment', 'refund') AND method <> 'credit')",
                                     {{"job", job.id}})
                         .value_or(Money());
  if (paid > Money())
    throw wrong_state("settle.paid-already",
                      tr("{0} were paid on bill {1}: it stays as it is until they are refunded",
                         paid.str(), former->number),
                      "svcctl settle refund " + job.number + " --method cash --amount " +
                          paid.str() + " --payment-ref …");
  tx.run("UPDATE bill SET state = 'void' WHERE id = :id", {{"id", former->id}});
  tx.record(store::of_outlet(job.outlet_id),
            {"bill", former->number, {{"job", job.number}, {"state", "void"}}});
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
      return "svcctl job check " + job.number + " " + number + " --cross --pass";
  }
  return "svcctl job task " + job.number + " add OP";
}

}  // namespace

JobRecord find_settled_job(const store::ReadTxn& tx, std::string_view typed) {
  if (typed.empty() || (typed.front() != 'B' && typed.front() != 'b'))
    return intake::find_job(tx, typed);
  const auto job_id = store::find_numbered(tx, bill_numbers, typed, [&](const std::string& number) {
    return tx.value<std::int64_t>("SELECT job_id AS value FROM bill WHERE number = :number",
                                  {{"number", number}});
  });
  return intake::job_by_id(tx, job_id);
}

Bill draft_bill(store::WriteTxn& tx, const BillRequest& request) {
  shop::require_right(tx, Right::bill);
  const JobRecord job = find_settled_job(tx, request.job);
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state),
                      "svcctl settle show " + job.number);
  const auto change = job::open_change(tx, job.id);
  require(tx, !change, Clause::consent, "settle.change-open",
          tr("the customer has not answered change {0} of job {1}", change.value_or(0), job.number),
          "svcctl job consent " + job.number + " " + std::to_string(change.value_or(0)) +
              " --method phone --by-customer NAME");
  auto charged = chargeable(tx, job);
  require_agreed(tx, job, charged);
  Bill bill;
  bill.job_id = job.id;
  bill.job = job.number;
  bill.at = tx.at();
  bill.lines = std::move(charged.lines);
  bill.left_out = std::move(charged.left_out);
  if (bill.lines.empty())
    throw wrong_state("settle.nothing", tr("nothing of job {0} is to be billed", job.number),
                      "svcctl job show " + job.number);
  give_discounts(bill.lines, request);
  sum_up(bill, tx.settings().tax_rate);
  const Money before = bill.total + bill.discount;
  const Money allowed = before * tx.settings().discount_limit;
  require(tx, bill.discount <= allowed || tx.may(Right::discount), Clause::itemise,
          "settle.discount-limit",
          tr("a discount of {0} is above the limit of {1} % ({2}): it needs the right to give it",
             bill.discount.str(), tx.settings().discount_limit.str(), allowed.str()),
          "svcctl settle bill " + job.number + " … --as MANAGER");
  const Money consented = intake::consented_total(tx, job.id);
  require(tx, bill.total <= consented, Clause::consent, "settle.above-consented",
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
  const Bill bill = draft_bill(tx, request);
  void_former(tx, job);
  const auto number = tx.next_number('B', job.outlet_id);
  const auto id = tx.insert(R"(
    INSERT INTO bill (number, job_id, labour_amount, material_amount, other_amount,
                      discount_amount, tax_amount, total_amount, customer_amount, warranty_amount,
                      insurer_amount, state, at, recorded_at, staff_id, outlet_id)
    VALUES (:number, :job, :labour, :material, :other, :discount, :tax, :total, :customer,
            :warranty, :insurer, 'issued', :at, :now, :staff,
            (SELECT outlet_id FROM job WHERE id = :job)))",
                            {{"number", number},
                             {"job", job.id},
                             {"labour", bill.labour},
                             {"material", bill.material},
                             {"other", bill.other},
                             {"discount", bill.discount},
                             {"tax", bill.tax},
                             {"total", bill.total},
                             {"customer", bill.customer_share},
                             {"warranty", bill.warranty_share},
                             {"insurer", bill.insurer_share},
                             {"at", tx.at()},
                             {"now", tx.now()},
                             {"staff", tx.actor_id()}});
  keep_lines(tx, bill, id);
  tx.record(store::of_outlet(job.outlet_id), {"bill",
                                              number,
                                              {{"job", job.number},
                                               {"total", bill.total.str()},
                                               {"customer", bill.customer_share.str()},
                                               {"discount", bill.discount.str()}}});
  Bill made = *issued_bill(tx, job.id);
  made.left_out = bill.left_out;
  return made;
}

std::optional<Bill> issued_bill(const store::ReadTxn& tx, std::int64_t job_id) {
  auto bill = tx.first<Bill>(R"(
    SELECT b.id, b.number, b.job_id, j.number AS job, b.labour_amount, b.material_amount,
           b.other_amount, b.discount_amount, b.tax_amount, b.total_amount, b.customer_amount,
           b.warranty_amount, b.insurer_amount, b.state, b.at
      FROM bill b JOIN job j ON j.id = b.job_id
     WHERE b.job_id = :job AND b.state = 'issued')",
                             {{"job", job_id}});
  if (!bill) return bill;
  bill->lines = tx.all<BillLine>(R"(
    SELECT l.line_id, n.number, l.kind, l.text, COALESCE(p.number, '') AS part_number,
           COALESCE(p.brand, '') AS brand, p.kind AS part_kind, l.qty, l.unit_price_amount,
           l.amount, l.discount_amount, l.discount_reason, l.payer
      FROM bill_line l
      JOIN job_line n ON n.id = l.line_id
      LEFT JOIN part p ON p.id = n.part_id
     WHERE l.bill_id = :bill ORDER BY l.id)",
                                 {{"bill", bill->id}});
  return bill;
}

bool covers(const store::ReadTxn& tx, const JobRecord& job, const Bill& bill) {
  const auto now = chargeable(tx, job);
  if (!now.over.empty() || !now.unpriced.empty()) return false;
  // An old part that comes in after the bill is credited by itself.
  const auto due = [](const std::vector<BillLine>& lines) {
    std::vector<std::pair<std::int64_t, Money>> out;
    for (const auto& line : lines)
      if (line.quantity > Quantity()) out.emplace_back(line.line_id, line.amount);
    return out;
  };
  return due(now.lines) == due(bill.lines);
}

}  // namespace svcctl::settle
