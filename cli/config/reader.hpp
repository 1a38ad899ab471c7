#pragma once

#include <toml++/toml.h>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config/config.hpp"
#include "cli/config/setting.hpp"

namespace svcctl::cli {

/// One table of the configuration. Every key that is asked for is known; `finish` reports the
/// others with their line. A value of the wrong form is a problem, and reads as absent.
class ConfigTable {
 public:
  ConfigTable(const toml::table& table, std::string path, std::vector<ConfigProblem>& problems,
              std::string_view file)
      : table_(table), path_(std::move(path)), problems_(problems), file_(file) {}

  std::optional<std::string> text(const char* key);
  std::optional<std::int64_t> integer(const char* key);
  /// A count between the two.
  std::optional<int> small(const char* key, int least = 0, int most = 1'000'000);
  std::optional<bool> flag(const char* key);
  std::optional<Money> money(const char* key);
  std::optional<Hours> hours(const char* key);
  std::optional<Quantity> quantity(const char* key);
  std::optional<Percent> percent(const char* key);
  std::optional<std::vector<std::string>> texts(const char* key);
  template <Coded Enum>
  std::optional<Enum> code(const char* key) {
    auto value = text(key);
    if (!value) return std::nullopt;
    return coded<Enum>(key, *value);
  }
  template <Coded Enum>
  std::optional<std::set<Enum>> code_set(const char* key) {
    auto list = texts(key);
    if (!list) return std::nullopt;
    std::set<Enum> out;
    for (const auto& word : *list)
      if (auto value = coded<Enum>(key, word)) out.insert(*value);
    return out;
  }
  /// Runs `read` on the sub-table, if there is one.
  void table(const char* key, const std::function<void(ConfigTable&)>& read);
  /// Runs `read` on each table of an array of tables.
  void each(const char* key, const std::function<void(ConfigTable&)>& read);
  /// Every sub-table of this one by its name, for tables whose keys are names.
  void every(const std::function<void(const std::string&, ConfigTable&)>& read);
  /// Says that a key is known, though nobody asks for it.
  void know(std::string_view key);
  /// The file that it stands in.
  std::string_view file() const { return file_; }
  /// The keys of the table.
  std::vector<std::string> keys() const;
  bool has(const char* key) const { return table_.contains(key); }

  /// A problem at the key, or at the table when the key is not there.
  void problem(std::string_view key, Message message, std::string hint = {});
  /// Says that a key is missing.
  void need(const char* key);
  /// Reports the keys nobody asked for.
  void finish();

 private:
  const toml::node* node(const char* key);
  std::string full(std::string_view key) const;
  std::optional<std::string> number_text(const char* key);
  void place(ConfigProblem& problem, const toml::node& node) const;
  void bad_code(const char* key, const std::string& word, const std::vector<std::string>& known);
  template <Coded Enum>
  std::optional<Enum> coded(const char* key, const std::string& word) {
    auto value = from_code<Enum>(word);
    if (!value) bad_code(key, word, choices_of<Enum>());
    return value;
  }

  const toml::table& table_;
  std::string path_;
  std::vector<ConfigProblem>& problems_;
  std::string_view file_;
  std::vector<std::string> known_;
};

// Each reader changes what its tables say and leaves the rest as it is.

/// Reads `[[operation]]`, `[[fee]]`, `[[package]]`, `[[inspection]]` and `[[system]]`.
void read_work(ConfigTable& root, Settings& settings);
/// Reads `region`, `[region_profile.NAME]` and `[[warranty]]`.
void read_region(ConfigTable& root, Settings& settings);
/// Reads `[callback]` and `[[callback.rule]]`.
void read_callback(ConfigTable& root, Settings& settings);
/// Reads `[calendar]`, and the file that it names.
void read_calendar(ConfigTable& root, Settings& settings);
/// Reads `[complaint]`: clocks, severity rules, escalation.
void read_complaint(ConfigTable& root, Settings& settings);
/// Reads the rules that most commands ask for: all but those above, and the calendar.
void read_common_rules(ConfigTable& root, Settings& settings);

/// Parses a text and reads it. What is wrong with it is added to the problems, in its order.
void parse_toml(std::string_view text, const std::string& file,
                std::vector<ConfigProblem>& problems,
                const std::function<void(ConfigTable&)>& read);
/// A path counted from the folder of a file.
std::string from_folder(const std::string& path, std::string_view file);

}  // namespace svcctl::cli
