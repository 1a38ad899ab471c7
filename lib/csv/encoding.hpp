#pragma once

#include "base/code.hpp"

namespace svcctl::csv {

/// How the characters of a file are written as bytes.
enum class Encoding { detect, utf8, gb18030, utf16, utf16le, utf16be };

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
};
}  // namespace svcctl
