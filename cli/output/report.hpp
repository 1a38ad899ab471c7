#pragma once

#include <string>

#include "base/error.hpp"
#include "cli/output/output.hpp"

namespace svcctl::cli {

/// How errors and remarks are told.
struct Teller {
  const Catalogue* catalogue = &Catalogue::of(Language::en);
  bool json = false;    ///< one JSON object an error
  bool colour = false;  ///< on the terminal's standard error
  bool quiet = false;   ///< no remarks
};

/// Whether `--color` (auto, always, never) and NO_COLOR allow colour on this descriptor.
bool wants_colour(const std::string& choice, bool no_color, int descriptor);

/// Writes the error to standard error and returns the exit code.
/// @param where what stands before the message, as "line 3", or empty
int tell_error(const Teller& teller, const Error& error, const std::string& where = {});

/// Writes a remark to standard error, unless quiet.
void tell_note(const Teller& teller, const Message& message);

/// Writes a line to standard error as it is, errors ignored.
void tell_line(std::string line);

}  // namespace svcctl::cli
