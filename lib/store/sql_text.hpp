#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace svcctl::store {

template <const std::string_view&... parts>
inline constexpr auto chained_characters = [] {
  std::array<char, (parts.size() + ... + 1)> all{};
  auto* end = all.data();
  ((end = std::copy(parts.begin(), parts.end(), end)), ...);
  return all;
}();

/// Pieces of SQL that several statements share, put together when the program is compiled:
/// `chained<before, last_consent, after>`. The pieces are constants at the level of a namespace.
template <const std::string_view&... parts>
inline constexpr const char* chained = chained_characters<parts...>.data();

}  // namespace svcctl::store
