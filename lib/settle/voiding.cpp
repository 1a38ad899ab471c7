#include "settle/voiding.hpp"

#include <algorithm>
#include <utility>

#include "settle/private/second.hpp"
#include "shop/staff.hpp"
#include "store/number.hpp"
#include "store/override.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;

constexpr store::NumberKind receipt_numbers{"payment", 'R', "settle.no-receipt",
                                            N_("no such receipt: {0}"), "svcctl settle show JOB"};

struct Taken {
  std::int64_t id = 0;
  std::int64_t job_id = 0;
  std::string number;
  PaymentKind kind = PaymentKind::payment;
  Method method = Method::cash;
  Money amount;
  std::string reference;
  Instant at;
  std::optional<std::int64_t> staff_id;
  bool voided = false;
};

Taken find_taken(const store::ReadTxn& tx, const std::string& typed) {
  return store::find_numbered(tx, receipt_numbers, typed, [&](const std::string& number) {
    return tx.first(R"(
      SELECT p.id, p.job_id, p.number, p.kind, p.method, p.amount, p.reference, p.at, p.staff_id,
             CASE WHEN p.voids_id IS NOT NULL
                       OR EXISTS (SELECT 1 FROM payment v WHERE v.voids_id = p.id)
                  THEN 1 ELSE 0 END AS voided
        FROM payment p WHERE p.number = :number)",
                    {{"number", number}}, [](const store::Row& row) {
                      return Taken{.id = row["id"],
                                   .job_id = row["job_id"],
                                   .number = row["number"],
                                   .kind = row.get<PaymentKind>("kind"),
                                   .method = row.get<Method>("method"),
                                   .amount = row["amount"],
                                   .reference = row["reference"],
                                   .at = row["at"],
                                   .staff_id = row.get<std::optional<std::int64_t>>("staff_id"),
                                   .voided = row["voided"]};
                    });
  });
}

void require_why(const VoidRequest& request) {
  if (request.why.empty())
    throw usage_error("settle.void-why", tr("say why it is void"), "--why WORDS");
}

/// The same day by who recorded it, else by a manager.
void require_author(store::WriteTxn& tx, const std::string& number,
                    std::optional<std::int64_t> staff_id, Instant at) {
  const auto day = tx.settings().zone.date_of(at);
  const bool own = staff_id == tx.actor_id() && day == tx.today();
  require(tx, own || tx.may(Right::manage), Clause::integrity, "settle.void-whose",
          tr("{0} was recorded by {1} on {2}: on another day, or by another, a manager voids it",
             number, staff_id ? shop::staff_code(tx, staff_id) : std::string("-"), day.str()),
          "--as MANAGER", store::Overridable::never);
}

/// A car that left is paid for, as when it left.
void require_still_settled(store::WriteTxn& tx, const JobRecord& job, const Taken& wrong) {
  if (job.state != intake::JobState::delivered) return;
  const auto account = account_of(tx, job);
  const Money due = account.due.value_or(Money());
  require(tx, due <= Money() || due + account.others <= account.credit_limit, Clause::itemise,
          "settle.void-unpaid",
          tr("without {0} the car of job {1} left with {2} unpaid: say how it was paid",
             wrong.number, job.number, due.str()),
          "svcctl void payment " + wrong.number + " --why … --method " +
              (wrong.method == Method::cash ? "wechat" : "cash"),
          store::Overridable::never);
  require(tx, due >= Money(), Clause::itemise, "settle.overpaid",
          tr("{0} more than the bill of job {1} were taken", (-due).str(), job.number),
          "--amount AMOUNT", store::Overridable::never);
}

/// What changed hands in truth.
Payment take_anew(store::WriteTxn& tx, const JobRecord& job, const Taken& wrong,
                  const VoidRequest& request) {
  const Money amount =
      request.amount.value_or(wrong.amount < Money() ? -wrong.amount : wrong.amount);
  const PaymentRequest right{.job = job.number,
                             .method = request.method.value_or(wrong.method),
                             .amount = amount,
                             .reference = wrong.reference,
                             .second = request.second};
  if (wrong.kind == PaymentKind::refund) return refund(tx, right);
  return account_of(tx, job).bill ? pay(tx, right) : take_deposit(tx, right);
}

}  // namespace

namespace {

Message not_of_today(const Taken& wrong) {
  if (wrong.kind == PaymentKind::refund)
    return tr("{0} is not of today: what is closed stays, money is taken again", wrong.number);
  return tr("{0} is not of today: what is closed stays, money is given back", wrong.number);
}

/// What mends a payment of a day that is closed. Credit is no money and is paid.
std::string instead_of_void(const JobRecord& job, const Taken& wrong) {
  const bool back = wrong.amount < Money();
  const bool owed = back || wrong.method == Method::credit;
  const auto method = wrong.method == Method::credit ? Method::cash : wrong.method;
  return std::string("svcctl settle ") + (owed ? "pay " : "refund ") + job.number + " --method " +
         to_code(method) + " --amount " + (back ? -wrong.amount : wrong.amount).str() +
         (owed ? "" : " --payment-ref WORDS");
}

/// What is taken anew in place of the payment, as money.
Money taken_anew(const Taken& wrong, const VoidRequest& request) {
  const auto method = request.method.value_or(wrong.method);
  if ((!request.method && !request.amount) || method == Method::credit) return {};
  return request.amount.value_or(wrong.amount);
}

/// What a void payment lets go counts as a refund. Of a refund nothing goes, nor of credit. Once
/// the car left, two people stand behind any: taken anew by another method, it may be other money.
Second second_of_void(store::WriteTxn& tx, const JobRecord& job, const Taken& wrong,
                      const VoidRequest& request) {
  const bool left = job.state == intake::JobState::delivered;
  const Money gone = wrong.amount - taken_anew(wrong, request);
  if (!left && (gone <= Money() || wrong.method == Method::credit)) {
    if (request.second.empty()) return {};
    return {.person =
                store::second_person(tx, request.second, store::NamedAs::second, Clause::itemise)};
  }
  return second_of_refund(tx, job, std::max(gone, Money()), request.second);
}

}  // namespace

std::vector<Payment> void_payment(store::WriteTxn& tx, const VoidRequest& request) {
  shop::require_right(tx, Right::take_money);
  require_why(request);
  const auto wrong = find_taken(tx, request.number);
  const JobRecord job = intake::job_by_id(tx, wrong.job_id);
  if (wrong.voided)
    throw wrong_state("settle.voided", tr("{0} is void already", wrong.number),
                      "svcctl settle show " + job.number);
  if (wrong.method == Method::core)
    throw wrong_state("settle.void-core", tr("a core is credited by its tag"),
                      "svcctl settle show " + job.number);
  if (tx.settings().zone.date_of(wrong.at) != tx.today())
    throw wrong_state("settle.void-day", not_of_today(wrong), instead_of_void(job, wrong));
  require_author(tx, wrong.number, wrong.staff_id, wrong.at);
  const auto second = second_of_void(tx, job, wrong, request);
  const auto anew = taken_anew(wrong, request);
  tx.insert(R"(
    INSERT INTO payment (number, job_id, kind, method, amount, reference, at, happened_at,
                         recorded_at, staff_id, outlet_id, voids_id, taken_anew_amount,
                         second_asked, second_id)
    VALUES (:number, :job, 'void', :method, :amount, :why, :now, :told, :now, :staff, :outlet,
            :voids, :anew, :asked, :second))",
            {{"number", tx.next_number('R', job.outlet_id)},
             {"job", job.id},
             {"method", wrong.method},
             {"amount", -wrong.amount},
             {"why", request.why},
             {"outlet", job.outlet_id},
             {"voids", wrong.id},
             {"anew", std::max(anew, Money())},
             {"asked", second.asked},
             {"second", second.person},
             tx.stamp()});
  store::Event event{"payment", wrong.number, {{"job", job.number}, {"void", "yes"}}};
  if (second.person) event.facts.emplace_back("second", request.second);
  tx.record(store::of_outlet(job.outlet_id), std::move(event));
  std::vector<Payment> made{payments(tx, job.id).back()};
  made.back().due = account_of(tx, job).due;
  if (request.method || request.amount) made.push_back(take_anew(tx, job, wrong, request));
  require_still_settled(tx, job, wrong);
  require_second(tx, job, second);
  return made;
}

Bill void_bill(store::WriteTxn& tx, const VoidRequest& request) {
  shop::require_right(tx, Right::bill);
  require_why(request);
  const JobRecord job = find_settled_job(tx, request.number);
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state),
                      "svcctl settle show " + job.number);
  auto bill = issued_bill(tx, job.id);
  if (!bill)
    throw wrong_state("settle.no-bill", tr("job {0} has no bill", job.number),
                      "svcctl settle bill " + job.number);
  const bool by_bill = request.number.front() == 'B' || request.number.front() == 'b';
  if (by_bill && !bill->number.ends_with(request.number.substr(1)))
    throw wrong_state("settle.voided", tr("{0} is void already", request.number),
                      "svcctl settle list --void");
  const auto staff = tx.value<std::int64_t>("SELECT staff_id AS value FROM bill WHERE id = :id",
                                            {{"id", bill->id}});
  require_author(tx, bill->number, staff, bill->at);
  void_former(tx, job, request.why);
  bill->state = BillState::void_;
  return *std::move(bill);
}

std::vector<Voided> voided(const store::ReadTxn& tx, const std::optional<Period>& on) {
  const Zone& zone = tx.settings().zone;
  const Instant from = on ? zone.start_of(on->first) : Instant{INT64_MIN};
  const Instant to = on ? zone.start_of(on->last.plus_days(1)) : Instant{INT64_MAX};
  const auto here = tx.within("outlet_id");
  return tx.all(
      R"(SELECT * FROM (
    SELECT v.outlet_id, v.recorded_at, v.id, p.number, j.number AS job, p.kind, p.method, p.amount,
           v.reference, v.at, COALESCE(s.code, '') AS by_code, COALESCE(w.code, '') AS second,
           n.method AS then_method, n.amount AS then_amount
      FROM payment v
      JOIN payment p ON p.id = v.voids_id
      JOIN job j ON j.id = p.job_id
      LEFT JOIN staff s ON s.id = v.staff_id
      LEFT JOIN staff w ON w.id = v.second_id
      LEFT JOIN payment n ON n.id = (SELECT MIN(t.id) FROM payment t
                                      WHERE t.job_id = v.job_id AND t.id > v.id
                                        AND t.kind IN ('deposit', 'payment'))
     WHERE v.at >= :from AND v.at < :to
     UNION ALL
    SELECT v.outlet_id, v.recorded_at, v.id, r.number, '' AS job, 'delivery' AS kind,
           NULL AS method,
           (SELECT COALESCE(SUM(l.goods_amount), 0) FROM receipt_line l
             WHERE l.receipt_id = r.id AND l.outcome <> 'refused') AS amount,
           v.reason AS reference, v.at, COALESCE(s.code, '') AS by_code,
           COALESCE((SELECT w.code FROM stock_shrinkage k JOIN staff w ON w.id = k.second_id
                      WHERE k.source = 'receipt_void' AND k.document = r.number), '') AS second,
           NULL AS then_method, NULL AS then_amount
      FROM receipt_void v
      JOIN receipt r ON r.id = v.receipt_id
      LEFT JOIN staff s ON s.id = v.staff_id
     WHERE v.at >= :from AND v.at < :to) AS made WHERE 1 = 1)" +
          here.sql + " ORDER BY recorded_at, kind, id",
      {here, {"from", from}, {"to", to}}, [](const store::Row& row) {
        Voided out = row.as<Voided>();
        out.method = from_code<Method>(row.get<std::optional<std::string>>("method").value_or(""));
        out.then_method =
            from_code<Method>(row.get<std::optional<std::string>>("then_method").value_or(""));
        return out;
      });
}

}  // namespace svcctl::settle
