#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/money.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

enum class CustomerKind { person, company };

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::CustomerKind> = {
    CodeEntry<customer::CustomerKind>{customer::CustomerKind::person, "person", N_("person")},
    CodeEntry<customer::CustomerKind>{customer::CustomerKind::company, "company", N_("company")},
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
};

/// By number ("K0001", or any unambiguous end of it) or phone.
/// @throws Error "customer.not-found" (3), "customer.ambiguous" (2)
SVCCTL_API Customer find_customer(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API Customer customer_by_id(const store::ReadTxn& tx, std::int64_t id);
/// Customers whose number, name, phone or plate contain every word.
SVCCTL_API std::vector<Customer> search_customers(const store::ReadTxn& tx,
                                                  const std::string& words);
/// Adds a customer. @throws Error "customer.no-name", "customer.phone", "customer.negative" (2)
SVCCTL_API Customer add_customer(store::WriteTxn& tx, const CustomerFields& fields);
SVCCTL_API Customer set_customer(store::WriteTxn& tx, const std::string& typed,
                                 const CustomerFields& fields);

}  // namespace svcctl::customer
