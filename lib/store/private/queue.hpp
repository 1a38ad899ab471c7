#pragma once

#include <memory>
#include <string>

namespace svcctl::store {

/// The line of those who want to write to a store, kept by the kernel: a lock on an empty file
/// beside it. Who waits sleeps until it is their turn, so that many writers do not wake each other
/// in vain, and none is passed over for long. A store in a folder that takes no new file has no
/// line.
class Queue {
 public:
  explicit Queue(const std::string& store) : path_(store + "-queue") {}
  ~Queue() { leave(); }
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  /// Waits for the turn; false when it did not come within the seconds.
  bool enter(double seconds);
  void leave() noexcept;

 private:
  std::string path_;
  int file_ = -1;
};

}  // namespace svcctl::store
