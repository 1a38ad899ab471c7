#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/identifier.hpp"
#include "customer/customer.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

/// Another phone of a customer, or somebody who comes or is called in their place: driver, spouse,
/// fleet manager. Personal data, as the customer's own (clause 1.3-privacy).
struct Contact {
  std::int64_t id = 0;
  std::string name;   ///< empty: the customer's own further phone
  std::string phone;  ///< normal form, or empty
  std::string relation;
  Instant from;
  std::optional<Instant> to;
};

struct ContactFields {
  std::string name = {};
  std::string phone = {};
  std::string relation = {};
};

/// @throws Error "customer.no-contact" (2), "customer.phone" (2), "customer.restricted" (4)
SVCCTL_API Contact add_contact(store::WriteTxn& tx, const std::string& customer,
                               const ContactFields& fields);
/// No longer to be used; stays on file. @throws Error "customer.contact" (3)
SVCCTL_API Contact end_contact(store::WriteTxn& tx, const std::string& customer, std::int64_t id);
/// In their order, those of before too.
SVCCTL_API std::vector<Contact> contacts(const store::ReadTxn& tx, std::int64_t customer_id);
/// Customers whose phone it is, or whose contact's; not those merged into others.
SVCCTL_API std::vector<Customer> with_phone(const store::ReadTxn& tx, const std::string& typed);
/// A phone as it is kept: words for none are none, a doubtful one is a remark of the write.
/// @throws Error "customer.phone" (2)
Phone told_phone(store::WriteTxn& tx, const std::string& typed);
/// A name without what does not tell people apart: blanks, dots, width and case.
SVCCTL_API std::string plain_name(std::string_view name);
/// Whether two names are one however they are written: blanks, width and case do not count.
SVCCTL_API bool same_name(std::string_view one, std::string_view other);
/// The phone is of nobody on file but this customer.
/// @throws Error "customer.known" (4, 2.5-archive)
void require_own_phone(store::WriteTxn& tx, const std::string& typed, std::int64_t customer_id,
                       const std::string& mend);

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array fields<customer::Contact> = {
    field<&customer::Contact::id>("id"),        field<&customer::Contact::name>("name"),
    field<&customer::Contact::phone>("phone"),  field<&customer::Contact::relation>("relation"),
    field<&customer::Contact::from>("from_at"), field<&customer::Contact::to>("to_at"),
};
}  // namespace svcctl
