#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace svcctl::csv {

/// Keeps many short texts until it is cleared; what it gives out stays where it is.
class TextPool {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return "";
    char* place = room(text.size());
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
  }
  /// Forgets all texts; the memory is used again.
  void clear() {
    at_ = 0;
    used_ = 0;
    bytes_ = 0;
    std::erase_if(blocks_, [](const Block& block) { return block.size > block_size; });
  }
  /// How much is kept.
  std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t block_size = std::size_t{256} * 1024;
  struct Block {
    std::unique_ptr<char[]> memory;
    std::size_t size;
  };

  char* room(std::size_t size) {
    while (at_ < blocks_.size() && used_ + size > blocks_[at_].size) {
      ++at_;
      used_ = 0;
    }
    if (at_ == blocks_.size()) {
      const std::size_t wanted = std::max(size, block_size);
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(wanted), wanted});
      used_ = 0;
    }
    char* place = blocks_[at_].memory.get() + used_;
    used_ += size;
    bytes_ += size;
    return place;
  }

  std::vector<Block> blocks_;
  std::size_t at_ = 0;  ///< block in use
  std::size_t used_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace svcctl::csv
