#pragma once

#include <string>

namespace svcctl::cli {

/// SIGINT, SIGTERM and SIGHUP end the program as signals do (128+n) after removing its temporary
/// file; an open transaction is undone by the store's journal. SIGPIPE and SIGXFSZ become write
/// errors.
void install_signals();

/// The file a signal removes; empty for none.
void remove_on_signal(const std::string& path);

/// From here a signal says on standard error that the change is recorded.
void committed_for_signals(bool committed);

/// Holds the ending signals back while it lives: over a commit and its mark.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
};

}  // namespace svcctl::cli
