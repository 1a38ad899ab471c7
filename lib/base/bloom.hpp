#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace svcctl {

/// A Bloom filter (B. H. Bloom 1970): a set of texts with false positives and no false negatives.
/// Always 2 MiB; with a million texts added, one in 500 of the others is a false positive.
class BloomFilter {
 public:
  bool may_have(std::string_view text) const {
    bool all = true;
    each_bit(text, [&](std::size_t bit) { all = all && bits_[bit]; });
    return all;
  }
  void add(std::string_view text) {
    each_bit(text, [&](std::size_t bit) { bits_[bit] = true; });
  }

 private:
  static constexpr std::size_t size = std::size_t{1} << 24U;
  static constexpr std::size_t bits_of_a_text = 4;
  template <class Take>
  static void each_bit(std::string_view text, Take take) {
    const std::size_t hash = std::hash<std::string_view>()(text);
    const std::size_t step = hash >> 40U | 1U;
    for (std::size_t i = 0; i < bits_of_a_text; ++i) take((hash + i * step) % size);
  }
  std::vector<bool> bits_ = std::vector<bool>(size);
};

}  // namespace svcctl
