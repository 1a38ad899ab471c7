#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settle/payment.hpp"

// Payments and bills that were made by mistake (ADR 24): reversed by a new event, in no sum of the
// day.
namespace svcctl::settle {

struct VoidRequest {
  std::string number;  ///< of the receipt or bill, as typed
  std::string why;
  std::optional<Method> method = std::nullopt;  ///< of a payment: how the money did change hands
  std::optional<Money> amount = std::nullopt;   ///< of a payment: how much it was
  std::string second = {};                      ///< of a payment: the manager behind it; staff code
};
/// A payment, deposit or refund of today never was; with a method or an amount it is taken anew, as
/// it was. By who took it, else by a manager (1.3-integrity); the day after it is refunded. A car
/// that left is not unpaid by it beyond the customer's credit, nor paid too much (2.4-itemise).
/// What is not taken anew counts as a refund: beyond the limit of a visit two people stand behind
/// it.
/// @return the row that reverses it, and what was taken instead
/// @throws Error "settle.no-receipt" (3), "settle.void-day", "settle.voided", "settle.void-core",
/// "settle.void-why" (2), those of taking it anew
SVCCTL_API std::vector<Payment> void_payment(store::WriteTxn& tx, const VoidRequest& request);
/// A bill that nothing was paid on, of a car that has not left, is in force no more. By who made it
/// the same day, else by a manager.
/// @throws Error "settle.void-why", "settle.voided", "settle.paid-already", "job.closed" (2)
SVCCTL_API Bill void_bill(store::WriteTxn& tx, const VoidRequest& request);

/// What is void: a payment, or a delivery of a supplier.
enum class VoidedKind { deposit, payment, refund, delivery };

/// A payment or delivery that is void.
struct Voided {
  std::string number;
  std::string job;
  VoidedKind kind = VoidedKind::payment;
  std::optional<Method> method = std::nullopt;  ///< of a payment
  Money amount;                                 ///< of a delivery: what the supplier asked for it
  std::string why;
  std::string by;      ///< staff code of who voided it
  std::string second;  ///< staff code of who stands behind it, or empty
  Instant at;
  /// The next payment of the visit: how the money did change hands.
  std::optional<Method> then_method = std::nullopt;
  std::optional<Money> then_amount = std::nullopt;
};
/// Of those days, or of all; in the order they were voided.
SVCCTL_API std::vector<Voided> voided(const store::ReadTxn& tx, const std::optional<Period>& on);

}  // namespace svcctl::settle

namespace svcctl {
template <>
inline constexpr std::array codes<settle::VoidedKind> = {
    CodeEntry<settle::VoidedKind>{settle::VoidedKind::deposit, "deposit", N_("deposit")},
    CodeEntry<settle::VoidedKind>{settle::VoidedKind::payment, "payment", N_("payment")},
    CodeEntry<settle::VoidedKind>{settle::VoidedKind::refund, "refund", N_("refund")},
    CodeEntry<settle::VoidedKind>{settle::VoidedKind::delivery, "delivery", N_("delivery||goods")},
};
template <>
inline constexpr std::array fields<settle::Voided> = {
    field<&settle::Voided::number>("number"),
    field<&settle::Voided::job>("job"),
    field<&settle::Voided::kind>("kind"),
    field<&settle::Voided::amount>("amount"),
    field<&settle::Voided::why>("reference"),
    field<&settle::Voided::by>("by_code"),
    field<&settle::Voided::second>("second"),
    field<&settle::Voided::at>("at"),
    field<&settle::Voided::then_amount>("then_amount"),
};
}  // namespace svcctl
