#include "parts/catalogue/supplier.hpp"

#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

void check_fields(const Supplier& now, const SupplierFields& fields) {
  if (fields.name.value_or(now.name).empty())
    throw usage_error("parts.no-name", tr("a name is needed"));
  if (fields.lead_days.value_or(now.lead_days) < 0)
    throw usage_error("parts.lead", tr("a lead time is not negative"), "--lead DAYS");
}

/// Ends the approval in force and begins one of the supplier's state and papers, where it is
/// another.
void keep_approval(store::WriteTxn& tx, const Supplier& before, const Supplier& after) {
  tx.run("UPDATE supplier_approval SET to_at = :now WHERE supplier_id = :id AND to_at IS NULL",
         {{"id", before.id}, {"now", tx.now()}});
  tx.insert(
      R"(INSERT INTO supplier_approval (supplier_id, state, licence, qualification, valid_to_on,
                                              reason, from_at, staff_id)
               VALUES (:id, :state, :licence, :qualification, :valid_to, :reason, :now, :staff))",
      {{"id", before.id},
       {"state", after.state},
       {"licence", after.licence},
       {"qualification", after.qualification},
       {"valid_to", after.valid_to_on},
       {"reason", after.suspended_reason},
       tx.stamp()});
}

bool same_papers(const Supplier& one, const Supplier& other) {
  return one.licence == other.licence && one.qualification == other.qualification &&
         one.valid_to_on == other.valid_to_on;
}

/// @return with the fields given
Supplier write_fields(store::WriteTxn& tx, const Supplier& now, const SupplierFields& fields) {
  check_fields(now, fields);
  Supplier made = now;
  made.name = fields.name.value_or(now.name);
  made.address = fields.address.value_or(now.address);
  made.phone = fields.phone.value_or(now.phone);
  made.lead_days = fields.lead_days.value_or(now.lead_days);
  made.licence = fields.licence.value_or(now.licence);
  made.qualification = fields.qualification.value_or(now.qualification);
  if (fields.valid_to_on) made.valid_to_on = fields.valid_to_on;
  tx.run(R"(UPDATE supplier SET name = :name, address = :address, phone = :phone,
                   lead_days = :lead_days
             WHERE id = :id)",
         {{"id", made.id},
          {"name", made.name},
          {"address", made.address},
          {"phone", made.phone},
          {"lead_days", made.lead_days}});
  return made;
}

Supplier recorded_supplier(store::WriteTxn& tx, const std::string& code) {
  Supplier made = find_supplier(tx, code);
  tx.record(store::company, {"supplier",
                             made.code,
                             {{"state", to_code(made.state)},
                              {"qualification", made.qualification},
                              {"valid_to", made.valid_to_on ? made.valid_to_on->str() : ""}}});
  return made;
}

void require_not_lapsed(store::WriteTxn& tx, const Supplier& supplier) {
  const Date day = tx.judged_on();
  const bool over = lapsed(supplier.valid_to_on, day);
  require(tx, !over, Clause::source, "parts.supplier-lapsed",
          tr("the qualification of supplier {0} lapsed on {1}", supplier.code,
             over ? supplier.valid_to_on->str() : ""),
          "svcctl parts supplier approve " + supplier.code + " --qualification … --valid-to DATE");
}

constexpr const char* supplier_columns =
    R"(SELECT s.id AS id, s.code AS code, s.name AS name, s.address AS address,
              s.phone AS phone, a.licence AS licence, a.qualification AS qualification,
              a.valid_to_on AS valid_to_on, s.lead_days AS lead_days, a.state AS state,
              CASE WHEN a.state = 'approved' THEN COALESCE(p.code, '') ELSE '' END AS approved_by,
              CASE WHEN a.state = 'approved' THEN a.from_at END AS approved_at,
              a.reason AS suspended_reason
         FROM supplier s JOIN supplier_approval a ON a.supplier_id = s.id AND a.to_at IS NULL
         LEFT JOIN staff p ON p.id = a.staff_id )";

}  // namespace

Supplier find_supplier(const store::ReadTxn& tx, std::string_view code) {
  auto found =
      tx.first<Supplier>(std::string(supplier_columns) + "WHERE s.code = :code", {{"code", code}});
  if (!found)
    throw not_found("parts.supplier-not-found", tr("no supplier {0}", code),
                    "svcctl parts supplier list");
  return *found;
}

Supplier supplier_by_id(const store::ReadTxn& tx, std::int64_t id) {
  const auto code =
      tx.value<std::string>("SELECT code AS value FROM supplier WHERE id = :id", {{"id", id}});
  return find_supplier(tx, code.value_or(""));
}

std::vector<Supplier> list_suppliers(const store::ReadTxn& tx, std::optional<SupplierState> state) {
  return tx.all<Supplier>(
      std::string(supplier_columns) + "WHERE :state = '' OR a.state = :state ORDER BY s.code",
      {{"state", state ? to_code(*state) : ""}});
}

Supplier add_supplier(store::WriteTxn& tx, const std::string& code, const SupplierFields& fields) {
  shop::require_right(tx, Right::keep_stock);
  if (code.empty()) throw usage_error("parts.no-code", tr("a code is needed"));
  if (tx.value<std::int64_t>("SELECT id AS value FROM supplier WHERE code = :code",
                             {{"code", code}}))
    throw usage_error("parts.supplier-exists", tr("supplier {0} is there already", code),
                      "svcctl parts supplier set " + code + " …");
  Supplier made;
  check_fields(made, fields);
  made.id = tx.insert("INSERT INTO supplier (code, name) VALUES (:code, :name)",
                      {{"code", code}, {"name", fields.name.value_or("")}});
  keep_approval(tx, made, write_fields(tx, made, fields));
  return recorded_supplier(tx, code);
}

Supplier set_supplier(store::WriteTxn& tx, const std::string& code, const SupplierFields& fields) {
  shop::require_right(tx, Right::keep_stock);
  const Supplier now = find_supplier(tx, code);
  const bool papers = fields.licence || fields.qualification || fields.valid_to_on;
  require(tx, !papers || now.state != SupplierState::approved || tx.may(Right::manage),
          Clause::source, "parts.approve-right",
          tr("papers of the approved supplier {0} are changed by a manager", code),
          "svcctl parts supplier approve " + code + " … --as MANAGER");
  const Supplier made = write_fields(tx, now, fields);
  if (!same_papers(now, made)) keep_approval(tx, now, made);
  return recorded_supplier(tx, code);
}

Supplier approve_supplier(store::WriteTxn& tx, const std::string& code,
                          const SupplierFields& fields) {
  require(tx, tx.may(Right::manage), Clause::source, "parts.approve-right",
          tr("supplier {0} is approved by a manager", code),
          "svcctl parts supplier approve " + code + " --as MANAGER");
  const Supplier now = find_supplier(tx, code);
  Supplier made = write_fields(tx, now, fields);
  require_not_lapsed(tx, made);
  made.state = SupplierState::approved;
  made.suspended_reason.clear();
  keep_approval(tx, now, made);
  return recorded_supplier(tx, code);
}

Supplier suspend_supplier(store::WriteTxn& tx, const std::string& code, const std::string& reason) {
  require(tx, tx.may(Right::manage), Clause::source, "parts.approve-right",
          tr("supplier {0} is suspended by a manager", code),
          "svcctl parts supplier suspend " + code + " --why … --as MANAGER");
  const Supplier now = find_supplier(tx, code);
  Supplier made = now;
  made.state = SupplierState::suspended;
  made.suspended_reason = reason;
  keep_approval(tx, now, made);
  return recorded_supplier(tx, code);
}

void put_aside(store::WriteTxn& tx, std::int64_t supplier_id, const std::string& reason) {
  Supplier made;
  made.id = supplier_id;
  made.state = SupplierState::suspended;
  made.suspended_reason = reason;
  keep_approval(tx, made, made);
}

std::vector<Approval> approvals(const store::ReadTxn& tx, std::int64_t supplier_id) {
  return tx.all<Approval>(
      R"(SELECT a.from_at AS from_at, a.to_at AS to_at, a.state AS state, a.licence AS licence,
                a.qualification AS qualification, a.valid_to_on AS valid_to_on,
                a.reason AS reason, COALESCE(s.code, '') AS staff
           FROM supplier_approval a LEFT JOIN staff s ON s.id = a.staff_id
          WHERE a.supplier_id = :id ORDER BY a.id)",
      {{"id", supplier_id}});
}

void require_approved(store::WriteTxn& tx, const Supplier& supplier) {
  require(tx, supplier.state == SupplierState::approved, Clause::source,
          "parts.supplier-unapproved",
          supplier.state == SupplierState::suspended
              ? tr("supplier {0} is suspended", supplier.code)
              : tr("supplier {0} is not approved", supplier.code),
          "svcctl parts supplier approve " + supplier.code + " --as MANAGER");
  require_not_lapsed(tx, supplier);
}

}  // namespace svcctl::parts
