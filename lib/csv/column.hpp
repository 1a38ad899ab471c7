#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/read/reading.hpp"

namespace svcctl::csv {

/// What the values of a column are.
enum class Type {
  text,
  identifier,  ///< a number or code: means what it says also where it looks like a word for nothing
  printed,     ///< the same, as a maker printed it, maybe a day: the number of a lot
  amount,
  quantity,
  whole,
  kilometres,
  year,
  days,  ///< how many
  day,
  last_day,  ///< a day until which something holds: of a month alone, its last
  yes_no,
  code,
};

/// Which words the values of a column of codes are.
struct CodeWords {
  /// The code that a word names, or null.
  const char* (*read)(std::string_view word) = nullptr;
  std::string (*all)() = nullptr;
};

template <Coded Enum>
inline constexpr CodeWords words_of = {[](std::string_view word) -> const char* {
                                         const auto value = readers::code<Enum>(word);
                                         return value ? to_code(*value) : nullptr;
                                       },
                                       &all_codes<Enum>};

/// `Column::alike` of an identifier.
template <class Id>
std::string key_of(std::string_view text) {
  return Id(text).key();
}

/// Whether a list can do without a column.
enum class Need {
  no,
  title,   ///< the list must have the column
  value,   ///< and every row a value in it
  either,  ///< the list must have one of these
};

/// A column as an importer knows it. An importer describes itself by a table of them, from which
/// titles are found, values read, rows refused and the template and the reference written.
struct Column {
  const char* key;
  /// What else the column is called, `|` between; the first Chinese one stands in the template.
  const char* titles = "";
  Type type = Type::text;
  Need need = Need::no;
  CodeWords words = {};
  /// The form of a text in which two that say the same are one: the key of an identifier, a name
  /// without blanks. None: as it stands. Rows of a list are compared by it.
  std::string (*alike)(std::string_view text) = nullptr;
  /// What a row says that leaves it empty; none: nothing.
  const char* otherwise = nullptr;
};

/// The column's title in a template: its first Chinese one, or the key.
SVCCTL_API std::string template_title(const Column& column, bool chinese);

}  // namespace svcctl::csv

namespace svcctl {
template <>
inline constexpr std::array codes<csv::Type> = {
    CodeEntry<csv::Type>{csv::Type::text, "text", N_("text")},
    CodeEntry<csv::Type>{csv::Type::identifier, "identifier", N_("number or name")},
    CodeEntry<csv::Type>{csv::Type::printed, "printed", N_("as printed")},
    CodeEntry<csv::Type>{csv::Type::amount, "amount", N_("amount")},
    CodeEntry<csv::Type>{csv::Type::quantity, "quantity", N_("quantity")},
    CodeEntry<csv::Type>{csv::Type::whole, "whole", N_("whole number")},
    CodeEntry<csv::Type>{csv::Type::kilometres, "kilometres", N_("kilometres")},
    CodeEntry<csv::Type>{csv::Type::year, "year", N_("year")},
    CodeEntry<csv::Type>{csv::Type::days, "days", N_("number of days")},
    CodeEntry<csv::Type>{csv::Type::day, "day", N_("day")},
    CodeEntry<csv::Type>{csv::Type::last_day, "last-day", N_("last day")},
    CodeEntry<csv::Type>{csv::Type::yes_no, "yes-no", N_("yes or no")},
    CodeEntry<csv::Type>{csv::Type::code, "code", N_("one of some words")},
};
}  // namespace svcctl
