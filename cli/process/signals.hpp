#pragma once

#include <string>

namespace svcctl::cli {

/// SIGINT, SIGTERM and SIGHUP end the program as signals do (128+n) after removing its temporary
/// file; an open transaction is undone by the store's journal. SIGPIPE and SIGXFSZ become write
/// errors.
void install_signals();

/// The file a signal removes; empty for none.
void remove_on_signal(const std::string& path);

/// What a signal interrupts. It says on standard error what became of a change.
enum class UnderWay { reading, writing, committed };
void tell_signals(UnderWay what);

/// Holds the ending signals back while it lives: over a commit and its mark.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
};

/// Thrown to end a long command that a signal interrupted: everything on the way is undone, then
/// the program ends as the signal would have ended it.
struct Interrupted {
  int signal = 0;
};

/// While it lives the ending signals wait for `check`, so that a long command ends by undoing what
/// it did instead of leaving that to the next one.
class SignalsAwaited {
 public:
  SignalsAwaited();
  ~SignalsAwaited();
  SignalsAwaited(const SignalsAwaited&) = delete;
  SignalsAwaited& operator=(const SignalsAwaited&) = delete;
  /// @throws Interrupted when a signal came
  static void check();
};

/// Ends the program by the signal, as its own default does.
void end_by_signal(int number);

}  // namespace svcctl::cli
