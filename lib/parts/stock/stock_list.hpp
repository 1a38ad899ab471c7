#pragma once

#include <functional>
#include <optional>
#include <string>

#include "parts/stock/stock.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// What there is, or was, of one part at the current outlet.
struct StockLine {
  std::string part;
  std::string name;
  std::string bin;
  std::string unit;
  Quantity qty;
  std::optional<Quantity> usable;    ///< neither expired nor barred; unknown of days gone by
  std::optional<Quantity> reserved;  ///< held for jobs; unknown of days gone by
  Quantity min_qty;
  Quantity max_qty;
  Money value;                     ///< at the cost of its lots
  std::optional<Instant> last_at;  ///< of the last movement; told where idle stock is asked for
};
/// Which parts; what is empty does not narrow. One kind of question at a time.
struct StockFilter {
  /// Only parts of which less than the minimum is usable and not held for jobs.
  bool below_min = false;
  std::optional<std::int64_t> part_id = std::nullopt;
  /// Only parts that nothing moved of for so many days.
  std::optional<int> idle_days = std::nullopt;
  /// What there was at the end of that day, by when things happened.
  std::optional<Date> as_of = std::nullopt;
};
/// Calls back with each part of which there is some, and, below the minimum, with those of which
/// there is none; by number and brand. @throws Error "parts.which-list" (2)
SVCCTL_API void each_stock_line(const store::ReadTxn& tx, const StockFilter& filter,
                                const std::function<void(const StockLine&)>& take);

/// Lots by part, and within a part first expired first, then first received.
/// @param as_of with what each held at the end of that day; the state is today's
SVCCTL_API void each_lot(const store::ReadTxn& tx, std::optional<Date> as_of, bool empty,
                         const std::function<void(const Lot&)>& take);
/// Lots that hold something and expire by that day, or have; first expired first.
SVCCTL_API void each_expiring_lot(const store::ReadTxn& tx, Date by,
                                  const std::function<void(const Lot&)>& take);

/// The first moment after that day, by the shop's clock.
SVCCTL_API Instant end_of(const store::ReadTxn& tx, Date day);

}  // namespace svcctl::parts
