#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"
#include "base/settings.hpp"

namespace svcctl::callback {

/// What a rule's conditions are held against.
struct Circumstances {
  CallbackKind kind = CallbackKind::after_service;
  std::optional<Category> category = std::nullopt;
  VehicleKind vehicle = VehicleKind::car;
  Money amount = {};  ///< of the bill, else of the estimate
};

/// The first rule of that kind whose conditions hold, or null.
SVCCTL_API const CallbackRule* rule_for(const Settings& settings, const Circumstances& of);
/// The rule of that name, else the first of that kind, else null: rules may have changed since.
SVCCTL_API const CallbackRule* rule_named(const Settings& settings, const std::string& name,
                                          CallbackKind kind);

/// The first place of a script that is not known ("{nmae}"), or a brace without its partner.
SVCCTL_API std::optional<std::string> unknown_place(std::string_view script);
/// "{name} {plate} …", for messages.
SVCCTL_API std::string known_places();

/// What stands in the places of a script.
struct ScriptWords {
  std::string name;
  std::string plate;
  std::string model;
  std::string shop;
  std::string phone;  ///< the shop's
  std::string date;   ///< the day announced
  std::string km;
};
/// The script with its places filled once: braces that come with a word stay words. What a message
/// platform or a spreadsheet would act upon is taken out of each word: control characters, line
/// breaks, `{}[]<>$#%`, the signature brackets 【】 and leading `= + - @`; no word is longer than
/// 40 characters.
SVCCTL_API std::string filled(std::string_view script, const ScriptWords& words);

/// How long a text message is: UTF-16 units, since Chinese goes as UCS-2.
SVCCTL_API int message_length(std::string_view text);
/// Segments it takes: one up to 70 units, else 67 each. 0 for an empty text.
SVCCTL_API int message_segments(std::string_view text);

}  // namespace svcctl::callback
