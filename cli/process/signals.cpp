#include "cli/process/signals.hpp"

#include <signal.h>
#include <unistd.h>

#include <cstring>

namespace svcctl::cli {
namespace {

char temporary[4096] = "";
volatile sig_atomic_t has_temporary = 0;
volatile sig_atomic_t under_way = 0;
constexpr int ending[] = {SIGINT, SIGTERM, SIGHUP};

volatile sig_atomic_t awaited = 0;
volatile sig_atomic_t caught = 0;
void say(const char* words) {
  [[maybe_unused]] const auto done = ::write(STDERR_FILENO, words, std::strlen(words));
}

void end(int number) {
  if (awaited) {
    caught = number;
    return;
  }
  if (has_temporary) ::unlink(temporary);
  if (under_way == static_cast<int>(UnderWay::committed))
    say("svcctl: interrupted; the change is recorded\n");
  else if (under_way == static_cast<int>(UnderWay::writing))
    say("svcctl: interrupted; the command under way changed nothing\n");
  ::signal(number, SIG_DFL);
  ::raise(number);
}

sigset_t ending_set() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : ending) sigaddset(&set, number);
  return set;
}

}  // namespace

void install_signals() {
  struct sigaction action = {};
  action.sa_handler = end;
  sigemptyset(&action.sa_mask);
  for (const int number : ending) {
    struct sigaction before = {};
    ::sigaction(number, nullptr, &before);
    if (before.sa_handler != SIG_IGN) ::sigaction(number, &action, nullptr);  // nohup keeps its way
  }
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
}

void remove_on_signal(const std::string& path) {
  const SignalsHeld held;
  has_temporary = 0;
  if (path.empty() || path.size() >= sizeof temporary) return;
  std::memcpy(temporary, path.c_str(), path.size() + 1);
  has_temporary = 1;
}

void tell_signals(UnderWay what) { under_way = static_cast<int>(what); }

SignalsAwaited::SignalsAwaited() { awaited = 1; }

SignalsAwaited::~SignalsAwaited() { awaited = 0; }

void SignalsAwaited::check() {
  if (caught != 0) throw Interrupted{caught};
}

void end_by_signal(int number) {
  ::signal(number, SIG_DFL);
  ::raise(number);
}

SignalsHeld::SignalsHeld() {
  const sigset_t set = ending_set();
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
}
SignalsHeld::~SignalsHeld() {
  const sigset_t set = ending_set();
  ::sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace svcctl::cli
