#pragma once

#include <string>

namespace svcctl::cli {

/// Whether somebody can be asked: standard input is a terminal.
bool has_terminal();

/// Asks on the terminal for a line that it does not show; Ctrl-D ends it too.
/// @return without the end of the line, as typed
/// @throws Interrupted by Ctrl-C; Error "terminal.none" (2): it cannot be opened
std::string ask_unseen(const std::string& question);

}  // namespace svcctl::cli
