#include "workbook/number_format.hpp"

#include <algorithm>
#include <utility>

#include "base/time.hpp"
#include "base/utf8.hpp"
#include "workbook/private/decimal_text.hpp"

namespace svcctl::workbook {
namespace {

using Shows = NumberFormat::Shows;

constexpr std::int64_t day_seconds = 86'400;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_like(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word, {}, lower, lower);
}

/// Reads the first section of a code piece by piece.
class FormatReader {
 public:
  explicit FormatReader(std::string_view code) : rest_(code) {}

  NumberFormat read() {
    while (!rest_.empty() && rest_.front() != ';' && step()) {
    }
    if (plain_) return {};
    if (year_ || month_ || day_ || hour_ || second_) return timely();
    if (general_) {
      out_.shows = Shows::general;
      std::swap(out_.after, literal_);
      return out_;
    }
    if (digits_ == 0) return {};  // words only: the number itself is what counts
    out_.shows = Shows::number;
    out_.after = literal_;
    if (among_.empty() || out_.decimals > 0) return out_;
    for (auto& [seen, mark] : among_) out_.among.emplace_back(digits_ - seen, std::move(mark));
    return out_;
  }

 private:
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  /// Reads a piece; false when the section cannot be followed and digits are shown as they are.
  bool step() {
    // As the versions for China and Japan write it, too.
    for (const std::string_view general : {"general", "G/通用格式", "G/標準"})
      if (begins_like(rest_, general)) {
        rest_.remove_prefix(general.size());
        general_ = true;
        out_.before = std::exchange(literal_, "");
        return true;
      }
    for (const std::string_view half : {"am/pm", "a/p", "上午/下午"})
      if (begins_like(rest_, half)) {
        rest_.remove_prefix(half.size());
        hour_ = true;
        return true;
      }
    const char c = next();
    switch (lower(c)) {
      case '"': {
        const auto end = rest_.find('"');
        literal_ += rest_.substr(0, end);
        rest_.remove_prefix(std::min(rest_.size(), end == rest_.npos ? end : end + 1));
        return true;
      }
      case '\\':
      case '!':
        if (rest_.empty()) return true;
        literal_ += rest_.substr(0, utf8::first(rest_).size);
        rest_.remove_prefix(utf8::first(rest_).size);
        return true;
      case '_':
      case '*':
        if (!rest_.empty()) rest_.remove_prefix(utf8::first(rest_).size);
        return true;
      case '[': return bracket();
      case '0':
      case '#':
      case '?': digit(c); return true;
      case '.':
        if (year_ || month_ || day_ || hour_ || second_) return true;
        behind_ = true;
        return true;
      case ',':
        // Between digits it groups them; behind them it divides by a thousand.
        if (digits_ > 0 && (rest_.empty() || !next_is_digit())) return plainly();
        return true;
      case '%':
        out_.percent = true;
        literal_ += c;
        return true;
      case 'e':
        if (digits_ > 0) return plainly();
        year_ = true;
        return true;
      case 'y': year_ = true; return true;
      case 'm': month_ = true; return true;
      case 'd':
      case 'g': day_ = true; return true;
      case 'h': hour_ = true; return true;
      case 's': second_ = true; return true;
      case '/':
        if (digits_ > 0) return plainly();  // a fraction: 1 1/2
        literal_ += c;
        return true;
      case '@': return plainly();
      default: literal_ += c; return true;
    }
  }

  bool next_is_digit() const {
    return rest_.front() == '0' || rest_.front() == '#' || rest_.front() == '?';
  }
  bool plainly() {
    plain_ = true;
    return false;
  }

  void digit(char c) {
    if (year_ || month_ || day_ || hour_ || second_) return;  // hundredths of a second
    if (behind_) {
      ++out_.decimals;
      if (c == '0') out_.needed = out_.decimals;
      return;
    }
    if (digits_ == 0)
      out_.before = std::exchange(literal_, "");
    else if (!literal_.empty())
      among_.emplace_back(digits_, std::exchange(literal_, ""));
    ++digits_;
    if (c == '0' || out_.whole > 0) ++out_.whole;
  }

  /// "[$¥-804]" is a sign of money, "[h]" are hours, "[Red]" a colour, "[>100]" a condition.
  bool bracket() {
    const auto end = rest_.find(']');
    const auto inner = rest_.substr(0, end);
    rest_.remove_prefix(std::min(rest_.size(), end == rest_.npos ? end : end + 1));
    if (inner.starts_with('$')) {
      literal_ += inner.substr(1, std::min(inner.find('-'), inner.size()) - 1);
    } else if (inner.starts_with('<') || inner.starts_with('>') || inner.starts_with('=')) {
      return plainly();
    } else if (!inner.empty() && inner.find_first_not_of("hHmMsS") == inner.npos) {
      hour_ = true;
      out_.whole = 1;  // counted through: 30:15
    }
    return true;
  }

  NumberFormat timely() const {
    NumberFormat out;
    const bool clock = hour_ || second_;
    const bool by_day = year_ || day_ || (month_ && !clock);
    if (clock)
      out.shows = by_day ? Shows::day_time : Shows::time;
    else if (day_ || !year_)
      out.shows = Shows::day;
    else
      out.shows = month_ ? Shows::month : Shows::year;
    if (out.shows == Shows::time) out.whole = out_.whole;
    return out;
  }

  std::string_view rest_;
  NumberFormat out_;
  std::string literal_;
  std::vector<std::pair<int, std::string>> among_;
  int digits_ = 0;  ///< before the point
  bool behind_ = false;
  bool plain_ = false;
  bool general_ = false;
  bool year_ = false;
  bool month_ = false;
  bool day_ = false;
  bool hour_ = false;
  bool second_ = false;
};

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string digits_of(const DecimalText& number, const NumberFormat& format) {
  auto whole = number.whole();
  if (static_cast<int>(whole.size()) < std::max(format.whole, 1))
    whole.insert(0, static_cast<std::size_t>(std::max(format.whole, 1)) - whole.size(), '0');
  for (const auto& [right, mark] : format.among)  // from the left: places count from the right
    if (static_cast<std::size_t>(right) < whole.size())
      whole.insert(whole.size() - static_cast<std::size_t>(right), mark);
  auto fraction = number.fraction();
  if (static_cast<int>(fraction.size()) < format.needed)
    fraction.resize(static_cast<std::size_t>(format.needed), '0');
  return fraction.empty() ? whole : whole + "." + fraction;
}

std::string show_timely(const DecimalText& number, const NumberFormat& format, bool from_1904) {
  constexpr int places = 12;
  constexpr std::int64_t one = 1'000'000'000'000;
  constexpr std::int64_t last_day = 2'958'465;  // 9999-12-31
  auto days = number.whole_number();
  auto seconds = (number.fraction_in(places) * day_seconds + one / 2) / one;
  if (seconds >= day_seconds) {
    ++days;
    seconds = 0;
  }
  const auto clock = two(seconds / 3600) + ":" + two(seconds / 60 % 60) +
                     (seconds % 60 == 0 ? "" : ":" + two(seconds % 60));
  if (format.shows == Shows::time && format.whole > 0)
    return std::to_string(days * 24 + seconds / 3600) + clock.substr(2);
  if (format.shows == Shows::time && days == 0) return clock;
  if (days > last_day) return digits_of(number, {});
  // The sheet that counts from 1900 has a 29 February in that year.
  if (!from_1904 && days == 60) return "1900-02-29";
  const auto base =
      from_1904 ? Date::of(1904, 1, 1) : Date::of(1899, 12, 30).plus_days(days < 60 ? 1 : 0);
  const auto day = base.plus_days(static_cast<int>(days));
  if (format.shows == Shows::year) return std::to_string(day.year());
  if (format.shows == Shows::month && day.day() == 1) return day.str().substr(0, 7);
  return seconds == 0 ? day.str() : day.str() + " " + clock;
}

}  // namespace

NumberFormat parse_format(std::string_view code) { return FormatReader(code).read(); }

NumberFormat builtin_format(int id) {
  const auto in = [&](int from, int to) { return id >= from && id <= to; };
  if (id == 1 || id == 3 || in(5, 6) || in(37, 38) || in(41, 42)) return parse_format("#0");
  if (id == 2 || id == 4 || in(7, 8) || in(39, 40) || in(43, 44)) return parse_format("#0.00");
  if (id == 9) return parse_format("0%");
  if (id == 10) return parse_format("0.00%");
  if (id == 46) return parse_format("[h]:mm:ss");
  if (id == 22) return parse_format("yyyy/m/d h:mm");
  if (id == 17 || id == 27 || id == 36 || id == 50 || id == 52 || id == 57)
    return parse_format("yyyy/m");
  if (in(18, 21) || in(32, 35) || in(55, 56) || id == 45 || id == 47) return parse_format("h:mm");
  if (in(14, 16) || in(28, 31) || in(51, 58)) return parse_format("yyyy/m/d");
  return {};
}

Shown show_number(std::string_view text, const NumberFormat& format, bool from_1904) {
  auto number = DecimalText::parse(text);
  if (!number) return {std::string(text)};
  const bool timely = format.shows != Shows::general && format.shows != Shows::number;
  if (timely && !number->negative() && !number->ruined())
    return {show_timely(*number, format, from_1904)};
  if (format.percent) number->shift(2);
  Shown out;
  if (format.shows == Shows::number) out.rounded = number->round(format.decimals);
  constexpr std::size_t tiny = 15;
  if (number->ruined() || number->fraction().size() > tiny) return {number->scientific()};
  out.text = number->negative() ? "-" : "";
  out.text += format.before + digits_of(*number, format) + format.after;
  out.text = utf8::trimmed(out.text);
  return out;
}

}  // namespace svcctl::workbook
