#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace svcctl {

/// Marks a literal for translation without translating it here.
constexpr const char* N_(const char* id) { return id; }

/// One value of a stored enumeration: its short English code, kept in the store and in CSV and
/// JSON, and its label, an English message id shown in tables.
template <class Enum>
struct CodeEntry {
  Enum value;
  const char* code;
  const char* label;
};

/// Specialise for each stored enumeration, beside its declaration:
///
///     enum class Wish { give_back, dispose };
///     template <> inline constexpr std::array codes<Wish> = {
///         CodeEntry<Wish>{Wish::give_back, "return", N_("return")}, … };
template <class Enum>
inline constexpr std::array<CodeEntry<Enum>, 0> codes = {};

/// Further words that people write for a value, blanks between them: what the trade, papers and
/// other programs call it.
template <class Enum>
struct Synonyms {
  Enum value;
  std::string_view words;
};
/// Specialise beside `codes<Enum>` where there are such words; the code itself and the label in
/// either language need none. What is typed is matched by `readers::code` (base/read/reading.hpp).
template <class Enum>
inline constexpr std::array<Synonyms<Enum>, 0> synonyms = {};

template <class Enum>
concept Coded = std::is_enum_v<Enum> &&(codes<Enum>.size() > 0);

template <Coded Enum>
constexpr const char* to_code(Enum value) {
  for (const auto& entry : codes<Enum>)
    if (entry.value == value) return entry.code;
  return "";
}

template <Coded Enum>
constexpr const char* label(Enum value) {
  for (const auto& entry : codes<Enum>)
    if (entry.value == value) return entry.label;
  return "";
}

template <Coded Enum>
constexpr std::optional<Enum> from_code(std::string_view code) {
  for (const auto& entry : codes<Enum>)
    if (code == entry.code) return entry.value;
  return std::nullopt;
}

/// The codes as `a|b|c`, for help and messages.
template <Coded Enum>
std::string all_codes() {
  std::string out;
  for (const auto& entry : codes<Enum>) out += (out.empty() ? "" : "|") + std::string(entry.code);
  return out;
}

}  // namespace svcctl
