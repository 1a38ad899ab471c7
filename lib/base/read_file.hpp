#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "base/export.hpp"

namespace svcctl {

/// A file descriptor that is closed with its owner.
class SVCCTL_API Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  /// The number; whoever takes it closes it.
  int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

/// What a small file may have: a configuration, a mapping, a calendar.
constexpr std::int64_t small_file = std::int64_t{16} << 20;

/// Opens a file that somebody named, the one way to read one. It never waits for another program: a
/// pipe, a device or a folder is refused.
/// @param most bytes that it may have
/// @throws Error "input.missing", "input.unreadable", "input.no-file", "input.too-big" (bad data)
SVCCTL_API Descriptor open_to_read(const std::string& path, std::int64_t most);

/// The one line of a small file that holds a secret, without the end of the line.
/// @throws Error as `open_to_read`; "input.not-secret" (bad data): others than its owner may read
///   it; "input.no-line": it is empty or has more than one line
SVCCTL_API std::string secret_of_file(const std::string& path);

/// All bytes of a small file. @throws Error as `open_to_read`
SVCCTL_API std::string bytes_of_file(const std::string& path);

}  // namespace svcctl
