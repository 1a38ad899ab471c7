#pragma once

#include <optional>
#include <string>

#include "base/text.hpp"
#include "cli/process/environment.hpp"

namespace svcctl::cli {

/// The language a flag, a variable or a locale name stands for: "zh", "zh_CN.UTF-8", "en_GB".
/// Nothing for C, POSIX, C.UTF-8 and languages we have no catalogue of.
std::optional<Language> language_of(std::string_view name);

/// Flag, SVCCTL_LANG, the configuration, a locale that names a language, English: the first that
/// says. What the shop configured goes before what its computer was set up with.
Language choose_language(const std::string& flag, const Environment& env,
                         const std::string& configured);

}  // namespace svcctl::cli
