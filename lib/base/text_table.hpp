#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"

namespace svcctl {

/// How many columns of a terminal the text takes: East Asian wide characters take two.
SVCCTL_API int display_width(std::string_view text);

/// Whether line feeds and tabulators are shown as `\n` and `\t`, or stay.
enum class Lines { shown, kept };
/// The text with every character that acts or hides made visible (`\u{202E}`) and bytes that are no
/// UTF-8 replaced, so that data never drives a terminal.
SVCCTL_API std::string made_visible(std::string_view text, Lines lines = Lines::shown);

/// The text filled with blanks to a width.
SVCCTL_API std::string padded(const std::string& text, int width, bool right);

/// Headings, a rule and rows in aligned columns, two blanks apart. `right` says which columns
/// align right.
SVCCTL_API std::string text_table(const std::vector<std::string>& headings,
                                  const std::vector<std::vector<std::string>>& rows,
                                  const std::vector<bool>& right);

}  // namespace svcctl
