#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// Personal data shown whole or copied into a file: only with the right, and with its purpose on
// the log (clause 1.3-privacy).
namespace svcctl::customer {

enum class AccessKind { show, export_ };

/// What somebody wants to see or take along.
struct AccessRequest {
  AccessKind kind = AccessKind::show;
  std::string purpose;
  std::string file = {};                                   ///< where the copy is written, or empty
  std::optional<std::int64_t> customer_id = std::nullopt;  ///< nothing: a list
};

/// Puts on record who is shown personal data whole, and why.
/// @throws Error "customer.may-not-see", "customer.no-purpose" (4)
SVCCTL_API void look_whole(store::WriteTxn& tx, const AccessRequest& request);

/// One copy of personal data in a file.
struct PersonalCopy {
  std::int64_t id = 0;
  std::string command;
  std::string customer;  ///< number, or empty: a list
  std::string purpose;
  std::string file;
  std::string by;  ///< staff code, or empty
  Instant made_at;
  std::optional<Instant> destroyed_at;
};

/// Copies in the order they were made; those destroyed too with `all`.
SVCCTL_API void each_copy(const store::ReadTxn& tx, bool all,
                          const std::function<void(const PersonalCopy&)>& take);
/// Says that a copy no longer exists.
/// @throws Error "customer.no-copy" (3), "customer.copy-gone" (2)
SVCCTL_API PersonalCopy destroy_copy(store::WriteTxn& tx, std::int64_t id);

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::AccessKind> = {
    CodeEntry<customer::AccessKind>{customer::AccessKind::show, "show", N_("shown")},
    CodeEntry<customer::AccessKind>{customer::AccessKind::export_, "export", N_("copied")},
};
template <>
inline constexpr std::array fields<customer::PersonalCopy> = {
    field<&customer::PersonalCopy::id>("id"),
    field<&customer::PersonalCopy::command>("command"),
    field<&customer::PersonalCopy::customer>("customer"),
    field<&customer::PersonalCopy::purpose>("purpose"),
    field<&customer::PersonalCopy::file>("file"),
    field<&customer::PersonalCopy::by>("staff"),
    field<&customer::PersonalCopy::made_at>("at"),
    field<&customer::PersonalCopy::destroyed_at>("destroyed_at"),
};
}  // namespace svcctl
