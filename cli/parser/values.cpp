#include <charconv>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "cli/parser/parser.hpp"
#include "cli/parser/suggest.hpp"

namespace svcctl::cli {
namespace {

bool whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

/// Why the value is not of its kind; nothing when it is.
std::optional<Message> wrong(const Option& option, const std::string& value, Instant now,
                             const Zone& zone) {
  const std::string who = spelled(option);
  switch (option.kind) {
    case Kind::text:
    case Kind::file:
    case Kind::flag: return std::nullopt;
    case Kind::integer:
      if (whole_number(value)) return std::nullopt;
      return tr("{0}: '{1}' is not a whole number", who, value);
    case Kind::money:
      if (Money::parse(value)) return std::nullopt;
      return tr("{0}: '{1}' is not an amount, as in 1234.50", who, value);
    case Kind::quantity:
      if (Quantity::parse(value)) return std::nullopt;
      return tr("{0}: '{1}' is not a quantity, as in 4 or 0.125", who, value);
    case Kind::hours:
      if (Hours::parse(value)) return std::nullopt;
      return tr("{0}: '{1}' is not a number of hours, as in 1.5", who, value);
    case Kind::percent:
      if (Percent::parse(value)) return std::nullopt;
      return tr("{0}: '{1}' is not a percentage, as in 12.5", who, value);
    case Kind::date:
      if (parse_date(value, zone.date_of(now))) return std::nullopt;
      return tr("{0}: '{1}' is not a day, as in 2026-11-23, today or +3d", who, value);
    case Kind::instant:
      if (parse_instant(value, zone, now)) return std::nullopt;
      return tr("{0}: '{1}' is not a time, as in '2026-11-23 16:30', 16:30 or +2h", who, value);
    case Kind::period:
      if (parse_period(value, zone.date_of(now))) return std::nullopt;
      return tr("{0}: '{1}' is not a period, as in 2026-11, last-month or FROM..TO", who, value);
    case Kind::days:
      if (parse_days(value)) return std::nullopt;
      return tr("{0}: '{1}' is not a number of days, as in 30d, 2w or 3m", who, value);
    case Kind::choice:
      for (const auto& choice : option.choices)
        if (choice == value) return std::nullopt;
      return tr("{0}: '{1}' is none of {2}", who, value, joined(option.choices, ", "));
  }
  return std::nullopt;
}

}  // namespace

void check_value(const Option& option, const std::string& value, Instant now, const Zone& zone) {
  if (option.kind != Kind::file && !utf8::valid(value))
    throw usage_error("cli.not-utf8", tr("{0}: the value is not UTF-8 text", spelled(option)));
  auto message = wrong(option, value, now, zone);
  if (!message) return;
  std::string hint;
  if (option.kind == Kind::choice) {
    const auto near = near_names(value, option.choices);
    if (!near.empty())
      hint = option.positional() ? near.front() : spelled(option) + " " + near.front();
  }
  throw usage_error("cli.bad-value", std::move(*message), hint);
}

}  // namespace svcctl::cli
