#include "base/read/private/pieces.hpp"

#include "base/utf8.hpp"

namespace svcctl::readers {

Pieces pieces_of(std::string_view text) {
  std::string plain;
  for (const char c : utf8::plain(text))
    plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  for (const std::string_view minus : {"−", "－", "–"})
    for (auto at = plain.find(minus); at != std::string::npos; at = plain.find(minus))
      plain.replace(at, minus.size(), "-");
  std::string_view rest = utf8::trimmed(plain, utf8::Around::hidden_too);
  Pieces out;
  auto first = rest.find_first_of("0123456789");
  if (first == std::string_view::npos) return {std::string(rest), {}, {}};
  if (first > 0 && rest[first - 1] == '.') --first;  // ".98"
  const auto last = rest.find_last_of("0123456789");
  for (const char c : rest.substr(0, first)) out.before += c;
  out.body = rest.substr(first, last - first + 1);
  out.after = rest.substr(last + 1);
  for (auto* side : {&out.before, &out.after}) std::erase(*side, ' ');
  // The sign of the number may stand before a sign of currency or behind it.
  if (const auto minus = out.before.find('-'); minus != std::string::npos) {
    out.before.erase(minus, 1);
    out.body.insert(0, "-");
  }
  return out;
}

bool approximate(const Pieces& pieces) {
  for (const auto& side : {pieces.before, pieces.after})
    for (const std::string_view word : {"约", "左右", "上下", "~", "≈", "ABOUT", "APPROX", "CA."})
      if (side.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace svcctl::readers
