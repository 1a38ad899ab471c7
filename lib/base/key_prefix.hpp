#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace svcctl {

/// The first eight bytes of a key as one number. Two keys with different prefixes are in the order
/// of their prefixes; with equal prefixes the keys themselves must be compared. A sort that holds
/// the prefix beside a pointer to the key reads few keys.
constexpr std::uint64_t key_prefix(std::string_view key) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < sizeof prefix; ++i)
    prefix = prefix << 8U | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  return prefix;
}

}  // namespace svcctl
