#pragma once

#include <string_view>

/// The short codes of outlets and people; no part of the public headers.
namespace svcctl::shop {

/// Whether it is one to sixteen letters and digits, or one of `others` after the first.
inline bool good_code(std::string_view code, std::string_view others) {
  if (code.empty() || code.size() > 16) return false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain && (i == 0 || others.find(c) == std::string_view::npos)) return false;
  }
  return true;
}

}  // namespace svcctl::shop
