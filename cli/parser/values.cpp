#include <charconv>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "cli/parser/parser.hpp"
#include "cli/parser/suggest.hpp"

namespace svcctl::cli {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

[[noreturn]] void refuse(Message message, std::string hint = {}) {
  throw usage_error("cli.bad-value", std::move(message), std::move(hint));
}

/// The choice that was typed. @throws Error (usage) with the nearest
std::string chosen(const Option& option, const std::string& word) {
  for (const auto& choice : option.choices)
    if (choice == word) return choice;
  const auto near = near_names(word, option.choices);
  const std::string before = option.positional() ? "" : spelled(option) + " ";
  refuse(tr("{0}: '{1}' is none of {2}", spelled(option), word, joined(option.choices, ", ")),
         near.empty() ? "" : before + near.front());
}

}  // namespace

ReadValue read_value(const Option& option, const std::string& typed, Instant now,
                     const Zone& zone) {
  const std::string who = spelled(option);
  if (option.kind == Kind::file || option.kind == Kind::input) return {typed};
  if (!utf8::valid(typed))
    throw usage_error("cli.not-utf8", tr("{0}: the value is not UTF-8 text", who));
  const std::string word(option.verbatim ? typed : utf8::trimmed(typed));
  if (const auto hidden = utf8::first_acting(word))
    throw usage_error("cli.hidden", tr("{0}: the value has a character that is not shown: {1}", who,
                                       utf8::named(*hidden)));
  const auto made = [&](const auto& value, const Message& otherwise) -> ReadValue {
    if (!value) refuse(otherwise);
    return {word, *value};
  };
  switch (option.kind) {
    case Kind::text:
    case Kind::file:
    case Kind::input:
    case Kind::flag: return {word};
    case Kind::choice: return {chosen(option, word)};
    case Kind::integer:
      return made(whole_number(word), tr("{0}: '{1}' is not a whole number", who, word));
    case Kind::money:
      return made(Money::parse(word), tr("{0}: '{1}' is not an amount, as in 1234.50", who, word));
    case Kind::quantity:
      return made(Quantity::parse(word),
                  tr("{0}: '{1}' is not a quantity, as in 4 or 0.125", who, word));
    case Kind::hours:
      return made(Hours::parse(word),
                  tr("{0}: '{1}' is not a number of hours, as in 1.5", who, word));
    case Kind::percent:
      return made(Percent::parse(word),
                  tr("{0}: '{1}' is not a percentage, as in 12.5", who, word));
    case Kind::date:
      return made(parse_date(word, zone.date_of(now)),
                  tr("{0}: '{1}' is not a day, as in 2026-11-23, today, +3d or +1mo", who, word));
    case Kind::instant:
      return made(
          parse_instant(word, zone, now),
          tr("{0}: '{1}' is not a time, as in '2026-11-23 16:30', 16:30, +30min, +2h or +1d", who,
             word));
    case Kind::period:
      return made(
          parse_period(word, zone.date_of(now)),
          tr("{0}: '{1}' is not a period, as in 2026-11, last-month or FROM..TO", who, word));
    case Kind::days:
      return made(parse_days(word),
                  tr("{0}: '{1}' is not a number of days, as in 30d, 2w or 3mo", who, word));
  }
  throw bug("a kind of value without a reader");
}

}  // namespace svcctl::cli
