#pragma once

#include <chrono>
#include <cstdint>

#include "base/text.hpp"

namespace svcctl::cli {

/// How far a long command is, on a terminal's standard error only: share, rate, time left.
class Progress {
 public:
  explicit Progress(const Catalogue& catalogue);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// So much of the whole is done; said at most some times a second.
  void at(std::int64_t done, std::int64_t whole);

 private:
  using Clock = std::chrono::steady_clock;
  const Catalogue& catalogue_;
  bool shown_ = false;
  bool terminal_;
  Clock::time_point begin_;
  Clock::time_point last_;
};

}  // namespace svcctl::cli
