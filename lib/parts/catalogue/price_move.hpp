#pragma once

#include <optional>
#include <string>

#include "base/export.hpp"
#include "base/money.hpp"

namespace svcctl::parts {

/// A price that a list moved.
struct SVCCTL_API PriceMove {
  std::string part;   ///< "NUMBER/BRAND"
  bool cost = false;  ///< the purchase price, else the sales price
  Money from;
  Money to;
  /// By how much, in thousandths of a percent of what it was.
  Percent change() const;
  /// The same without its sign.
  Percent size() const;
};

/// Refuses a list whose prices jump: it was not meant, or is another one.
/// @throws Error "parts.max-move" (5)
SVCCTL_API void require_small_move(const PriceMove& largest, std::optional<Percent> most);

}  // namespace svcctl::parts
