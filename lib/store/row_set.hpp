#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/export.hpp"

namespace svcctl::store {

/// Row ids in ascending order, each once.
using Ids = std::vector<std::int64_t>;

/// A set of row ids, kept as blocks of bits: lists of words hold many of the rows there are, and
/// are united and intersected 64 ids at a time. Only blocks with an id in them take room, so that
/// ids may be large and far apart.
class SVCCTL_API RowSet {
 public:
  /// Ids are not below zero. Quickest in ascending order.
  void add(std::int64_t id) {
    const auto number = id / block_ids;
    if (latest_ >= places_.size() || places_[latest_].number != number) latest_ = place_of(number);
    const auto bit = static_cast<std::size_t>(id % block_ids);
    blocks_[places_[latest_].block][bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  bool has(std::int64_t id) const;
  bool empty() const;
  /// Ids that stand in both.
  RowSet& operator&=(const RowSet& other);
  /// Ids that stand in either.
  RowSet& operator|=(const RowSet& other);
  /// Calls `take(id)` in ascending order until it returns false.
  template <class Take>
  void each(Take take) const {
    for (const auto& place : places_) {
      const auto& bits = blocks_[place.block];
      for (std::size_t i = 0; i < bits.size(); ++i)
        for (auto rest = bits[i]; rest != 0; rest &= rest - 1)
          if (!take(place.number * block_ids + static_cast<std::int64_t>(i * 64) +
                    std::countr_zero(rest)))
            return;
    }
  }
  Ids ids() const;

 private:
  static constexpr std::int64_t block_ids = 4096;
  using Block = std::array<std::uint64_t, block_ids / 64>;
  struct Place {
    std::int64_t number;  ///< of the block: its first id by block_ids
    std::size_t block;    ///< where it stands among blocks_
  };

  /// The place of a block among places_; an empty block is made where there is none.
  std::size_t place_of(std::int64_t number);
  const Block* block(std::int64_t number) const;

  std::vector<Place> places_;  ///< in the order of the numbers
  std::vector<Block> blocks_;  ///< as they were made
  std::size_t latest_ = 0;     ///< the place where an id was last added
};

}  // namespace svcctl::store
