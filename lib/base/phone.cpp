#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/identifier.hpp"
#include "base/private/characters.hpp"
#include "base/utf8.hpp"

namespace svcctl {
namespace {

using Characters = std::u32string;
using View = std::u32string_view;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
/// What may stand within a number, beside its digits.
bool is_mark(char32_t c) { return View(U"-.+ ()").find(c) != View::npos; }

void keep_note(Characters& note, View words) {
  while (!words.empty() && View(U" :;,()-.").find(words.front()) != View::npos)
    words.remove_prefix(1);
  while (!words.empty() && View(U" :;,()-.").find(words.back()) != View::npos)
    words.remove_suffix(1);
  if (words.empty()) return;
  if (!note.empty()) note += U' ';
  note += words;
}

/// Takes remarks in brackets ("（微信同号）") out; digits in brackets are an area code.
Characters without_remarks(Characters text, Characters& note) {
  for (auto open = text.find(U'('); open != text.npos; open = text.find(U'(', open)) {
    const auto close = text.find(U')', open);
    if (close == text.npos) break;
    const auto inside = View(text).substr(open + 1, close - open - 1);
    if (std::ranges::all_of(inside,
                            [](char32_t c) { return is_digit(c) || c == U' ' || c == U'+'; })) {
      ++open;
      continue;
    }
    keep_note(note, inside);
    text.replace(open, close - open + 1, U" ");
  }
  return text;
}

/// Words before and behind the number go to the note; an extension too: 转802, 分机802.
Characters without_words(View text, Characters& note) {
  const auto plain = [](char32_t c) { return is_digit(c) || is_mark(c); };
  std::size_t from = 0;
  while (from < text.size() && !plain(text[from])) ++from;
  auto to = from;
  while (to < text.size() && plain(text[to])) ++to;
  keep_note(note, text.substr(0, from));
  keep_note(note, text.substr(to));
  return Characters(text.substr(from, to - from));
}

/// One number: its key, or nothing, and whether its shape is known.
struct Number {
  std::string key;
  bool known = false;
};

std::string ascii(View digits) { return {digits.begin(), digits.end()}; }

/// Area codes are 010, 02x and 03xx to 09xx; no country's code begins with 0.
std::size_t area_size(View digits) {
  if (digits.size() < 10 || digits.size() > 12 || digits[0] != U'0' || digits[1] == U'0') return 0;
  if (digits[1] == U'1') return digits[2] == U'0' && digits.size() < 12 ? 3 : 0;
  if (digits[1] == U'2') return digits.size() < 12 ? 3 : 0;
  return digits.size() > 10 ? 4 : 0;
}

Number number_of(View text) {
  // A spreadsheet's decimals: 13800138000.0
  if (const auto point = text.find(U'.');
      point != View::npos && point >= 7 && std::ranges::all_of(text.substr(0, point), is_digit) &&
      text.substr(point + 1).find_first_not_of(U"0 ") == View::npos)
    text = text.substr(0, point);
  Characters digits;
  bool abroad = false;
  for (const char32_t c : text) {
    if (c == U'+') {
      if (!digits.empty() || abroad) return {};
      abroad = true;
    } else if (is_digit(c)) {
      digits.push_back(c);
    }
  }
  if (digits.size() < 3 || digits.size() > 20) return {};
  View at_home = digits;
  const bool with_country =
      (abroad || at_home.size() == 13 || at_home.size() == 15) && at_home.starts_with(U"86");
  if (with_country)
    at_home.remove_prefix(2);
  else if (!abroad && at_home.size() == 15 && at_home.starts_with(U"0086"))
    at_home.remove_prefix(4);
  else if (!abroad && at_home.size() == 12 &&
           at_home.starts_with(U"01"))  // dialled from another town
    at_home.remove_prefix(1);
  const bool home = !abroad || with_country;
  if (home && at_home.size() == 11 && at_home[0] == U'1' && at_home[1] >= U'3')
    return {ascii(at_home), true};
  if (abroad && !with_country) return {"+" + ascii(digits), digits[0] != U'0'};
  Characters landline(with_country && at_home[0] != U'0' ? U"0" : U"");
  landline += at_home;
  if (const auto area = area_size(landline))
    return {ascii(View(landline).substr(0, area)) + "-" + ascii(View(landline).substr(area)), true};
  if (abroad) return {"+" + ascii(digits), false};
  const bool service =
      digits.size() == 10 && (digits.starts_with(U"400") || digits.starts_with(U"800"));
  return {ascii(digits), service};
}

/// Numbers that stand in one text, whatever is between them.
std::vector<Characters> numbers_in(View text) {
  std::vector<Characters> out;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find_first_of(U"/、;,，；|\\或和", from), text.size());
    if (end > from) out.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  // Blanks stand within a number, or between two that are whole.
  std::vector<Characters> parted;
  for (const auto& each : out) {
    const auto whole = number_of(each);
    const auto blank = each.find(U' ');
    if (!whole.known && blank != each.npos && number_of(View(each).substr(0, blank)).known &&
        number_of(View(each).substr(blank + 1)).known) {
      parted.push_back(each.substr(0, blank));
      parted.push_back(each.substr(blank + 1));
    } else {
      parted.push_back(each);
    }
  }
  return parted;
}

}  // namespace

Phone::Phone(std::string_view typed) : Identifier(typed) {
  Characters note;
  const auto text = without_remarks(identity::characters_of(typed, true), note);
  Number first;
  for (const auto& each : numbers_in(text)) {
    Characters beside;
    const auto digits = without_words(each, beside);
    auto number = number_of(digits);
    // "010-65001236-802": an extension behind the last dash.
    if (const auto dash = digits.rfind(U'-'); !number.known && dash != digits.npos && dash > 0) {
      const auto extension = View(digits).substr(dash + 1);
      const auto main = number_of(View(digits).substr(0, dash));
      if (main.known && !extension.empty() && extension.size() <= 5) {
        number = main;
        beside.insert(0, U"转" + Characters(extension));
      }
    }
    const bool letters = std::ranges::any_of(
        beside, [](char32_t c) { return c < 0x80 && c != U' ' && !is_digit(c); });
    if (key_.empty()) {
      if (number.key.empty() || letters) break;
      key_ = number.key;
      first = number;
      keep_note(note, beside);
    } else if (second_.empty() && number.known) {
      second_ = number.key;
      keep_note(note, beside);
    } else {
      keep_note(note, each);
    }
  }
  if (key_.empty()) {
    doubt_ = tr("'{0}' is no phone number", typed_);
    return;
  }
  for (const char32_t c : note) utf8::append(note_, c);
  if (!first.known) doubt_ = tr("phone {0} has no known shape; is it typed right?", key_);
}

}  // namespace svcctl
