#include "base/read/number.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/decimal.hpp"
#include "base/read/currency.hpp"
#include "base/read/private/pieces.hpp"
#include "base/read/unit.hpp"
#include "base/time.hpp"
#include "base/utf8.hpp"

namespace svcctl::readers {
namespace {

using Mark = Notation::Mark;

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Digits in groups of three behind the first, which has one to three and no zero at its front.
bool grouped_by(std::string_view text, char mark) {
  if (text.starts_with('0')) return false;
  std::size_t from = 0;
  for (;;) {
    const auto next = text.find(mark, from);
    const auto group = text.substr(from, next == std::string_view::npos ? next : next - from);
    if (!all_digits(group)) return false;
    if (from == 0 ? group.empty() || group.size() > 3 : group.size() != 3) return false;
    if (next == std::string_view::npos) return true;
    from = next + 1;
  }
}

Message grouping_cause() { return tr("a comma that does not group thousands"); }
Message decimal_fix() {
  return tr(
      "write decimals with a point, as in 1234.50, or declare decimal = \",\" in the mapping");
}

/// "-1234.5" of "-1,234.50", by the column's notation; the digits only, no sign.
Reading<std::string> unmarked(std::string_view body, Notation& notation, const Message& otherwise,
                              const Message& form) {
  const Reading<std::string> refused{std::nullopt, otherwise, form};
  const auto commas = std::ranges::count(body, ',');
  const auto points = std::ranges::count(body, '.');
  const auto without = [](std::string_view text, char mark) {
    std::string out(text);
    std::erase(out, mark);
    return out;
  };
  /// Groups of `group`, decimals behind the one `mark`.
  const auto marked = [&](char group, char mark) -> std::optional<std::string> {
    const auto at = body.find(mark);
    const auto head = body.substr(0, at);
    const auto tail = at == std::string_view::npos ? std::string_view() : body.substr(at + 1);
    if (at != std::string_view::npos && (tail.empty() || !all_digits(tail))) return std::nullopt;
    if (head.find(group) == std::string_view::npos ? !all_digits(head) : !grouped_by(head, group))
      return std::nullopt;
    if (head.empty() && tail.empty()) return std::nullopt;
    auto out = without(head, group);
    if (!tail.empty()) out.append(".").append(tail);
    return out;
  };
  if (commas + points == 0)
    return all_digits(body) ? Reading<std::string>{std::string(body), {}, {}} : refused;
  if (notation.mark == Mark::comma) {
    if (auto read = marked('.', ',')) return {std::move(read), {}, {}};
    return {std::nullopt, tr("a point that does not group thousands"),
            tr("write decimals with a comma: the mapping says so")};
  }
  const bool either = commas + points == 1 && grouped_by(body, commas > 0 ? ',' : '.');
  const bool comma_last = commas > 0 && (points == 0 || body.rfind(',') > body.rfind('.'));
  const bool decimal_comma = !either && ((comma_last && (points > 0 || commas == 1)) ||
                                         (points > 1 && commas == 0 && grouped_by(body, '.')));
  if (decimal_comma) {
    if (notation.mark == Mark::open && marked('.', ',')) {
      notation.mark = Mark::comma_seen;
      notation.torn = notation.torn || notation.grouped || notation.pointed;
    }
    return {std::nullopt, grouping_cause(), decimal_fix()};
  }
  if (either && notation.mark == Mark::comma_seen)
    return {std::nullopt,
            tr("commas stand before decimals elsewhere in the column: it may be either"),
            decimal_fix()};
  auto read = marked(',', '.');
  if (!read)
    return commas > 0 && points == 0
               ? Reading<std::string>{std::nullopt, grouping_cause(), decimal_fix()}
               : refused;
  if (notation.mark != Mark::open) return {std::move(read), {}, {}};
  if (either) {
    (commas > 0 ? notation.grouped : notation.pointed) = true;
    notation.torn = notation.grouped && notation.pointed;
  } else {
    notation.mark = Mark::point;
  }
  return {std::move(read), {}, {}};
}

/// So many decimals, half away from zero. @param digits unsigned
std::string rounded(const std::string& digits, int places) {
  const auto point = digits.find('.');
  if (point == std::string::npos || digits.size() - point - 1 <= static_cast<std::size_t>(places))
    return digits;
  const bool up = digits[point + 1 + static_cast<std::size_t>(places)] >= '5';
  std::string out = "0" + digits.substr(0, point + 1 + static_cast<std::size_t>(places));
  if (out.back() == '.') out.pop_back();
  for (auto at = out.size(); up && at-- > 0;) {
    if (out[at] == '.') continue;
    if (out[at] != '9') {
      ++out[at];
      break;
    }
    out[at] = '0';
  }
  return out;
}

/// Moves the point to the right, for 万.
std::string times_ten_thousand(std::string digits) {
  auto point = digits.find('.');
  if (point == std::string::npos) return digits + "0000";
  auto decimals = digits.substr(point + 1);
  decimals.resize(std::max<std::size_t>(decimals.size(), 4), '0');
  digits.resize(point);
  digits += decimals.substr(0, 4);
  return decimals.size() > 4 ? digits + "." + decimals.substr(4) : digits;
}

/// What kind of number is wanted, as far as refusals go.
struct Wanted {
  int places;
  Message otherwise;  ///< "not an amount"
  Message form;       ///< "write it as in 1234.50"
  Message too_fine;
  Message coarser;
};

/// The units of 10^-places that the pieces say.
Reading<std::int64_t> units_of(Pieces pieces, Notation& notation, const Wanted& wanted) {
  const bool negative = pieces.body.starts_with('-');
  if (negative) pieces.body.erase(0, 1);
  std::erase(pieces.body, '\'');
  // A blank stands between thousands or nowhere.
  if (pieces.body.find(' ') != std::string::npos) {
    const auto whole = std::string_view(pieces.body).substr(0, pieces.body.find_first_of(".,"));
    if (!grouped_by(whole, ' ') || pieces.body.rfind(' ') > whole.size())
      return {std::nullopt, wanted.otherwise, wanted.form};
    std::erase(pieces.body, ' ');
  }
  auto digits = unmarked(pieces.body, notation, wanted.otherwise, wanted.form);
  if (!digits.value) return {std::nullopt, std::move(digits.cause), std::move(digits.fix)};
  if (pieces.after.starts_with("万")) *digits.value = times_ten_thousand(*digits.value);
  if (const auto point = digits.value->find('.'); point != std::string::npos) {
    digits.value->erase(digits.value->find_last_not_of('0') + 1);
    if (digits.value->back() == '.') digits.value->pop_back();
    if (digits.value->empty()) *digits.value = "0";
  }
  if (notation.round) *digits.value = rounded(*digits.value, *notation.round);
  if (const auto read = decimal::parse((negative ? "-" : "") + *digits.value, wanted.places))
    return {*read, {}, {}};
  const auto point = digits.value->find('.');
  if (point != std::string::npos &&
      digits.value->size() - point - 1 > static_cast<std::size_t>(wanted.places))
    return {std::nullopt, wanted.too_fine, wanted.coarser};
  return {std::nullopt, wanted.otherwise, wanted.form};
}

const Wanted& wanted_amount() {
  static const Wanted wanted{2, tr("not an amount"), tr("write it as in 1234.50"),
                             tr("more than two decimals"), tr("round it to the cent")};
  return wanted;
}
const Wanted& wanted_thousandths() {
  static const Wanted wanted{3, tr("not a quantity"), tr("write it as in 4 or 0.5"),
                             tr("more than three decimals"), tr("round it to three decimals")};
  return wanted;
}
const Wanted& wanted_whole() {
  static const Wanted wanted{0, tr("not a whole number"), tr("write it as in 45210"),
                             tr("not a whole number"), tr("write it as in 45210")};
  return wanted;
}

/// What nearly every value is, without looking for anything around it.
template <class T>
std::optional<T> at_once(std::string_view text, Notation& notation) {
  if (notation.mark == Mark::comma || notation.round) return std::nullopt;
  auto read = T::parse(text);
  if (!read || notation.mark == Mark::point) return read;
  if (const auto point = text.find('.'); point != text.npos) {
    if (text.size() - point == 4) return std::nullopt;
    if (notation.mark == Mark::open) notation.mark = Mark::point;
  }
  return read;
}

/// A failure as one of another type.
template <class To, class From>
Reading<To> failed(Reading<From> reading) {
  return {std::nullopt, std::move(reading.cause), std::move(reading.fix)};
}
template <class To>
Reading<To> failed(const Wanted& wanted) {
  return {std::nullopt, wanted.otherwise, wanted.form};
}

using Words = std::span<const std::string_view>;

bool among_words(Words words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Units of 10^-places of a number with one of these words behind it, or none.
Reading<std::int64_t> with_words(std::string_view text, Words words, const Wanted& wanted,
                                 Notation& notation) {
  if (auto lost = ruin(text)) return {std::nullopt, std::move(lost->cause), std::move(lost->fix)};
  auto pieces = pieces_of(text);
  if (approximate(pieces)) return {std::nullopt, about(), wanted.form};
  auto word = std::string_view(pieces.after);
  if (word.starts_with("万")) word.remove_prefix(std::string_view("万").size());
  if (!pieces.before.empty() || pieces.body.empty() || (!word.empty() && !among_words(words, word)))
    return failed<std::int64_t>(wanted);
  // No exporter writes whole numbers with three zeros behind a point.
  if (wanted.places == 0 && notation.mark != Mark::comma && word.size() == pieces.after.size() &&
      grouped_by(pieces.body, '.') && pieces.body.find('.') != std::string::npos)
    return {std::nullopt, tr("a point that may group thousands"),
            tr("write it without marks, as in 45210, or declare decimal = \",\" in the mapping")};
  return units_of(std::move(pieces), notation, wanted);
}
Reading<std::int64_t> with_words(std::string_view text, Words words, const Wanted& wanted) {
  Notation alone;
  return with_words(text, words, wanted, alone);
}

}  // namespace

Reading<Money> amount(std::string_view text, Notation& notation) {
  if (const auto plain = at_once<Money>(text, notation)) return {*plain, {}, {}};
  const auto& wanted = wanted_amount();
  if (auto lost = ruin(text)) return {std::nullopt, std::move(lost->cause), std::move(lost->fix)};
  auto pieces = pieces_of(text);
  if (approximate(pieces)) return {std::nullopt, about(), wanted.form};
  auto behind = std::string_view(pieces.after);
  if (behind.starts_with("万")) behind.remove_prefix(std::string_view("万").size());
  for (const std::string_view sign : {std::string_view(pieces.before), behind}) {
    if (sign.empty()) continue;
    const auto currency = currency_of(sign, notation.currency);
    if (currency.empty()) return failed<Money>(wanted);
    if (currency != notation.currency)
      return {std::nullopt,
              tr("in another currency, {0}: the shop counts in {1}", currency, notation.currency),
              tr("give the amount in {0}", notation.currency)};
  }
  if (pieces.body.empty()) return failed<Money>(wanted);
  auto units = units_of(std::move(pieces), notation, wanted);
  if (!units.value) return failed<Money>(std::move(units));
  return {Money::minor(*units.value), {}, {}};
}

Reading<Money> amount(std::string_view text) {
  Notation alone;
  return amount(text, alone);
}

Reading<Quantity> quantity(std::string_view text, Notation& notation, std::string_view unit) {
  if (const auto plain = at_once<Quantity>(text, notation)) return {*plain, {}, {}};
  const auto& wanted = wanted_thousandths();
  if (auto lost = ruin(text)) return {std::nullopt, std::move(lost->cause), std::move(lost->fix)};
  auto pieces = pieces_of(text);
  if (approximate(pieces)) return {std::nullopt, about(), wanted.form};
  if (!pieces.before.empty() || pieces.body.empty()) return failed<Quantity>(wanted);
  if (!pieces.after.empty()) {
    const auto& word = pieces.after;
    if (unit.empty() ? !same_unit(word, "pc") : !same_unit(word, unit)) {
      if (!known_unit(word)) return failed<Quantity>(wanted);
      if (unit.empty())
        return {std::nullopt, tr("the unit {0} cannot be compared with the part's", word),
                tr("write the number alone, in the part's unit")};
      return {std::nullopt, tr("in {0}, where the part is counted in {1}", word, unit),
              tr("give it in {0}", unit)};
    }
  }
  auto units = units_of(std::move(pieces), notation, wanted);
  if (!units.value) return failed<Quantity>(std::move(units));
  return {Quantity::thousandths(*units.value), {}, {}};
}

Reading<Quantity> quantity(std::string_view text, std::string_view unit) {
  Notation alone;
  return quantity(text, alone, unit);
}

Reading<Hours> hours(std::string_view text) {
  static const Wanted wanted{3, tr("not a number of hours"), tr("write it as in 1.5"),
                             tr("more than three decimals"), tr("round it to three decimals")};
  constexpr std::array<std::string_view, 7> words = {"H",     "HR",   "HRS", "HOUR",
                                                     "HOURS", "小时", "工时"};
  auto units = with_words(text, words, wanted);
  if (!units.value) return failed<Hours>(std::move(units));
  return {Hours::thousandths(*units.value), {}, {}};
}

Reading<Percent> percent(std::string_view text) {
  static const Wanted wanted{3, tr("not a percentage"), tr("write it as in 12.5"),
                             tr("more than three decimals"), tr("round it to three decimals")};
  constexpr std::array<std::string_view, 1> words = {"%"};
  auto units = with_words(text, words, wanted);
  if (!units.value) return failed<Percent>(std::move(units));
  return {Percent::thousandths(*units.value), {}, {}};
}

Reading<std::int64_t> whole(std::string_view text, Notation& notation) {
  return with_words(text, {}, wanted_whole(), notation);
}
Reading<std::int64_t> whole(std::string_view text) {
  Notation alone;
  return whole(text, alone);
}

Reading<std::int64_t> kilometres(std::string_view text) {
  Notation alone;
  return kilometres(text, alone);
}
Reading<std::int64_t> kilometres(std::string_view text, Notation& notation) {
  constexpr std::array<std::string_view, 6> words = {"KM", "KMS", "公里", "千米", "里程", "K.M."};
  return with_words(text, words, wanted_whole(), notation);
}

Reading<int> year(std::string_view text) {
  static const Wanted wanted{0, tr("not a year"), tr("write it as in 2019"), tr("not a year"),
                             tr("write it as in 2019")};
  constexpr std::array<std::string_view, 5> words = {"款", "年", "年款", "年份", "MY"};
  if (auto lost = ruin(text)) return {std::nullopt, std::move(lost->cause), std::move(lost->fix)};
  const auto pieces = pieces_of(text);
  if (pieces.body.find_first_of(", ") != std::string::npos) return failed<int>(wanted);
  auto units = with_words(text, words, wanted);
  if (!units.value) return failed<int>(std::move(units));
  auto year = *units.value;
  // "19款" is how the trade writes a model year.
  if (pieces.body.size() == 2 && !pieces.after.empty()) year += year < 70 ? 2000 : 1900;
  if (year < 1886 || year > 2200) return failed<int>(wanted);
  return {static_cast<int>(year), {}, {}};
}

Reading<int> days(std::string_view text) {
  static const Wanted wanted{0, tr("not a number of days"), tr("write it as in 365"),
                             tr("not a number of days"), tr("write it as in 365")};
  if (const auto plain = parse_days(text)) return {*plain, {}, {}};
  struct Span {
    std::string_view word;
    char letter;
  };
  constexpr std::array<Span, 14> spans = {{{"天", 'd'},
                                           {"日", 'd'},
                                           {"DAY", 'd'},
                                           {"DAYS", 'd'},
                                           {"周", 'w'},
                                           {"星期", 'w'},
                                           {"WEEKS", 'w'},
                                           {"个月", 'm'},
                                           {"月", 'm'},
                                           {"MONTHS", 'm'},
                                           {"年", 'y'},
                                           {"YEAR", 'y'},
                                           {"YEARS", 'y'},
                                           {"MONTH", 'm'}}};
  if (auto lost = ruin(text)) return {std::nullopt, std::move(lost->cause), std::move(lost->fix)};
  auto pieces = pieces_of(text);
  if (approximate(pieces)) return {std::nullopt, about(), wanted.form};
  if (!pieces.before.empty() || pieces.body.empty()) return failed<int>(wanted);
  char letter = 'd';
  if (!pieces.after.empty()) {
    const auto span = std::ranges::find(spans, std::string_view(pieces.after), &Span::word);
    if (span == spans.end()) return failed<int>(wanted);
    letter = span->letter;
  }
  Notation alone;
  pieces.after.clear();
  auto units = units_of(std::move(pieces), alone, wanted);
  if (!units.value) return failed<int>(std::move(units));
  if (const auto read = parse_days(std::to_string(*units.value) + letter)) return {*read, {}, {}};
  return failed<int>(wanted);
}

}  // namespace svcctl::readers
