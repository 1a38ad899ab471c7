#include "customer/import.hpp"

#include "base/identifier.hpp"
#include "customer/customer.hpp"
#include "customer/vehicle.hpp"
#include "shop/staff.hpp"

namespace svcctl::customer {
namespace {

using csv::ImportRow;
using csv::Outcome;

/// The customer of that name and phone, or nothing.
std::optional<Customer> same_customer(const store::ReadTxn& tx, const std::string& name,
                                      const std::string& phone) {
  const auto id = tx.value<std::int64_t>(
      R"(SELECT id AS value FROM customer WHERE name = :name AND phone = :phone
          ORDER BY id LIMIT 1)",
      {{"name", name}, {"phone", phone.empty() ? "" : normalise_phone(phone).normal}});
  if (!id) return std::nullopt;
  return kept_customer(tx, *id);
}

std::optional<bool> yes(const ImportRow& row, const char* key) {
  const auto value = row.maybe(key);
  if (!value) return std::nullopt;
  for (const auto* word : {"yes", "true", "1", "是"})
    if (*value == word) return true;
  for (const auto* word : {"no", "false", "0", "否"})
    if (*value == word) return false;
  throw bad_data("import." + std::string(key), tr("'{0}' is neither yes nor no", *value));
}

CustomerFields customer_fields(const ImportRow& row) {
  CustomerFields fields{.name = row.maybe("name"),
                        .phone = row.maybe("phone"),
                        .address = row.maybe("address"),
                        .marketing_contact = yes(row, "marketing"),
                        .method = ConsentMethod::import};
  if (const auto kind = row.maybe("kind")) {
    fields.kind = *kind == "个人"   ? CustomerKind::person
                  : *kind == "单位" ? CustomerKind::company
                                    : from_code<CustomerKind>(*kind);
    if (!fields.kind)
      throw bad_data("import.kind", tr("'{0}' is none of {1}", *kind, all_codes<CustomerKind>()));
  }
  return fields;
}

bool same(const Customer& a, const Customer& b) {
  return a.name == b.name && a.phone == b.phone && a.kind == b.kind && a.address == b.address &&
         a.marketing_contact == b.marketing_contact;
}

Outcome take_customer(store::WriteTxn& tx, const ImportRow& row) {
  const auto fields = customer_fields(row);
  std::optional<Customer> known;
  if (const auto number = row.maybe("number"))
    known = find_customer(tx, *number);
  else
    known = same_customer(tx, fields.name.value_or(""), fields.phone.value_or(""));
  if (!known) {
    add_customer(tx, fields);
    return Outcome::created;
  }
  auto wanted = *known;
  if (fields.name) wanted.name = *fields.name;
  if (fields.phone) wanted.phone = normalise_phone(*fields.phone).normal;
  if (fields.kind) wanted.kind = *fields.kind;
  if (fields.address) wanted.address = *fields.address;
  if (fields.marketing_contact) wanted.marketing_contact = *fields.marketing_contact;
  if (same(*known, wanted)) return Outcome::unchanged;
  set_customer(tx, known->number, fields);
  return Outcome::changed;
}

VehicleFields vehicle_fields(const ImportRow& row) {
  VehicleFields fields{.plate = row.maybe("plate"),
                       .vin = row.maybe("vin"),
                       .make = row.maybe("make"),
                       .model = row.maybe("model"),
                       .engine = row.maybe("engine"),
                       .odometer_km = row.integer("odometer")};
  if (const auto year = row.integer("year")) fields.year = static_cast<int>(*year);
  if (const auto kind = row.maybe("kind")) {
    fields.kind = from_code<VehicleKind>(*kind);
    if (!fields.kind)
      throw bad_data("import.kind", tr("'{0}' is none of {1}", *kind, all_codes<VehicleKind>()));
  }
  return fields;
}

bool changes(const Vehicle& known, const VehicleFields& fields) {
  return (fields.vin && normalise_vin(*fields.vin).normal != known.vin) ||
         (fields.make && *fields.make != known.make) ||
         (fields.model && *fields.model != known.model) ||
         (fields.year && fields.year != known.year) ||
         (fields.engine && *fields.engine != known.engine) ||
         (fields.kind && *fields.kind != known.kind) ||
         (fields.odometer_km && fields.odometer_km != known.odometer_km);
}

Outcome take_vehicle(store::WriteTxn& tx, const ImportRow& row) {
  const auto fields = vehicle_fields(row);
  const auto plate = normalise_plate(fields.plate.value_or(""));
  if (plate.normal.empty()) throw usage_error("vehicle.plate", *plate.warning);
  if (const auto known = seek_vehicle(tx, plate.normal); known && known->plate == plate.normal) {
    if (!changes(*known, fields)) return Outcome::unchanged;
    set_vehicle(tx, known->plate, fields);
    return Outcome::changed;
  }
  std::optional<Customer> owner;
  if (const auto typed = row.maybe("customer")) {
    owner = find_customer(tx, *typed);
  } else {
    const auto name = row.text("owner_name");
    const auto phone = row.text("owner_phone");
    if (name.empty())
      throw usage_error("vehicle.customer", tr("the vehicle has no owner"),
                        "a column with the customer's number or phone, or the owner's name");
    owner = same_customer(tx, name, phone);
    if (!owner) owner = add_customer(tx, {.name = name, .phone = phone});
  }
  add_vehicle(tx, fields, owner->id);
  return Outcome::created;
}

}  // namespace

csv::ImportResult import_customers(store::WriteTxn& tx, std::istream& source,
                                   const csv::ImportOptions& options) {
  shop::require_right(tx, Right::receive);
  const csv::HeaderMap map{
      {"number", {"customer", "customer no", "客户编号", "编号"}},
      {"name", {"customer name", "姓名", "客户", "客户姓名", "客户名称", "车主"}},
      {"phone", {"mobile", "telephone", "电话", "手机", "手机号", "联系电话"}},
      {"kind", {"type", "类型", "客户类型"}},
      {"address", {"地址", "联系地址"}},
      {"marketing", {"marketing contact", "营销", "接受营销"}}};
  return csv::import_rows(source, options, map, "name",
                          [&](const ImportRow& row) { return take_customer(tx, row); });
}

csv::ImportResult import_vehicles(store::WriteTxn& tx, std::istream& source,
                                  const csv::ImportOptions& options) {
  shop::require_right(tx, Right::receive);
  const csv::HeaderMap map{
      {"plate", {"plate no", "licence plate", "车牌", "车牌号", "号牌"}},
      {"vin", {"chassis no", "车架号", "车辆识别代号"}},
      {"make", {"brand", "品牌", "厂牌"}},
      {"model", {"车型", "型号"}},
      {"year", {"model year", "年款", "年份"}},
      {"engine", {"发动机", "发动机号"}},
      {"kind", {"type", "车辆类型"}},
      {"odometer", {"odometer km", "mileage", "km", "里程", "公里数", "里程数"}},
      {"customer", {"owner", "customer no", "客户编号"}},
      {"owner_name", {"owner name", "车主", "车主姓名", "客户姓名"}},
      {"owner_phone", {"owner phone", "电话", "手机", "车主电话", "联系电话"}}};
  return csv::import_rows(source, options, map, "plate",
                          [&](const ImportRow& row) { return take_vehicle(tx, row); });
}

}  // namespace svcctl::customer
