#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "csv/import.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

enum class SupplierState { pending, approved, suspended };

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::SupplierState> = {
    CodeEntry<parts::SupplierState>{parts::SupplierState::pending, "pending", N_("pending")},
    CodeEntry<parts::SupplierState>{parts::SupplierState::approved, "approved", N_("approved")},
    CodeEntry<parts::SupplierState>{parts::SupplierState::suspended, "suspended", N_("suspended")},
};
}  // namespace svcctl

namespace svcctl::parts {

/// Where parts come from (clause 2.3-source).
struct Supplier {
  std::int64_t id = 0;
  std::string code;
  std::string name;
  std::string address;
  std::string phone;
  std::string licence;
  std::string qualification;
  std::optional<Date> valid_to_on;  ///< last day of the qualification
  int lead_days = 3;                ///< from order to arrival
  SupplierState state = SupplierState::pending;
  std::string approved_by;             ///< staff code of who set the state and papers, or empty
  std::optional<Instant> approved_at;  ///< since when they are in force
  std::string suspended_reason;
};

/// A period of a supplier's state and papers. A change ends it and begins another.
struct Approval {
  std::optional<Instant> from_at;  ///< nothing: not known since when
  std::optional<Instant> to_at;    ///< nothing: in force
  SupplierState state = SupplierState::pending;
  std::string licence;
  std::string qualification;
  std::optional<Date> valid_to_on;
  std::string reason;  ///< why it was suspended
  std::string staff;   ///< code of who approved, suspended or changed it
};

struct SupplierFields {
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> address = std::nullopt;
  std::optional<std::string> phone = std::nullopt;
  std::optional<std::string> licence = std::nullopt;
  std::optional<std::string> qualification = std::nullopt;
  std::optional<Date> valid_to_on = std::nullopt;
  std::optional<int> lead_days = std::nullopt;
};

/// @throws Error "parts.supplier-not-found" (3)
SVCCTL_API Supplier find_supplier(const store::ReadTxn& tx, std::string_view code);
SVCCTL_API Supplier supplier_by_id(const store::ReadTxn& tx, std::int64_t id);
SVCCTL_API std::vector<Supplier> list_suppliers(const store::ReadTxn& tx,
                                                std::optional<SupplierState> state);
/// Adds a supplier, pending. @throws Error "parts.supplier-exists", "parts.no-name" (2)
SVCCTL_API Supplier add_supplier(store::WriteTxn& tx, const std::string& code,
                                 const SupplierFields& fields);
SVCCTL_API Supplier set_supplier(store::WriteTxn& tx, const std::string& code,
                                 const SupplierFields& fields);
SVCCTL_API std::span<const csv::Column> supplier_list_columns();
/// Adds and changes suppliers from a file; new ones are pending. @throws as csv::import_rows
SVCCTL_API csv::ImportResult import_suppliers(store::WriteTxn& tx, csv::RowSource& source,
                                              const csv::ImportOptions& options);
/// Approves, in a manager's name; fields given are set first. Refuses (2.3-source) who may not
/// manage ("parts.approve-right") and a qualification that has lapsed ("parts.supplier-lapsed").
SVCCTL_API Supplier approve_supplier(store::WriteTxn& tx, const std::string& code,
                                     const SupplierFields& fields);
SVCCTL_API Supplier suspend_supplier(store::WriteTxn& tx, const std::string& code,
                                     const std::string& reason);
/// A supplier whose list was taken back: suspended, without papers, until a manager approves it.
SVCCTL_API void put_aside(store::WriteTxn& tx, std::int64_t supplier_id, const std::string& reason);
/// Every period of the supplier's state and papers, oldest first.
SVCCTL_API std::vector<Approval> approvals(const store::ReadTxn& tx, std::int64_t supplier_id);
/// Whether the last day, of a supplier's papers or of a lot, had passed on that day; what refusals
/// and the audit go by.
inline bool lapsed(std::optional<Date> last, Date day) { return last && *last < day; }
/// Refuses (2.3-source) a supplier not approved ("parts.supplier-unapproved") or lapsed on the
/// day of receipt ("parts.supplier-lapsed").
SVCCTL_API void require_approved(store::WriteTxn& tx, const Supplier& supplier);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Approval> = {
    field<&parts::Approval::from_at>("from_at"),
    field<&parts::Approval::to_at>("to_at"),
    field<&parts::Approval::state>("state"),
    field<&parts::Approval::licence>("licence"),
    field<&parts::Approval::qualification>("qualification"),
    field<&parts::Approval::valid_to_on>("valid_to_on"),
    field<&parts::Approval::reason>("reason"),
    field<&parts::Approval::staff>("staff"),
};
template <>
inline constexpr std::array fields<parts::Supplier> = {
    field<&parts::Supplier::id>("id"),
    field<&parts::Supplier::code>("code"),
    field<&parts::Supplier::name>("name"),
    field<&parts::Supplier::address>("address"),
    field<&parts::Supplier::phone>("phone"),
    field<&parts::Supplier::licence>("licence"),
    field<&parts::Supplier::qualification>("qualification"),
    field<&parts::Supplier::valid_to_on>("valid_to_on"),
    field<&parts::Supplier::lead_days>("lead_days"),
    field<&parts::Supplier::state>("state"),
    field<&parts::Supplier::approved_by>("approved_by"),
    field<&parts::Supplier::approved_at>("approved_at"),
    field<&parts::Supplier::suspended_reason>("suspended_reason"),
};
}  // namespace svcctl
