#pragma once

#include <memory>
#include <string>
#include <utility>

namespace svcctl::store {

/// The line of those who want to write to a store, kept by the kernel: a lock on an empty file
/// beside it. Who waits sleeps until it is their turn, so that many writers do not wake each other
/// in vain, and none is passed over for long. A store in a folder that takes no new file has no
/// line.
class Queue {
 public:
  /// @param store the file; of none, or of one in memory, there is no line
  explicit Queue(std::string store) : store_(std::move(store)) {}
  ~Queue();
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  /// Waits for the turn, which ends with this object; false when it did not come in so many
  /// seconds.
  bool enter(double seconds);

 private:
  std::string store_;
  int file_ = -1;
};

}  // namespace svcctl::store
