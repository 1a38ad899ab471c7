#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/settings.hpp"
#include "cli/parser/parser.hpp"

namespace svcctl::cli {

/// Something wrong in a configuration file, and where.
struct ConfigProblem {
  std::string file;
  std::int64_t line = 0;
  std::int64_t column = 0;
  Message message;
  std::string hint;  ///< what was probably meant

  /// "svcctl.toml:3:1".
  std::string place() const;
};

/// What a configuration file says. Its rules hold in no store before they are applied: see
/// cli/config/rules.hpp.
struct Configuration {
  Settings settings = default_settings();
  std::string file;        ///< the file read, or empty: only defaults
  std::string store_path;  ///< `store.path`, counted from the file's folder, or empty
  std::vector<ConfigProblem> problems;
  std::string text;   ///< the whole file
  std::string rules;  ///< what stands in it for its rules, without comments where it can be cut
};

/// The file the lookup order finds: `--config`, ./svcctl.toml, svcctl.toml beside the store,
/// $XDG_CONFIG_HOME/svcctl/config.toml, /etc/svcctl.toml; empty when there is none.
/// @throws Error (usage) when a file that was named is not there
std::string find_configuration(const SharedOptions& shared, const Environment& env);

/// Reads of a file where things lie and how they look, over the defaults, keeping what is wrong
/// with it as problems. Rules are not read.
Configuration read_configuration(const std::string& file);
/// Reads the whole of a file over the rules in force, keeping all that is wrong with it.
Configuration check_configuration(const std::string& file,
                                  const Settings& in_force = default_settings());
/// The same for a text. Relative paths in it count from the folder of `file`.
Configuration parse_configuration(std::string_view text, const std::string& file,
                                  const Settings& in_force = default_settings());

/// The first problem as the error a command ends with. @throws Error (usage)
[[noreturn]] void throw_problem(const ConfigProblem& problem, const Catalogue& catalogue);

/// The store's path: `--db`, the configuration, $XDG_DATA_HOME/svcctl/shop.db; empty when
/// nothing says where.
std::string store_path(const SharedOptions& shared, const Configuration& configuration,
                       const Environment& env);

/// The store that was named, or is at home. @throws Error "cli.no-store" (2) when there is none
const std::string& named_store(const SharedOptions& shared);

/// Every setting with its value, as `config show` lists them.
struct SettingRow {
  std::string key;
  std::string value;
  bool rule = false;  ///< it decides what is allowed, asked for or owed
  Message meaning = {};
};
std::vector<SettingRow> setting_rows(const Settings& settings);

/// The text with one setting changed, its comments kept. @throws Error (usage) for a key that is
/// none or no plain value
std::string with_setting(std::string_view text, const std::string& key, const std::string& value);

}  // namespace svcctl::cli
