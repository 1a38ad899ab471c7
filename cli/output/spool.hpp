#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/read_file.hpp"

namespace svcctl::cli {

/// Where a result waits until its transaction has ended: in memory, and past a few megabytes in
/// an unlinked file.
class Spool {
 public:
  Spool() = default;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// @throws Error (output) when the file is full
  void write(std::string_view bytes);
  /// Hands everything over, in order.
  void drain(const std::function<void(std::string_view)>& take);

 private:
  void spill();
  std::vector<std::string> blocks_;  ///< not grown: a longer one would be a copy
  std::size_t held_ = 0;             ///< bytes in them
  Descriptor file_;
};

}  // namespace svcctl::cli
