#include "customer/import.hpp"

#include "base/identifier.hpp"
#include "customer/batch.hpp"
#include "customer/customer.hpp"
#include "customer/identity.hpp"
#include "customer/odometer.hpp"
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
                        .method = ConsentMethod::import,
                        .source_id = row.maybe("source_id")};
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
  return a.source_id == b.source_id && a.name == b.name && a.phone == b.phone && a.kind == b.kind &&
         a.address == b.address && a.marketing_contact == b.marketing_contact;
}

std::optional<Customer> customer_of_source(const store::ReadTxn& tx, const std::string& id) {
  const auto found = tx.value<std::int64_t>(
      R"(SELECT id AS value FROM customer WHERE source_id = :id AND source_id <> ''
          ORDER BY id LIMIT 1)",
      {{"id", id}});
  return found ? std::optional(kept_customer(tx, *found)) : std::nullopt;
}

/// The customer on file that the row is about, or nothing.
std::optional<Customer> known_customer(const store::ReadTxn& tx, const ImportRow& row,
                                       const CustomerFields& fields) {
  if (const auto id = row.maybe("source_id"))
    if (auto found = customer_of_source(tx, *id)) return found;
  if (const auto number = row.maybe("number")) return find_customer(tx, *number);
  auto found = same_customer(tx, fields.name.value_or(""), fields.phone.value_or(""));
  if (found && row.maybe("source_id") && !found->source_id.empty())
    return std::nullopt;  // the other program knows two of that name and phone
  return found;
}

Before before_of(const Customer& customer) {
  return {{"name", customer.name},
          {"phone", customer.phone},
          {"phone_typed", customer.phone_typed},
          {"kind", to_code(customer.kind)},
          {"address", customer.address},
          {"marketing", customer.marketing_contact ? "1" : "0"},
          {"source_id", customer.source_id}};
}

Outcome take_customer(store::WriteTxn& tx, Batch& batch, const ImportRow& row) {
  const auto fields = customer_fields(row);
  const auto known = known_customer(tx, row, fields);
  if (!known) {
    batch.made("customer", add_customer(tx, fields).id);
    return Outcome::created;
  }
  auto wanted = *known;
  if (fields.name) wanted.name = *fields.name;
  if (fields.phone) wanted.phone = normalise_phone(*fields.phone).normal;
  if (fields.kind) wanted.kind = *fields.kind;
  if (fields.address) wanted.address = *fields.address;
  if (fields.marketing_contact) wanted.marketing_contact = *fields.marketing_contact;
  if (fields.source_id) wanted.source_id = *fields.source_id;
  if (same(*known, wanted)) return Outcome::unchanged;
  const auto before = before_of(*known);
  set_customer(tx, known->number, fields);
  batch.made("customer", known->id, &before);
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

Before before_of(const Vehicle& vehicle) {
  const auto number = [](const auto& value) { return value ? std::to_string(*value) : ""; };
  return {{"make", vehicle.make},
          {"model", vehicle.model},
          {"year", number(vehicle.year)},
          {"engine", vehicle.engine},
          {"kind", to_code(vehicle.kind)}};
}

/// The owner on file, or put on file from the row's name and phone.
Customer owner_of(store::WriteTxn& tx, Batch& batch, const ImportRow& row) {
  if (const auto id = row.maybe("owner_id")) {
    if (auto found = customer_of_source(tx, *id)) return *found;
    throw not_found("customer.owner_id", tr("no customer came with the number '{0}'", *id),
                    "svcctl customer import FILE");
  }
  if (const auto typed = row.maybe("customer")) return find_customer(tx, *typed);
  const auto name = row.text("owner_name");
  const auto phone = row.text("owner_phone");
  if (name.empty())
    throw usage_error("vehicle.customer", tr("the vehicle has no owner"),
                      "svcctl vehicle add --plate PLATE --customer CUSTOMER");
  if (auto found = same_customer(tx, name, phone)) return *found;
  auto made = add_customer(tx, {.name = name, .phone = phone});
  batch.made("customer", made.id);
  return made;
}

Outcome take_vehicle(store::WriteTxn& tx, Batch& batch, const ImportRow& row, bool sure) {
  const auto fields = vehicle_fields(row);
  if (const auto known = identify(tx, "", fields)) {
    const auto before = before_of(*known);
    auto filled = fill_vehicle(tx, *known, fields);
    std::optional<std::int64_t> reading;
    if (fields.odometer_km && fields.odometer_km != known->odometer_km)
      reading =
          read_odometer(tx, known->id,
                        {.km = *fields.odometer_km, .source = ReadingSource::import, .sure = sure});
    if (!filled.changed && !reading) return Outcome::unchanged;
    batch.made("vehicle", known->id, &before);
    if (reading) batch.made("odometer_reading", *reading);
    for (const auto identifier : filled.identifiers) batch.made("vehicle_identifier", identifier);
    return Outcome::changed;
  }
  require_new(tx, fields);
  const auto owner = owner_of(tx, batch, row);
  require_new_of(tx, owner.id, fields);
  batch.made("vehicle", add_vehicle(tx, fields, owner.id).id);
  return Outcome::created;
}

}  // namespace

csv::ImportResult import_customers(store::WriteTxn& tx, std::istream& source,
                                   const csv::ImportOptions& options) {
  shop::require_right(tx, Right::receive);
  const csv::HeaderMap map{
      {"number", {"customer", "customer no", "客户编号", "编号"}},
      {"source_id", {"id", "source id", "member no", "会员号", "会员编号", "原编号"}},
      {"name", {"customer name", "姓名", "客户", "客户姓名", "客户名称", "车主"}},
      {"phone", {"mobile", "telephone", "电话", "手机", "手机号", "联系电话"}},
      {"kind", {"type", "类型", "客户类型"}},
      {"address", {"地址", "联系地址"}},
      {"marketing", {"marketing contact", "营销", "接受营销"}}};
  Batch batch(tx, BatchKind::customer, options.file, options.sha256);
  auto result = csv::import_rows(tx, source, options, map, "name", [&](const ImportRow& row) {
    return take_customer(tx, batch, row);
  });
  batch.close(result);
  return result;
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
      {"owner_id", {"owner id", "source id", "member no", "会员号", "会员编号", "原编号"}},
      {"owner_name", {"owner name", "车主", "车主姓名", "客户姓名"}},
      {"owner_phone", {"owner phone", "电话", "手机", "车主电话", "联系电话"}}};
  Batch batch(tx, BatchKind::vehicle, options.file, options.sha256);
  auto result = csv::import_rows(tx, source, options, map, "plate", [&](const ImportRow& row) {
    return take_vehicle(tx, batch, row, options.sure);
  });
  batch.close(result);
  return result;
}

}  // namespace svcctl::customer
