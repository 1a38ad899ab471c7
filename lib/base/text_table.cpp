#include "base/text_table.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace svcctl {
namespace {

bool steers_direction(utf8proc_int32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

void append_hex(std::string& out, utf8proc_int32_t c) {
  static const char* const digits = "0123456789ABCDEF";
  out += "\\u{";
  bool started = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const int digit = (c >> shift) & 15;
    if (digit == 0 && !started && shift > 4) continue;
    started = true;
    out += digits[digit];
  }
  out += '}';
}

template <class Each>
void for_each_character(std::string_view text, Each each) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t c = 0;
    const auto taken =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &c);
    const auto length = taken > 0 ? static_cast<std::size_t>(taken) : 1;
    each(taken > 0 ? c : -1, text.substr(at, length));
    at += length;
  }
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for_each_character(text, [&](utf8proc_int32_t c, std::string_view) {
    width += c < 0 ? 1 : utf8proc_charwidth(c);
  });
  return width;
}

std::string made_visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&](utf8proc_int32_t c, std::string_view bytes) {
    if (c < 0)
      out += "\xEF\xBF\xBD";
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || steers_direction(c))
      append_hex(out, c);
    else
      out += bytes;
  });
  return out;
}

std::string padded(const std::string& text, int width, bool right) {
  const int gap = width - display_width(text);
  if (gap <= 0) return text;
  const std::string blanks(static_cast<std::size_t>(gap), ' ');
  return right ? blanks + text : text + blanks;
}

std::string text_table(const std::vector<std::string>& headings,
                       const std::vector<std::vector<std::string>>& rows,
                       const std::vector<bool>& right) {
  std::vector<int> widths;
  widths.reserve(headings.size());
  for (std::size_t i = 0; i < headings.size(); ++i) {
    int width = display_width(headings[i]);
    for (const auto& row : rows) width = std::max(width, display_width(row[i]));
    widths.push_back(width);
  }
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < widths.size(); ++i)
      text += (i ? "  " : "") + padded(cells[i], widths[i], right[i]);
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  };
  line(headings);
  std::vector<std::string> rule;
  rule.reserve(widths.size());
  for (int width : widths) rule.emplace_back(static_cast<std::size_t>(width), '-');
  line(rule);
  for (const auto& row : rows) line(row);
  return out;
}

}  // namespace svcctl
