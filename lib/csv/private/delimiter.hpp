#pragma once

#include <optional>
#include <string_view>

/// No part of the public headers.
namespace svcctl::csv {

/// The delimiter that most of the first lines have equally often.
/// @throws Error "csv.delimiter" (bad data) when two fit alike
char find_delimiter(std::string_view text);
/// The delimiter of a first line that announces it for a spreadsheet (`sep=;`, in any case, in
/// quotes, with more of them behind); nothing where the line is another one.
std::optional<char> announced_delimiter(std::string_view line);

}  // namespace svcctl::csv
