#include "settle/payment.hpp"

#include <algorithm>

#include "job/old_part.hpp"
#include "settle/claim.hpp"
#include "settle/grounds.hpp"
#include "settle/private/bill_columns.hpp"
#include "settle/private/leaving.hpp"
#include "settle/private/second.hpp"
#include "settle/rule.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"
#include "store/override.hpp"
#include "store/signature.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using intake::JobState;

void require_positive(Money amount) {
  if (amount <= Money())
    throw usage_error("settle.amount", tr("an amount above zero is needed"), "--amount AMOUNT");
}

void require_money(Method method) {
  if (method == Method::credit)
    throw usage_error("settle.no-credit", tr("credit is no money: name how it changes hands"),
                      "--method cash");
  if (method == Method::core)
    throw usage_error("settle.no-core", tr("a core is credited by its tag"),
                      "svcctl settle core TAG --method cash");
}

/// What was charged for the old parts of a part, and is not credited yet.
struct CoreDeposit {
  Quantity open;
  Money charge;  ///< for one
};
CoreDeposit core_deposit(const store::ReadTxn& tx, const JobRecord& job, std::int64_t part_id) {
  CoreDeposit out;
  auto charged = tx.query(R"(
    SELECT l.qty AS qty, l.unit_price_amount AS charge
      FROM bill_line l
      JOIN bill b ON b.id = l.bill_id
      JOIN job_line c ON c.id = l.line_id
      JOIN job_line p ON p.id = c.core_of
     WHERE b.job_id = :job AND b.state = 'issued' AND l.kind = 'core' AND l.payer = 'customer'
       AND p.part_id = :part)",
                          {{"job", job.id}, {"part", part_id}});
  while (charged.next()) {
    out.open += charged.row().get<Quantity>("qty");
    out.charge = charged.row()["charge"];
  }
  out.open -= tx.value<Quantity>(R"(
    SELECT SUM(o.qty) AS value FROM payment y JOIN old_part o ON o.tag = y.reference
     WHERE y.job_id = :job AND y.method = 'core' AND o.part_id = :part)",
                                 {{"job", job.id}, {"part", part_id}})
                  .value_or(Quantity());
  return out;
}

Error too_much(MessageId<3> text, Money amount, Money most, const JobRecord& job) {
  return usage_error("settle.too-much", tr(text, amount.str(), most.str(), job.number),
                     most > Money() ? "--amount " + most.str() : "");
}

Payment keep(store::WriteTxn& tx, const JobRecord& job, const PaymentRequest& request,
             PaymentKind kind, Money amount, const Second& second = {}) {
  const auto number = tx.next_number('R', job.outlet_id);
  tx.insert(R"(
    INSERT INTO payment (number, job_id, kind, method, amount, reference, at, happened_at,
                         recorded_at, staff_id, second_asked, second_id, payer, outlet_id)
    VALUES (:number, :job, :kind, :method, :amount, :reference, :now, :told, :now, :staff, :asked,
            :second, :payer, (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"number", number},
             {"job", job.id},
             {"kind", kind},
             {"method", request.method},
             {"amount", amount},
             {"reference", request.reference},
             {"asked", second.asked},
             {"second", second.person},
             {"payer", request.payer},
             tx.stamp()});
  store::Event event{"payment",
                     number,
                     {{"job", job.number},
                      {"kind", to_code(kind)},
                      {"method", to_code(request.method)},
                      {"amount", amount.str()}}};
  if (request.payer != intake::Payer::customer)
    event.facts.emplace_back("payer", to_code(request.payer));
  if (second.person) event.facts.emplace_back("second", request.second);
  tx.record(store::of_outlet(job.outlet_id), std::move(event));
  auto made = payments(tx, job.id).back();
  made.due = account_of(tx, job).due;
  return made;
}

/// An insurer or maker pays its share.
Payment pay_claim(store::WriteTxn& tx, const JobRecord& job, const PaymentRequest& request) {
  require_money(request.method);
  const auto all = claims(tx, job.id);
  const auto claim = std::ranges::find(all, request.payer, &Claim::payer);
  if (claim == all.end())
    throw wrong_state("settle.no-claim",
                      tr("job {0} has no claim on the {1}", job.number, label(request.payer)),
                      "svcctl settle claim " + job.number + " --payer " + to_code(request.payer) +
                          " --on NAME --number NUMBER");
  if (request.amount > claim->due())
    throw too_much(N_("{0} is more than the {1} due on job {2}"), request.amount,
                   std::max(claim->due(), Money()), job);
  return keep(tx, job, request, PaymentKind::payment, request.amount);
}

}  // namespace

Second second_of_refund(store::WriteTxn& tx, const JobRecord& job, Money amount,
                        const std::string& code) {
  // What was taken anew in place of a void payment did not go back.
  const auto before = tx.value<Money>(
      R"(SELECT -COALESCE(SUM(p.amount + COALESCE(p.taken_anew_amount, 0)), 0) AS value
           FROM payment p
          WHERE p.job_id = :job AND p.kind IN ('refund', 'void') AND p.amount < 0
            AND p.method <> 'credit'
            AND NOT EXISTS (SELECT 1 FROM payment v WHERE v.voids_id = p.id))",
      {{"job", job.id}});
  const Money sum = before.value_or(Money()) + amount;
  const bool after = job.state == JobState::delivered;
  Second out{.asked = after || sum > tx.settings().refund_second_above, .sum = sum};
  if (!code.empty())
    out.person = store::second_person(tx, code, store::NamedAs::second, Clause::itemise);
  return out;
}

void require_second(store::WriteTxn& tx, const JobRecord& job, const Second& second) {
  const auto judged = store::judge(
      tx, rule::refunding,
      {{"job", job.id}, {"asked", second.asked}, {"second", second.person}, {"at", tx.now()}},
      {&rule::by_two});
  store::require_another(
      tx, judged.keeps(rule::by_two), rule::by_two.clause, "settle.refund-second",
      job.state == JobState::delivered
          ? tr("the car of job {0} is handed over: nobody gives money back alone", job.number)
          : tr("nobody gives back {0} alone: more than {1} needs a second person", second.sum.str(),
               tx.settings().refund_second_above.str()),
      "--second MANAGER", other_manager(tx));
}

Payment take_deposit(store::WriteTxn& tx, const PaymentRequest& request) {
  shop::require_right(tx, Right::take_money);
  const JobRecord job = find_settled_job(tx, request.job);
  tx.stands_on(Clause::itemise, {intake::opened.of(job.id), intake::confirmed.of(job.id)});
  require_positive(request.amount);
  require_money(request.method);
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (job.state == JobState::open || job.state == JobState::quoted)
    throw wrong_state("settle.not-confirmed",
                      tr("the estimate of job {0} is not confirmed yet", job.number),
                      "svcctl intake confirm " + job.number + " --method … --by-customer NAME");
  const Account account = account_of(tx, job);
  if (account.bill)
    throw wrong_state("settle.billed",
                      tr("job {0} is billed: take the money as a payment", job.number),
                      "svcctl settle pay " + job.number + " --method … --amount …");
  const Money most = intake::consented_total(tx, job.id) - account.paid;
  if (request.amount > most)
    throw too_much(N_("a deposit of {0} is more than {1}, what is left of the estimate of job {2}"),
                   request.amount, most, job);
  return keep(tx, job, request, PaymentKind::deposit, request.amount);
}

Payment pay(store::WriteTxn& tx, const PaymentRequest& request) {
  shop::require_right(tx, Right::take_money);
  const JobRecord job = find_settled_job(tx, request.job);
  tx.stands_on(Clause::itemise, {intake::opened.of(job.id), billed.of(job.id)});
  require_positive(request.amount);
  if (request.method != Method::credit) require_money(request.method);
  if (job.state == JobState::cancelled || job.state == JobState::declined)
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  const Account account = account_of(tx, job);
  require(tx, account.bill.has_value(), Clause::itemise, "settle.pay-before-bill",
          tr("the customer gets the itemised bill of job {0} before paying", job.number),
          "svcctl settle bill " + job.number);
  if (request.payer != intake::Payer::customer) return pay_claim(tx, job, request);
  Money most = account.due.value_or(Money());
  if (request.method == Method::credit) most -= account.credit;
  if (request.amount > most)
    throw too_much(N_("{0} is more than the {1} due on job {2}"), request.amount,
                   std::max(most, Money()), job);
  if (request.method == Method::credit)
    require_credit(tx, account, account.credit + request.amount);
  return keep(tx, job, request, PaymentKind::payment, request.amount);
}

Payment refund(store::WriteTxn& tx, const PaymentRequest& request) {
  shop::require_right(tx, Right::take_money);
  const JobRecord job = find_settled_job(tx, request.job);
  tx.stands_on(Clause::itemise, {intake::opened.of(job.id), paid.of(job.id)});
  require_positive(request.amount);
  require_money(request.method);
  if (request.reference.empty())
    throw usage_error("settle.refund-why", tr("a refund needs a reference that says why"),
                      "--payment-ref WORDS");
  const Account account = account_of(tx, job);
  if (request.amount > account.paid)
    throw too_much(N_("a refund of {0} is more than the {1} taken on job {2}"), request.amount,
                   account.paid, job);
  const auto second = second_of_refund(tx, job, request.amount, request.second);
  require_second(tx, job, second);
  return keep(tx, job, request, PaymentKind::refund, -request.amount, second);
}

std::vector<Payment> credit_core(store::WriteTxn& tx, const std::string& tag, Method method) {
  shop::require_right(tx, Right::take_money);
  require_money(method);
  const auto old = job::find_old_part(tx, tag);
  tx.stands_on(Clause::old_parts, {job::tagged.of(old.id), job::parted_with.of(old.id)});
  if (old.outcome == job::OldPartOutcome::open || old.outcome == job::OldPartOutcome::returned)
    throw wrong_state("settle.core-not-in",
                      tr("old part {0} is not with the shop: {1}", old.tag, old.outcome),
                      "svcctl parts old core " + old.tag + " --supplier CODE");
  const JobRecord job = intake::find_job(tx, old.job);
  const auto deposit = core_deposit(tx, job, parts::find_part(tx, old.part).id);
  if (deposit.open < old.quantity || deposit.charge.is_zero())
    throw wrong_state("settle.core-settled", tr("no core deposit is open for {0}", old.tag),
                      "svcctl settle show " + job.number);
  const Money amount = deposit.charge * old.quantity;
  PaymentRequest request{
      .job = job.number, .method = Method::core, .amount = amount, .reference = old.tag};
  std::vector<Payment> made{keep(tx, job, request, PaymentKind::payment, amount)};
  const Money due = made[0].due.value_or(Money());
  request.method = method;
  if (due < Money())
    made.push_back(keep(tx, job, request, PaymentKind::refund, std::max(due, -amount)));
  return made;
}

std::vector<Payment> payments(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all<Payment>("SELECT " + store::late_by("payment", "p") + R"( AS late_by, p.happened_at,
           p.number, j.number AS job, p.kind, p.method, p.amount, p.reference, p.at,
           COALESCE(s.code, '') AS by_code
      FROM payment p
      JOIN job j ON j.id = p.job_id
      LEFT JOIN staff s ON s.id = p.staff_id
     WHERE p.job_id = :job ORDER BY p.id)",
                         {{"job", job_id}});
}

Account account_of(const store::ReadTxn& tx, const JobRecord& job) {
  auto account =
      tx.first(std::string("SELECT ") + bill_columns + R"(,
           (SELECT COALESCE(SUM(p.amount), 0) FROM payment p
             WHERE p.job_id = j.id AND p.method <> 'credit' AND p.payer = 'customer')
             AS paid_amount,
           (SELECT COALESCE(SUM(p.amount), 0)
              FROM payment p LEFT JOIN payment w ON w.id = p.voids_id
             WHERE p.job_id = j.id AND p.method <> 'credit'
               AND (p.kind = 'deposit' OR w.kind = 'deposit')) AS deposit_amount,
           (SELECT COALESCE(SUM(p.amount), 0) FROM payment p
             WHERE p.job_id = j.id AND p.method = 'credit') AS credit_amount,
           k.number AS customer,
           COALESCE((SELECT l.amount FROM credit_limit l
                      WHERE l.customer_id = k.id AND l.to_at IS NULL), 0) AS credit_limit_amount,
           (SELECT COALESCE(SUM(o.due), 0)
              FROM (SELECT i.customer_amount -
                           COALESCE((SELECT SUM(p.amount) FROM payment p
                                      WHERE p.job_id = d.id AND p.method <> 'credit'
                                        AND p.payer = 'customer'), 0) AS due
                      FROM job d JOIN bill i ON i.job_id = d.id AND i.state = 'issued'
                     WHERE d.customer_id = :customer AND d.state = 'delivered'
                       AND d.id <> :job) o
             WHERE o.due > 0) AS others_amount
      FROM job j
      JOIN customer k ON k.id = j.customer_id
      LEFT JOIN bill b ON b.job_id = j.id AND b.state = 'issued'
     WHERE j.id = :job)",
               {{"job", job.id}, {"customer", job.customer_id}}, [](const store::Row& row) {
                 Account out = row.as<Account>();
                 if (row.get<std::optional<std::int64_t>>("id")) out.bill = row.as<Bill>();
                 return out;
               });
  account->job = job;
  // Nothing is due for a job taken off the books; what was paid is to be given back.
  if (account->bill)
    account->due = (job.state == JobState::cancelled ? Money() : account->bill->customer_share) -
                   account->paid;
  return *std::move(account);
}

void require_credit(store::WriteTxn& tx, const Account& account, Money amount) {
  require(tx, amount + account.others <= account.credit_limit, Clause::itemise, "settle.unpaid",
          tr("{0} of job {1} are unpaid, {2} are owed for other jobs, and customer {3} may owe {4}",
             amount.str(), account.job.number, account.others.str(), account.customer,
             account.credit_limit.str()),
          "svcctl settle pay " + account.job.number + " --method … --amount " + amount.str());
}

std::vector<BillRow> list_bills(const store::ReadTxn& tx, const BillFilter& filter) {
  const Zone& zone = tx.settings().zone;
  const Instant from = filter.on ? zone.start_of(filter.on->first) : Instant{INT64_MIN};
  const Instant to = filter.on ? zone.start_of(filter.on->last.plus_days(1)) : Instant{INT64_MAX};
  const auto here = tx.within("b.outlet_id");
  auto rows = tx.all(R"(
    SELECT b.number, j.number AS job,
           CASE WHEN i.value <> '' THEN i.value ELSE 'V' || j.vehicle_id END AS plate,
           k.number AS customer, k.name, b.total_amount,
           b.customer_amount, b.state, b.at, d.at AS delivered_at, j.state AS job_state,
           COALESCE((SELECT SUM(p.amount) FROM payment p
                      WHERE p.job_id = j.id AND p.method <> 'credit'
                        AND p.payer = 'customer'), 0) AS paid
      FROM bill b
      JOIN job j ON j.id = b.job_id
      LEFT JOIN vehicle_identifier i ON i.id = j.plate_id
      JOIN customer k ON k.id = j.customer_id
      LEFT JOIN delivery d ON d.job_id = j.id
     WHERE b.at >= :from AND b.at < :to)" +
                         here.sql + " ORDER BY b.recorded_at DESC, b.id DESC",
                     {here, {"from", from}, {"to", to}}, [](const store::Row& row) {
                       BillRow out = row.as<BillRow>();
                       if (out.state == BillState::void_) {
                         out.paid = Money();
                         return out;
                       }
                       const bool cancelled = row.get<JobState>("job_state") == JobState::cancelled;
                       out.due = (cancelled ? Money() : out.customer_share) - out.paid;
                       return out;
                     });
  std::erase_if(rows, [&](const BillRow& row) {
    return (row.state == BillState::void_ && !filter.void_too) ||
           (filter.unpaid && row.due <= Money()) || (filter.delivered && !row.delivered_at);
  });
  return rows;
}

std::vector<Takings> takings(const store::ReadTxn& tx, Date day) {
  const Zone& zone = tx.settings().zone;
  const auto here = tx.within("outlet_id");
  return tx.all(R"(
    SELECT method, COUNT(*) AS n, SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS taken,
           SUM(CASE WHEN amount < 0 THEN amount ELSE 0 END) AS refunded, SUM(amount) AS total
      FROM payment p
     WHERE at >= :from AND at < :to AND voids_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM payment v WHERE v.voids_id = p.id))" +
                    here.sql + " GROUP BY method ORDER BY method",
                {here, {"from", zone.start_of(day)}, {"to", zone.start_of(day.plus_days(1))}},
                [&](const store::Row& row) {
                  Takings out = row.as<Takings>();
                  out.day = day;
                  return out;
                });
}

}  // namespace svcctl::settle
