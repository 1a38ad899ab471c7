#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/export.hpp"

namespace svcctl::store {
class WriteTxn;
}  // namespace svcctl::store

namespace svcctl::customer {

/// Keeps what a person said, or who signed, apart from the append-only row it stands behind:
/// forgetting the customer empties it, their history and export show it.
/// @param job_id the visit that they belong to, if any: histories show its number with the words,
/// and whoever records them
/// @param kind what the words belong to ("consent", "delivery"); a new kind needs no declaration
/// @throws Error "customer.forgotten" (4, 1.3-privacy): of a forgotten customer nothing more is
/// kept
/// @return the row id, for a column that refers to `person_words`; nothing for empty words
SVCCTL_API std::optional<std::int64_t> keep_words(store::WriteTxn& tx, std::int64_t customer_id,
                                                  std::optional<std::int64_t> job_id,
                                                  std::string_view kind, std::string_view text);

}  // namespace svcctl::customer
