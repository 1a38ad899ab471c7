#include "base/utf8.hpp"

#include <utf8proc.h>

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
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E ||
         code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

std::string plain(std::string_view text) { return mapped(text, 0); }

std::string folded(std::string_view text) {
  return mapped(text, UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

}  // namespace svcctl::utf8
