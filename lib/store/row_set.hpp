#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "base/export.hpp"

namespace svcctl::store {

/// Row ids in ascending order, each once.
using Ids = std::vector<std::int64_t>;

/// A set of row ids, a bit for each id up to the largest: lists of words hold many of the rows
/// there are, and are united and intersected 64 ids at a time.
class SVCCTL_API RowSet {
 public:
  /// Ids are not below zero.
  void add(std::int64_t id) {
    const auto at = static_cast<std::size_t>(id);
    room_up_to(id)[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  /// The bits, with room for ids up to this one: for whoever enters many.
  std::uint64_t* room_up_to(std::int64_t last) {
    const auto size = static_cast<std::size_t>(last) / 64 + 1;
    if (bits_.size() < size) bits_.resize(size);
    return bits_.data();
  }
  bool has(std::int64_t id) const {
    const auto at = static_cast<std::size_t>(id) / 64;
    return at < bits_.size() && (bits_[at] >> (static_cast<std::size_t>(id) % 64) & 1U) != 0;
  }
  bool empty() const;
  /// Ids that stand in both.
  RowSet& operator&=(const RowSet& other);
  /// Ids that stand in either.
  RowSet& operator|=(const RowSet& other);
  /// Calls back with each id in ascending order, as long as it is told true.
  template <class Take>
  void each(Take take) const {
    for (std::size_t i = 0; i < bits_.size(); ++i)
      for (auto rest = bits_[i]; rest != 0; rest &= rest - 1)
        if (!take(static_cast<std::int64_t>(i * 64) + std::countr_zero(rest))) return;
  }
  Ids ids() const;

 private:
  std::vector<std::uint64_t> bits_;
};

}  // namespace svcctl::store
