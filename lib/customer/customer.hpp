#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/money.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

enum class CustomerKind { person, company };

/// What may be done with a customer's data (clauses 1.3-privacy, 2.5-archive).
enum class CustomerState {
  active,
  merged,      ///< known by another number
  restricted,  ///< asked to be forgotten: kept while a retention duty runs, and not used
  anonymised,  ///< nothing personal is left
};

/// How a yes or no to being contacted was given.
enum class ConsentMethod { signature, phone, message, counter, import, merge, forget };

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::CustomerKind> = {
    CodeEntry<customer::CustomerKind>{customer::CustomerKind::person, "person", N_("person")},
    CodeEntry<customer::CustomerKind>{customer::CustomerKind::company, "company", N_("company")},
};
/// What other programs call the kinds.
template <>
inline constexpr std::array synonyms<customer::CustomerKind> = {
    Synonyms<customer::CustomerKind>{customer::CustomerKind::person,
                                     "private individual 个人 个人客户 私人 私家 私家车主 私车 "
                                     "散客 零散客户 会员 普通客户 自然人"},
    Synonyms<customer::CustomerKind>{customer::CustomerKind::company,
                                     "business corporate fleet 单位 单位客户 公司 公司客户 企业 "
                                     "企业客户 集团 集团客户 大客户 公户 机关 车队 法人"},
};
template <>
inline constexpr std::array codes<customer::CustomerState> = {
    CodeEntry<customer::CustomerState>{customer::CustomerState::active, "active", N_("active")},
    CodeEntry<customer::CustomerState>{customer::CustomerState::merged, "merged", N_("merged")},
    CodeEntry<customer::CustomerState>{customer::CustomerState::restricted, "restricted",
                                       N_("restricted")},
    CodeEntry<customer::CustomerState>{customer::CustomerState::anonymised, "anonymised",
                                       N_("anonymised")},
};
template <>
inline constexpr std::array codes<customer::ConsentMethod> = {
    CodeEntry<customer::ConsentMethod>{customer::ConsentMethod::signature, "signature",
                                       N_("signature")},
    CodeEntry<customer::ConsentMethod>{customer::ConsentMethod::phone, "phone", N_("phone")},
    CodeEntry<customer::ConsentMethod>{customer::ConsentMethod::message, "message",
                                       N_("message||channel")},
    CodeEntry<customer::ConsentMethod>{customer::ConsentMethod::counter, "counter",
                                       N_("at the counter")},
    CodeEntry<customer::ConsentMethod>{customer::ConsentMethod::import, "import",
                                       N_("another program")},
    CodeEntry<customer::ConsentMethod>{customer::ConsentMethod::merge, "merge",
                                       N_("two records joined")},
    CodeEntry<customer::ConsentMethod>{customer::ConsentMethod::forget, "forget",
                                       N_("asked to be forgotten")},
};
}  // namespace svcctl

namespace svcctl::customer {

/// Someone who brings cars. Names and phones are personal data: lists mask them (1.3-privacy).
struct Customer {
  std::int64_t id = 0;
  std::string number;  ///< "K0001"
  std::string name;
  std::string phone;        ///< normal form
  std::string phone_typed;  ///< as typed
  CustomerKind kind = CustomerKind::person;
  std::string address;
  Money credit_limit;           ///< may be owed at delivery; set by a manager
  bool service_contact = true;  ///< may be called about service
  bool marketing_contact = false;
  CustomerState state = CustomerState::active;
  std::optional<std::int64_t> merged_into_id;
  std::optional<Date> kept_until;   ///< of a restricted one: last day of the retention duty
  std::optional<Instant> added_at;  ///< put on file
  std::string source_id;            ///< its number in the program it came from, or empty
};

/// What to set on a customer; what is left out stays as it is.
struct CustomerFields {
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> phone = std::nullopt;
  std::optional<CustomerKind> kind = std::nullopt;
  std::optional<std::string> address = std::nullopt;
  std::optional<Money> credit_limit = std::nullopt;  ///< needs Right::manage
  std::optional<bool> service_contact = std::nullopt;
  std::optional<bool> marketing_contact = std::nullopt;
  ConsentMethod method = ConsentMethod::counter;  ///< how those two were told
  bool shared_phone = false;                      ///< another customer may have the phone
  std::optional<std::string> source_id = std::nullopt;
};

/// A period of what a customer might owe. A new limit ends it and begins another.
struct CreditLimit {
  std::optional<Instant> from_at;  ///< nothing: not known since when
  std::optional<Instant> to_at;    ///< nothing: in force
  Money amount;
  std::string staff;  ///< code of who set it, or empty
};

/// By number ("K0001", or any unambiguous end of it) or phone. A merged one leads to the one kept.
/// @throws Error "customer.not-found" (3), "customer.ambiguous" (2)
SVCCTL_API Customer find_customer(const store::ReadTxn& tx, std::string_view typed);
/// The row itself, merged or not.
SVCCTL_API Customer customer_by_id(const store::ReadTxn& tx, std::int64_t id);
/// The row, or the one it was merged into.
SVCCTL_API Customer kept_customer(const store::ReadTxn& tx, std::int64_t id);
/// "K0017" for "17", "017" or "k17", "K-EAST-0017" for "k-east-17"; empty where it is no number of
/// a customer.
std::string full_customer_number(std::string_view typed);
/// Data of a customer who asked to be forgotten is kept, not used (clause 1.3-privacy).
/// @throws Error "customer.restricted" (4)
SVCCTL_API void require_in_use(store::WriteTxn& tx, const Customer& customer);
/// Adds a customer. A phone on file is of that customer, unless told to be shared or told by the
/// other program's number. @throws Error "customer.no-name", "customer.phone",
/// "customer.negative" (2), "customer.known" (4, 2.5-archive)
SVCCTL_API Customer add_customer(store::WriteTxn& tx, const CustomerFields& fields);
/// @throws Error "customer.restricted" (4), those of add_customer, finders'
SVCCTL_API Customer set_customer(store::WriteTxn& tx, const std::string& typed,
                                 const CustomerFields& fields);
/// Every limit there was of the customer, oldest first.
SVCCTL_API std::vector<CreditLimit> credit_limits(const store::ReadTxn& tx,
                                                  std::int64_t customer_id);
/// Says on the log what a customer's row now holds, by number only: names and phones stay out.
void record_customer(store::WriteTxn& tx, const Customer& customer);
/// The columns of a `Customer`, and FROM.
extern const char* const customer_columns;

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array fields<customer::CreditLimit> = {
    field<&customer::CreditLimit::from_at>("from_at"),
    field<&customer::CreditLimit::to_at>("to_at"),
    field<&customer::CreditLimit::amount>("amount"),
    field<&customer::CreditLimit::staff>("staff"),
};
template <>
inline constexpr std::array fields<customer::Customer> = {
    field<&customer::Customer::id>("id"),
    field<&customer::Customer::number>("number"),
    field<&customer::Customer::name>("name"),
    field<&customer::Customer::phone>("phone"),
    field<&customer::Customer::phone_typed>("phone_typed"),
    field<&customer::Customer::kind>("kind"),
    field<&customer::Customer::address>("address"),
    field<&customer::Customer::credit_limit>("credit_limit_amount"),
    field<&customer::Customer::service_contact>("service_contact"),
    field<&customer::Customer::marketing_contact>("marketing_contact"),
    field<&customer::Customer::state>("state"),
    field<&customer::Customer::merged_into_id>("merged_into_id"),
    field<&customer::Customer::kept_until>("kept_until_on"),
    field<&customer::Customer::added_at>("added_at"),
    field<&customer::Customer::source_id>("source_id"),
};
}  // namespace svcctl
