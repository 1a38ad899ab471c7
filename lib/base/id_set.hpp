#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace svcctl {

/// A set of row ids of one table, one bit for each id up to the greatest. Ids of a table are dense,
/// so that a million of them take 125 KB; a set of few great ids wastes memory.
class IdSet {
 public:
  /// @param id not negative
  bool has(std::int64_t id) const {
    const auto at = static_cast<std::size_t>(id);
    return at < bits_.size() && bits_[at];
  }
  /// @param id not negative
  void add(std::int64_t id) {
    const auto at = static_cast<std::size_t>(id);
    if (at >= bits_.size()) bits_.resize(at + at / 4 + 64);
    bits_[at] = true;
  }

 private:
  std::vector<bool> bits_;
};

}  // namespace svcctl
