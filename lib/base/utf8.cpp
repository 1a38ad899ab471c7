#include "base/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace svcctl::utf8 {
namespace {

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* made = nullptr;
  const auto size =
      utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &made,
                   static_cast<utf8proc_option_t>(options | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  std::string result =
      size < 0 ? std::string(text)
               : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
  std::free(made);  // NOLINT: utf8proc gives memory of malloc
  return result;
}

struct Span {
  char32_t first;
  char32_t last;
};
/// Unicode's categories Cc, Cf, Zl and Zp, and the letters and marks that look like nothing.
constexpr std::array<Span, 27> acting = {{
    {0x00, 0x1F},       {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},
    {0x600, 0x605},     {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},
    {0x890, 0x891},     {0x8E2, 0x8E2},     {0x115F, 0x1160},   {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},
    {0x3164, 0x3164},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
    {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF},
}};

/// What the UTF-8 of those begins with, so that nearly all text is passed by its bytes.
constexpr auto leads_acting = [] {
  std::array<bool, 256> leads{};
  for (const auto& span : acting)
    for (char32_t code = span.first; code <= span.last && code < 0x110000;
         code += code < 0x80 ? 1 : 0x40) {
      const auto lead = code < 0x80      ? code
                        : code < 0x800   ? 0xC0U | code >> 6U
                        : code < 0x10000 ? 0xE0U | code >> 12U
                                         : 0xF0U | code >> 18U;
      leads[lead] = true;
    }
  return leads;
}();

}  // namespace

Character beyond_ascii(std::string_view text) {
  utf8proc_int32_t code = 0;
  const auto size =
      utf8proc_iterate(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (size < 1) return {};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(size)};
}

bool valid(std::string_view text) {
  bool all = true;
  each(text, [&](char32_t code, std::string_view) { all = all && code != none; });
  return all;
}

std::size_t count(std::string_view text) {
  std::size_t characters = 0;
  each(text, [&](char32_t, std::string_view) { ++characters; });
  return characters;
}

std::string_view beginning(std::string_view text, std::size_t most_bytes) {
  std::size_t end = 0;
  while (end < text.size()) {
    const auto next = end + first(text.substr(end)).size;
    if (next > most_bytes) break;
    end = next;
  }
  return text.substr(0, end);
}

std::string reversed(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t end = text.size();
  each(text, [&](char32_t, std::string_view bytes) {
    end -= bytes.size();
    bytes.copy(out.data() + end, bytes.size());
  });
  return out;
}

void append(std::string& out, char32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

int width(char32_t code) { return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)); }

bool acts(char32_t code) {
  if (code < 0x7F) return code < 0x20;
  if (code >= 0x3165 && code < 0xD800) return false;  // nearly all Chinese
  return std::ranges::any_of(
      acting, [&](const Span& span) { return code >= span.first && code <= span.last; });
}

std::optional<char32_t> first_acting(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!leads_acting[static_cast<unsigned char>(text[i])]) continue;
    const auto found = first(text.substr(i));
    if (acts(found.code) && found.code != '\n' && found.code != '\t') return found.code;
  }
  return std::nullopt;
}

std::string named(char32_t code) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (unsigned shift = 24; shift > 0;) {
    shift -= 4;
    if (const auto digit = code >> shift & 15U; digit != 0 || !out.empty() || shift < 16)
      out += digits[digit];
  }
  return "U+" + out;
}

bool blank(char32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

std::string_view trimmed(std::string_view text, Around around) {
  const auto goes = [&](char32_t code) {
    return blank(code) || (around == Around::hidden_too && code != none && acts(code));
  };
  while (!text.empty()) {
    const auto head = first(text);
    if (!goes(head.code)) break;
    text.remove_prefix(head.size);
  }
  while (!text.empty()) {
    std::size_t from = text.size() - 1;
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80) --from;
    const auto tail = first(text.substr(from));
    if (from + tail.size != text.size() || !goes(tail.code)) break;
    text.remove_suffix(tail.size);
  }
  return text;
}

std::string plain(std::string_view text) { return mapped(text, 0); }

std::string capitals(std::string_view text) {
  auto code = plain(text);
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return code;
}

std::string folded(std::string_view text) {
  return mapped(text, UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

}  // namespace svcctl::utf8
