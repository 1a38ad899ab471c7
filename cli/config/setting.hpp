#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/settings.hpp"
#include "cli/config/config.hpp"

namespace svcctl::cli {

class ConfigTable;

/// Whether a setting decides what is allowed, asked for or owed (a rule of the shop), or only where
/// things lie and how they look.
enum class Decides { rule, look };

/// A setting. Its row in the table says once what reading and checking a configuration,
/// `config show`, `config set` and the reference need to know of it; its default is what
/// `default_settings` holds.
struct Setting {
  std::string_view key;  ///< "parts.waste_days"; of a list or a table its name: "callback.rule"
  Decides decides;
  const char* help;    ///< message id
  bool quoted = true;  ///< whether its value stands in quotes in the file
  int least = 0;       ///< of a whole number
  int most = 1'000'000;
  /// Reads and checks the value, if the table has it. Nothing for a setting whose meaning depends
  /// on others: the reader of its table reads it.
  void (*read)(const Setting&, ConfigTable&, Settings&) = nullptr;
  /// The value as `config show` lists it. Nothing for one that is not kept as it was given.
  std::string (*print)(const Settings&) = nullptr;
  /// Of a list or a table: what `config show` lists of it. It is read by the reader of its table.
  void (*list)(const Settings&, std::vector<SettingRow>&) = nullptr;

  /// Whether it is one value, as `config set` changes it.
  bool plain() const { return list == nullptr; }
  /// "waste_days"
  std::string_view name() const { return key.substr(key.rfind('.') + 1); }
  /// "parts"; empty for a key outside every table.
  std::string_view table() const {
    const auto dot = key.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : key.substr(0, dot);
  }
};

/// Every setting, in the order in which they are shown.
std::span<const Setting> all_settings();

/// Reads those settings of one table of the configuration that decide so; the others are known.
void read_plain(std::string_view name, Decides decides, ConfigTable& table, Settings& settings);

}  // namespace svcctl::cli
