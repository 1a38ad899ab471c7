#pragma once

#include <string>
#include <string_view>

namespace svcctl::identity {

/// The characters of a text as the key of every identifier has them: compatibility forms made plain
/// (NFKC), ASCII letters in capitals, dashes and dots one, blanks and what is not shown gone. Bytes
/// that are no UTF-8 become U+FFFD.
/// @param blanks blanks stay, as one kind
std::u32string characters_of(std::string_view text, bool blanks = false);

}  // namespace svcctl::identity
