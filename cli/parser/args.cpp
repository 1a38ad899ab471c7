#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "cli/command.hpp"

namespace svcctl::cli {

const std::vector<std::string>* Args::find(std::string_view name) const {
  if (std::ranges::find(declared, name) == declared.end())
    throw bug("option not declared: " + std::string(name));
  auto it = values.find(name);
  return it == values.end() || it->second.empty() ? nullptr : &it->second;
}

bool Args::has(std::string_view name) const { return find(name) != nullptr; }

std::string Args::text(std::string_view name) const {
  const auto* found = find(name);
  return found ? found->front() : std::string();
}

std::vector<std::string> Args::list(std::string_view name) const {
  const auto* found = find(name);
  return found ? *found : std::vector<std::string>();
}

std::optional<std::string> Args::maybe(std::string_view name) const {
  const auto* found = find(name);
  if (!found) return std::nullopt;
  return found->front();
}

std::optional<bool> Args::yes(std::string_view name) const {
  const auto* found = find(name);
  return found ? std::optional(found->front() == "yes") : std::nullopt;
}

std::optional<std::int64_t> Args::integer(std::string_view name) const {
  const auto* found = find(name);
  if (!found) return std::nullopt;
  const auto& text = found->front();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Money> Args::money(std::string_view name) const {
  const auto* found = find(name);
  return found ? Money::parse(found->front()) : std::nullopt;
}
std::optional<Quantity> Args::quantity(std::string_view name) const {
  const auto* found = find(name);
  return found ? Quantity::parse(found->front()) : std::nullopt;
}
std::optional<Hours> Args::hours(std::string_view name) const {
  const auto* found = find(name);
  return found ? Hours::parse(found->front()) : std::nullopt;
}
std::optional<Percent> Args::percent(std::string_view name) const {
  const auto* found = find(name);
  return found ? Percent::parse(found->front()) : std::nullopt;
}
std::optional<Date> Args::date(std::string_view name) const {
  const auto* found = find(name);
  return found ? parse_date(found->front(), zone.date_of(now)) : std::nullopt;
}
std::optional<Instant> Args::instant(std::string_view name) const {
  const auto* found = find(name);
  return found ? parse_instant(found->front(), zone, now) : std::nullopt;
}
std::optional<Period> Args::period(std::string_view name) const {
  const auto* found = find(name);
  return found ? parse_period(found->front(), zone.date_of(now)) : std::nullopt;
}
std::optional<int> Args::days(std::string_view name) const {
  const auto* found = find(name);
  return found ? parse_days(found->front()) : std::nullopt;
}

}  // namespace svcctl::cli
