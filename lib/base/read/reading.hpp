#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/text.hpp"

/// How what people write is read, in a cell of a file and on the command line alike: one reader a
/// kind of value. None of them guesses: what can mean two things is refused with what mends it.
namespace svcctl::readers {

/// A value as read, or why it cannot be read and what mends it where it stands.
template <class T>
struct Reading {
  std::optional<T> value = std::nullopt;
  Message cause = {};
  Message fix = {};
};

/// What a spreadsheet leaves where the value is lost: an error ("#N/A", "#NAME?", "####"), or a
/// long number in powers of ten ("1.23457E+11"), whose digits are gone. Whatever the kind of value,
/// it is refused. Nothing where the text is none of these.
struct Ruin {
  Message cause;
  Message fix;
};
SVCCTL_API std::optional<Ruin> ruin(std::string_view text);

/// What a spreadsheet makes of a number or code that looks like something else: a day ("12月1日",
/// "1-Dec", "2024/12/1"), a yes or no ("TRUE"). Refused where a number or code is read.
SVCCTL_API std::optional<Ruin> ruined_code(std::string_view text);

/// Whether the text says that something holds without end: 长期, 永久, 至今.
SVCCTL_API bool without_end(std::string_view text);

/// Whether the text says that there is no value: nothing at all, 无, 暂无, -, /, N/A, NULL,
/// 0000-00-00 and their like.
SVCCTL_API bool nothing(std::string_view text);

/// A yes or a no in either language: yes, y, true, 1, on, 是, 有, √; no, n, false, 0, off, 否, 无,
/// ×.
SVCCTL_API Reading<bool> yes(std::string_view text);

namespace detail {
/// Case, blanks, `_` and `-` make no difference, nor do compatibility forms.
SVCCTL_API std::string folded_word(std::string_view text);
/// Whether a list with blanks between its words has the word.
SVCCTL_API bool has_word(std::string_view list, std::string_view folded);
/// The label's text in Chinese.
SVCCTL_API std::string_view chinese(const char* label);
}  // namespace detail

/// The value of a stored enumeration that a word names: its code, its label in either language, or
/// one of its synonyms in the trade (`synonyms<Enum>`, base/code.hpp).
template <Coded Enum>
std::optional<Enum> code(std::string_view text) {
  if (const auto exact = from_code<Enum>(text)) return exact;
  for (const auto& named : synonyms<Enum>)
    if (detail::has_word(named.words, text)) return named.value;
  const auto word = detail::folded_word(text);
  if (word.empty()) return std::nullopt;
  for (const auto& named : synonyms<Enum>)
    if (detail::has_word(named.words, word)) return named.value;
  for (const auto& entry : codes<Enum>)
    for (const std::string_view name : {std::string_view(entry.code), std::string_view(entry.label),
                                        detail::chinese(entry.label)})
      if (word == detail::folded_word(name)) return entry.value;
  return std::nullopt;
}

/// In which order a file writes its days. The year first is read without asking.
enum class DateOrder { year_first, day_first, month_first };

}  // namespace svcctl::readers

namespace svcctl {
template <>
inline constexpr std::array codes<readers::DateOrder> = {
    CodeEntry<readers::DateOrder>{readers::DateOrder::year_first, "y/m/d", N_("year first")},
    CodeEntry<readers::DateOrder>{readers::DateOrder::day_first, "d/m/y", N_("day first")},
    CodeEntry<readers::DateOrder>{readers::DateOrder::month_first, "m/d/y", N_("month first")},
};
}  // namespace svcctl
