#include <algorithm>
#include <map>
#include <utility>

#include "base/utf8.hpp"
#include "shop/private/short_code.hpp"
#include "shop/private/staff.hpp"
#include "shop/staff.hpp"

// Who acts: read with which rights they have, where they work and as whom a user of this computer
// may act, in one statement that every command begins with.
namespace svcctl::shop {
namespace {

/// Whoever acts, with roles and own rights.
struct Acting {
  Staff staff;
  std::map<Right, bool> own;       ///< granted or taken, beside those of the roles
  std::vector<std::string> users;  ///< of this computer, that alone may act as them; empty: all
};

constexpr std::string_view nobody =
    "NULL AS id, NULL AS code, NULL AS active, NULL AS role, NULL AS right_code, 0 AS granted, "
    "NULL AS os_user";

/// The outlets that concern the command come last; a write also reads the heads of the log's
/// chains, which its commit needs.
std::string acting_text(bool writes) {
  const std::string none = writes ? std::string(store::no_head) + ", " : "";
  const std::string outlets = std::string(", ") + std::string(store::no_outlet);
  std::string text;
  if (writes)
    text.append("SELECT ")
        .append(store::heads_columns)
        .append(", ")
        .append(nobody)
        .append(outlets)
        .append(" FROM ")
        .append(store::heads_rows)
        .append(" UNION ALL ");
  text.append("SELECT ").append(none).append(
      R"(s.id AS id, s.code AS code, s.active AS active, r.role AS role,
         NULL AS right_code, 0 AS granted, NULL AS os_user)");
  text.append(outlets).append(
      " FROM staff s LEFT JOIN staff_role r ON r.staff_id = s.id AND r.to_at IS NULL WHERE s.code "
      "= :code "
      "UNION ALL SELECT ");
  text.append(none)
      .append("s.id, s.code, s.active, NULL, g.right_code, g.granted, NULL")
      .append(outlets);
  text.append(
      " FROM staff s JOIN staff_right g ON g.staff_id = s.id AND g.to_at IS NULL WHERE s.code = "
      ":code "
      "UNION ALL SELECT ");
  text.append(none)
      .append("s.id, s.code, s.active, NULL, NULL, 0, b.os_user")
      .append(outlets)
      .append(
          " FROM staff s JOIN staff_binding b ON b.staff_id = s.id AND b.to_at IS NULL WHERE "
          "s.code = :code UNION ALL SELECT ");
  return text.append(none)
      .append("NULL, NULL, NULL, NULL, NULL, 0, NULL, ")
      .append(store::outlet_columns)
      .append(" FROM ")
      .append(store::outlet_rows);
}

std::optional<Acting> seek_acting(const store::ReadTxn& tx, const std::string& code,
                                  store::WriteTxn* write, store::OutletsSeen& outlets) {
  std::optional<Acting> found;
  const auto& named = tx.context().outlet;
  auto query =
      tx.query(acting_text(write != nullptr), {{"code", utf8::capitals(code)}, {"outlet", named}});
  while (query.next()) {
    const auto& row = query.row();
    if (write != nullptr) write->take_head(row);
    if (store::take_outlet(row, named, outlets)) continue;
    const auto id = row.get<std::optional<std::int64_t>>("id");
    if (!id) continue;
    if (!found) {
      found.emplace();
      found->staff.id = *id;
      found->staff.code = row.get<std::string>("code");
      found->staff.active = row["active"];
    }
    if (const auto role = row.get<std::optional<Role>>("role")) found->staff.roles.insert(*role);
    const auto word = row.get<std::optional<std::string>>("right_code");
    if (const auto right = word ? from_code<Right>(*word) : std::nullopt)
      found->own[*right] = row["granted"];
    if (auto user = row.get<std::optional<std::string>>("os_user"))
      found->users.push_back(*std::move(user));
  }
  return found;
}

/// The user of the operating system, asked for only where somebody is bound to one.
void require_user(const store::ReadTxn& tx, const Acting& acting) {
  if (acting.users.empty()) return;
  const auto& ask = tx.context().os_user;
  const auto user = ask ? ask() : std::string();
  if (std::ranges::find(acting.users, user) != acting.users.end()) return;
  const auto& code = acting.staff.code;
  throw usage_error(
      "staff.bound",
      tr("{0} acts as the user {1} of this computer, not as {2}", code, acting.users.front(), user),
      "svcctl staff bind " + code + " --user " + user + " --as MANAGER");
}

/// The outlets alone, where nobody is named.
void seek_outlets(const store::ReadTxn& tx, store::OutletsSeen& outlets) {
  const auto& named = tx.context().outlet;
  for (auto query = tx.query("SELECT " + std::string(store::outlet_columns) + " FROM " +
                                 std::string(store::outlet_rows),
                             {{"code", ""}, {"outlet", named}});
       query.next();)
    store::take_outlet(query.row(), named, outlets);
}

/// @param write the transaction, where it is one that writes
void identify_in(store::ReadTxn& tx, const std::string& code, store::WriteTxn* write) {
  store::OutletsSeen outlets;
  if (code.empty()) {
    if (write != nullptr && has_staff(tx))
      throw usage_error("staff.who", tr("say who acts"), "--as STAFF");
    if (write == nullptr) seek_outlets(tx, outlets);
    tx.identify({.stranger = outlets.staffed});
    if (write == nullptr) tx.take_outlets(outlets);
    return;
  }
  const auto acting = seek_acting(tx, code, write, outlets);
  if (!acting) throw no_such_staff(code);
  const auto& [staff, own, users] = *acting;
  require_active(staff);
  require_user(tx, *acting);
  auto rights = rights_by_roles(tx, staff.roles);
  for (const auto& [right, granted] : own) {
    if (granted)
      rights.insert(right);
    else
      rights.erase(right);
  }
  tx.identify(
      {.id = staff.id, .code = staff.code, .roles = staff.roles, .rights = std::move(rights)});
  tx.take_outlets(outlets);
}

}  // namespace

void identify(store::ReadTxn& tx, const std::string& code) { identify_in(tx, code, nullptr); }

void identify(store::WriteTxn& tx, const std::string& code) { identify_in(tx, code, &tx); }

std::string way_to_right(const store::ReadTxn& tx, Right right) {
  const auto staff = list_staff(tx, false);
  const auto who = std::ranges::find_if(
      staff, [&](const Staff& person) { return rights_of(tx, person).contains(right); });
  std::string way;
  if (who != staff.end()) way = store::typed_with(tx.context(), "as", who->code);
  if (right == Right::manage && !way.empty()) return way;  // not granted for one command
  if (!way.empty()) way += "\n";
  return way + "svcctl staff right " + tx.actor().code + " " + to_code(right) +
         " --grant --as MANAGER";
}

void require_right(const store::ReadTxn& tx, Right right) {
  if (tx.may(right)) return;
  if (tx.actor().stranger) throw usage_error("staff.who", tr("say who acts"), "--as STAFF");
  throw usage_error("staff.no-right", tr("{0} has no right to {1}", tx.actor().code, right),
                    way_to_right(tx, right));
}

}  // namespace svcctl::shop
