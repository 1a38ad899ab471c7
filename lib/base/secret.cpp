#include "base/secret.hpp"

#include <crypt.h>

#include <memory>

#include "base/error.hpp"

namespace svcctl {
namespace {

constexpr const char* yescrypt = "$y$";

/// As crypt(3) makes it with these parameters and that salt; empty where it makes none.
std::string crypted(const std::string& secret, const std::string& setting) {
  const auto work = std::make_unique<crypt_data>();  // 32 KB, to be zero
  const char* made =
      crypt_rn(secret.c_str(), setting.c_str(), work.get(), static_cast<int>(sizeof(crypt_data)));
  return made != nullptr ? made : "";
}

}  // namespace

std::string hash_of_secret(const std::string& secret) {
  std::string setting(CRYPT_GENSALT_OUTPUT_SIZE, '\0');
  const char* salted =
      crypt_gensalt_rn(yescrypt, 0, nullptr, 0, setting.data(), static_cast<int>(setting.size()));
  auto hash = salted != nullptr ? crypted(secret, salted) : std::string();
  if (hash.empty()) throw bug("crypt(3) makes no yescrypt hash");
  return hash;
}

bool is_secret_of(const std::string& secret, const std::string& hash) {
  if (hash.empty()) return false;
  const auto made = crypted(secret, hash);
  if (made.size() != hash.size()) return false;
  unsigned char differs = 0;  // in a time that does not tell where they differ
  for (std::size_t i = 0; i < hash.size(); ++i)
    differs = static_cast<unsigned char>(differs | (made[i] ^ hash[i]));
  return differs == 0;
}

}  // namespace svcctl
