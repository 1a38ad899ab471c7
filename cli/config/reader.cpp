#include "cli/config/reader.hpp"

#include <algorithm>
#include <charconv>

#include "cli/parser/suggest.hpp"

namespace svcctl::cli {

std::string ConfigTable::full(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void ConfigTable::know(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
}

const toml::node* ConfigTable::node(const char* key) {
  know(key);
  return table_.get(key);
}

void ConfigTable::place(ConfigProblem& problem, const toml::node& node) const {
  problem.file = file_;
  problem.line = node.source().begin.line;
  problem.column = node.source().begin.column;
}

void ConfigTable::problem(std::string_view key, Message message, std::string hint) {
  ConfigProblem out{std::string(file_), 0, 0, std::move(message), std::move(hint)};
  place(out, table_);
  for (const auto& [name, node] : table_)
    if (name.str() == key) {
      place(out, node);
      if (name.source().begin) {
        out.line = name.source().begin.line;
        out.column = name.source().begin.column;
      }
    }
  problems_.push_back(std::move(out));
}

void ConfigTable::need(const char* key) {
  if (!table_.contains(key)) problem(key, tr("{0} is missing", full(key)));
}

void ConfigTable::bad_code(const char* key, const std::string& word,
                           const std::vector<std::string>& known) {
  std::string all;
  for (const auto& each : known) all += (all.empty() ? "" : ", ") + each;
  problem(key, tr("{0}: '{1}' is none of {2}", full(key), word, all), did_you_mean(word, known));
}

std::optional<std::string> ConfigTable::text(const char* key) {
  const auto* found = node(key);
  if (!found) return std::nullopt;
  if (auto value = found->value_exact<std::string>()) return value;
  problem(key, tr("{0} must be a text in quotes", full(key)));
  return std::nullopt;
}

std::optional<std::int64_t> ConfigTable::integer(const char* key) {
  const auto* found = node(key);
  if (!found) return std::nullopt;
  if (auto value = found->value_exact<std::int64_t>()) return value;
  problem(key, tr("{0} must be a whole number", full(key)));
  return std::nullopt;
}

std::optional<int> ConfigTable::small(const char* key, int least, int most) {
  auto value = integer(key);
  if (!value) return std::nullopt;
  if (*value >= least && *value <= most) return static_cast<int>(*value);
  problem(key, tr("{0} must lie between {1} and {2}", full(key), least, most));
  return std::nullopt;
}

std::optional<bool> ConfigTable::flag(const char* key) {
  const auto* found = node(key);
  if (!found) return std::nullopt;
  if (auto value = found->value_exact<bool>()) return value;
  problem(key, tr("{0} must be true or false", full(key)));
  return std::nullopt;
}

/// A decimal as text: "120.50" as it stands, 120.5 in its shortest exact form.
std::optional<std::string> ConfigTable::number_text(const char* key) {
  const auto* found = node(key);
  if (!found) return std::nullopt;
  if (auto value = found->value_exact<std::string>()) return value;
  if (auto value = found->value_exact<std::int64_t>()) return std::to_string(*value);
  if (auto value = found->value_exact<double>()) {
    char buffer[64];
    const auto done =
        std::to_chars(buffer, buffer + sizeof buffer, *value, std::chars_format::fixed);
    return std::string(buffer, done.ptr);
  }
  return std::string();
}

std::optional<Money> ConfigTable::money(const char* key) {
  auto text = number_text(key);
  if (!text) return std::nullopt;
  auto value = Money::parse(*text);
  if (!value) problem(key, tr("{0} must be an amount, as in \"120.00\"", full(key)));
  return value;
}
std::optional<Hours> ConfigTable::hours(const char* key) {
  auto text = number_text(key);
  if (!text) return std::nullopt;
  auto value = Hours::parse(*text);
  if (!value) problem(key, tr("{0} must be a number of hours, as in 1.5", full(key)));
  return value;
}
std::optional<Quantity> ConfigTable::quantity(const char* key) {
  auto text = number_text(key);
  if (!text) return std::nullopt;
  auto value = Quantity::parse(*text);
  if (!value) problem(key, tr("{0} must be a quantity, as in 4 or 0.125", full(key)));
  return value;
}
std::optional<Percent> ConfigTable::percent(const char* key) {
  auto text = number_text(key);
  if (!text) return std::nullopt;
  auto value = Percent::parse(*text);
  if (value && *value >= Percent() && *value <= Percent::whole(100)) return value;
  problem(key, tr("{0} must be a percentage from 0 to 100", full(key)));
  return std::nullopt;
}

std::optional<std::vector<std::string>> ConfigTable::texts(const char* key) {
  const auto* found = node(key);
  if (!found) return std::nullopt;
  std::vector<std::string> out;
  bool good = found->is_array();
  if (good)
    for (const auto& each : *found->as_array()) {
      auto value = each.value_exact<std::string>();
      good = good && value;
      if (value) out.push_back(*value);
    }
  if (!good) problem(key, tr("{0} must be a list of texts, as in [\"a\", \"b\"]", full(key)));
  return out;
}

void ConfigTable::table(const char* key, const std::function<void(ConfigTable&)>& read) {
  const auto* found = node(key);
  if (!found) return;
  if (!found->is_table()) return problem(key, tr("{0} must be a table", full(key)));
  ConfigTable inner(*found->as_table(), full(key), problems_, file_);
  read(inner);
  inner.finish();
}

void ConfigTable::each(const char* key, const std::function<void(ConfigTable&)>& read) {
  const auto* found = node(key);
  if (!found) return;
  const auto* array = found->as_array();
  if (!array) return problem(key, tr("{0} must be a list of tables: [[{0}]]", full(key)));
  for (const auto& item : *array) {
    if (!item.is_table()) {
      problem(key, tr("{0} must be a list of tables: [[{0}]]", full(key)));
      continue;
    }
    ConfigTable inner(*item.as_table(), full(key), problems_, file_);
    read(inner);
    inner.finish();
  }
}

void ConfigTable::every(const std::function<void(const std::string&, ConfigTable&)>& read) {
  for (const auto& key : keys()) table(key.c_str(), [&](ConfigTable& inner) { read(key, inner); });
}

std::vector<std::string> ConfigTable::keys() const {
  std::vector<std::string> out;
  for (const auto& [key, node] : table_) out.emplace_back(key.str());
  return out;
}

void ConfigTable::finish() {
  for (const auto& key : keys())
    if (std::ranges::find(known_, key) == known_.end())
      problem(key, tr("unknown key '{0}'", full(key)), did_you_mean(key, known_));
}

}  // namespace svcctl::cli
