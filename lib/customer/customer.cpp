#include "customer/customer.hpp"

#include <fmt/format.h>

#include <cctype>

#include "base/identifier.hpp"
#include "base/utf8.hpp"
#include "customer/consent.hpp"
#include "customer/contact.hpp"
#include "customer/search.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

/// Another number that was told with the phone is a contact of its own.
void keep_second_phone(store::WriteTxn& tx, const Customer& customer, const Phone& phone) {
  if (phone.second().empty()) return;
  for (const auto& known : contacts(tx, customer.id))
    if (known.phone == phone.second() && !known.to) return;
  add_contact(tx, customer.number, {.phone = phone.second()});
}

/// What was said about being contacted stays on record beside the last answer.
void keep_answer(store::WriteTxn& tx, std::int64_t id, const CustomerFields& fields) {
  if (fields.service_contact || fields.marketing_contact)
    keep_consent(tx, id,
                 {.service = fields.service_contact,
                  .marketing = fields.marketing_contact,
                  .method = fields.method});
}

void check(const CustomerFields& fields) {
  if (fields.credit_limit && *fields.credit_limit < Money())
    throw usage_error("customer.negative", tr("a credit limit is not negative"));
}

/// Ends the limit in force and begins another.
void put_credit_limit(store::WriteTxn& tx, std::int64_t id, Money limit) {
  tx.run("UPDATE credit_limit SET to_at = :now WHERE customer_id = :id AND to_at IS NULL",
         {{"id", id}, {"now", tx.now()}});
  tx.insert(R"(INSERT INTO credit_limit (customer_id, amount, from_at, staff_id)
               VALUES (:id, :amount, :now, :staff))",
            {{"id", id}, {"amount", limit}, tx.stamp()});
}

/// Of the outlet that the command is for, else of the company.
std::string next_customer_number(store::WriteTxn& tx) {
  const auto& here = tx.scope();
  return tx.next_lasting_number(
      'K', here.several && here.outlet ? std::optional(here.outlet->id) : std::nullopt);
}

/// `K0001` for 1; empty for what is no number.
std::string padded_number(const std::string& begin, std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return {};
  long long number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return {};
    number = number * 10 + (c - '0');
  }
  return fmt::format("{}{:04}", begin, number);
}

}  // namespace

const char* const customer_columns =
    R"(SELECT c.id AS id, c.number AS number, c.name AS name, c.phone AS phone,
              c.phone_typed AS phone_typed, c.kind AS kind, c.address AS address,
              COALESCE((SELECT l.amount FROM credit_limit l
                         WHERE l.customer_id = c.id AND l.to_at IS NULL), 0)
                AS credit_limit_amount,
              c.service_contact AS service_contact, c.marketing_contact AS marketing_contact,
              c.state AS state, c.merged_into_id AS merged_into_id,
              c.kept_until_on AS kept_until_on, c.added_at AS added_at,
              c.source_id AS source_id
         FROM customer c )";

void record_customer(store::WriteTxn& tx, const Customer& customer) {
  tx.record(store::company, {"customer",
                             customer.number,
                             {{"kind", to_code(customer.kind)},
                              {"credit_limit", customer.credit_limit.str()},
                              {"service_contact", customer.service_contact ? "yes" : "no"},
                              {"marketing_contact", customer.marketing_contact ? "yes" : "no"}}});
}

std::string full_customer_number(std::string_view typed) {
  if (!typed.empty() && (typed[0] == 'K' || typed[0] == 'k')) typed.remove_prefix(1);
  const auto dash = typed.rfind('-');
  if (dash == std::string_view::npos) return padded_number("K", typed);
  std::string begin = "K";
  for (const char c : typed.substr(0, dash + 1))
    begin += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return padded_number(begin, typed.substr(dash + 1));
}

Customer find_customer(const store::ReadTxn& tx, std::string_view typed) {
  const auto& here = tx.scope_at_hand();
  const auto of_outlet =
      "-" + (here.outlet ? here.outlet->code : std::string()) + "-" + std::string(typed);
  for (const auto& number : {full_customer_number(typed), full_customer_number(of_outlet)})
    if (auto found = tx.first<Customer>(std::string(customer_columns) + "WHERE c.number = :number",
                                        {{"number", number}})) {
      if (tx.context().outlet_typed && number == full_customer_number(of_outlet)) tx.scope();
      return found->merged_into_id ? kept_customer(tx, *found->merged_into_id) : *found;
    }
  const auto phone = Phone(typed).key();
  const auto kept = with_phone(tx, std::string(typed));
  if (kept.size() > 1)
    throw usage_error("customer.ambiguous",
                      tr("several customers have the phone {0}", mask_phone(phone)),
                      "svcctl customer find " + phone);
  if (kept.empty())
    throw not_found("customer.not-found", tr("there is no customer '{0}'", typed),
                    "svcctl customer find WORDS");
  return kept[0];
}

Customer customer_by_id(const store::ReadTxn& tx, std::int64_t id) {
  auto found = tx.first<Customer>(std::string(customer_columns) + "WHERE c.id = :id", {{"id", id}});
  if (!found) throw bug("no customer with id " + std::to_string(id));
  return *found;
}

Customer kept_customer(const store::ReadTxn& tx, std::int64_t id) {
  auto found = customer_by_id(tx, id);
  while (found.merged_into_id) found = customer_by_id(tx, *found.merged_into_id);
  return found;
}

void require_in_use(store::WriteTxn& tx, const Customer& customer) {
  require(
      tx, customer.state != CustomerState::restricted, Clause::privacy, "customer.restricted",
      tr("customer {0} asked to be forgotten: what is on file is kept, not used", customer.number),
      "svcctl customer forget " + customer.number + " --withdraw");
  require(tx, customer.state != CustomerState::anonymised, Clause::privacy, "customer.anonymised",
          tr("customer {0} is forgotten: nothing personal is on file", customer.number),
          "svcctl customer add --name NAME");
}

Customer add_customer(store::WriteTxn& tx, const CustomerFields& fields) {
  shop::require_right(tx, Right::receive);
  if (fields.credit_limit.value_or(Money()) != Money()) shop::require_right(tx, Right::manage);
  check(fields);
  if (fields.name.value_or("").empty())
    throw usage_error("customer.no-name", tr("a customer has a name"), "--name NAME");
  if (!fields.shared_phone) require_own_phone(tx, fields.phone.value_or(""), 0, "--shared-phone");
  const auto number = next_customer_number(tx);
  const auto phone = told_phone(tx, fields.phone.value_or(""));
  const auto id = tx.insert(
      R"(INSERT INTO customer (number, name, phone, phone_typed, phone_reversed, kind, address,
                               service_contact, marketing_contact, added_at, source_id, salt)
         VALUES (:number, :name, :phone, :phone_typed, :phone_reversed, :kind, :address,
                 :service_contact, :marketing_contact, :at, :source_id, :salt))",
      {{"number", number},
       {"name", *fields.name},
       {"phone", phone.key()},
       {"phone_typed", phone.typed()},
       {"phone_reversed", utf8::reversed(phone.key())},
       {"kind", fields.kind.value_or(CustomerKind::person)},
       {"address", fields.address.value_or("")},
       {"service_contact", fields.service_contact.value_or(true)},
       {"marketing_contact", fields.marketing_contact.value_or(false)},
       tx.stamp(),
       {"source_id", fields.source_id.value_or("")},
       {"salt", store::random_salt()}});
  if (fields.credit_limit.value_or(Money()) != Money())
    put_credit_limit(tx, id, *fields.credit_limit);
  keep_answer(tx, id, fields);
  auto made = customer_by_id(tx, id);
  keep_second_phone(tx, made, phone);
  record_customer(tx, made);
  return made;
}

Customer set_customer(store::WriteTxn& tx, const std::string& typed, const CustomerFields& fields) {
  shop::require_right(tx, Right::receive);
  if (fields.credit_limit) shop::require_right(tx, Right::manage);
  check(fields);
  const auto now = find_customer(tx, typed);
  require_in_use(tx, now);
  if (fields.name.value_or(now.name).empty())
    throw usage_error("customer.no-name", tr("a customer has a name"), "--name NAME");
  const auto told = fields.phone ? std::optional(told_phone(tx, *fields.phone)) : std::nullopt;
  const auto phone = told ? told->key() : now.phone;
  if (phone != now.phone && !fields.shared_phone)
    require_own_phone(tx, phone, now.id, "--shared-phone");
  tx.run(
      R"(UPDATE customer SET name = :name, phone = :phone, phone_typed = :phone_typed,
                phone_reversed = :phone_reversed, kind = :kind, address = :address,
                service_contact = :service_contact, marketing_contact = :marketing_contact,
                source_id = :source_id
          WHERE id = :id)",
      {{"id", now.id},
       {"name", fields.name.value_or(now.name)},
       {"phone", phone},
       {"phone_reversed", utf8::reversed(phone)},
       {"phone_typed", told ? told->typed() : now.phone_typed},
       {"kind", fields.kind.value_or(now.kind)},
       {"address", fields.address.value_or(now.address)},
       {"service_contact", fields.service_contact.value_or(now.service_contact)},
       {"marketing_contact", fields.marketing_contact.value_or(now.marketing_contact)},
       {"source_id", fields.source_id.value_or(now.source_id)}});
  if (fields.credit_limit.value_or(now.credit_limit) != now.credit_limit)
    put_credit_limit(tx, now.id, *fields.credit_limit);
  keep_answer(tx, now.id, fields);
  auto made = customer_by_id(tx, now.id);
  if (told) keep_second_phone(tx, made, *told);
  record_customer(tx, made);
  return made;
}

std::vector<CreditLimit> credit_limits(const store::ReadTxn& tx, std::int64_t customer_id) {
  return tx.all<CreditLimit>(
      R"(SELECT l.from_at AS from_at, l.to_at AS to_at, l.amount AS amount,
                COALESCE(s.code, '') AS staff
           FROM credit_limit l LEFT JOIN staff s ON s.id = l.staff_id
          WHERE l.customer_id = :id ORDER BY l.id)",
      {{"id", customer_id}});
}

}  // namespace svcctl::customer
