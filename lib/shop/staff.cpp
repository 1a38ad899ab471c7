#include "shop/staff.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/utf8.hpp"
#include "shop/outlet.hpp"
#include "shop/phone.hpp"
#include "shop/pin.hpp"
#include "shop/private/short_code.hpp"
#include "shop/private/staff.hpp"
#include "shop/twin.hpp"
#include "store/one_person.hpp"

namespace svcctl::shop {
namespace {

Staff with_roles(const store::ReadTxn& tx, Staff staff) {
  for (auto q = tx.query("SELECT role FROM staff_role WHERE staff_id = :id AND to_at IS NULL",
                         {{"id", staff.id}});
       q.next();)
    staff.roles.insert(q.row().get<Role>("role"));
  return staff;
}

std::string role_list(const std::set<Role>& roles) {
  std::string out;
  for (const Role role : roles) out += (out.empty() ? "" : ",") + std::string(to_code(role));
  return out;
}

/// Who has or lacks that right of their own, whatever their roles.
std::map<std::int64_t, bool> own_rights(const store::ReadTxn& tx, Right right) {
  std::map<std::int64_t, bool> own;
  for (auto query = tx.query(R"(SELECT staff_id, granted FROM staff_right
                                WHERE right_code = :right AND to_at IS NULL)",
                             {{"right", right}});
       query.next();)
    own[query.row()["staff_id"]] = query.row().get<bool>("granted");
  return own;
}

/// Begins or ends the period that a person works here.
void keep_employment(store::WriteTxn& tx, std::int64_t id, bool works) {
  if (works)
    tx.insert("INSERT INTO staff_employment (staff_id, from_at) VALUES (:id, :now)",
              {{"id", id}, {"now", tx.now()}});
  else
    tx.run("UPDATE staff_employment SET to_at = :now WHERE staff_id = :id AND to_at IS NULL",
           {{"id", id}, {"now", tx.now()}});
}

/// What changes of roles and of working here ends a period and begins another.
void write_fields(store::WriteTxn& tx, const Staff& now, const StaffFields& fields, bool is_new) {
  const std::string name = fields.name.value_or(now.name);
  if (name.empty())
    throw usage_error("staff.no-name", tr("staff member {0} needs a name", now.code), "--name …");
  const auto told = told_phone(tx, fields.phone.value_or(""), "staff.phone");
  const auto phone = fields.phone ? told.key() : now.phone;
  if (name != now.name || phone != now.phone)
    judge_twins(tx, now.id, name, phone, fields.sure, fields.mend);
  const std::string outlet = fields.outlet.value_or(now.outlet);
  std::optional<std::int64_t> outlet_id;
  if (!outlet.empty()) outlet_id = find_outlet(tx, outlet).id;
  tx.run(
      R"(UPDATE staff SET name = :name, phone = :phone, phone_typed = :phone_typed,
                active = :active, outlet_id = :outlet
          WHERE id = :id)",
      {{"id", now.id},
       {"name", name},
       {"phone", phone},
       {"phone_typed", !fields.phone                ? now.phone_typed
                       : told.shown() == told.key() ? std::string()
                                                    : told.shown()},
       {"active", fields.active.value_or(now.active)},
       {"outlet", outlet_id}});
  const bool works = fields.active.value_or(now.active);
  if (works != now.active || is_new) keep_employment(tx, now.id, works);
  if (now.active && !works) end_pin(tx, now.id);
  if (!fields.roles) return;
  for (const Role role : now.roles)
    if (!fields.roles->contains(role))
      tx.run(
          R"(UPDATE staff_role SET to_at = :now
              WHERE staff_id = :id AND role = :role AND to_at IS NULL)",
          {{"id", now.id}, {"role", role}, {"now", tx.now()}});
  for (const Role role : *fields.roles)
    if (!now.roles.contains(role))
      tx.insert("INSERT INTO staff_role (staff_id, role, from_at) VALUES (:id, :role, :now)",
                {{"id", now.id}, {"role", role}, {"now", tx.now()}});
}

Staff recorded_staff(store::WriteTxn& tx, const std::string& code) {
  require_manager_left(tx);
  Staff made = find_staff(tx, code);
  tx.record(store::company, {"staff",
                             made.code,
                             {{"roles", role_list(made.roles)},
                              {"active", made.active ? "yes" : "no"},
                              {"outlet", made.outlet}}});
  return made;
}

}  // namespace

Error no_such_staff(std::string_view code) {
  return not_found("staff.not-found", tr("no staff member {0}", code), "svcctl staff list");
}

void require_active(const Staff& staff) {
  if (!staff.active)
    throw usage_error("staff.left", tr("staff member {0} has left", staff.code),
                      "svcctl staff list");
}

std::set<Right> rights_by_roles(const store::ReadTxn& tx, const std::set<Role>& roles) {
  std::set<Right> rights;
  for (const Role role : roles)
    if (const auto found = tx.settings().roles.find(role); found != tx.settings().roles.end())
      rights.insert(found->second.begin(), found->second.end());
  return rights;
}

bool has_staff(const store::ReadTxn& tx) {
  return tx.value<std::int64_t>("SELECT 1 AS value FROM staff LIMIT 1").has_value();
}

void require_manager_left(const store::ReadTxn& tx) {
  const auto own = own_rights(tx, Right::manage);
  const auto staff = list_staff(tx, false);
  const bool managed = std::ranges::any_of(staff, [&](const Staff& person) {
    const auto found = own.find(person.id);
    if (found != own.end()) return found->second;
    return rights_by_roles(tx, person.roles).contains(Right::manage);
  });
  if (!managed)
    throw usage_error("staff.last-manager", tr("nobody would be left who may manage the shop"),
                      "svcctl staff set STAFF --role manager");
}

std::optional<Staff> seek_staff(const store::ReadTxn& tx, std::string_view code) {
  auto found = tx.first<Staff>(
      R"(SELECT s.id AS id, s.code AS code, s.name AS name, s.phone AS phone, s.phone_typed AS phone_typed,
                s.active AS active, COALESCE(o.code, '') AS outlet
           FROM staff s LEFT JOIN outlet o ON o.id = s.outlet_id
          WHERE s.code = :code)",
      {{"code", utf8::capitals(code)}});
  if (!found) return std::nullopt;
  return with_roles(tx, *std::move(found));
}

Staff find_staff(const store::ReadTxn& tx, std::string_view code) {
  auto found = seek_staff(tx, code);
  if (!found) throw no_such_staff(code);
  return *std::move(found);
}

Staff find_active_staff(const store::ReadTxn& tx, std::string_view code) {
  Staff staff = find_staff(tx, code);
  require_active(staff);
  return staff;
}

Staff staff_by_id(const store::ReadTxn& tx, std::int64_t id) {
  auto found = tx.first<Staff>(
      R"(SELECT s.id AS id, s.code AS code, s.name AS name, s.phone AS phone, s.phone_typed AS phone_typed,
                s.active AS active, COALESCE(o.code, '') AS outlet
           FROM staff s LEFT JOIN outlet o ON o.id = s.outlet_id
          WHERE s.id = :id)",
      {{"id", id}});
  if (!found) throw bug("no staff member with the row id " + std::to_string(id));
  return with_roles(tx, *std::move(found));
}

std::string staff_code(const store::ReadTxn& tx, std::optional<std::int64_t> id) {
  if (!id) return {};
  return tx.value<std::string>("SELECT code AS value FROM staff WHERE id = :id", {{"id", *id}})
      .value_or("");
}

std::vector<Staff> list_staff(const store::ReadTxn& tx, bool all) {
  std::vector<Staff> staff;
  auto query = tx.query(
      R"(SELECT s.id, s.code, s.name, s.phone, s.phone_typed, s.active,
                COALESCE(o.code, '') AS outlet, r.role
           FROM staff s LEFT JOIN outlet o ON o.id = s.outlet_id
                LEFT JOIN staff_role r ON r.staff_id = s.id AND r.to_at IS NULL
          WHERE s.active = 1 OR :all = 1
          ORDER BY s.code, r.role)",
      {{"all", all}});
  while (query.next()) {
    const auto& row = query.row();
    if (staff.empty() || staff.back().id != row.get<std::int64_t>("id"))
      staff.push_back(row.as<Staff>());
    if (const auto role = row.get<std::optional<Role>>("role")) staff.back().roles.insert(*role);
  }
  return staff;
}

Staff add_staff(store::WriteTxn& tx, const std::string& code, const StaffFields& fields) {
  require_right(tx, Right::manage);
  Staff staff;
  staff.code = utf8::capitals(code);
  if (!good_code(staff.code, "-_."))
    throw usage_error(
        "staff.code",
        tr("a staff code is up to 16 letters, digits, '-', '_' or '.', not {0}", code));
  if (tx.value<std::int64_t>("SELECT id AS value FROM staff WHERE code = :code",
                             {{"code", staff.code}}))
    throw usage_error("staff.exists", tr("staff member {0} is there already", staff.code),
                      "svcctl staff set " + staff.code + " …");
  StaffFields wanted = fields;
  if (!wanted.roles) wanted.roles.emplace();
  if (!has_staff(tx)) wanted.roles->insert(Role::manager);
  staff.id = tx.insert("INSERT INTO staff (code, name) VALUES (:code, :name)",
                       {{"code", staff.code}, {"name", fields.name.value_or("")}});
  write_fields(tx, staff, wanted, true);
  return recorded_staff(tx, staff.code);
}

namespace {

/// Nobody who is kept to one outlet lets themselves out of it: another manager does.
void require_not_own_reach(store::WriteTxn& tx, const Staff& staff) {
  const auto& here = tx.scope_at_hand();
  require(tx,
          staff.id != tx.actor_id() || !here.several || !here.home || tx.may(Right::across_outlets),
          Clause::integrity, "staff.own-reach",
          tr("{0} works at outlet {1}: another manager lets them work elsewhere", staff.code,
             here.home ? here.home->code : ""),
          "--as MANAGER", store::Overridable::never);
}

}  // namespace

Staff set_staff(store::WriteTxn& tx, const std::string& code, const StaffFields& fields) {
  require_right(tx, Right::manage);
  const Staff now = find_staff(tx, code);
  if (fields.outlet && *fields.outlet != now.outlet) require_not_own_reach(tx, now);
  write_fields(tx, now, fields, false);
  return recorded_staff(tx, now.code);
}

Staff set_right(store::WriteTxn& tx, const std::string& code, Right right,
                std::optional<bool> granted) {
  require_right(tx, Right::manage);
  Staff staff = find_staff(tx, code);
  if (right == Right::across_outlets && granted != false) require_not_own_reach(tx, staff);
  tx.run(
      R"(UPDATE staff_right SET to_at = :now
          WHERE staff_id = :id AND right_code = :right AND to_at IS NULL)",
      {{"id", staff.id}, {"right", right}, {"now", tx.now()}});
  if (granted)
    tx.insert(
        R"(INSERT INTO staff_right (staff_id, right_code, granted, from_at)
           VALUES (:id, :right, :granted, :now))",
        {{"id", staff.id}, {"right", right}, {"granted", *granted}, {"now", tx.now()}});
  require_manager_left(tx);
  tx.record(store::company, {"staff",
                             staff.code,
                             {{"right", to_code(right)},
                              {"set", !granted   ? "by-roles"
                                      : *granted ? "granted"
                                                 : "taken"}}});
  return staff;
}

std::set<Right> rights_of(const store::ReadTxn& tx, const Staff& staff) {
  auto rights = rights_by_roles(tx, staff.roles);
  for (auto q = tx.query(R"(SELECT right_code, granted FROM staff_right
                            WHERE staff_id = :id AND to_at IS NULL)",
                         {{"id", staff.id}});
       q.next();) {
    const auto right = from_code<Right>(q.row().get<std::string>("right_code"));
    if (!right) continue;  // a right that a newer program knows
    if (q.row().get<bool>("granted"))
      rights.insert(*right);
    else
      rights.erase(*right);
  }
  return rights;
}

std::optional<std::string> other_there(const store::ReadTxn& tx, Right right,
                                       const std::function<bool(const Staff&)>& could) {
  const auto own = own_rights(tx, right);
  const auto& here = tx.scope_at_hand().outlet;
  const auto same = store::counts_as(tx);
  for (const auto& person : list_staff(tx, false)) {
    if (std::ranges::find(same, person.id) != same.end()) continue;
    if (!person.outlet.empty() && here && person.outlet != here->code) continue;
    const auto granted = own.find(person.id);
    const bool may =
        granted != own.end() ? granted->second : rights_by_roles(tx, person.roles).contains(right);
    if (may && (!could || could(person))) return person.code;
  }
  return std::nullopt;
}

}  // namespace svcctl::shop
