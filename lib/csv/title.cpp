#include "csv/title.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/read/currency.hpp"
#include "base/utf8.hpp"

namespace svcctl::csv {
namespace {

using Words = std::string_view;

/// Whether the word is one of those between the blanks.
bool is_among(std::string_view word, Words words) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

/// Said of any column.
constexpr Words notes =
    "必填 选填 可选 可空 必选 必需 唯一 required optional mandatory unique 可不填 非必填 text 文本";
constexpr Words with_tax =
    "含税 含税价 含增值税 taxincluded incltax inclvat incvat gross grossprice";
constexpr Words without_tax =
    "不含税 未税 不含税价 未含税 除税 taxexcluded excltax exclvat exvat net netprice beforetax";
constexpr Words yuan = "人民币元 yuan";  // beside the signs that amounts have
/// One of what is counted.
constexpr Words one_piece =
    "个 件 只 支 条 套 瓶 桶 台 副 根 片 块 张 把 升 l pc pcs piece pieces each ea unit 单位 数量";
constexpr Words kilometre_words = "km 公里 千米 kms";
constexpr Words day_forms =
    "yyyymmdd yyyy/mm/dd 年月日 年/月/日 yyyy年mm月dd日 date 日期 格式yyyymmdd";
constexpr Words other_day_forms = "dd/mm/yyyy ddmmyyyy mm/dd/yyyy mmddyyyy 日/月/年 月/日/年";

std::string_view currency_named(std::string_view word, const Declared& declared) {
  std::string sign(word);
  std::ranges::transform(sign, sign.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return readers::currency_of(sign, declared.currency);
}

bool of_currency(std::string_view word, const Declared& declared) {
  const auto named = currency_named(word, declared);
  return named == declared.currency || (declared.currency_said && !named.empty()) ||
         (declared.currency == "CNY" && is_among(word, yuan));
}

/// Opening brackets with the closing ones; full-width forms are folded before.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> brackets = {
    {{"(", ")"}, {"[", "]"}, {"{", "}"}, {"【", "】"}, {"〔", "〕"}, {"<", ">"}}};

bool passed_over(char c) {
  return std::string_view(" _-\t\n\r*:.\"").find(c) != std::string_view::npos;
}

std::string without_marks(std::string folded) {
  std::erase_if(folded, passed_over);
  return folded;
}

std::u32string characters(std::string_view text) {
  std::u32string out;
  utf8::each(text, [&](char32_t c, std::string_view) { out += c; });
  return out;
}

std::size_t edits(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto corner = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
      corner = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string folded_title(std::string_view text) { return without_marks(utf8::folded(text)); }

Title title_of(std::string_view text) {
  Title title;
  const auto folded = utf8::folded(text);
  title.whole = without_marks(folded);
  const auto line = utf8::trimmed(folded).find_last_of("\r\n");
  if (line != std::string_view::npos)
    title.last_line = without_marks(std::string(utf8::trimmed(folded).substr(line)));
  std::string_view rest = title.whole;
  while (!rest.empty()) {
    std::size_t at = rest.npos;
    std::pair<std::string_view, std::string_view> pair;
    for (const auto& each : brackets)
      if (const auto open = rest.find(each.first); open < at) {
        at = open;
        pair = each;
      }
    title.name += rest.substr(0, at);
    if (at == rest.npos) break;
    rest.remove_prefix(at + pair.first.size());
    const auto close = std::min(rest.find(pair.second), rest.size());
    title.qualifiers.emplace_back(rest.substr(0, close));
    rest.remove_prefix(std::min(close + pair.second.size(), rest.size()));
  }
  return title;
}

bool says_nothing_new(std::string_view qualifier, const Column& column, const Declared& declared) {
  // Several of them in one bracket: "元,含税", "必填，元".
  for (const std::string_view between : {",", "、", ";", "，"})
    if (const auto at = qualifier.find(between); at != qualifier.npos)
      return says_nothing_new(qualifier.substr(0, at), column, declared) &&
             says_nothing_new(qualifier.substr(at + between.size()), column, declared);
  if (qualifier.empty() || is_among(qualifier, notes)) return true;
  const bool per_piece = qualifier.find('/') != qualifier.npos;
  switch (column.type) {
    case Type::amount:
      if (is_among(qualifier, with_tax)) return !declared.net;
      if (is_among(qualifier, without_tax)) return declared.net;
      if (per_piece)
        return of_currency(qualifier.substr(0, qualifier.find('/')), declared) &&
               is_among(qualifier.substr(qualifier.find('/') + 1), one_piece);
      return of_currency(qualifier, declared);
    case Type::quantity: return is_among(qualifier, one_piece);
    case Type::kilometres: return is_among(qualifier, kilometre_words);
    case Type::year: return qualifier == "年" || qualifier == "yyyy";
    case Type::days: return qualifier == "天" || qualifier == "日" || qualifier == "days";
    case Type::day:
    case Type::last_day:
      return is_among(qualifier, day_forms) ||
             (declared.day_order && is_among(qualifier, other_day_forms));
    default: return false;
  }
}

std::string_view foreign_currency(std::string_view qualifier, const Declared& declared) {
  while (!declared.currency_said && !qualifier.empty()) {
    const auto end = std::min(qualifier.find_first_of("/,;"), qualifier.size());
    const auto named = currency_named(qualifier.substr(0, end), declared);
    if (!named.empty() && named != declared.currency) return named;
    qualifier.remove_prefix(std::min(end + 1, qualifier.size()));
  }
  return {};
}

std::string nearest_title(std::string_view title, const std::vector<std::string>& known) {
  const auto wanted = characters(folded_title(title));
  std::string best;
  std::size_t fewest = std::max<std::size_t>(1, wanted.size() / 2);
  for (const auto& each : known) {
    const auto name = characters(folded_title(each));
    if (name.size() > 40 || wanted.size() > 40) continue;
    const bool within = name.size() >= 2 && wanted.find(name) != wanted.npos;
    const auto far =
        within ? std::min<std::size_t>(1, wanted.size() - name.size()) : edits(wanted, name);
    if (far >= std::max(wanted.size(), name.size()) || far > fewest) continue;
    if (far == fewest && !best.empty()) continue;
    fewest = far;
    best = each;
  }
  return best;
}

}  // namespace svcctl::csv
