#include "csv/header.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/error.hpp"
#include "base/formula.hpp"
#include "base/read/reading.hpp"
#include "base/utf8.hpp"

namespace svcctl::csv {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (plain(text.front()) && plain(text.back()))) return text;
  return utf8::trimmed(text, utf8::Around::hidden_too);
}

/// Under which a mapping names columns that are not to be read.
constexpr std::string_view left_alone = "-";

}  // namespace

std::string folded_header(std::string_view header) {
  std::string folded = utf8::folded(header);
  if (const auto bracket = folded.find('('); bracket != std::string::npos && bracket > 0)
    folded.erase(bracket);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '\t'; });
  return folded;
}

HeaderMap::HeaderMap(std::initializer_list<Alias> aliases) {
  for (const auto& alias : aliases) {
    Key key{std::string(alias.key), {folded_header(alias.key)}, std::nullopt};
    for (const auto name : alias.names) key.names.push_back(folded_header(name));
    keys_.push_back(std::move(key));
  }
}

void HeaderMap::resolve(const std::vector<Field>& header) {
  header_.clear();
  unknown_.clear();
  of_rejects_.clear();
  for (auto& key : keys_) key.column.reset();
  for (std::size_t i = 0; i < header.size(); ++i) {
    header_.emplace_back(trimmed(header[i].text));
    const std::string folded = folded_header(header_.back());
    of_rejects_.push_back(std::ranges::find(reject_columns, header_.back()) !=
                          std::ranges::end(reject_columns));
    if (of_rejects_.back()) continue;
    const auto key = std::ranges::find_if(
        keys_, [&](const Key& k) { return std::ranges::find(k.names, folded) != k.names.end(); });
    if (key == keys_.end()) {
      if (!folded.empty()) unknown_.push_back(header_.back());
    } else if (key->column) {
      throw bad_data("csv.header-twice", tr("columns {0} and {1} both mean {2}",
                                            header_[*key->column], header_.back(), key->key));
    } else {
      key->column = i;
    }
  }
}

void HeaderMap::also(std::string_view key, std::string_view name) {
  if (key == left_alone) {
    for (auto& each : keys_) std::erase(each.names, folded_header(name));
    keys_.push_back({std::string(left_alone) + std::string(name), {folded_header(name)}, {}});
    return;
  }
  const auto found = std::ranges::find(keys_, key, &Key::key);
  if (found == keys_.end()) {
    std::string known;
    for (const auto& each : keys_)
      if (!each.key.starts_with(left_alone)) known += each.key + ", ";
    known += left_alone;
    throw usage_error("csv.unknown-key",
                      tr("the mapping names '{0}', which is none of {1}", key, known));
  }
  for (auto& each : keys_) std::erase(each.names, folded_header(name));
  found->names.push_back(folded_header(name));
}

const HeaderMap::Key* HeaderMap::find(std::string_view key) const {
  const auto found = std::ranges::find(keys_, key, &Key::key);
  if (found == keys_.end()) throw bug("no column is called " + std::string(key));
  return &*found;
}

std::optional<std::size_t> HeaderMap::column(std::string_view key) const {
  return find(key)->column;
}

std::string HeaderMap::text(const std::vector<Field>& row, std::string_view key) const {
  const auto at = find(key)->column;
  if (!at || *at >= row.size()) return {};
  const auto value = plain_value(row[*at]);
  if (const auto hidden = utf8::first_acting(value))
    throw bad_data("import." + std::string(key), hidden_character(*hidden));
  if (const auto lost = readers::ruin(value))
    throw bad_data("import." + std::string(key), lost->cause);
  return std::string(value);
}

bool HeaderMap::of_rejects(std::size_t column) const {
  return column < of_rejects_.size() && of_rejects_[column];
}

std::string HeaderMap::title(std::string_view key) const {
  const auto at = find(key)->column;
  return at ? header_[*at] : std::string(key);
}

Message hidden_character(char32_t code) {
  return tr("the value has a character that is not shown: {0}", utf8::named(code));
}

std::string_view plain_value(const Field& field) {
  auto text = trimmed(field.text);
  // ="0221" keeps a spreadsheet from dropping zeros.
  if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"') &&
      text.find('"', 2) == text.size() - 1)
    return trimmed(text.substr(2, text.size() - 3));
  if (!text.starts_with('\'') || without_guard(text).size() == text.size()) return text;
  text.remove_prefix(1);
  return trimmed(text);
}

std::string quoted_value(std::string_view text) {
  std::string out = "\"";
  for (const char c : guarded(text)) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string joined(const std::vector<Field>& fields, const HeaderMap& map) {
  std::string out;
  bool first = true;
  // A row that is too short is filled, so that what is told beside it stands under its titles.
  for (std::size_t i = 0; i < std::max(fields.size(), map.columns()); ++i) {
    if (map.of_rejects(i)) continue;
    if (!std::exchange(first, false)) out += ',';
    if (i >= fields.size()) continue;
    const auto text = plain_value(fields[i]);
    if (fields[i].quoted || text.find_first_of(",\"\r\n'=+-@\t") != std::string_view::npos ||
        (!text.empty() && (text.front() & 0x80) != 0))
      out += quoted_value(text);
    else
      out += text;
  }
  return out;
}

}  // namespace svcctl::csv
