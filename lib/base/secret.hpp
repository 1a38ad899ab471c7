#pragma once

#include <string>

#include "base/export.hpp"

// Hashes of secrets that people type, by crypt(3) of libxcrypt with yescrypt. Each takes some
// hundredths of a second, and is meant to: nothing calls them before a secret was typed.
namespace svcctl {

/// A hash that tells nothing of the secret, with a salt of its own.
/// @throws Error (a bug) where the machine gives no random bytes
SVCCTL_API std::string hash_of_secret(const std::string& secret);
/// Whether that was the secret of the hash. An empty hash is of none.
SVCCTL_API bool is_secret_of(const std::string& secret, const std::string& hash);

}  // namespace svcctl
