#include "shop/certificate.hpp"

#include <array>

#include "base/read/day.hpp"
#include "correction/correction.hpp"
#include "correction/private/fact.hpp"
#include "correction/private/judging.hpp"
#include "intake/correction.hpp"
#include "shop/staff.hpp"

namespace svcctl::correction {
namespace {

using intake::FactField;
using shop::Certificate;

/// A fact of a certificate: it is words, or a day.
struct CertificateFact {
  FactField field;
  std::string Certificate::*words = nullptr;
  std::optional<Date> Certificate::*day = nullptr;
};
constexpr std::array certificate_facts = {
    CertificateFact{FactField::number, &Certificate::number},
    CertificateFact{FactField::kind, &Certificate::kind},
    CertificateFact{FactField::level, &Certificate::level},
    CertificateFact{FactField::issuer, &Certificate::issuer},
    CertificateFact{FactField::valid_from, nullptr, &Certificate::valid_from},
    CertificateFact{FactField::valid_to, nullptr, &Certificate::valid_to},
};

std::string shown_fact(const CertificateFact& fact, const Certificate& of) {
  if (fact.words) return of.*fact.words;
  return of.*fact.day ? (of.*fact.day)->str() : "";
}

void tell_fact(const store::ReadTxn& tx, const CertificateFact& fact, Certificate& of,
               const std::string& typed) {
  if (fact.words) {
    of.*fact.words = typed;
    return;
  }
  if (typed.empty()) {  // no end, or no beginning
    of.*fact.day = std::nullopt;
    return;
  }
  auto day = parse_date(typed, tx.today());
  if (!day)
    day = readers::day(typed, {.month_is_its_last_day = fact.field == FactField::valid_to}).value;
  if (!day)
    throw usage_error("correction.value", tr("{0} is no value of {1}", typed, fact.field),
                      std::string(to_code(fact.field)) + "=2028-06-30");
  of.*fact.day = day;
}

const CertificateFact& certificate_fact(const std::string& field) {
  for (const auto& fact : certificate_facts)
    if (to_code(fact.field) == field) return fact;
  throw no_such_fact(intake::FactOf::certificate, field);
}

/// Work that a certificate of a kind was asked for, which the person began.
struct CertifiedWork {
  std::string number;  ///< "J261123-001/1"
  std::string kind;
  Date day;
  Instant recorded_at;
};
std::vector<CertifiedWork> work_of(const store::ReadTxn& tx, std::int64_t staff_id,
                                   std::optional<Instant> since) {
  return tx.all(
      R"(SELECT j.number AS number, t.number AS task, t.operation AS operation,
                k.started_at AS at, k.recorded_at AS recorded_at,
                COALESCE((SELECT c.certificate FROM job_category c
                           WHERE c.line_id = t.line_id ORDER BY c.id DESC LIMIT 1), '') AS told
           FROM task_clock k JOIN task t ON t.id = k.task_id JOIN job j ON j.id = t.job_id
          WHERE k.staff_id = :staff AND k.recorded_at >= :since
            AND NOT EXISTS (SELECT 1 FROM task_clock e
                             WHERE e.task_id = k.task_id AND e.id < k.id
                               AND e.staff_id = k.staff_id)
          ORDER BY k.started_at, k.id)",
      {{"staff", staff_id}, {"since", since.value_or(Instant{0})}}, [&](const store::Row& row) {
        const auto* operation = tx.settings().operation(row.get<std::string>("operation"));
        return CertifiedWork{
            .number = row.get<std::string>("number") + "/" +
                      std::to_string(row.get<std::int64_t>("task")),
            .kind = operation ? operation->certificate : row.get<std::string>("told"),
            .day = tx.settings().zone.date_of(row.get<Instant>("at")),
            .recorded_at = row["recorded_at"]};
      });
}

Message verdict_of(bool certified) {
  return certified ? tr("certified") : tr("without a valid certificate");
}

/// What was judged by the certificate, with the verdict before and now.
class JudgedWork {
 public:
  JudgedWork(const store::ReadTxn& tx, std::int64_t staff_id, std::optional<Instant> since)
      : tx_(tx), staff_id_(staff_id), all_(work_of(tx, staff_id, since)) {
    std::erase_if(all_, [](const CertifiedWork& work) { return work.kind.empty(); });
    before_.reserve(all_.size());
    for (const auto& work : all_) before_.push_back(certified(work));
  }
  void list(const std::set<std::string>& kinds, std::vector<Changed>& changed) const {
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (kinds.contains(all_[i].kind))
        changed.push_back({tr("Work of {0}", all_[i].number), verdict_of(before_[i]),
                           verdict_of(certified(all_[i])), true});
  }

 private:
  bool certified(const CertifiedWork& work) const {
    return shop::certified(tx_, staff_id_, work.kind, work.day, work.recorded_at);
  }

  const store::ReadTxn& tx_;
  std::int64_t staff_id_;
  std::vector<CertifiedWork> all_;
  std::vector<bool> before_;
};

}  // namespace

std::vector<FactField> facts_of_certificates() {
  std::vector<FactField> out;
  for (const auto& fact : certificate_facts) out.push_back(fact.field);
  return out;
}

std::vector<Changed> correct_certificate(store::WriteTxn& tx,
                                         const CorrectCertificateRequest& request) {
  shop::require_right(tx, Right::manage);
  require_why(request.why);
  const auto wrong = shop::find_certificate(tx, request.staff, request.number);
  auto right = wrong;
  std::vector<Changed> changed;
  std::vector<intake::Correction> kept;
  for (const auto& typed : request.fields) {
    const auto [field, value_typed] = field_and_value(intake::FactOf::certificate, typed);
    const auto& fact = certificate_fact(field);
    const auto was = shown_fact(fact, right);
    tell_fact(tx, fact, right, value_typed);
    const auto is = shown_fact(fact, right);
    if (was == is)
      throw usage_error("correction.same",
                        tr("{0} of {1} is {2} already", fact.field, wrong.number, is));
    changed.push_back({Message{label(fact.field)}, value(was), value(is)});
    kept.push_back({.what = intake::FactOf::certificate,
                    .number = wrong.number,
                    .field = fact.field,
                    .before = was,
                    .after = is,
                    .why = request.why,
                    .at = tx.now(),
                    .by = {}});
  }
  const auto staff_id = shop::find_staff(tx, wrong.staff).id;
  const auto from = wrong.recorded_at ? tx.settings().zone.date_of(*wrong.recorded_at)
                                      : tx.today().plus_days(-36500);
  const JudgedWork work(tx, staff_id, wrong.recorded_at);
  const auto before = lapses(tx, from);
  const auto made = shop::replace_certificate(tx, wrong, right);
  for (const auto& each : kept) intake::keep_correction(tx, {.row_id = made.id}, each);
  work.list({wrong.kind, right.kind}, changed);
  const auto after = lapses(tx, from);
  list_cleared(tx, before, after, changed);
  list_broken(before, after, changed);
  return changed;
}

}  // namespace svcctl::correction
