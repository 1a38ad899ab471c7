#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// How people prove who they are, as far as one computer can (docs/adr/0028-signatures.md).
namespace svcctl::shop {

/// A person who acts only as a user of the operating system.
struct Binding {
  std::string staff;  ///< code
  std::string user;
  Instant from;
};

/// From now on that person acts only as this user of the operating system, or as another that they
/// are bound to. Right manage.
/// @throws Error "staff.bind-twice", "staff.bind-locks-out" (2): who acts could act no more
SVCCTL_API std::vector<Binding> bind(store::WriteTxn& tx, const std::string& staff,
                                     const std::string& user);
/// Anybody may act as that person again, where no other user is left. Right manage.
/// @throws Error "staff.not-bound" (2)
SVCCTL_API std::vector<Binding> unbind(store::WriteTxn& tx, const std::string& staff,
                                       const std::string& user);
/// @param staff code, or empty for all
SVCCTL_API std::vector<Binding> bindings(const store::ReadTxn& tx, const std::string& staff);

}  // namespace svcctl::shop

namespace svcctl {
template <>
inline constexpr std::array fields<shop::Binding> = {
    field<&shop::Binding::staff>("staff"),
    field<&shop::Binding::user>("os_user"),
    field<&shop::Binding::from>("from_at"),
};
}  // namespace svcctl
