#include "store/private/queue.hpp"

#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>
#include <utility>

#include "store/private/file.hpp"

namespace svcctl::store {
namespace {

/// The kernel's wait has no end of its own: a thread waits, and whoever gives up leaves it behind.
struct Turn {
  std::mutex mutex;
  std::condition_variable changed;
  bool came = false;
  bool given_up = false;
};

int lock_now(int file, int how) {
  int result = 0;
  do result = flock(file, how);
  while (result != 0 && errno == EINTR);
  return result;
}

void wait_for_turn(const std::shared_ptr<Turn>& turn, int file) {
  const bool locked = lock_now(file, LOCK_EX) == 0;
  const std::scoped_lock guard(turn->mutex);
  turn->came = locked;
  if (turn->given_up) ::close(file);
  turn->changed.notify_one();
}

}  // namespace

bool Queue::enter(double seconds) {
  if (store_.empty() || store_ == ":memory:") return true;
  const int file = open_beside(store_ + "-queue");
  if (file < 0) return true;
  if (lock_now(file, LOCK_EX | LOCK_NB) == 0) {
    file_ = file;
    return true;
  }
  const auto turn = std::make_shared<Turn>();
  // Signals are the main thread's.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread([turn, file] { wait_for_turn(turn, file); }).detach();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  std::unique_lock guard(turn->mutex);
  turn->changed.wait_for(guard, std::chrono::duration<double>(seconds), [&] { return turn->came; });
  if (turn->came)
    file_ = file;
  else
    turn->given_up = true;
  return turn->came;
}

Queue::~Queue() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace svcctl::store
