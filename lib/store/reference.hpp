#pragma once

#include <optional>
#include <string>

#include "base/export.hpp"
#include "store/txn.hpp"

// Idempotency: the same `--ref KEY` again does nothing and prints the first result.
namespace svcctl::store {

/// The result printed when the key was first given, or nothing when it is new.
/// @throws Error "ref.other-request" (2) when the key was given for another request
SVCCTL_API std::optional<std::string> first_result(const ReadTxn& tx, const std::string& key,
                                                   const std::string& request_digest);
/// Keeps the result of a new key, in the transaction that did the work.
SVCCTL_API void remember(WriteTxn& tx, const std::string& key, const std::string& request_digest,
                         const std::string& result);

}  // namespace svcctl::store
