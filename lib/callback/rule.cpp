#include "callback/rule.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace svcctl::callback {
namespace {

struct Place {
  std::string_view name;
  std::string ScriptWords::*word;
};
constexpr std::array places = {
    Place{"name", &ScriptWords::name},   Place{"plate", &ScriptWords::plate},
    Place{"model", &ScriptWords::model}, Place{"shop", &ScriptWords::shop},
    Place{"phone", &ScriptWords::phone}, Place{"date", &ScriptWords::date},
    Place{"km", &ScriptWords::km},
};

/// What a script, a message or a calendar may act upon: braces and markup, and whatever acts or
/// hides on a terminal.
bool acted_upon(char32_t code) {
  constexpr std::u32string_view acting = U"{}[]<>$#%\u3010\u3011";
  return code == utf8::none || utf8::acts(code) || acting.find(code) != std::u32string_view::npos;
}

bool leads_formula(char32_t code) {
  return std::u32string_view(U"=+-@ ＝＋－＠\u3000").find(code) != std::u32string_view::npos;
}

std::string harmless(std::string_view word) {
  constexpr int longest = 40;
  std::string out;
  int kept = 0;
  utf8::each(word, [&](char32_t code, std::string_view bytes) {
    if (kept == longest || acted_upon(code) || (out.empty() && leads_formula(code))) return;
    out += bytes;
    ++kept;
  });
  return out;
}

bool holds(const CallbackRule& rule, const Circumstances& of) {
  if (rule.kind != of.kind) return false;
  if (!rule.categories.empty() && (!of.category || !rule.categories.contains(*of.category)))
    return false;
  if (!rule.vehicles.empty() && !rule.vehicles.contains(of.vehicle)) return false;
  return !rule.minimum_amount || of.amount >= *rule.minimum_amount;
}

}  // namespace

const CallbackRule* rule_for(const Settings& settings, const Circumstances& of) {
  for (const auto& rule : settings.callback->rules)
    if (holds(rule, of)) return &rule;
  return nullptr;
}

const CallbackRule* rule_named(const Settings& settings, const std::string& name,
                               CallbackKind kind) {
  const CallbackRule* found = nullptr;
  for (const auto& rule : settings.callback->rules) {
    if (rule.name == name) return &rule;
    if (found == nullptr && rule.kind == kind) found = &rule;
  }
  return found;
}

std::optional<std::string> unknown_place(std::string_view script) {
  while (true) {
    const auto open = script.find_first_of("{}");
    if (open == std::string_view::npos) return std::nullopt;
    const auto close = script.find('}', open);
    if (script[open] == '}' || close == std::string_view::npos)
      return std::string(script.substr(open));
    const auto name = script.substr(open + 1, close - open - 1);
    if (std::ranges::find(places, name, &Place::name) == places.end())
      return std::string(script.substr(open, close - open + 1));
    script.remove_prefix(close + 1);
  }
}

std::string known_places() {
  std::string out;
  for (const auto& place : places)
    out += (out.empty() ? "{" : " {") + std::string(place.name) + "}";
  return out;
}

std::string filled(std::string_view script, const ScriptWords& words) {
  std::string out;
  while (!script.empty()) {
    const auto open = script.find('{');
    out += script.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = script.find('}', open);
    if (close == std::string_view::npos) break;
    const auto name = script.substr(open + 1, close - open - 1);
    const auto* place = std::ranges::find(places, name, &Place::name);
    if (place != places.end()) out += harmless(words.*(place->word));
    script.remove_prefix(close + 1);
  }
  return out;
}

int message_length(std::string_view text) {
  int units = 0;
  utf8::each(text, [&](char32_t, std::string_view bytes) { units += bytes.size() == 4 ? 2 : 1; });
  return units;
}

int message_segments(std::string_view text) {
  const int units = message_length(text);
  if (units <= 70) return units > 0 ? 1 : 0;
  return (units + 66) / 67;
}

}  // namespace svcctl::callback
