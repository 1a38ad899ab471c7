#include "cli/output/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <string>

namespace svcctl::cli {

Progress::Progress(const Catalogue& catalogue)
    : catalogue_(catalogue),
      terminal_(::isatty(STDERR_FILENO) == 1),
      begin_(Clock::now()),
      last_(begin_) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1B[K", stderr);
}

void Progress::at(std::int64_t done, std::int64_t whole) {
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  if (!terminal_ || done <= 0 || whole <= 0) return;
  const auto now = Clock::now();
  if (now - last_ < milliseconds(200)) return;
  last_ = now;
  const auto spent = duration_cast<milliseconds>(now - begin_).count();
  const auto kilobytes_a_second = done / (spent + 1);
  const auto left = (whole - done) * spent / done / 1000;
  const auto line =
      catalogue_.format(tr("{0} %, {1} MB of {2}, {3} MB/s, {4} s left", done * 100 / whole,
                           done / 1'000'000, whole / 1'000'000, kilobytes_a_second / 1000, left));
  std::fputs(("\r\x1B[K" + line).c_str(), stderr);
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace svcctl::cli
