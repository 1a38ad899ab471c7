#include <algorithm>

#include "base/read/day.hpp"
#include "base/read/number.hpp"
#include "parts/catalogue/supplier.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

/// The last day of the qualification, as declared days are read.
std::optional<Date> valid_to(const csv::ImportRow& row, const csv::ImportOptions& options) {
  const auto text = row.maybe("valid_to");
  if (!text) return std::nullopt;
  const auto reading =
      readers::day(*text, {.order = options.reader.dates, .month_is_its_last_day = true});
  if (!reading.value) throw bad_data("import.valid_to", reading.cause);
  return reading.value;
}

csv::Outcome take_supplier(store::WriteTxn& tx, const csv::ImportRow& row,
                           const csv::ImportOptions& options) {
  const auto code = row.text("code");
  if (code.empty()) throw bad_data("import.code", tr("a code is needed"));
  SupplierFields fields{.name = row.maybe("name"),
                        .address = row.maybe("address"),
                        .phone = row.maybe("phone"),
                        .licence = row.maybe("licence"),
                        .qualification = row.maybe("qualification"),
                        .valid_to_on = valid_to(row, options)};
  if (const auto lead = row.integer("lead_days")) fields.lead_days = static_cast<int>(*lead);
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

csv::ImportResult import_suppliers(store::WriteTxn& tx, std::istream& source,
                                   const csv::ImportOptions& options) {
  shop::require_right(tx, Right::keep_stock);
  const csv::HeaderMap map{
      {"code", {"supplier", "supplier code", "供应商代码", "供应商编码", "代码"}},
      {"name", {"supplier name", "供应商名称", "供应商", "名称"}},
      {"address", {"地址"}},
      {"phone", {"telephone", "电话", "联系电话"}},
      {"licence", {"business licence", "营业执照", "营业执照号"}},
      {"qualification", {"资质"}},
      {"valid_to", {"valid to", "valid until", "资质有效期", "有效期至"}},
      {"lead_days", {"lead time", "到货天数", "交货天数"}}};
  return csv::import_rows(tx, source, options, map, "code", [&](const csv::ImportRow& row) {
    return take_supplier(tx, row, options);
  });
}

}  // namespace svcctl::parts
