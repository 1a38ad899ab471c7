#include "shop/outlet.hpp"

#include "base/identifier.hpp"
#include "base/read/reading.hpp"
#include "base/utf8.hpp"
#include "shop/phone.hpp"
#include "shop/private/short_code.hpp"
#include "shop/staff.hpp"

namespace svcctl::shop {
namespace {

std::string credit_code_form(store::WriteTxn& tx, const std::string& typed) {
  if (readers::nothing(typed)) return {};
  const Identifier code = CreditCode(typed);
  if (code.key().empty())
    throw usage_error("outlet.credit-code", tr("not a unified social credit code: {0}", typed),
                      "--credit-code 91110108MA01ABCD2E");
  if (code.doubt()) tx.remark("outlet.credit_code", *code.doubt());
  return code.key();
}

Outlet with_fields(store::WriteTxn& tx, Outlet outlet, const OutletFields& fields) {
  outlet.name = fields.name.value_or(outlet.name);
  outlet.address = fields.address.value_or(outlet.address);
  outlet.district = fields.district.value_or(outlet.district);
  outlet.hours = fields.hours.value_or(outlet.hours);
  outlet.scope = fields.scope.value_or(outlet.scope);
  if (fields.phone) outlet.phone = told_phone(tx, *fields.phone, "outlet.phone").shown();
  if (fields.credit_code) outlet.credit_code = credit_code_form(tx, *fields.credit_code);
  return outlet;
}

void check(store::WriteTxn& tx, const Outlet& outlet) {
  if (outlet.name.empty())
    throw usage_error("outlet.no-name", tr("outlet {0} needs a name", outlet.code), "--name …");
  require(tx, !outlet.scope.empty(), Clause::plan, "outlet.no-scope",
          tr("outlet {0} has no service scope", outlet.code),
          "svcctl outlet … " + outlet.code + " --scope WORDS");
}

Outlet recorded_outlet(store::WriteTxn& tx, const std::string& code) {
  Outlet made = find_outlet(tx, code);
  tx.record(store::company, {"outlet", made.code, {{"name", made.name}, {"scope", made.scope}}});
  return made;
}

void insert_outlet(store::WriteTxn& tx, const Outlet& outlet) {
  tx.insert(
      R"(INSERT INTO outlet (code, name, address, district, phone, hours, scope, credit_code)
         VALUES (:code, :name, :address, :district, :phone, :hours, :scope, :credit_code))",
      {{"code", outlet.code},
       {"name", outlet.name},
       {"address", outlet.address},
       {"district", outlet.district},
       {"phone", outlet.phone},
       {"hours", outlet.hours},
       {"scope", outlet.scope},
       {"credit_code", outlet.credit_code}});
}

}  // namespace

std::int64_t current_outlet(const store::ReadTxn& tx) { return tx.scope().one(); }

std::optional<Outlet> seek_outlet(const store::ReadTxn& tx, std::string_view code) {
  return tx.first<Outlet>(
      R"(SELECT id, code, name, address, district, phone, hours, scope, credit_code
           FROM outlet WHERE code = :code)",
      {{"code", utf8::capitals(code)}});
}

Outlet find_outlet(const store::ReadTxn& tx, std::string_view code) {
  auto found = seek_outlet(tx, code);
  if (!found) throw not_found("outlet.not-found", tr("no outlet {0}", code), "svcctl outlet list");
  return *std::move(found);
}

Outlet outlet_by_id(const store::ReadTxn& tx, std::int64_t id) {
  auto found = tx.first<Outlet>(
      R"(SELECT id, code, name, address, district, phone, hours, scope, credit_code
           FROM outlet WHERE id = :id)",
      {{"id", id}});
  if (!found) throw bug("no outlet with the row id " + std::to_string(id));
  return *std::move(found);
}

std::vector<Outlet> list_outlets(const store::ReadTxn& tx) {
  return tx.all<Outlet>(
      R"(SELECT id, code, name, address, district, phone, hours, scope, credit_code
           FROM outlet ORDER BY id)",
      {});
}

Outlet add_outlet(store::WriteTxn& tx, const std::string& code, const OutletFields& fields) {
  require_right(tx, Right::manage);
  Outlet outlet;
  outlet.code = utf8::capitals(code);
  if (outlet.code == store::all_outlets)
    throw usage_error("outlet.code", tr("{0} means every outlet: give another code", outlet.code));
  if (!good_code(outlet.code, ""))
    throw usage_error("outlet.code",
                      tr("an outlet's code is up to 16 letters and digits, not {0}", code));
  if (tx.value<std::int64_t>("SELECT id AS value FROM outlet WHERE code = :code",
                             {{"code", outlet.code}}))
    throw usage_error("outlet.exists", tr("outlet {0} is there already", outlet.code),
                      "svcctl outlet set " + outlet.code + " …");
  outlet = with_fields(tx, outlet, fields);
  check(tx, outlet);
  insert_outlet(tx, outlet);
  return recorded_outlet(tx, outlet.code);
}

Outlet set_outlet(store::WriteTxn& tx, const std::string& code, const OutletFields& fields) {
  require_right(tx, Right::manage);
  const Outlet outlet = with_fields(tx, find_outlet(tx, code), fields);
  check(tx, outlet);
  tx.run(
      R"(UPDATE outlet
            SET name = :name, address = :address, district = :district, phone = :phone,
                hours = :hours, scope = :scope, credit_code = :credit_code
          WHERE id = :id)",
      {{"id", outlet.id},
       {"name", outlet.name},
       {"address", outlet.address},
       {"district", outlet.district},
       {"phone", outlet.phone},
       {"hours", outlet.hours},
       {"scope", outlet.scope},
       {"credit_code", outlet.credit_code}});
  return recorded_outlet(tx, outlet.code);
}

Outlet make_first_outlet(store::WriteTxn& tx) {
  const auto& shop = tx.settings().shop;
  Outlet outlet;
  outlet.code = "MAIN";
  outlet.name = shop.name.empty() ? "MAIN" : shop.name;
  outlet.address = shop.address;
  outlet.phone = shop.phone;
  outlet.credit_code = shop.credit_code;
  std::string scope;
  for (const auto& entry : codes<Category>)
    scope += (scope.empty() ? "" : ", ") + std::string(entry.code);
  outlet.scope = scope;
  insert_outlet(tx, outlet);
  return recorded_outlet(tx, outlet.code);
}

}  // namespace svcctl::shop
