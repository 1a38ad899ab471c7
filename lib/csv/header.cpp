#include "csv/header.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/error.hpp"
#include "base/formula.hpp"
#include "base/utf8.hpp"

namespace svcctl::csv {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (plain(text.front()) && plain(text.back()))) return text;
  return utf8::trimmed(text, utf8::Around::hidden_too);
}

/// Under which a mapping names columns that are not to be read.
constexpr std::string_view not_read = "-";

/// Whether a mapping's title is a place ("#5") behind the last column.
bool beyond(std::string_view title, std::size_t columns) {
  std::size_t place = 0;
  return title.starts_with('#') &&
         std::from_chars(title.data() + 1, title.data() + title.size(), place).ec == std::errc() &&
         place > columns;
}

template <class Take>
void each_title(const Column& column, Take take) {
  take(std::string_view(column.key));
  for (std::string_view rest = column.titles; !rest.empty();) {
    const auto end = std::min(rest.find('|'), rest.size());
    take(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace

std::string template_title(const Column& column, bool chinese) {
  std::string found = column.key;
  if (!chinese) return found;
  bool first = true;
  each_title(column, [&](std::string_view title) {
    const bool beyond = std::ranges::any_of(title, [](char c) { return (c & 0x80) != 0; });
    if (beyond && std::exchange(first, !beyond)) found = title;
  });
  return found;
}

HeaderMap::HeaderMap(std::span<const Column> columns) : table_(columns) {
  for (const auto& column : columns) {
    Key key;
    each_title(column, [&](std::string_view title) { key.names.push_back(folded_title(title)); });
    keys_.push_back(std::move(key));
  }
}

void HeaderMap::also(std::string_view key, std::string_view title) {
  if (key == not_read) {
    mapped_.push_back({std::string(title), title_of(title), left_alone});
    return;
  }
  const auto found =
      std::ranges::find(table_, key, [](const Column& c) { return std::string_view(c.key); });
  if (found == table_.end()) {
    std::string known;
    for (const auto& each : table_) known.append(each.key).append(", ");
    known += not_read;
    throw usage_error("csv.unknown-key",
                      tr("the mapping names '{0}', which is none of {1}", key, known));
  }
  mapped_.push_back(
      {std::string(title), title_of(title), static_cast<std::size_t>(found - table_.begin())});
}

HeaderMap::Meaning HeaderMap::meaning(std::string_view title, std::size_t place) const {
  const auto number = "#" + std::to_string(place + 1);
  for (const auto& each : mapped_)
    if (each.title == number) return {Sureness::place, {each.key}};
  return meaning_of(title);
}

HeaderMap::Meaning HeaderMap::meaning_of(std::string_view title) const {
  if (title.empty()) return {};
  const auto parts = title_of(title);
  for (const auto& each : mapped_)
    if (each.title == title || each.parts.whole == parts.whole)
      return {Sureness::mapped, {each.key}};
  for (const auto& each : mapped_)
    if (each.parts.qualifiers.empty() && each.parts.name == parts.name)
      return {Sureness::mapped_name, {each.key}};
  const auto of_name = [&](const std::string& name, Sureness sureness) {
    Meaning found;
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (!name.empty() && std::ranges::find(keys_[i].names, name) != keys_[i].names.end())
        found.keys.push_back(i);
    if (!found.keys.empty()) found.sureness = sureness;
    return found;
  };
  for (const auto& [name, sureness] :
       {std::pair(parts.whole, Sureness::titled), std::pair(parts.name, Sureness::named),
        std::pair(parts.last_line, Sureness::named)})
    if (auto found = of_name(name, sureness); !found.keys.empty()) return found;
  return {};
}

bool HeaderMap::fits(const std::vector<Field>& row) const {
  std::vector<bool> found(keys_.size());
  for (std::size_t i = 0; i < row.size(); ++i)
    for (const auto key : meaning(trimmed(row[i].text), i).keys)
      if (key != left_alone) found[key] = true;
  bool either = false;
  bool either_found = false;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const auto need = table_[i].need;
    if ((need == Need::title || need == Need::value) && !found[i]) return false;
    either = either || need == Need::either;
    either_found = either_found || (need == Need::either && found[i]);
  }
  return either_found || !either;
}

bool HeaderMap::names(std::size_t column, std::string_view text) const {
  const auto keys = meaning_of(trimmed(text)).keys;
  return std::ranges::find(keys, column) != keys.end();
}

std::size_t HeaderMap::known(const std::vector<Field>& row) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      row, [&](const Field& field) { return !meaning_of(trimmed(field.text)).keys.empty(); }));
}

void HeaderMap::require_understood(const std::string& title, Sureness sureness,
                                   std::size_t key) const {
  const auto& column = table_[key];
  for (const auto& qualifier : title_of(title).qualifiers) {
    if (column.type == Type::amount && !foreign_currency(qualifier, declared_).empty())
      throw bad_data(
          "csv.title",
          tr("the title {0} says '{1}', and amounts here are in {2}: where these are, too, "
             "a mapping says currency = \"{2}\"",
             title, qualifier, declared_.currency),
          "--map FILE.toml");
    const bool own = std::ranges::find(keys_[key].names, qualifier) != keys_[key].names.end();
    if (sureness <= Sureness::mapped || own || says_nothing_new(qualifier, column, declared_))
      continue;
    throw bad_data("csv.title",
                   tr("the title {0} says '{1}': whether the column is {2} as it is kept here, "
                      "a mapping must say, with \"{0}\" = \"{2}\", or = \"-\" to leave it alone",
                      title, qualifier, column.key),
                   "--map FILE.toml");
  }
}

void HeaderMap::require_mapped() const {
  std::string seen;
  for (const auto& title : header_) seen.append(seen.empty() ? "" : ", ").append(title);
  for (const auto& each : mapped_)
    if (each.key != left_alone && (!keys_[each.key].place || beyond(each.title, header_.size())))
      throw bad_data("csv.mapped",
                     tr("the mapping takes {0} from '{1}', a column that the list does not have: "
                        "it has {2}",
                        table_[each.key].key, each.title, shortened(seen)),
                     "--map FILE.toml");
}

void HeaderMap::resolve(const std::vector<Field>& header) {
  header_.clear();
  unknown_.clear();
  of_rejects_.clear();
  for (auto& key : keys_) key.place.reset();
  std::vector<Sureness> surest(keys_.size(), Sureness::none);
  std::vector<std::pair<std::size_t, Meaning>> meanings;
  for (std::size_t i = 0; i < header.size(); ++i) {
    header_.emplace_back(trimmed(header[i].text));
    of_rejects_.push_back(std::ranges::find(reject_columns, header_.back()) !=
                          std::ranges::end(reject_columns));
    if (of_rejects_.back()) continue;
    auto found = meaning(header_.back(), i);
    if (found.keys.empty()) {
      if (!folded_title(header_.back()).empty()) unknown_.push_back(header_.back());
      continue;
    }
    if (found.keys.front() == left_alone) continue;
    for (const auto key : found.keys) surest[key] = std::min(surest[key], found.sureness);
    meanings.emplace_back(i, std::move(found));
  }
  // Of a title that two columns have ("类别": the kind or the category), those that have no other.
  std::ranges::stable_sort(meanings, {}, [](const auto& each) { return each.second.keys.size(); });
  for (auto& [i, found] : meanings) {
    const auto first = found.keys.front();
    if (found.keys.size() > 1)
      std::erase_if(found.keys, [&](auto key) { return keys_[key].place; });
    if (found.sureness > surest[first]) {  // another column has the whole title
      unknown_.push_back(header_[i]);
      continue;
    }
    if (found.keys.empty() || keys_[found.keys.front()].place)
      throw bad_data("csv.header-twice",
                     tr("columns {0} and {1} both mean {2}: a mapping must say which, with "
                        "\"#{3}\" = \"-\" to leave the second alone",
                        header_[*keys_[first].place], header_[i], table_[first].key, i + 1),
                     "--map FILE.toml");
    for (const auto key : found.keys) {
      require_understood(header_[i], found.sureness, key);
      keys_[key].place = i;
    }
  }
  require_mapped();
}

std::optional<std::size_t> HeaderMap::rival(std::size_t column) const {
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (i != column && keys_[i].place && keys_[i].place == keys_[column].place) return i;
  return std::nullopt;
}

std::size_t HeaderMap::find(std::string_view key) const {
  for (std::size_t i = 0; i < table_.size(); ++i)
    if (key == table_[i].key) return i;
  throw bug("no column is called " + std::string(key));
}

std::optional<std::size_t> HeaderMap::column(std::string_view key) const {
  return keys_[find(key)].place;
}

std::string HeaderMap::text(const std::vector<Field>& row, std::string_view key) const {
  const auto at = column(key);
  if (!at || *at >= row.size()) return {};
  const auto value = plain_value(row[*at]);
  if (const auto hidden = utf8::first_acting(value))
    throw bad_data("import." + std::string(key), hidden_character(*hidden));
  return std::string(value);
}

bool HeaderMap::of_rejects(std::size_t column) const {
  return column < of_rejects_.size() && of_rejects_[column];
}

bool HeaderMap::has_rejects() const {
  return std::ranges::count(of_rejects_, true) == std::ssize(reject_columns);
}

std::string HeaderMap::title(std::string_view key) const {
  const auto at = column(key);
  return at ? header_[*at] : std::string(key);
}

std::string HeaderMap::nearest(std::string_view title) const {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < table_.size(); ++i)
    if (!keys_[i].place)
      each_title(table_[i], [&](std::string_view each) { known.emplace_back(each); });
  return nearest_title(title, known);
}

Message hidden_character(char32_t code) {
  return tr("the value has a character that is not shown: {0}", utf8::named(code));
}

std::string_view plain_value(const Field& field) {
  auto text = trimmed(field.text);
  if (text.empty()) return text;
  if (text.front() == '\'' && without_guard(text).size() != text.size()) {
    text.remove_prefix(1);
    return trimmed(text);
  }
  // ="0012": how a spreadsheet is told that a number is text.
  if (text.front() == '=' && text.size() >= 3 && text[1] == '"' &&
      text.find('"', 2) == text.size() - 1)
    return trimmed(text.substr(2, text.size() - 3));
  return text;
}

std::string quoted_value(std::string_view text) {
  std::string out = "\"";
  for (const char c : guarded(text)) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string joined(const std::vector<Field>& fields, const HeaderMap& map, char delimiter) {
  std::string out;
  bool first = true;
  // A row that is too short is filled, so that what is told beside it stands under its titles.
  for (std::size_t i = 0; i < std::max(fields.size(), map.columns()); ++i) {
    if (map.of_rejects(i)) continue;
    if (!std::exchange(first, false)) out += delimiter;
    if (i >= fields.size()) continue;
    const auto text = plain_value(fields[i]);
    if (fields[i].quoted || text.find_first_of(",\"\r\n'=+-@\t") != std::string_view::npos ||
        text.find(delimiter) != text.npos || (!text.empty() && (text.front() & 0x80) != 0))
      out += quoted_value(text);
    else
      out += text;
  }
  return out;
}

}  // namespace svcctl::csv
