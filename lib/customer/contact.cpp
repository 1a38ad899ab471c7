#include "customer/contact.hpp"

#include <algorithm>

#include "base/identifier.hpp"
#include "base/read/reading.hpp"
#include "base/utf8.hpp"
#include "customer/search.hpp"
#include "shop/phone.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

Contact contact_by_id(const store::ReadTxn& tx, std::int64_t customer_id, std::int64_t id) {
  const auto all = contacts(tx, customer_id);
  const auto found = std::ranges::find(all, id, &Contact::id);
  if (found == all.end())
    throw not_found("customer.contact", tr("there is no contact {0} of the customer", id),
                    "svcctl customer contacts CUSTOMER");
  return *found;
}

}  // namespace

Phone told_phone(store::WriteTxn& tx, const std::string& typed) {
  return shop::told_phone(tx, typed, "customer.phone");
}

std::string plain_name(std::string_view name) {
  std::string out;
  const auto folded = utf8::folded(name);
  utf8::each(folded, [&](char32_t c, std::string_view bytes) {
    if (!utf8::blank(c) && c != U'·' && c != U'.') out += bytes;
  });
  return out;
}

bool same_name(std::string_view one, std::string_view other) {
  return one == other || plain_name(one) == plain_name(other);
}

Contact add_contact(store::WriteTxn& tx, const std::string& typed, const ContactFields& fields) {
  shop::require_right(tx, Right::receive);
  const auto customer = find_customer(tx, typed);
  require_in_use(tx, customer);
  if (fields.name.empty() && fields.phone.empty())
    throw usage_error("customer.no-contact", tr("a contact has a name or a phone"),
                      "--name NAME --phone PHONE");
  const auto phone = told_phone(tx, fields.phone).key();
  const auto id = tx.insert(
      R"(INSERT INTO customer_contact (customer_id, name, phone, relation, from_at, recorded_at,
                                       staff_id, salt)
         VALUES (:customer, :name, :phone, :relation, :at, :now, :staff, :salt))",
      {{"customer", customer.id},
       {"name", fields.name},
       {"phone", phone},
       {"relation", fields.relation},
       tx.stamp(),
       {"salt", store::random_salt()}});
  tx.record(store::company, {"customer", customer.number, {{"contact", "added"}}});
  return contact_by_id(tx, customer.id, id);
}

Contact end_contact(store::WriteTxn& tx, const std::string& typed, std::int64_t id) {
  shop::require_right(tx, Right::receive);
  const auto customer = find_customer(tx, typed);
  const auto contact = contact_by_id(tx, customer.id, id);
  tx.run("UPDATE customer_contact SET to_at = :at WHERE id = :id AND to_at IS NULL",
         {tx.stamp(), {"id", contact.id}});
  tx.record(store::company, {"customer", customer.number, {{"contact", "ended"}}});
  return contact_by_id(tx, customer.id, id);
}

std::vector<Contact> contacts(const store::ReadTxn& tx, std::int64_t customer_id) {
  return tx.all<Contact>(
      R"(SELECT id, name, phone, relation, from_at, to_at FROM customer_contact
          WHERE customer_id = :customer ORDER BY id)",
      {{"customer", customer_id}});
}

std::vector<Customer> with_phone(const store::ReadTxn& tx, const std::string& typed) {
  const auto phone = Phone(typed).key();
  if (phone.empty()) return {};
  auto found = tx.all<Customer>(
      std::string(customer_columns) +
          R"(WHERE c.id IN (SELECT id FROM customer WHERE phone = :phone AND phone <> ''
                            UNION
                            SELECT customer_id FROM customer_contact
                             WHERE phone = :phone AND phone <> '' AND to_at IS NULL)
             ORDER BY c.id)",
      {{"phone", phone}});
  std::vector<Customer> kept;
  for (auto& each : found) {
    if (each.merged_into_id) each = kept_customer(tx, *each.merged_into_id);
    if (std::ranges::find(kept, each.id, &Customer::id) == kept.end())
      kept.push_back(std::move(each));
  }
  return kept;
}

void require_own_phone(store::WriteTxn& tx, const std::string& typed, std::int64_t customer_id,
                       const std::string& mend) {
  for (const auto& other : with_phone(tx, typed))
    require(tx, other.id == customer_id, Clause::archive, "customer.known",
            tr("the phone {0} is of customer {1} ({2}), on file", mask_phone(Phone(typed).key()),
               other.number, mask_name(other.name)),
            mend, store::Overridable::never);
}

}  // namespace svcctl::customer
