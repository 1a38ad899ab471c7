#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/export.hpp"

namespace svcctl {

/// Marks a literal for translation without translating it here.
constexpr const char* N_(const char* id) { return id; }

/// A sentence not yet in any language: an English message id with positional places `{0}` and
/// what stands in them. The library never translates; whoever prints asks a Catalogue.
struct Message {
  std::string id;
  std::vector<std::string> args;
};

/// Makes a Message. Arguments are strings, string views or integers; format anything else first.
template <class... Args>
Message tr(const char* id, Args&&... args) {
  Message message{id, {}};
  [[maybe_unused]] auto add = [&](auto&& arg) {
    if constexpr (std::integral<std::decay_t<decltype(arg)>>)
      message.args.push_back(std::to_string(arg));
    else
      message.args.emplace_back(std::forward<decltype(arg)>(arg));
  };
  (add(std::forward<Args>(args)), ...);
  return message;
}

enum class Language { en, zh };

/// One language's texts. English is its own catalogue; Chinese is embedded in the program as a
/// compiled gettext catalogue, so that it needs no file and no locale at run time.
class SVCCTL_API Catalogue {
 public:
  /// @throws nothing: an unreadable embedded catalogue falls back to English.
  static const Catalogue& of(Language language);

  Language language() const { return language_; }
  /// The text of a message id in this language; the id itself where there is none.
  std::string_view text(std::string_view id) const;
  /// The whole sentence, arguments in their places.
  std::string format(const Message& message) const;

 private:
  Catalogue(Language language, std::string_view compiled) : language_(language), mo_(compiled) {}
  Language language_;
  std::string_view mo_;
};

}  // namespace svcctl
