#include <algorithm>

#include "base/identifier.hpp"
#include "parts/catalogue/supplier.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

constexpr std::array supplier_list = {
    csv::Column{"code", "supplier|supplier code|供应商代码|供应商编码|代码", csv::Type::identifier,
                csv::Need::value},
    csv::Column{"name", "supplier name|供应商名称|供应商|名称"},
    csv::Column{"address", "地址"},
    csv::Column{"phone", "telephone|电话|联系电话", csv::Type::text, csv::Need::no,
                csv::CodeWords{}, &csv::key_of<Phone>},
    csv::Column{"licence", "business licence|营业执照|营业执照号"},
    csv::Column{"qualification", "资质"},
    csv::Column{"valid_to", "valid to|valid until|资质有效期|有效期至", csv::Type::last_day},
    csv::Column{"lead_days", "lead time|到货天数|交货天数", csv::Type::days},
};

csv::Outcome take_supplier(store::WriteTxn& tx, const csv::ImportRow& row) {
  const auto code = row.text("code");
  SupplierFields fields{.name = row.maybe("name"),
                        .address = row.maybe("address"),
                        .phone = row.maybe("phone"),
                        .licence = row.maybe("licence"),
                        .qualification = row.maybe("qualification"),
                        .valid_to_on = row.day("valid_to"),
                        .lead_days = row.small_number("lead_days")};
  const auto known = list_suppliers(tx, std::nullopt);
  const auto now = std::ranges::find(known, code, &Supplier::code);
  if (now == known.end()) {
    add_supplier(tx, code, fields);
    return csv::Outcome::created;
  }
  // Only what differs: papers of an approved supplier are a manager's to change.
  const auto keep_new = [](auto& given, const auto& kept) {
    if (given && *given == kept) given.reset();
  };
  keep_new(fields.name, now->name);
  keep_new(fields.address, now->address);
  keep_new(fields.phone, now->phone);
  keep_new(fields.licence, now->licence);
  keep_new(fields.qualification, now->qualification);
  keep_new(fields.lead_days, now->lead_days);
  if (fields.valid_to_on == now->valid_to_on) fields.valid_to_on.reset();
  if (!fields.name && !fields.address && !fields.phone && !fields.licence &&
      !fields.qualification && !fields.lead_days && !fields.valid_to_on)
    return csv::Outcome::unchanged;
  set_supplier(tx, code, fields);
  return csv::Outcome::changed;
}

}  // namespace

std::span<const csv::Column> supplier_list_columns() { return supplier_list; }

csv::ImportResult import_suppliers(store::WriteTxn& tx, csv::RowSource& source,
                                   const csv::ImportOptions& options) {
  shop::require_right(tx, Right::keep_stock);
  shop::Batch batch(tx, shop::BatchKind::supplier, options);
  return batch.take(source, supplier_list, {{.by = "code"}},
                    [&](const csv::ImportRow& row) { return take_supplier(tx, row); });
}

}  // namespace svcctl::parts
