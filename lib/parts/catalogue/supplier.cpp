#include "parts/catalogue/supplier.hpp"

#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

void check_fields(const Supplier& now, const SupplierFields& fields) {
  if (fields.name.value_or(now.name).empty())
    throw usage_error("parts.no-name", tr("a name is needed"));
  if (fields.lead_days.value_or(now.lead_days) < 0)
    throw usage_error("parts.lead", tr("a lead time is not negative"), "--lead DAYS");
}

void write_fields(store::WriteTxn& tx, const Supplier& now, const SupplierFields& fields) {
  check_fields(now, fields);
  tx.run(R"(UPDATE supplier SET name = :name, address = :address, phone = :phone,
                   licence = :licence, qualification = :qualification, valid_to_on = :valid_to_on,
                   lead_days = :lead_days
             WHERE id = :id)",
         {{"id", now.id},
          {"name", fields.name.value_or(now.name)},
          {"address", fields.address.value_or(now.address)},
          {"phone", fields.phone.value_or(now.phone)},
          {"licence", fields.licence.value_or(now.licence)},
          {"qualification", fields.qualification.value_or(now.qualification)},
          {"valid_to_on", fields.valid_to_on ? fields.valid_to_on : now.valid_to_on},
          {"lead_days", fields.lead_days.value_or(now.lead_days)}});
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

}  // namespace

Supplier find_supplier(const store::ReadTxn& tx, std::string_view code) {
  auto found = tx.first<Supplier>(
      R"(SELECT s.id AS id, s.code AS code, s.name AS name, s.address AS address,
                s.phone AS phone, s.licence AS licence, s.qualification AS qualification,
                s.valid_to_on AS valid_to_on, s.lead_days AS lead_days, s.state AS state,
                COALESCE(p.code, '') AS approved_by, s.approved_at AS approved_at,
                s.suspended_reason AS suspended_reason
           FROM supplier s LEFT JOIN staff p ON p.id = s.approved_by
          WHERE s.code = :code)",
      {{"code", code}});
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
      R"(SELECT s.id AS id, s.code AS code, s.name AS name, s.address AS address,
                s.phone AS phone, s.licence AS licence, s.qualification AS qualification,
                s.valid_to_on AS valid_to_on, s.lead_days AS lead_days, s.state AS state,
                COALESCE(p.code, '') AS approved_by, s.approved_at AS approved_at,
                s.suspended_reason AS suspended_reason
           FROM supplier s LEFT JOIN staff p ON p.id = s.approved_by
          WHERE :state = '' OR s.state = :state
          ORDER BY s.code)",
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
  write_fields(tx, made, fields);
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
  write_fields(tx, now, fields);
  return recorded_supplier(tx, code);
}

Supplier approve_supplier(store::WriteTxn& tx, const std::string& code,
                          const SupplierFields& fields) {
  require(tx, tx.may(Right::manage), Clause::source, "parts.approve-right",
          tr("supplier {0} is approved by a manager", code),
          "svcctl parts supplier approve " + code + " --as MANAGER");
  write_fields(tx, find_supplier(tx, code), fields);
  const Supplier now = find_supplier(tx, code);
  require_not_lapsed(tx, now);
  tx.run(R"(UPDATE supplier SET state = 'approved', approved_by = :staff, approved_at = :at,
                   suspended_reason = ''
             WHERE id = :id)",
         {{"id", now.id}, tx.stamp()});
  return recorded_supplier(tx, code);
}

Supplier suspend_supplier(store::WriteTxn& tx, const std::string& code, const std::string& reason) {
  require(tx, tx.may(Right::manage), Clause::source, "parts.approve-right",
          tr("supplier {0} is suspended by a manager", code),
          "svcctl parts supplier suspend " + code + " --why … --as MANAGER");
  const Supplier now = find_supplier(tx, code);
  tx.run("UPDATE supplier SET state = 'suspended', suspended_reason = :reason WHERE id = :id",
         {{"id", now.id}, {"reason", reason}});
  return recorded_supplier(tx, code);
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
