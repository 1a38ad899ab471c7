#include "base/text_table.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace svcctl {
namespace {

void append_hex(std::string& out, char32_t c) {
  static const char* const digits = "0123456789ABCDEF";
  out += "\\u{";
  bool started = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto digit = (c >> static_cast<unsigned>(shift)) & 15U;
    if (digit == 0 && !started && shift > 4) continue;
    started = true;
    out += digits[digit];
  }
  out += '}';
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  utf8::each(text,
             [&](char32_t c, std::string_view) { width += c == utf8::none ? 1 : utf8::width(c); });
  return width;
}

std::string made_visible(std::string_view text, Lines lines) {
  std::string out;
  out.reserve(text.size());
  utf8::each(text, [&](char32_t c, std::string_view bytes) {
    if (c == utf8::none)
      out += "\xEF\xBF\xBD";
    else if (lines == Lines::kept && (c == '\n' || c == '\t'))
      out += bytes;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (utf8::acts(c))
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
