#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/settings.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// Someone who works here.
struct Staff {
  std::int64_t id = 0;
  std::string code;
  std::string name;
  std::string phone;
  std::string phone_typed;  ///< all that was told with it; empty where the number says it all
  std::set<Role> roles;
  bool active = true;
  std::string outlet;  ///< code, or empty: all

  bool is(Role role) const { return roles.contains(role); }
};

/// What to set on a person; what is left out stays as it is.
struct StaffFields {
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> phone = std::nullopt;
  std::optional<std::set<Role>> roles = std::nullopt;
  std::optional<bool> active = std::nullopt;
  std::optional<std::string> outlet = std::nullopt;
  bool sure = false;      ///< though somebody has the same name or phone: see shop/twin.hpp
  std::string mend = {};  ///< the command that says so; empty: the one that was typed, with --sure
};

/// The person of that code, or nothing.
SVCCTL_API std::optional<Staff> seek_staff(const store::ReadTxn& tx, std::string_view code);
/// @throws Error "staff.not-found" (3)
/// A shop nobody can manage could never be put right again.
/// @throws Error "staff.last-manager" (2) where nobody who works here has the right manage
SVCCTL_API void require_manager_left(const store::ReadTxn& tx);
SVCCTL_API Staff find_staff(const store::ReadTxn& tx, std::string_view code);
/// The same, of someone who still works here. @throws also "staff.left" (2)
SVCCTL_API Staff find_active_staff(const store::ReadTxn& tx, std::string_view code);
SVCCTL_API Staff staff_by_id(const store::ReadTxn& tx, std::int64_t id);
/// The code of a person's row id, or empty.
SVCCTL_API std::string staff_code(const store::ReadTxn& tx, std::optional<std::int64_t> id);
/// @param all also those who left
SVCCTL_API std::vector<Staff> list_staff(const store::ReadTxn& tx, bool all);
/// Adds a person; the first one of a store becomes a manager whatever the roles.
/// Two codes of one person could sign for each other: a name or phone that somebody has is asked
/// about, and the two count as one person until they are told apart (shop/twin.hpp).
/// @throws Error "staff.exists", "staff.code", "staff.no-name", "staff.twin" (2)
SVCCTL_API Staff add_staff(store::WriteTxn& tx, const std::string& code, const StaffFields& fields);
SVCCTL_API Staff set_staff(store::WriteTxn& tx, const std::string& code, const StaffFields& fields);
/// Gives a person a right beside those of the roles, takes one away, or (nothing) leaves it to
/// the roles again.
SVCCTL_API Staff set_right(store::WriteTxn& tx, const std::string& code, Right right,
                           std::optional<bool> granted);
/// The rights of a person: of the roles by the configuration, more or less the person's own.
SVCCTL_API std::set<Right> rights_of(const store::ReadTxn& tx, const Staff& staff);

/// The staff code of somebody else who works where the transaction acts, has that right and could
/// do what is asked of another person. @param could asked of those alone; none: all of them could
SVCCTL_API std::optional<std::string> other_there(
    const store::ReadTxn& tx, Right right, const std::function<bool(const Staff&)>& could = {});

/// Finds out who acts, before a command runs. An empty code is nobody.
/// @throws Error "staff.not-found" (3), "staff.left" (2)
SVCCTL_API void identify(store::ReadTxn& tx, const std::string& code);
/// The same before a command that writes: once the store has staff, somebody must act. Reads the
/// heads of the log's chains with it. @throws also "staff.who" (2)
SVCCTL_API void identify(store::WriteTxn& tx, const std::string& code);
/// How somebody without the right gets on: the command again by somebody who has it, and, but for
/// the right to manage, a manager's leave.
SVCCTL_API std::string way_to_right(const store::ReadTxn& tx, Right right);
/// @throws Error "staff.no-right" (2) when the acting person may not; as `store::require_pin`
SVCCTL_API void require_right(const store::ReadTxn& tx, Right right);

}  // namespace svcctl::shop

namespace svcctl {
template <>
inline constexpr std::array fields<shop::Staff> = {
    field<&shop::Staff::id>("id"),
    field<&shop::Staff::code>("code"),
    field<&shop::Staff::name>("name"),
    field<&shop::Staff::phone>("phone"),
    field<&shop::Staff::phone_typed>("phone_typed"),
    field<&shop::Staff::active>("active"),
    field<&shop::Staff::outlet>("outlet"),
};
}  // namespace svcctl
