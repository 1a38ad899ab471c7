#include "archive/erasure.hpp"

#include <vector>

#include "archive/private/emptying.hpp"
#include "archive/retention.hpp"
#include "customer/consent.hpp"
#include "shop/staff.hpp"
#include "store/clock.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

using customer::Customer;
using customer::CustomerState;

constexpr const char* erasures =
    R"(SELECT e.id AS id, c.number AS customer, e.kind AS kind, e.asked AS asked,
              e.kept_until_on AS kept_until_on, e.duty AS duty, e.numbers AS numbers,
              e.vehicles AS vehicles, e.words AS words, e.at AS at,
              COALESCE(s.code, '') AS staff
         FROM customer_erasure e JOIN customer c ON c.id = e.customer_id
         LEFT JOIN staff s ON s.id = e.staff_id
        WHERE e.customer_id = :id ORDER BY e.id DESC LIMIT 1)";

Erasure keep(store::WriteTxn& tx, std::int64_t customer_id, const Erasure& erasure) {
  tx.insert(
      R"(INSERT INTO customer_erasure (customer_id, kind, asked, kept_until_on, duty, numbers,
                                       vehicles, words, at, recorded_at, staff_id)
         VALUES (:customer, :kind, :asked, :until, :duty, :numbers, :vehicles, :words, :at, :now,
                 :staff))",
      {{"customer", customer_id},
       {"kind", erasure.kind},
       {"asked", erasure.asked},
       {"until", erasure.kept_until},
       {"duty", erasure.duty},
       {"numbers", erasure.numbers},
       {"vehicles", erasure.vehicles},
       {"words", erasure.words},
       tx.stamp()});
  tx.record(store::company,
            {"erasure",
             erasure.customer,
             {{"kind", to_code(erasure.kind)},
              {"asked", erasure.asked ? "yes" : "no"},
              {"kept_until", erasure.kept_until ? erasure.kept_until->str() : ""}}});
  return *last_erasure(tx, customer_id);
}

Erasure anonymise(store::WriteTxn& tx, const Customer& customer, bool asked) {
  const auto emptied = empty_personal_data(tx, customer.id);
  return keep(tx, customer.id,
              {.customer = customer.number,
               .kind = ErasureKind::anonymised,
               .asked = asked,
               .numbers = emptied.numbers,
               .vehicles = emptied.vehicles,
               .words = emptied.words});
}

/// Out of every list and call; a yes to being contacted ends with it.
Erasure restrict_use(store::WriteTxn& tx, const Customer& customer, const Duty& duty) {
  if (customer.service_contact || customer.marketing_contact)
    customer::keep_consent(
        tx, customer.id,
        {.service = false, .marketing = false, .method = customer::ConsentMethod::forget});
  tx.run(R"(UPDATE customer SET state = 'restricted', kept_until_on = :until,
                   service_contact = 0, marketing_contact = 0
             WHERE id = :id)",
         {{"until", duty.until}, {"id", customer.id}});
  return keep(tx, customer.id,
              {.customer = customer.number,
               .kind = ErasureKind::restricted,
               .asked = true,
               .kept_until = duty.until,
               .duty = duty.running});
}

/// Restricted ones, and private persons put on file so long ago that nothing newer may be there.
std::vector<std::int64_t> candidates(const store::ReadTxn& tx) {
  const auto& retention = tx.settings().retention;
  const auto before = tx.today().plus_months(-12 * retention.job_years);
  std::vector<std::int64_t> out;
  auto q = tx.query(
      R"(SELECT c.id AS id FROM customer c WHERE c.state = 'restricted'
         UNION ALL
         SELECT c.id AS id FROM customer c
          WHERE c.state = 'active' AND c.kind = 'person' AND c.added_at < :before
            AND NOT EXISTS (SELECT 1 FROM job j
                             WHERE j.customer_id = c.id AND j.opened_at >= :before)
         ORDER BY id)",
      {{"before", tx.settings().zone.start_of(before)}});
  while (q.next()) out.push_back(q.row()["id"]);
  return out;
}

}  // namespace

std::optional<Erasure> last_erasure(const store::ReadTxn& tx, std::int64_t customer_id) {
  return tx.first<Erasure>(erasures, {{"id", customer_id}});
}

Erasure forget(store::WriteTxn& tx, const std::string& typed) {
  shop::require_right(tx, Right::manage);
  store::require_sure_clock(tx);
  const auto customer = customer::find_customer(tx, typed);
  if (customer.state == CustomerState::anonymised)
    throw wrong_state("archive.forgotten", tr("customer {0} is forgotten already", customer.number),
                      "svcctl customer certificate " + customer.number);
  const auto duty = duty_of(tx, customer.id);
  return duty.over(tx.today()) ? anonymise(tx, customer, true) : restrict_use(tx, customer, duty);
}

Erasure withdraw(store::WriteTxn& tx, const std::string& typed) {
  shop::require_right(tx, Right::manage);
  const auto customer = customer::find_customer(tx, typed);
  if (customer.state != CustomerState::restricted)
    throw wrong_state("archive.not-restricted",
                      tr("customer {0} has no wish to be forgotten on file", customer.number),
                      "svcctl customer show " + customer.number);
  tx.run("UPDATE customer SET state = 'active', kept_until_on = NULL WHERE id = :id",
         {{"id", customer.id}});
  return keep(tx, customer.id,
              {.customer = customer.number, .kind = ErasureKind::withdrawn, .asked = true});
}

void apply_retention(store::WriteTxn& tx, const std::function<void(const Erasure&)>& take) {
  shop::require_right(tx, Right::manage);
  store::require_sure_clock(tx);
  for (const auto id : candidates(tx)) {
    if (!duty_of(tx, id).over(tx.today())) continue;
    const auto customer = customer::customer_by_id(tx, id);
    take(anonymise(tx, customer, customer.state == CustomerState::restricted));
  }
}

}  // namespace svcctl::archive
