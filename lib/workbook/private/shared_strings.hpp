#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/read_file.hpp"

namespace svcctl::workbook {

/// The texts of a workbook, by number, in bounded memory: those that have not been asked for lately
/// stand in a file without a name once they are many.
class SVCCTL_API SharedStrings {
 public:
  /// @param scratch makes the file when it is needed
  /// @param in_memory bytes of text at the most
  explicit SharedStrings(std::function<Descriptor()> scratch,
                         std::size_t in_memory = std::size_t{16} << 20);
  /// The next text.
  void add(std::string_view text);
  std::size_t size() const { return size_; }
  /// A text, until the next call. @param number less than `size`
  /// @throws Error (output) when the file cannot be written or read
  std::string_view at(std::size_t number);

 private:
  /// Texts one after the other, each before its end in `ends`.
  struct Block {
    std::size_t first = 0;  ///< number of its first text
    std::string bytes;
    std::vector<std::uint32_t> ends;
    std::int64_t place = -1;  ///< in the file, where it stands there
    std::size_t file_bytes = 0;
    std::size_t texts = 0;
    std::uint64_t asked = 0;  ///< when it was last asked for
    bool here = true;
    std::size_t held() const { return bytes.capacity() + ends.capacity() * sizeof ends[0]; }
  };
  void make_room();
  void put_away(Block& block);
  void fetch(Block& block);

  std::function<Descriptor()> scratch_;
  std::size_t most_;
  std::size_t held_ = 0;
  std::size_t size_ = 0;
  std::uint64_t clock_ = 0;
  std::vector<Block> blocks_;
  Descriptor file_;
  std::int64_t file_end_ = 0;
};

}  // namespace svcctl::workbook
