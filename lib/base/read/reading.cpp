#include "base/read/reading.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.hpp"

namespace svcctl::readers {
namespace {

bool ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Without blanks around it, full-width forms folded, ASCII letters in capitals.
std::string capitals(std::string_view text) {
  std::string out = ascii(text) ? std::string(text) : utf8::plain(text);
  out = std::string(utf8::trimmed(out, utf8::Around::hidden_too));
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

template <class List>
bool among(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

constexpr std::array<std::string_view, 10> lost = {"#N/A",    "#NAME?",       "#REF!", "#VALUE!",
                                                   "#DIV/0!", "#NULL!",       "#NUM!", "#SPILL!",
                                                   "#CALC!",  "#GETTING_DATA"};

/// "1.23457E+11": what a spreadsheet shows of a long number.
bool powers_of_ten(std::string_view text) {
  const auto mark = text.find("E+");
  if (mark == std::string_view::npos || text.size() - mark > 5) return false;
  const auto head = text.substr(0, mark);
  const auto point = head.find('.');
  return digits(text.substr(mark + 2)) && digits(head.substr(0, point)) &&
         head.substr(0, point).size() == 1 &&
         (point == std::string_view::npos || digits(head.substr(point + 1)));
}

constexpr std::array<std::string_view, 12> short_months = {
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

/// A day as spreadsheets show one between dashes or slashes: "1-DEC", "DEC-24", "1-DEC-2024",
/// "2024/12/1", "12/1/2024", "2024-12-01".
bool day_of_parts(std::string_view word) {
  const auto mark = word.find_first_of("-/");
  if (mark == std::string_view::npos) return false;
  int months = 0;
  int years = 0;
  int others = 0;
  for (std::string_view rest = word;;) {
    const auto end = rest.find(word[mark]);
    const auto part = rest.substr(0, end);
    if (among(short_months, part))
      ++months;
    else if (!digits(part))
      return false;
    else if (part.size() == 4 && (part.starts_with("19") || part.starts_with("20")))
      ++years;
    else if (part.size() <= 2)
      ++others;
    else
      return false;
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (months == 0) return years == 1 && others == 2;
  return months == 1 && years <= 1 && others + years >= 1 && others + years <= 2;
}

/// The same in words: "12月1日", "2024年12月1日", "2024年12月".
bool day_of_words(std::string_view word) {
  if (word.find("月") == std::string_view::npos || word[0] < '0' || word[0] > '9') return false;
  while (!word.empty()) {
    const auto sign = word.substr(0, std::string_view("月").size());
    const bool of_day = sign == "年" || sign == "月" || sign == "日" || sign == "号";
    if (!of_day && (word[0] < '0' || word[0] > '9')) return false;
    word.remove_prefix(of_day ? sign.size() : 1);
  }
  return true;
}

constexpr std::array<std::string_view, 8> endless = {"长期",       "长期有效", "永久", "永久有效",
                                                     "无固定期限", "至今",     "不限", "LONG-TERM"};

constexpr std::array<std::string_view, 24> no_value = {
    "无",     "暂无", "没有",   "未知", "不详", "空",  "待定", "未填",
    "未填写", "暂缺", "缺",     "(空)", "(无)", "N/A", "NA",   "NULL",
    "NIL",    "NONE", "(NULL)", "NAN",  "TBD",  "?",   "??",   "???"};

constexpr std::array<std::string_view, 16> yes_words = {"YES",  "Y",    "TRUE", "1",   "ON", "是",
                                                        "有",   "对",   "√",    "✓",   "✔",  "T",
                                                        "同意", "需要", "要",   "是的"};
constexpr std::array<std::string_view, 16> no_words = {
    "NO", "N", "FALSE", "0", "OFF",    "否",     "无",   "没有",
    "×",  "✗", "✘",     "F", "不同意", "不需要", "不要", "不是"};

}  // namespace

std::optional<Ruin> ruined_code(std::string_view text) {
  if (text.size() < 4 || text.size() > 32) return std::nullopt;
  // Nearly all numbers are seen at a glance to be none of these.
  const bool digit = text[0] >= '0' && text[0] <= '9';
  const auto mark = text.find_first_of("-/");
  const bool truth = text.size() <= 5 && ((text[0] | 0x20) == 't' || (text[0] | 0x20) == 'f');
  if (!truth && !(digit && text.find("月") != std::string_view::npos) &&
      (mark > 4 || !(digit || mark == 3)))
    return std::nullopt;
  const auto word = capitals(text);
  const auto day = std::string_view(word).substr(0, word.find(' '));
  if (word != "TRUE" && word != "FALSE" && !day_of_parts(day) && !day_of_words(day))
    return std::nullopt;
  return Ruin{tr("a spreadsheet has made a day or a yes or no of a number: {0}", text),
              tr("format the column as text, write the number anew and save the file again; a "
                 "number that is really so is written =\"{0}\"",
                 text)};
}

bool without_end(std::string_view text) { return among(endless, capitals(text)); }

std::optional<Ruin> ruin(std::string_view text) {
  if (text.empty() || (text.front() != '#' && text.find('+') == std::string_view::npos))
    return std::nullopt;
  const auto word = capitals(text);
  if (among(lost, word) || (word.size() > 2 && word.find_first_not_of('#') == std::string::npos))
    return Ruin{tr("a spreadsheet's error, no value: {0}", word),
                tr("put the value itself in the cell")};
  if (powers_of_ten(word))
    return Ruin{tr("a spreadsheet has ruined a long number: {0}", word),
                tr("format the column as text, write the number whole and save the file again")};
  return std::nullopt;
}

bool nothing(std::string_view text) {
  const auto word = capitals(text);
  if (word.empty()) return true;
  if (word.find_first_not_of("-/\\_.") == std::string::npos) return true;
  bool dashes = true;
  utf8::each(word, [&](char32_t c, std::string_view) {
    dashes = dashes && (c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212);
  });
  if (dashes) return true;
  std::string day = word.substr(0, word.find(' '));
  std::ranges::replace(day, '/', '-');
  if (day == "0000-00-00" || day == "1900-01-00" || day == "1900-1-0" || day == "0001-01-01")
    return true;
  return among(no_value, word);
}

Reading<bool> yes(std::string_view text) {
  const auto word = capitals(text);
  if (among(yes_words, word)) return {true, {}, {}};
  if (among(no_words, word)) return {false, {}, {}};
  return {std::nullopt, tr("neither yes nor no"), tr("write yes or no")};
}

namespace detail {

std::string folded_word(std::string_view text) {
  std::string folded = utf8::folded(text);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '\t'; });
  return folded;
}

bool has_word(std::string_view list, std::string_view folded) {
  for (std::size_t from = 0; from < list.size();) {
    const auto end = std::min(list.find(' ', from), list.size());
    if (list.substr(from, end - from) == folded) return true;
    from = end + 1;
  }
  return false;
}

std::string_view chinese(const char* label) { return Catalogue::of(Language::zh).text(label); }

}  // namespace detail

}  // namespace svcctl::readers
