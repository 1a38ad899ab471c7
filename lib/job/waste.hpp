#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// The hazardous-waste ledger (clause 2.3-oldparts): every batch in and out, by code.
namespace svcctl::job {

/// Who may take hazardous waste away, by licence.
struct WasteReceiver {
  std::int64_t id = 0;
  std::string code;
  std::string name;
  std::string licence;
  std::vector<std::string> waste_codes;
  Date valid_from;
  Date valid_to;
  std::string phone;
};
/// What to set on a receiver; what is left out stays as it is.
struct WasteReceiverFields {
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> licence = std::nullopt;
  std::optional<std::vector<std::string>> waste_codes = std::nullopt;
  std::optional<Date> valid_from = std::nullopt;
  std::optional<Date> valid_to = std::nullopt;
  std::optional<std::string> phone = std::nullopt;
};
/// Adds or changes a receiver, in a manager's name.
/// @throws Error "waste.receiver-incomplete", "waste.receiver-dates" (2)
SVCCTL_API WasteReceiver set_waste_receiver(store::WriteTxn& tx, const std::string& code,
                                            const WasteReceiverFields& fields);
/// @throws Error "waste.no-receiver" (3)
SVCCTL_API WasteReceiver find_waste_receiver(const store::ReadTxn& tx, const std::string& code);
SVCCTL_API std::vector<WasteReceiver> waste_receivers(const store::ReadTxn& tx);

/// One line of the ledger.
struct WasteEntry {
  std::string number;  ///< "H261123-001"
  std::string code;
  std::string unit;
  Quantity quantity;  ///< what leaves is negative
  std::string container;
  std::string source;
  std::string receiver;  ///< code, or empty
  std::string manifest;
  std::string carrier;
  Instant at;
  std::string staff;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};
struct WasteInRequest {
  std::string code;
  Quantity quantity;
  std::string unit = "kg";
  std::string container;
  std::string source;
  std::optional<std::int64_t> old_part_id = std::nullopt;
};
struct WasteOutRequest {
  std::string code;
  Quantity quantity;
  std::string unit = "kg";
  std::string receiver;  ///< code
  std::string manifest;
  std::string carrier;
  std::string container;
  std::optional<std::int64_t> old_part_id = std::nullopt;
};
/// Takes waste into the store. @throws Error "parts.qty", "waste.code" (2)
SVCCTL_API WasteEntry waste_in(store::WriteTxn& tx, const WasteInRequest& request);
/// Hands waste to a receiver. Refuses (2.3-oldparts) one whose licence does not hold on the day
/// ("waste.unlicensed") or does not list the code ("waste.other-code"), and more than is stored
/// ("waste.too-much"). @throws Error "waste.manifest" (2)
SVCCTL_API WasteEntry waste_out(store::WriteTxn& tx, const WasteOutRequest& request);

/// What is stored of one code.
struct WasteBalance {
  std::string code;
  std::string unit;
  Quantity stored;
  std::optional<Date> oldest =
      std::nullopt;  ///< since when the oldest of it has been here: first in, first out
  int days = 0;      ///< stored so long
  std::optional<Date> due = std::nullopt;  ///< by then it must have left
  bool late = false;
};
SVCCTL_API std::vector<WasteBalance> waste_balances(const store::ReadTxn& tx);
/// Oldest first; what is empty does not narrow.
SVCCTL_API std::vector<WasteEntry> waste_ledger(const store::ReadTxn& tx, const std::string& code,
                                                const std::optional<Period>& period);

/// A period's sums of one code, for the yearly report.
struct WasteSum {
  std::string code;
  std::string unit;
  Quantity opening;
  Quantity in;
  Quantity out;
  Quantity closing = {};
};
SVCCTL_API std::vector<WasteSum> waste_summary(const store::ReadTxn& tx, const Period& period);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array fields<job::WasteEntry> = {
    field<&job::WasteEntry::number>("number"),       field<&job::WasteEntry::code>("code"),
    field<&job::WasteEntry::unit>("unit"),           field<&job::WasteEntry::quantity>("qty"),
    field<&job::WasteEntry::container>("container"), field<&job::WasteEntry::source>("source"),
    field<&job::WasteEntry::receiver>("receiver"),   field<&job::WasteEntry::manifest>("manifest"),
    field<&job::WasteEntry::carrier>("carrier"),     field<&job::WasteEntry::at>("at"),
    field<&job::WasteEntry::staff>("staff"),         field<&job::WasteEntry::late_by>("late_by"),
};
template <>
inline constexpr std::array fields<job::WasteReceiver> = {
    field<&job::WasteReceiver::id>("id"),
    field<&job::WasteReceiver::code>("code"),
    field<&job::WasteReceiver::name>("name"),
    field<&job::WasteReceiver::licence>("licence"),
    field<&job::WasteReceiver::valid_from>("valid_from_on"),
    field<&job::WasteReceiver::valid_to>("valid_to_on"),
    field<&job::WasteReceiver::phone>("phone"),
};
}  // namespace svcctl
