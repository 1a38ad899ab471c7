#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "base/code.hpp"
#include "base/export.hpp"

namespace svcctl::store {

/// What a column of text holds.
enum class Holds {
  code,      ///< a code of a fixed vocabulary
  key,       ///< a number, a day, a digest, a salt, or a word of an open vocabulary
  name,      ///< the name or address of a thing, a firm or a member of the staff
  prose,     ///< what the shop wrote about its own work and goods
  identity,  ///< what a customer or a car is known by; archive/emptying.cpp empties it
  words,     ///< what a customer said, or what was written about one: `*` once erased
};

/// One column of text of the schema. Each slice lists those of its tables in `text_columns()`; a
/// column that no slice lists fails the tests.
struct TextColumn {
  const char* table;
  const char* column;
  Holds holds;
  std::span<const std::string_view> codes = {};  ///< of Holds::code
  bool may_be_empty = false;                     ///< of Holds::code: '' stands for none
  const char* of_customer = nullptr;  ///< of Holds::words: the condition for rows of customer :id
};

/// The codes of an enumeration, without their values and labels.
template <Coded Enum>
inline constexpr auto code_list = [] {
  std::array<std::string_view, codes<Enum>.size()> list;
  for (std::size_t i = 0; i < list.size(); ++i) list[i] = codes<Enum>[i].code;
  return list;
}();

template <Coded Enum>
constexpr TextColumn code_column(const char* table, const char* column) {
  return {table, column, Holds::code, code_list<Enum>};
}
/// A code, or '' for none.
template <Coded Enum>
constexpr TextColumn code_or_empty(const char* table, const char* column) {
  return {table, column, Holds::code, code_list<Enum>, true};
}

/// What the columns of text of the store's own tables hold, but for those of the log.
SVCCTL_API std::span<const TextColumn> text_columns();

}  // namespace svcctl::store
