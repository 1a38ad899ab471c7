#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "customer/customer.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// May the customer be contacted? Service and marketing are separate consents (PIPL).
namespace svcctl::customer {

/// An answer; what was not asked stays as it is.
struct ContactAnswer {
  std::optional<bool> service = std::nullopt;
  std::optional<bool> marketing = std::nullopt;
  ConsentMethod method = ConsentMethod::counter;
};

/// One answer on record, append-only.
struct ContactConsent {
  Instant at;  ///< when the customer said so
  std::optional<bool> service;
  std::optional<bool> marketing;
  ConsentMethod method = ConsentMethod::counter;
  std::string by;            ///< staff code of who heard it, or empty
  std::string customer;      ///< number it was given under
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};

/// Keeps what a customer answered and makes it what the customer's row says.
/// @throws Error "customer.nothing" (2), "customer.restricted" (4), finders'
SVCCTL_API Customer answer_contact(store::WriteTxn& tx, const std::string& typed,
                                   const ContactAnswer& answer);
/// Every answer in its order, also those given under a number merged into this one.
SVCCTL_API std::vector<ContactConsent> contact_consents(const store::ReadTxn& tx,
                                                        std::int64_t customer_id);
/// The row of an answer; the caller sets the customer's own.
SVCCTL_API void keep_consent(store::WriteTxn& tx, std::int64_t customer_id,
                             const ContactAnswer& answer);

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array fields<customer::ContactConsent> = {
    field<&customer::ContactConsent::late_by>("late_by"),
    field<&customer::ContactConsent::at>("at"),
    field<&customer::ContactConsent::service>("service"),
    field<&customer::ContactConsent::marketing>("marketing"),
    field<&customer::ContactConsent::method>("method"),
    field<&customer::ContactConsent::by>("staff"),
    field<&customer::ContactConsent::customer>("number"),
};
}  // namespace svcctl
