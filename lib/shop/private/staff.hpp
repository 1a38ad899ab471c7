#pragma once

#include <set>
#include <string_view>

#include "shop/staff.hpp"

// What the sources of staff share.
namespace svcctl::shop {

Error no_such_staff(std::string_view code);
/// @throws Error "staff.left" (2)
void require_active(const Staff& staff);
std::set<Right> rights_by_roles(const store::ReadTxn& tx, const std::set<Role>& roles);
/// Keeps that somebody else changed by what the person proves who they are (store/one_person.hpp).
/// @param how "binding" or "pin"
void take_over(store::WriteTxn& tx, const Staff& staff, const std::string& how);
/// Whether anybody was ever put on the staff.
bool has_staff(const store::ReadTxn& tx);

}  // namespace svcctl::shop
