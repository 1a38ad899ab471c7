#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"
#include "settle/bill.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {

enum class PaymentKind { deposit, payment, refund, void_ };
/// How money changes hands; credit is none: what is put on credit stays owed. A core handed in pays
/// its own deposit.
enum class Method { cash, card, wechat, alipay, transfer, cheque, other, credit, core };

/// Money taken or given back, as kept. Its number is the receipt's.
struct Payment {
  std::string number;  ///< "R261123-001"
  std::string job;
  PaymentKind kind = PaymentKind::payment;
  Method method = Method::cash;
  Money amount;  ///< what leaves is negative
  std::string reference;
  Instant at;
  std::string by;                      ///< staff code
  std::optional<Money> due;            ///< of the job after it, once there is a bill
  std::optional<Instant> happened_at;  ///< where that is another time than `at`, of its posting
  std::string late_by;                 ///< staff code of who recorded it late; empty: in time
};

struct PaymentRequest {
  std::string job;
  Method method = Method::cash;
  Money amount;
  std::string reference = {};
  std::string second = {};                        ///< of a refund: the manager who stands behind it
  intake::Payer payer = intake::Payer::customer;  ///< of a payment: whose share it is of
};

/// Money taken before the bill, from confirmation on; not more than was consented to.
/// @throws Error "settle.amount", "settle.too-much", "settle.not-confirmed", "settle.billed" (2)
SVCCTL_API Payment take_deposit(store::WriteTxn& tx, const PaymentRequest& request);
/// Money taken on the bill, not more than is due of the payer's share; an insurer or maker pays on
/// a claim. Refuses payment before the itemised bill is made, and credit beyond the customer's
/// limit (clause 2.4-itemise).
/// @throws Error "settle.amount", "settle.too-much", "job.closed" (2)
SVCCTL_API Payment pay(store::WriteTxn& tx, const PaymentRequest& request);
/// Money given back, not more than was taken; the reference says why. Refuses one above
/// `settle.refund_second_above`, or after the car was handed over, without a second person
/// ("settle.refund-second", 2.4-itemise).
/// @throws Error "settle.amount", "settle.too-much", "settle.refund-why" (2)
SVCCTL_API Payment refund(store::WriteTxn& tx, const PaymentRequest& request);
/// Credits the customer for an old part that came in after the bill, and gives back what was paid
/// too much: a payment by the core itself, then a refund. Old parts that were in when the bill was
/// made are credited on it.
/// @throws Error "settle.core-not-in", "settle.core-settled" (2), find_old_part's
SVCCTL_API std::vector<Payment> credit_core(store::WriteTxn& tx, const std::string& tag,
                                            Method method);
SVCCTL_API std::vector<Payment> payments(const store::ReadTxn& tx, std::int64_t job_id);

/// How a job stands between the shop and the customer.
struct Account {
  intake::JobRecord job;
  std::optional<Bill> bill;  ///< in force, without its lines
  Money deposits;            ///< taken before the bill
  Money paid;                ///< all money taken less what was given back; credit is no money
  Money credit;              ///< put on credit
  std::optional<Money> due;  ///< of the customer's share; below zero when too much was paid
  std::string customer;      ///< number
  Money credit_limit;        ///< that the customer may owe in all
  Money others;              ///< owed for other cars, already handed over
};
SVCCTL_API Account account_of(const store::ReadTxn& tx, const intake::JobRecord& job);
/// Refuses to let the customer owe so much for this job, beyond the limit a manager set
/// (clause 2.4-itemise).
SVCCTL_API void require_credit(store::WriteTxn& tx, const Account& account, Money amount);

struct BillFilter {
  std::optional<Period> on = std::nullopt;  ///< day of the bill
  bool void_too = false;
  bool unpaid = false;  ///< only those of which something is due
  bool delivered = false;
};
/// One line of a list of bills.
struct BillRow {
  std::string number;
  std::string job;
  std::string plate;
  std::string customer;       ///< number
  std::string customer_name;  ///< unmasked: mask it in lists
  Money total;
  Money customer_share;
  Money paid;
  Money due;
  BillState state = BillState::issued;
  Instant at;
  std::optional<Instant> delivered_at;
};
/// Newest first.
SVCCTL_API std::vector<BillRow> list_bills(const store::ReadTxn& tx, const BillFilter& filter);

/// A day's takings by one method.
struct Takings {
  Date day;
  Method method = Method::cash;
  std::int64_t count = 0;
  Money taken;
  Money refunded;  ///< below zero
  Money sum;
};
SVCCTL_API std::vector<Takings> takings(const store::ReadTxn& tx, Date day);

}  // namespace svcctl::settle

namespace svcctl {
template <>
inline constexpr std::array codes<settle::PaymentKind> = {
    CodeEntry<settle::PaymentKind>{settle::PaymentKind::deposit, "deposit", N_("deposit")},
    CodeEntry<settle::PaymentKind>{settle::PaymentKind::payment, "payment", N_("payment")},
    CodeEntry<settle::PaymentKind>{settle::PaymentKind::refund, "refund", N_("refund")},
    CodeEntry<settle::PaymentKind>{settle::PaymentKind::void_, "void", N_("void")},
};
template <>
inline constexpr std::array codes<settle::Method> = {
    CodeEntry<settle::Method>{settle::Method::cash, "cash", N_("cash")},
    CodeEntry<settle::Method>{settle::Method::card, "card", N_("card")},
    CodeEntry<settle::Method>{settle::Method::wechat, "wechat", N_("WeChat Pay")},
    CodeEntry<settle::Method>{settle::Method::alipay, "alipay", N_("Alipay")},
    CodeEntry<settle::Method>{settle::Method::transfer, "transfer", N_("bank transfer")},
    CodeEntry<settle::Method>{settle::Method::cheque, "cheque", N_("cheque")},
    CodeEntry<settle::Method>{settle::Method::other, "other", N_("other means")},
    CodeEntry<settle::Method>{settle::Method::credit, "credit", N_("on credit")},
    CodeEntry<settle::Method>{settle::Method::core, "core", N_("core handed in")},
};
template <>
inline constexpr std::array fields<settle::Payment> = {
    field<&settle::Payment::number>("number"),
    field<&settle::Payment::job>("job"),
    field<&settle::Payment::kind>("kind"),
    field<&settle::Payment::method>("method"),
    field<&settle::Payment::amount>("amount"),
    field<&settle::Payment::reference>("reference"),
    field<&settle::Payment::at>("at"),
    field<&settle::Payment::by>("by_code"),
    field<&settle::Payment::happened_at>("happened_at"),
    field<&settle::Payment::late_by>("late_by"),
};
template <>
inline constexpr std::array fields<settle::Account> = {
    field<&settle::Account::deposits>("deposit_amount"),
    field<&settle::Account::paid>("paid_amount"),
    field<&settle::Account::credit>("credit_amount"),
    field<&settle::Account::customer>("customer"),
    field<&settle::Account::credit_limit>("credit_limit_amount"),
    field<&settle::Account::others>("others_amount"),
};
template <>
inline constexpr std::array fields<settle::BillRow> = {
    field<&settle::BillRow::number>("number"),
    field<&settle::BillRow::job>("job"),
    field<&settle::BillRow::plate>("plate"),
    field<&settle::BillRow::customer>("customer"),
    field<&settle::BillRow::customer_name>("name"),
    field<&settle::BillRow::total>("total_amount"),
    field<&settle::BillRow::customer_share>("customer_amount"),
    field<&settle::BillRow::state>("state"),
    field<&settle::BillRow::at>("at"),
    field<&settle::BillRow::delivered_at>("delivered_at"),
    field<&settle::BillRow::paid>("paid"),
};
template <>
inline constexpr std::array fields<settle::Takings> = {
    field<&settle::Takings::method>("method"), field<&settle::Takings::count>("n"),
    field<&settle::Takings::taken>("taken"),   field<&settle::Takings::refunded>("refunded"),
    field<&settle::Takings::sum>("total"),
};
}  // namespace svcctl
