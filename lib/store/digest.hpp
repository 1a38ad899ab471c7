#pragma once

#include <array>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

#include "base/export.hpp"

namespace svcctl::store {

/// SHA-256 over fields, each preceded by its length and a colon, so that no two sequences of
/// fields give the same bytes.
class SVCCTL_API Digest {
 public:
  Digest();
  Digest& add(std::string_view field);
  Digest& add(std::int64_t field);
  /// 64 hexadecimal digits. Ends the digest.
  std::string hex();
  /// The same as 32 bytes. Ends the digest.
  std::string bytes();

 private:
  alignas(8) unsigned char state_[128];
};

/// Appends a field as Digest takes it, so that `sha256` of the whole is the digest of the fields.
SVCCTL_API void put_field(std::string& out, std::string_view field);
SVCCTL_API void put_field(std::string& out, std::int64_t field);

/// SHA-256 of a text as it stands.
SVCCTL_API std::string sha256(std::string_view text);
/// The same as 32 bytes.
SVCCTL_API std::array<unsigned char, 32> sha256_bytes(std::string_view text);
/// Bytes as hexadecimal digits.
SVCCTL_API std::string hex_of_bytes(std::string_view bytes);
/// SHA-256 of everything left in a stream, read block by block.
SVCCTL_API std::string sha256(std::istream& stream);

/// 32 random hexadecimal digits. A row of personal data carries them, so that the digest which the
/// log keeps of it says nothing once the row is erased (clause 1.3-privacy).
SVCCTL_API std::string random_salt();

}  // namespace svcctl::store
