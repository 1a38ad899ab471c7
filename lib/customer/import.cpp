#include "customer/import.hpp"

#include <algorithm>

#include "base/identifier.hpp"
#include "customer/contact.hpp"
#include "customer/customer.hpp"
#include "customer/identity.hpp"
#include "customer/odometer.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"

namespace svcctl::customer {
namespace {

using csv::ImportRow;
using csv::Outcome;
using shop::Batch;
using shop::BatchKind;
using shop::Before;

bool goes_by(const store::ReadTxn& tx, const Customer& customer, const std::string& name) {
  if (name.empty() || same_name(name, customer.name)) return true;
  for (const auto& contact : contacts(tx, customer.id))
    if (!contact.to && !contact.name.empty() && same_name(name, contact.name)) return true;
  return false;
}

/// The customer that a name and a phone lead to, or nothing. A phone on file is of that customer:
/// another name with it is asked about.
/// @param key of the column with the phone @throws Error "import.KEY" (4, 2.5-archive)
std::optional<Customer> same_customer(store::WriteTxn& tx, const std::string& name,
                                      const std::string& phone, bool new_people, const char* key) {
  if (phone.empty() || Phone(phone).key().empty()) {
    if (name.empty()) return std::nullopt;
    const auto id = tx.value<std::int64_t>(
        R"(SELECT id AS value FROM customer WHERE name = :name AND phone = '' ORDER BY id LIMIT 1)",
        {{"name", name}});
    return id ? std::optional(kept_customer(tx, *id)) : std::nullopt;
  }
  const auto known = with_phone(tx, phone);
  for (const auto& each : known)
    if (goes_by(tx, each, name)) return each;
  if (!known.empty() && !new_people)
    require(tx, false, Clause::archive, ("import." + std::string(key)).c_str(),
            tr("the phone {0} is of customer {1} ({2}), on file with another name",
               mask_phone(Phone(phone).key()), known[0].number, mask_name(known[0].name)),
            "--new-customer", store::Overridable::never);
  return std::nullopt;
}

CustomerFields customer_fields(const ImportRow& row, bool new_people) {
  return {.name = row.maybe("name"),
          .phone = row.maybe("phone"),
          .kind = row.code<CustomerKind>("kind"),
          .address = row.maybe("address"),
          .marketing_contact = row.yes("marketing"),
          .method = ConsentMethod::import,
          .shared_phone = new_people,
          .source_id = row.maybe("source_id")};
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
std::optional<Customer> known_customer(store::WriteTxn& tx, const ImportRow& row,
                                       const CustomerFields& fields) {
  const auto& source_id = fields.source_id;
  auto by_source = source_id ? customer_of_source(tx, *source_id) : std::nullopt;
  if (const auto number = row.maybe("number")) {
    auto by_number = find_customer(tx, *number);
    require(tx, !by_source || by_source->id == by_number.id, Clause::archive, "import.number",
            tr("the number '{0}' of another program is customer {1}, not {2}",
               source_id.value_or(""), by_source ? by_source->number : "", by_number.number),
            {}, store::Overridable::never);
    return by_number;
  }
  if (by_source) return by_source;
  const auto phone = fields.phone.value_or("");
  auto found = same_customer(tx, fields.name.value_or(""), phone, fields.shared_phone, "phone");
  if (!found || !source_id || found->source_id.empty()) return found;
  // The other program knows two of that name: with one phone they are asked about.
  require(tx, fields.shared_phone || Phone(phone).key().empty(), Clause::archive, "import.phone",
          tr("the phone {0} is of customer {1}, whose number in the other program is '{2}'",
             mask_phone(Phone(phone).key()), found->number, found->source_id),
          "--new-customer", store::Overridable::never);
  return std::nullopt;
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

Outcome take_customer(store::WriteTxn& tx, Batch& batch, const ImportRow& row, bool new_people) {
  const auto fields = customer_fields(row, new_people);
  const auto known = known_customer(tx, row, fields);
  if (!known) {
    batch.made("customer", add_customer(tx, fields).id);
    return Outcome::created;
  }
  auto wanted = *known;
  if (fields.name && !same_name(*fields.name, known->name)) wanted.name = *fields.name;
  if (fields.phone) wanted.phone = Phone(*fields.phone).key();
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
                       .year = row.small_number("year"),
                       .engine = row.maybe("engine"),
                       .kind = row.code<VehicleKind>("kind"),
                       .odometer_km = row.number("odometer"),
                       .inspection_due = row.day("inspection_due"),
                       .insurance_due = row.day("insurance_due")};
  // 无 and 无牌 are a state of it.
  if (fields.plate && readers::nothing(*fields.plate) && !plate_state(*fields.plate))
    fields.plate = "none";
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

/// Who the row says that owns the car, on file or not yet; nothing where it does not say.
struct ToldOwner {
  std::optional<Customer> known;
  std::string name;
  std::string phone;
  bool told() const { return known || !name.empty(); }
};
/// Name and phone beside a customer's number are that customer's.
void require_named_so(store::WriteTxn& tx, const ToldOwner& told) {
  const auto& owner = *told.known;
  require(tx, goes_by(tx, owner, told.name), Clause::archive, "import.owner_name",
          tr("customer {0} is on file as {1}, the list says {2}", owner.number,
             mask_name(owner.name), mask_name(told.name)),
          "svcctl customer show " + owner.number, store::Overridable::never);
  const auto phone = Phone(told.phone).key();
  const auto with = with_phone(tx, told.phone);
  require(tx, phone.empty() || std::ranges::find(with, owner.id, &Customer::id) != with.end(),
          Clause::archive, "import.owner_phone",
          tr("customer {0} is not on file with the phone {1}", owner.number, mask_phone(phone)),
          "svcctl customer contact " + owner.number + " --phone " + phone,
          store::Overridable::never);
}

ToldOwner told_owner(store::WriteTxn& tx, const ImportRow& row, bool new_people) {
  ToldOwner out{std::nullopt, row.maybe("owner_name").value_or(""),
                row.maybe("owner_phone").value_or("")};
  const auto number = row.maybe("customer");
  const auto id = row.maybe("owner_id");
  if (number) out.known = find_customer(tx, *number);
  if (id) {
    const auto of_source = customer_of_source(tx, *id);
    if (!of_source)
      throw not_found("customer.owner_id", tr("no customer came with the number '{0}'", *id),
                      "svcctl customer import FILE");
    require(tx, !out.known || out.known->id == of_source->id, Clause::archive, "import.customer",
            tr("the number '{0}' of another program is customer {1}, not {2}", *id,
               of_source->number, out.known ? out.known->number : ""),
            {}, store::Overridable::never);
    out.known = of_source;
  }
  if (out.known)
    require_named_so(tx, out);
  else
    out.known = same_customer(tx, out.name, out.phone, new_people, "owner_phone");
  return out;
}

Customer owner_of(store::WriteTxn& tx, Batch& batch, const ToldOwner& told, bool new_people) {
  if (told.known) return *told.known;
  if (told.name.empty())
    throw usage_error("vehicle.owner_name", tr("the vehicle has no owner"),
                      "svcctl vehicle add --plate PLATE --customer CUSTOMER");
  auto made =
      add_customer(tx, {.name = told.name, .phone = told.phone, .shared_phone = new_people});
  batch.made("customer", made.id);
  return made;
}

/// A car on file has its owner: another one in the file is asked about.
void require_same_owner(store::WriteTxn& tx, const Vehicle& known, const ToldOwner& told) {
  if (!told.told() || !known.owner_id) return;
  if (told.known ? told.known->id == *known.owner_id
                 : goes_by(tx, customer_by_id(tx, *known.owner_id), told.name))
    return;
  const auto owner = customer_by_id(tx, *known.owner_id);
  const auto to = told.known ? told.known->number : std::string("CUSTOMER");
  require(
      tx, false, Clause::archive, "import.owner_name",
      tr("vehicle {0} is of customer {1} ({2}), the file says {3}: either one of them is wrong, "
         "or it was sold",
         known.called(), owner.number, mask_name(owner.name),
         mask_name(told.known ? told.known->name : told.name)),
      "svcctl vehicle transfer " + known.called() + " --to " + to, store::Overridable::never);
}

Outcome take_vehicle(store::WriteTxn& tx, Batch& batch, const ImportRow& row,
                     const csv::ImportOptions& options) {
  const auto fields = vehicle_fields(row);
  const auto known = identify(tx, "", fields);
  const auto told = told_owner(tx, row, options.new_people);
  if (known) {
    const auto before = before_of(*known);
    auto filled = fill_vehicle(tx, *known, fields);
    require_same_owner(tx, *known, told);
    const auto days = tell_dates(tx, known->id, fields);
    std::optional<std::int64_t> reading;
    if (fields.odometer_km && fields.odometer_km != known->odometer_km)
      reading = read_odometer(
          tx, known->id,
          {.km = *fields.odometer_km, .source = ReadingSource::import, .sure = options.sure});
    if (!filled.changed && !reading && days.empty()) return Outcome::unchanged;
    batch.made("vehicle", known->id, &before);
    if (reading) batch.made("odometer_reading", *reading);
    for (const auto row_id : days) batch.made("vehicle_date", row_id);
    for (const auto identifier : filled.identifiers) batch.made("vehicle_identifier", identifier);
    return Outcome::changed;
  }
  require_new(tx, fields);
  const auto owner = owner_of(tx, batch, told, options.new_people);
  require_new_of(tx, owner.id, fields);
  batch.made("vehicle", add_vehicle(tx, fields, owner.id).id);
  return Outcome::created;
}

/// A plate's key, or what the car bears instead.
std::string plate_alike(std::string_view typed) {
  if (const auto state = plate_state(typed)) return std::string("-") + to_code(*state);
  return readers::nothing(typed) ? "-" : Plate(typed).key();
}

constexpr std::array customer_list = {
    csv::Column{"number", "customer|customer no|客户编号|编号", csv::Type::identifier,
                csv::Need::no, csv::CodeWords{}, &full_customer_number},
    csv::Column{"source_id", "id|source id|member no|会员号|会员编号|原编号",
                csv::Type::identifier},
    csv::Column{"name", "customer name|姓名|客户|客户姓名|客户名称|车主|车主姓名|联系人",
                csv::Type::text, csv::Need::title, csv::CodeWords{}, &plain_name},
    csv::Column{"phone",
                "mobile|telephone|phone no|phone number|电话|手机|手机号|手机号码|电话号码|"
                "联系电话|联系方式",
                csv::Type::text, csv::Need::no, csv::CodeWords{}, &csv::key_of<Phone>},
    csv::Column{"kind", "type|customer type|类型|客户类型|客户类别", csv::Type::code, csv::Need::no,
                csv::words_of<CustomerKind>},
    csv::Column{"address", "地址|联系地址|家庭住址|住址"},
    csv::Column{"marketing", "marketing contact|营销|接受营销", csv::Type::yes_no},
};

constexpr std::array vehicle_list = {
    csv::Column{"plate", "plate no|licence plate|车牌|车牌号|车牌号码|号牌|号牌号码",
                csv::Type::identifier, csv::Need::either, csv::CodeWords{}, &plate_alike},
    csv::Column{"vin", "chassis no|车架号|车架号码|车辆识别代号|车辆识别码|底盘号", csv::Type::text,
                csv::Need::either, csv::CodeWords{}, &csv::key_of<Vin>},
    csv::Column{"make", "brand|品牌|厂牌|车辆品牌", csv::Type::text, csv::Need::no,
                csv::CodeWords{}, &plain_word},
    csv::Column{"model", "车型|型号|车系", csv::Type::text, csv::Need::no, csv::CodeWords{},
                &plain_word},
    csv::Column{"year", "model year|年款|年份|车款", csv::Type::year},
    csv::Column{"engine", "发动机|发动机号|发动机型号", csv::Type::text, csv::Need::no,
                csv::CodeWords{}, &plain_word},
    csv::Column{"kind", "type|车辆类型", csv::Type::code, csv::Need::no,
                csv::words_of<VehicleKind>},
    csv::Column{"odometer", "odometer km|mileage|km|里程|公里数|里程数|行驶里程|当前里程",
                csv::Type::kilometres},
    csv::Column{"inspection_due",
                "inspection due|年检到期|年检到期日|年检日期|年审到期|年审日期|检验有效期至",
                csv::Type::last_day},
    csv::Column{"insurance_due",
                "insurance due|insurance ends|保险到期|保险到期日|保险日期|交强险到期|保险有效期至",
                csv::Type::last_day},
    csv::Column{"customer", "owner|customer no|客户编号", csv::Type::identifier},
    csv::Column{"owner_id", "owner id|source id|member no|会员号|会员编号|原编号",
                csv::Type::identifier},
    csv::Column{"owner_name", "owner name|name|车主|客户|车主姓名|客户姓名|客户名称|姓名|联系人",
                csv::Type::text, csv::Need::no, csv::CodeWords{}, &plain_name},
    csv::Column{"owner_phone",
                "owner phone|phone|mobile|电话|手机|手机号|手机号码|车主电话|联系电话|"
                "联系方式|电话号码",
                csv::Type::text, csv::Need::no, csv::CodeWords{}, &csv::key_of<Phone>},
};

/// A phone is one person's, unless it was said that another name with it is somebody else.
Message two_people() {
  return tr("make the two lines agree; where two people have one phone: --new-customer");
}

std::vector<csv::Twin> ways_of_customers(bool new_people) {
  const auto by_phone = [new_people](const ImportRow& row) {
    auto phone = row.maybe("number") ? std::string() : row.alike("phone");
    if (phone.empty() || !new_people) return phone;
    return phone + "\n" + row.alike("name") + "\n" + row.alike("source_id");
  };
  const auto by_name = [](const ImportRow& row) {
    const bool known_otherwise =
        row.maybe("number") || row.maybe("source_id") || !row.alike("phone").empty();
    return known_otherwise ? std::string() : row.alike("name");
  };
  return {{.by = "number"},
          {.by = "source_id"},
          {.by = "phone", .key = by_phone, .mend = two_people()},
          {.by = "name", .key = by_name}};
}

std::vector<csv::Twin> ways_of_vehicles(bool new_people) {
  const auto by_plate = [](const ImportRow& row) {
    auto plate = row.alike("plate");
    return plate.starts_with('-') ? std::string() : plate;
  };
  const auto by_phone = [new_people](const ImportRow& row) {
    return new_people || row.maybe("customer") || row.maybe("owner_id") ? std::string()
                                                                        : row.alike("owner_phone");
  };
  return {{.by = "plate", .key = by_plate},
          {.by = "vin"},
          {.by = "owner_phone", .key = by_phone, .agree = {"owner_name"}, .mend = two_people()}};
}

}  // namespace

std::span<const csv::Column> customer_list_columns() { return customer_list; }
std::span<const csv::Column> vehicle_list_columns() { return vehicle_list; }

csv::ImportResult import_customers(store::WriteTxn& tx, csv::RowSource& source,
                                   const csv::ImportOptions& options) {
  shop::require_right(tx, Right::receive);
  Batch batch(tx, BatchKind::customer, options);
  auto result = csv::import_rows(
      tx, source, options, customer_list, ways_of_customers(options.new_people),
      [&](const ImportRow& row) { return take_customer(tx, batch, row, options.new_people); });
  batch.close(result);
  return result;
}

csv::ImportResult import_vehicles(store::WriteTxn& tx, csv::RowSource& source,
                                  const csv::ImportOptions& options) {
  shop::require_right(tx, Right::receive);
  Batch batch(tx, BatchKind::vehicle, options);
  auto result =
      csv::import_rows(tx, source, options, vehicle_list, ways_of_vehicles(options.new_people),
                       [&](const ImportRow& row) { return take_vehicle(tx, batch, row, options); });
  batch.close(result);
  return result;
}

}  // namespace svcctl::customer
