#pragma once

#include <string>

#include "cli/command.hpp"

// `--reveal --purpose WORDS`: a read that shows personal data whole is a write, since it leaves a
// trace on the log (clause 1.3-privacy).
namespace svcctl::cli {

/// The verb with the two options; it shows personal data masked without them.
Command revealing(Command command);

/// Whether this call asks for personal data whole.
/// @throws Error "cli.purpose" (2) for a purpose without --reveal
bool reveals(const Command& command, const Args& args);

/// The read as the write that it is when personal data is shown whole.
/// @param file where the result goes, or empty: standard output
/// @param rehearsal nothing is kept, so nothing is shown whole
Command revealed(const Command& command, const std::string& file, bool rehearsal);

}  // namespace svcctl::cli
