#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace svcctl::cli {

/// Where a result waits until its transaction has ended: in memory, and past a few megabytes in
/// an unlinked file.
class Spool {
 public:
  Spool() = default;
  ~Spool();
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
  int file_ = -1;
};

/// A file written whole or not at all: a temporary name beside it, then fsync and rename.
/// Leaving scope without `keep` removes the temporary file; so does a signal.
class WholeFile {
 public:
  explicit WholeFile(std::string path);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  void write(std::string_view bytes);
  /// Everything is on disk, under the temporary name.
  void flush();
  /// Gives it its name.
  void keep();

 private:
  std::string path_;
  std::string temporary_;
  int file_ = -1;
};

/// Writes all of it to a descriptor. @throws Error (output); `errno` EPIPE as code "output.pipe"
void write_all(int descriptor, std::string_view bytes, const Message& name);

}  // namespace svcctl::cli
