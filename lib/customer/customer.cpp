#include "customer/customer.hpp"

#include <cstdio>

#include "base/identifier.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

Customer read_customer(const store::Row& row) {
  return {.id = row["id"],
          .number = row["number"],
          .name = row["name"],
          .phone = row["phone"],
          .phone_typed = row["phone_typed"],
          .kind = row["kind"],
          .address = row["address"],
          .credit_limit = row["credit_limit_amount"],
          .service_contact = row["service_contact"],
          .marketing_contact = row["marketing_contact"]};
}

/// The log knows a customer by number only: names and phones are personal data.
void record(store::WriteTxn& tx, const Customer& customer) {
  tx.record({"customer",
             customer.number,
             {{"kind", to_code(customer.kind)},
              {"credit_limit", customer.credit_limit.str()},
              {"service_contact", customer.service_contact ? "yes" : "no"},
              {"marketing_contact", customer.marketing_contact ? "yes" : "no"}}});
}

std::string normal_phone(const std::string& typed) {
  if (typed.empty()) return {};
  const auto phone = normalise_phone(typed);
  if (phone.normal.empty()) throw usage_error("customer.phone", *phone.warning, "--phone NUMBER");
  return phone.normal;
}

void check(const CustomerFields& fields) {
  if (fields.credit_limit && *fields.credit_limit < Money())
    throw usage_error("customer.negative", tr("a credit limit is not negative"));
}

std::string next_customer_number(const store::ReadTxn& tx) {
  const auto last =
      tx.value<std::int64_t>("SELECT id AS value FROM customer ORDER BY id DESC LIMIT 1");
  char text[24];
  std::snprintf(text, sizeof text, "K%04lld", static_cast<long long>(last.value_or(0)) + 1);
  return text;
}

/// "K0017" for "17", "017" or "k17": what people leave out is the letter and leading zeros.
std::string full_customer_number(std::string_view typed) {
  if (!typed.empty() && (typed[0] == 'K' || typed[0] == 'k')) typed.remove_prefix(1);
  if (typed.empty() || typed.size() > 9) return {};
  long long number = 0;
  for (const char c : typed) {
    if (c < '0' || c > '9') return {};
    number = number * 10 + (c - '0');
  }
  char text[24];
  std::snprintf(text, sizeof text, "K%04lld", number);
  return text;
}

}  // namespace

Customer find_customer(const store::ReadTxn& tx, std::string_view typed) {
  constexpr const char* by_number =
      R"(SELECT id, number, name, phone, phone_typed, kind, address, credit_limit_amount,
                service_contact, marketing_contact
           FROM customer WHERE number = :number)";
  if (auto found = tx.first(by_number, {{"number", full_customer_number(typed)}}, read_customer))
    return *found;
  const auto phone = normalise_phone(typed).normal;
  auto found = tx.all(
      R"(SELECT id, number, name, phone, phone_typed, kind, address, credit_limit_amount,
                service_contact, marketing_contact
           FROM customer WHERE phone = :phone AND phone <> '' ORDER BY id LIMIT 2)",
      {{"phone", phone}}, read_customer);
  if (found.size() > 1)
    throw usage_error("customer.ambiguous",
                      tr("several customers have the phone {0}", mask_phone(phone)),
                      "svcctl customer find " + phone);
  if (found.empty())
    throw not_found("customer.not-found", tr("there is no customer '{0}'", typed),
                    "svcctl customer find WORDS");
  return found[0];
}

Customer customer_by_id(const store::ReadTxn& tx, std::int64_t id) {
  auto found = tx.first(
      R"(SELECT id, number, name, phone, phone_typed, kind, address, credit_limit_amount,
                service_contact, marketing_contact
           FROM customer WHERE id = :id)",
      {{"id", id}}, read_customer);
  if (!found) throw bug("no customer with id " + std::to_string(id));
  return *found;
}

std::vector<Customer> search_customers(const store::ReadTxn& tx, const std::string& words) {
  std::vector<std::string> wanted;
  std::string word;
  for (const char c : words + " ") {
    if (c != ' ')
      word += c;
    else if (!word.empty())
      wanted.push_back(std::exchange(word, {}));
  }
  std::vector<Customer> out;
  auto q = tx.query(
      R"(SELECT id, number, name, phone, phone_typed, kind, address, credit_limit_amount,
                service_contact, marketing_contact
           FROM customer ORDER BY id)");
  while (q.next()) {
    auto customer = read_customer(q.row());
    const auto text = customer.number + "\n" + customer.name + "\n" + customer.phone + "\n" +
                      customer.phone_typed;
    bool all = true;
    for (const auto& each : wanted) {
      if (text.find(each) != text.npos) continue;
      const auto plate = normalise_plate(each).normal;
      const auto owns = tx.value<std::int64_t>(
          R"(SELECT o.id AS value FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
              WHERE v.plate = :plate AND o.customer_id = :id LIMIT 1)",
          {{"plate", plate}, {"id", customer.id}});
      if (!owns) all = false;
    }
    if (all) out.push_back(std::move(customer));
  }
  return out;
}

Customer add_customer(store::WriteTxn& tx, const CustomerFields& fields) {
  shop::require_right(tx, Right::receive);
  if (fields.credit_limit.value_or(Money()) != Money()) shop::require_right(tx, Right::manage);
  check(fields);
  if (fields.name.value_or("").empty())
    throw usage_error("customer.no-name", tr("a customer has a name"), "--name NAME");
  const auto number = next_customer_number(tx);
  const auto id = tx.insert(
      R"(INSERT INTO customer (number, name, phone, phone_typed, kind, address,
                               credit_limit_amount, service_contact, marketing_contact, salt)
         VALUES (:number, :name, :phone, :phone_typed, :kind, :address, :credit_limit,
                 :service_contact, :marketing_contact, :salt))",
      {{"number", number},
       {"name", *fields.name},
       {"phone", normal_phone(fields.phone.value_or(""))},
       {"phone_typed", fields.phone.value_or("")},
       {"kind", fields.kind.value_or(CustomerKind::person)},
       {"address", fields.address.value_or("")},
       {"credit_limit", fields.credit_limit.value_or(Money())},
       {"service_contact", fields.service_contact.value_or(true)},
       {"marketing_contact", fields.marketing_contact.value_or(false)},
       {"salt", store::random_salt()}});
  auto made = customer_by_id(tx, id);
  record(tx, made);
  return made;
}

Customer set_customer(store::WriteTxn& tx, const std::string& typed, const CustomerFields& fields) {
  shop::require_right(tx, Right::receive);
  if (fields.credit_limit) shop::require_right(tx, Right::manage);
  check(fields);
  const auto now = find_customer(tx, typed);
  if (fields.name.value_or(now.name).empty())
    throw usage_error("customer.no-name", tr("a customer has a name"), "--name NAME");
  tx.run(
      R"(UPDATE customer SET name = :name, phone = :phone, phone_typed = :phone_typed,
                kind = :kind, address = :address, credit_limit_amount = :credit_limit,
                service_contact = :service_contact, marketing_contact = :marketing_contact
          WHERE id = :id)",
      {{"id", now.id},
       {"name", fields.name.value_or(now.name)},
       {"phone", fields.phone ? normal_phone(*fields.phone) : now.phone},
       {"phone_typed", fields.phone.value_or(now.phone_typed)},
       {"kind", fields.kind.value_or(now.kind)},
       {"address", fields.address.value_or(now.address)},
       {"credit_limit", fields.credit_limit.value_or(now.credit_limit)},
       {"service_contact", fields.service_contact.value_or(now.service_contact)},
       {"marketing_contact", fields.marketing_contact.value_or(now.marketing_contact)}});
  auto made = customer_by_id(tx, now.id);
  record(tx, made);
  return made;
}

}  // namespace svcctl::customer
