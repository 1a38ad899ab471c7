#include "cli/process/locale.hpp"

namespace svcctl::cli {

std::optional<Language> language_of(std::string_view name) {
  const auto word = name.substr(0, name.find_first_of("_-.@"));
  if (word == "zh") return Language::zh;
  if (word == "en") return Language::en;
  return std::nullopt;
}

Language choose_language(const std::string& flag, const Environment& env,
                         const std::string& configured) {
  if (auto named = language_of(flag)) return *named;
  if (auto named = language_of(variable(env, "SVCCTL_LANG"))) return *named;
  if (auto named = language_of(configured)) return *named;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const auto locale = variable(env, name);
    if (locale.empty()) continue;
    if (auto named = language_of(locale)) return *named;
    break;  // this one decides, and names no language of ours
  }
  return Language::en;
}

}  // namespace svcctl::cli
