#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"

namespace svcctl {

/// A sentence not yet in any language: an English message id with positional places `{0}` and
/// what stands in them: sentences and words to be translated too, or plain values. The library
/// never translates; whoever prints asks a Catalogue.
struct Message {
  std::string id;
  std::vector<Message> args = {};
  bool plain = false;  ///< a value: `id` is shown as it is
};

/// One English word has several Chinese ones, by what it is about: a message id says which after
/// this mark, `N_("name||person")` beside `N_("name")`. Nobody is shown it.
inline constexpr std::string_view sense_mark = "||";

/// A value as a Message: shown as it is in every language.
inline Message value(std::string text) { return {std::move(text), {}, true}; }

/// Whether the text has the places `{0}` … `{count-1}`, each at least once, and no other braces.
constexpr bool has_places(std::string_view text, std::size_t count) {
  unsigned found = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '}') return false;
    if (text[i] != '{') continue;
    if (i + 2 >= text.size() || text[i + 1] < '0' || text[i + 1] > '9' || text[i + 2] != '}')
      return false;
    found |= 1U << static_cast<unsigned>(text[i + 1] - '0');
    i += 2;
  }
  return found == (1U << count) - 1;
}

/// A message id with a place for each of N arguments. Anything else does not compile, so that
/// formatting a message cannot fail.
template <std::size_t N>
struct MessageId {
  static_assert(N <= 10, "a place is one digit");
  const char* text;
  consteval MessageId(const char* id) : text(id) {
    if (!has_places(id, N)) throw "the places of the message are not those of its arguments";
  }
};

/// Makes a Message. Arguments are strings, string views, integers, coded enumerations (shown by
/// their label) or Messages; format anything else first.
template <class... Args>
Message tr(std::type_identity_t<MessageId<sizeof...(Args)>> id, Args&&... args) {
  Message message{id.text};
  [[maybe_unused]] auto add = [&](auto&& arg) {
    using Arg = std::decay_t<decltype(arg)>;
    if constexpr (std::same_as<Arg, Message>)
      message.args.push_back(std::forward<decltype(arg)>(arg));
    else if constexpr (Coded<Arg>)
      message.args.push_back({label(arg)});
    else if constexpr (std::integral<Arg>)
      message.args.push_back(value(std::to_string(arg)));
    else
      message.args.push_back(value(std::string(std::forward<decltype(arg)>(arg))));
  };
  (add(std::forward<Args>(args)), ...);
  return message;
}

/// Words one after the other, with that between them.
SVCCTL_API std::string joined(const std::vector<std::string>& words, std::string_view between);

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
