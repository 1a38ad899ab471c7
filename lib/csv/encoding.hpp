#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/code.hpp"
#include "base/export.hpp"

namespace svcctl::csv {

/// How the characters of a file are written as bytes.
enum class Encoding {
  detect,
  utf8,
  gb18030,
  utf16,
  utf16le,
  utf16be,
  shift_jis,
  windows1252,
  big5,
};

/// The encoding of a name as people and programs write it: "GBK", "cp936", "UTF8", "latin1".
SVCCTL_API std::optional<Encoding> encoding_named(std::string_view name);

/// UTF-8 text as bytes of the encoding; nothing where it has a character that the encoding lacks.
/// @throws Error "csv.encoding" (usage) where the system cannot convert to it
SVCCTL_API std::optional<std::string> encoded(std::string_view text, Encoding encoding);
/// What a file in the encoding begins with when it says what it is in.
SVCCTL_API std::string_view mark_of(Encoding encoding);

}  // namespace svcctl::csv

namespace svcctl {
template <>
inline constexpr std::array codes<csv::Encoding> = {
    CodeEntry<csv::Encoding>{csv::Encoding::detect, "auto", N_("automatic")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf8, "utf-8", N_("UTF-8")},
    CodeEntry<csv::Encoding>{csv::Encoding::gb18030, "gb18030", N_("GB18030")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf16, "utf-16", N_("UTF-16")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf16le, "utf-16le", N_("UTF-16, low byte first")},
    CodeEntry<csv::Encoding>{csv::Encoding::utf16be, "utf-16be", N_("UTF-16, high byte first")},
    CodeEntry<csv::Encoding>{csv::Encoding::shift_jis, "shift_jis", N_("Shift_JIS")},
    CodeEntry<csv::Encoding>{csv::Encoding::windows1252, "windows-1252", N_("Windows-1252")},
    CodeEntry<csv::Encoding>{csv::Encoding::big5, "big5", N_("Big5")},
};
}  // namespace svcctl
