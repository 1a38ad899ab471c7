#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"

/// Text cut into words for the index of words, and what was typed into what is looked up there.
/// No part of the public headers.
namespace svcctl::parts {

/// The ASCII character that a full-width form stands for (U+FF01 to U+FF5E), or 0.
char narrow_form(char32_t code);

namespace words {

constexpr std::size_t longest =
    32;  ///< bytes of a word; what is longer is cut, also when asked for

enum class Sort { space, mark, plain, ideograph };

struct Character {
  Sort sort = Sort::space;
  char plain = 0;  ///< of ASCII letters and digits, in capitals
  std::size_t size = 1;
};
SVCCTL_API Character character_at(std::string_view text, std::size_t at);

inline std::string_view cut(std::string_view word) { return word.substr(0, longest); }

/// Walks the runs of a text: `plain(pieces)`, where pieces stand one behind the other in memory,
/// and `ideographs(run)`.
template <class Plain, class Ideographs>
void walk(std::string_view text, Plain plain, Ideographs ideographs) {
  std::array<char, 256> letters;
  std::array<std::string_view, 32> pieces;
  std::size_t size = 0;
  std::size_t count = 0;
  std::size_t piece_from = 0;
  std::size_t run_from = std::string_view::npos;
  auto end_piece = [&] {
    if (size > piece_from) pieces[count++] = {letters.data() + piece_from, size - piece_from};
    piece_from = size;
  };
  auto end_plain = [&] {
    end_piece();
    if (count != 0) plain(std::span(pieces.data(), count));
    size = count = piece_from = 0;
  };
  auto end_ideographs = [&](std::size_t at) {
    if (run_from != std::string_view::npos) ideographs(text.substr(run_from, at - run_from));
    run_from = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto character = character_at(text, at);
    if (character.sort == Sort::ideograph) {
      end_plain();
      if (run_from == std::string_view::npos) run_from = at;
    } else {
      end_ideographs(at);
      if (character.sort == Sort::space || size == letters.size() || count + 1 == pieces.size())
        end_plain();
      if (character.sort == Sort::plain) letters[size++] = character.plain;
      if (character.sort == Sort::mark) end_piece();
    }
    at += character.size;
  }
  end_plain();
  end_ideographs(text.size());
}

inline std::string_view joined(std::span<const std::string_view> pieces) {
  return {pieces.front().data(),
          static_cast<std::size_t>(pieces.back().data() + pieces.back().size() -
                                   pieces.front().data())};
}

}  // namespace words

/// Calls back with each word of a text as it is indexed, capitals for ASCII: letters and digits in
/// a row ("BRAKE"); what marks join also in one ("5W-30": "5W", "30", "5W30"); of Chinese every two
/// characters in a row and the last alone ("刹车片": "刹车", "车片", "片"), so that each character
/// begins a word. A word lives as long as the call.
template <class Take>
void each_word(std::string_view text, Take take) {
  words::walk(
      text,
      [&](std::span<const std::string_view> pieces) {
        for (const auto piece : pieces) take(words::cut(piece));
        if (pieces.size() > 1) take(words::cut(words::joined(pieces)));
      },
      [&](std::string_view run) {
        while (!run.empty()) {
          const auto first = words::character_at(run, 0).size;
          const auto second = first < run.size() ? words::character_at(run, first).size : 0;
          take(run.substr(0, first + second));
          run.remove_prefix(first);
        }
      });
}

/// What one typed word asks for: all of its runs must occur.
struct Run {
  bool ideographs = false;
  std::string text;                 ///< capitals, without marks
  std::vector<std::string> pieces;  ///< ASCII joined by marks: each alone, where there are several

  bool operator==(const Run&) const = default;
};
SVCCTL_API std::vector<Run> runs_of(std::string_view typed);

/// Whether a text answers the run: Chinese stands in it, ASCII begins one of its words (a single
/// letter or digit is one).
SVCCTL_API bool text_has(std::string_view text, const Run& run);

}  // namespace svcctl::parts
