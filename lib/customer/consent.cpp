#include "customer/consent.hpp"

#include "shop/staff.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

void keep_consent(store::WriteTxn& tx, std::int64_t customer_id, const ContactAnswer& answer) {
  tx.insert(
      R"(INSERT INTO contact_consent (customer_id, service, marketing, method, at, recorded_at,
                                      staff_id)
         VALUES (:customer, :service, :marketing, :method, :at, :now, :staff))",
      {{"customer", customer_id},
       {"service", answer.service},
       {"marketing", answer.marketing},
       {"method", answer.method},
       tx.stamp()});
}

Customer answer_contact(store::WriteTxn& tx, const std::string& typed,
                        const ContactAnswer& answer) {
  shop::require_right(tx, Right::receive);
  tx.stands_on(Clause::privacy, {});
  if (!answer.service && !answer.marketing)
    throw usage_error("customer.nothing", tr("nothing was answered"),
                      "--service yes|no, --marketing yes|no");
  return set_customer(tx, typed,
                      {.service_contact = answer.service,
                       .marketing_contact = answer.marketing,
                       .method = answer.method});
}

std::vector<ContactConsent> contact_consents(const store::ReadTxn& tx, std::int64_t customer_id) {
  return tx.all<ContactConsent>(
      "SELECT " + store::late_by("contact_consent", "a") +
          R"( AS late_by, a.at AS at, a.service AS service, a.marketing AS marketing, a.method AS method,
                COALESCE(s.code, '') AS staff, c.number AS number
           FROM customer c JOIN contact_consent a ON a.customer_id = c.id
           LEFT JOIN staff s ON s.id = a.staff_id
          WHERE c.id = :id OR c.merged_into_id = :id
          ORDER BY a.id)",
      {{"id", customer_id}});
}

}  // namespace svcctl::customer
