#include <sstream>

#include "cli/config/config.hpp"
#include "cli/config/quoted.hpp"
#include "cli/config/setting.hpp"
#include "cli/parser/suggest.hpp"

namespace svcctl::cli {
namespace {

std::string bare(std::string_view line) {
  const auto from = line.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  line.remove_prefix(from);
  return std::string(line.substr(0, line.find_last_not_of(" \t\r") + 1));
}

/// Where the comment behind a value begins, with the blanks before it; empty when there is none.
std::string comment_of(const std::string& line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == '"' && c == '\\')
      ++i;
    else if (quote != 0)
      quote = c == quote ? char{0} : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '#') {
      const auto end = line.find_last_not_of(" \t", i - 1);
      return line.substr(end == std::string::npos ? i : end + 1);
    }
  }
  return {};
}

}  // namespace

std::vector<SettingRow> setting_rows(const Settings& s) {
  std::vector<SettingRow> rows;
  for (const auto& setting : all_settings()) {
    const auto begin = rows.size();
    if (setting.print) rows.push_back({std::string(setting.key), setting.print(s)});
    if (setting.list) setting.list(s, rows);
    for (auto row = begin; row < rows.size(); ++row) {
      rows[row].rule = setting.decides == Decides::rule;
      rows[row].meaning = Message{setting.help};
    }
  }
  return rows;
}

std::string with_setting(std::string_view text, const std::string& key, const std::string& value) {
  const Setting* found = nullptr;
  std::vector<std::string> known;
  for (const auto& each : all_settings()) {
    if (!each.plain()) continue;
    known.emplace_back(each.key);
    if (key == each.key) found = &each;
  }
  if (!found)
    throw usage_error("config.key", tr("'{0}' is no setting of one plain value", key),
                      did_you_mean(key, known));
  const std::string table(found->table());
  const std::string name(found->name());
  const std::string made = name + " = " + (found->quoted ? quoted(value) : value);

  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  std::string current;
  std::optional<std::size_t> insert_at;
  if (table.empty()) insert_at = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto plain = bare(lines[i]);
    if (plain.starts_with('[')) {
      const auto close = plain.find(']');
      current = bare(plain.substr(1, close == std::string::npos ? close : close - 1));
      if (current == table) insert_at = i + 1;
      continue;
    }
    const auto equals = plain.find('=');
    if (current != table || equals == std::string::npos || plain.starts_with('#')) continue;
    if (bare(plain.substr(0, equals)) != name) continue;
    lines[i] = made + comment_of(lines[i]);
    insert_at.reset();
    current = "=";  // found
    break;
  }
  if (insert_at) {
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(*insert_at), made);
  } else if (current != "=") {
    lines.insert(lines.end(), {"", "[" + table + "]", made});
  }
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

}  // namespace svcctl::cli
