#include "cli/process/terminal.hpp"

#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "base/error.hpp"
#include "base/read_file.hpp"
#include "cli/process/signals.hpp"

namespace svcctl::cli {
namespace {

/// The terminal without echo, given back as it was. Its keys make no signals: Ctrl-C is read as a
/// character, and other signals wait, so that nothing leaves the terminal mute.
class Mute {
 public:
  explicit Mute(int terminal) : terminal_(terminal) {
    if (::tcgetattr(terminal, &before_) != 0) return;
    termios mute = before_;
    mute.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
    mute.c_cc[VMIN] = 1;
    mute.c_cc[VTIME] = 0;
    mute_ = ::tcsetattr(terminal, TCSAFLUSH, &mute) == 0;
  }
  ~Mute() {
    if (mute_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  Mute(const Mute&) = delete;
  Mute& operator=(const Mute&) = delete;
  bool mute() const { return mute_; }

 private:
  SignalsHeld held_;
  int terminal_;
  termios before_ = {};
  bool mute_ = false;
};

enum : char { interrupt = 3, end_of_input = 4, backspace = 8, kill_line = 21, rubout = 127 };

void rub_out(std::string& line) {
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U)
    line.pop_back();
  if (!line.empty()) line.pop_back();
}

void say_on(int terminal, const std::string& words) {
  [[maybe_unused]] const auto done = ::write(terminal, words.data(), words.size());
}

std::string unseen_line(int terminal) {
  constexpr std::size_t most = 1024;
  std::string line;
  for (;;) {
    char c = 0;
    const auto got = ::read(terminal, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 || c == '\n' || c == '\r' || c == end_of_input) return line;
    if (c == interrupt) throw Interrupted{SIGINT};
    if (c == rubout || c == backspace)
      rub_out(line);
    else if (c == kill_line)
      line.clear();
    else if (line.size() < most)
      line += c;
  }
}

}  // namespace

bool has_terminal() { return ::isatty(STDIN_FILENO) == 1; }

std::string ask_unseen(const std::string& question) {
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC));
  const Mute mute(terminal.number());
  if (!mute.mute())
    throw usage_error("terminal.none", tr("there is no terminal to type on"), "--pin-file FILE");
  say_on(terminal.number(), question);
  const auto line = unseen_line(terminal.number());
  say_on(terminal.number(), "\n");
  return line;
}

}  // namespace svcctl::cli
