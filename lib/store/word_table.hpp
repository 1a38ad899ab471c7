#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace svcctl::store {

/// A hash table from words to values, made for words of a few bytes and for adding only: open
/// addressing over an array of entries that stand in the order in which they were added.
template <class Value>
class WordTable {
 public:
  struct Entry {
    std::size_t hash = 0;
    std::string word;
    Value value{};
  };

  /// The value of the word, which is added if it is not there. Valid until the next one is added.
  Value& operator[](std::string_view word) {
    if (entries_.size() * 2 >= slots_.size()) grow();
    const auto hash = hash_of(word);
    auto at = hash & (slots_.size() - 1);
    for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
      auto& there = entries_[slots_[at] - 1];
      if (there.hash == hash && there.word == word) return there.value;
    }
    slots_[at] = static_cast<std::uint32_t>(entries_.size() + 1);
    return entries_.emplace_back(Entry{hash, std::string(word), {}}).value;
  }
  std::size_t size() const { return entries_.size(); }
  /// In the order in which they were added, which may be changed before `clear`.
  std::vector<Entry>& entries() { return entries_; }
  void clear() {
    entries_.clear();
    slots_.clear();
  }

 private:
  static std::size_t hash_of(std::string_view word) {
    std::uint64_t hash = word.size() * 0x9E3779B97F4A7C15U;
    while (!word.empty()) {
      std::uint64_t block = 0;
      const auto taken = std::min<std::size_t>(word.size(), sizeof block);
      std::memcpy(&block, word.data(), taken);
      hash = (hash ^ block) * 0xFF51AFD7ED558CCDU;
      hash ^= hash >> 32U;
      word.remove_prefix(taken);
    }
    return hash;
  }

  void grow() {
    slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      auto at = entries_[i].hash & (slots_.size() - 1);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  ///< index of an entry and 1; 0: free
};

}  // namespace svcctl::store
