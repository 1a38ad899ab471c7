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

/// What a configuration file says, over the defaults.
struct Configuration {
  Settings settings = default_settings();
  std::string file;        ///< the file read, or empty: only defaults
  std::string store_path;  ///< `store.path`, counted from the file's folder, or empty
  std::vector<ConfigProblem> problems;
  std::string unread_work;  ///< the tables of the work catalogue, while nobody has read them
  std::string text;         ///< the whole file, then
};

/// The file the lookup order finds: `--config`, ./svcctl.toml, svcctl.toml beside the store,
/// $XDG_CONFIG_HOME/svcctl/config.toml, /etc/svcctl.toml; empty when there is none.
/// @throws Error (usage) when a file that was named is not there
std::string find_configuration(const SharedOptions& shared, const Environment& env);

/// What is wrong with the files that a configuration names, beside what it says itself.
std::vector<ConfigProblem> named_file_problems(const Settings& settings);

/// Reads a file for a command, keeping what is wrong with it as problems. Its work catalogue is
/// left for later: reading it too takes 12.6 % more instructions of `job show` with the example's
/// file.
Configuration read_configuration(const std::string& file);
/// Sees to it that a work catalogue left for later is read when something asks for it.
/// @throws Error (usage), then, when it is wrong
void read_work_when_asked(Configuration& configuration, const Catalogue& catalogue);
/// Reads the whole of a file, keeping all that is wrong with it as problems.
Configuration check_configuration(const std::string& file);
/// The same for a text. Relative paths in it count from the folder of `file`.
Configuration parse_configuration(std::string_view text, const std::string& file);

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
