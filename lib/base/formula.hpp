#pragma once

#include <string>
#include <string_view>

#include "base/export.hpp"

namespace svcctl {

/// Text as it is safe in a spreadsheet: an apostrophe is put before what it would run as a formula
/// (`= + - @`, tab or newline first, also full-width, also after blanks or a byte
/// order mark), and before an apostrophe that already stands there, so that nothing is lost.
/// @returns "'" if one belongs in front of the text, else nothing
SVCCTL_API std::string_view guard_of(std::string_view text);
SVCCTL_API std::string guarded(std::string_view text);

/// The text that `guarded` was given.
SVCCTL_API std::string without_guard(std::string_view text);

}  // namespace svcctl
