#include "callback/rule.hpp"

#include <algorithm>
#include <array>

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

/// The bytes of the character that begins here; one for a byte that begins none.
std::size_t width(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0xC2 || lead > 0xF4) return 1;
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (text.size() < bytes) return 1;
  for (const char c : text.substr(1, bytes - 1))
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) return 1;
  return bytes;
}

bool acted_upon(std::string_view character) {
  constexpr std::string_view single = "{}[]<>$#%";
  // 【】, bidirectional controls, line and paragraph separators, zero-width and byte order marks
  constexpr std::array<std::string_view, 18> wide = {
      "\u3010", "\u3011", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2028", "\u2029",
      "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
  if (character.size() == 1) {
    const auto byte = static_cast<unsigned char>(character.front());
    return byte < 0x20 || byte == 0x7F || byte >= 0x80 ||
           single.find(character) != std::string_view::npos;
  }
  if (character == "\uFEFF") return true;
  if (character.size() == 2 && character[0] == '\xC2' &&
      static_cast<unsigned char>(character[1]) < 0xA0)
    return true;  // C1 controls
  return std::ranges::find(wide, character) != wide.end();
}

bool leads_formula(std::string_view character) {
  constexpr std::array<std::string_view, 10> leads = {"=",  "+",  "-",  "@",  " ",
                                                      "＝", "＋", "－", "＠", "　"};
  return std::ranges::find(leads, character) != leads.end();
}

std::string harmless(std::string_view word) {
  constexpr int longest = 40;
  std::string out;
  for (int kept = 0; !word.empty() && kept < longest;) {
    const auto character = word.substr(0, width(word));
    word.remove_prefix(character.size());
    if (acted_upon(character) || (out.empty() && leads_formula(character))) continue;
    out += character;
    ++kept;
  }
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
  for (const auto& rule : settings.callback.rules)
    if (holds(rule, of)) return &rule;
  return nullptr;
}

const CallbackRule* rule_named(const Settings& settings, const std::string& name,
                               CallbackKind kind) {
  const CallbackRule* found = nullptr;
  for (const auto& rule : settings.callback.rules) {
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
  while (!text.empty()) {
    const auto bytes = width(text);
    units += bytes == 4 ? 2 : 1;
    text.remove_prefix(bytes);
  }
  return units;
}

int message_segments(std::string_view text) {
  const int units = message_length(text);
  if (units <= 70) return units > 0 ? 1 : 0;
  return (units + 66) / 67;
}

}  // namespace svcctl::callback
