#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// One place of the garage (clause 1.1-plan).
struct Outlet {
  std::int64_t id = 0;
  std::string code;
  std::string name;
  std::string address;
  std::string district;
  std::string phone;
  std::string hours;  ///< opening hours, in words
  std::string scope;  ///< service scope; an outlet without one is refused
  std::string credit_code;
};

/// What to set on an outlet; what is left out stays as it is.
struct OutletFields {
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> address = std::nullopt;
  std::optional<std::string> district = std::nullopt;
  std::optional<std::string> phone = std::nullopt;
  std::optional<std::string> hours = std::nullopt;
  std::optional<std::string> scope = std::nullopt;
  std::optional<std::string> credit_code = std::nullopt;
};

/// The outlet meant: the one named by `--outlet`, that of who acts, or the only one.
/// @throws Error as ReadTxn::scope, "outlet.which" (2)
SVCCTL_API std::int64_t current_outlet(const store::ReadTxn& tx);
/// The outlet of that code, or nothing.
SVCCTL_API std::optional<Outlet> seek_outlet(const store::ReadTxn& tx, std::string_view code);
/// @throws Error "outlet.not-found" (3)
SVCCTL_API Outlet find_outlet(const store::ReadTxn& tx, std::string_view code);
SVCCTL_API Outlet outlet_by_id(const store::ReadTxn& tx, std::int64_t id);
SVCCTL_API std::vector<Outlet> list_outlets(const store::ReadTxn& tx);
/// Adds an outlet. Refuses one without a scope (clause 1.1-plan).
/// @throws Error "outlet.exists", "outlet.code" (2)
SVCCTL_API Outlet add_outlet(store::WriteTxn& tx, const std::string& code,
                             const OutletFields& fields);
SVCCTL_API Outlet set_outlet(store::WriteTxn& tx, const std::string& code,
                             const OutletFields& fields);
/// The outlet "MAIN" of a new store, named as the configuration names the shop.
SVCCTL_API Outlet make_first_outlet(store::WriteTxn& tx);

}  // namespace svcctl::shop

namespace svcctl {
template <>
inline constexpr std::array fields<shop::Outlet> = {
    field<&shop::Outlet::id>("id"),
    field<&shop::Outlet::code>("code"),
    field<&shop::Outlet::name>("name"),
    field<&shop::Outlet::address>("address"),
    field<&shop::Outlet::district>("district"),
    field<&shop::Outlet::phone>("phone"),
    field<&shop::Outlet::hours>("hours"),
    field<&shop::Outlet::scope>("scope"),
    field<&shop::Outlet::credit_code>("credit_code"),
};
}  // namespace svcctl
