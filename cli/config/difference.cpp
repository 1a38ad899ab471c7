#include <toml++/toml.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "cli/config/rules.hpp"
#include "store/digest.hpp"

namespace svcctl::cli {
namespace {

/// Values by their names within an entry; a rule of one value has one without a name.
using Entry = std::map<std::string, std::string>;

/// The rules of a text: single ones and the entries of lists, by their keys.
struct RuleTree {
  std::map<std::string, Entry> entries;
  std::map<std::string, std::vector<std::string>> orders;  ///< of each list
};

std::string value_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto yes = node.value_exact<bool>()) return *yes ? "true" : "false";
  std::string out;
  if (const auto* list = node.as_array())
    for (const auto& each : *list) out += (out.empty() ? "" : ", ") + value_text(each);
  return out;
}

/// A file of days, too long for a line.
std::string days_text(const std::string& text) {
  if (text.empty()) return text;
  return std::to_string(std::ranges::count(text, '\n')) + " lines " +
         store::sha256(text).substr(0, 8);
}

std::string text_in(const toml::table& item, std::string_view key) {
  const auto* node = item.get(key);
  return node == nullptr ? std::string() : value_text(*node);
}

/// What an entry of a list is known by.
std::string name_of(const toml::table& item) {
  if (item.contains("vehicle")) return text_in(item, "vehicle") + "." + text_in(item, "category");
  if (item.contains("to")) return text_in(item, "to") + "." + text_in(item, "at_least");
  for (const char* key : {"code", "name", "number", "at_least", "up_to"})
    if (item.contains(key)) {
      auto name = text_in(item, key);
      return name.empty() ? "other" : name;
    }
  if (item.contains("percent")) return "above";
  const auto* names = item.get_as<toml::array>("names");
  return names == nullptr || names->empty() ? "entry" : value_text(*names->get(0));
}

bool lists_tables(const toml::node& node) {
  const auto* list = node.as_array();
  return list != nullptr && !list->empty() && list->get(0)->is_table();
}

/// The values of one entry, those of lists within it by the names of their entries.
void add_values(const toml::table& item, const std::string& before, Entry& entry) {
  for (const auto& [key, node] : item) {
    const auto name = before + std::string(key.str());
    if (!lists_tables(node)) {
      entry[name] = value_text(node);
      continue;
    }
    for (const auto& inner : *node.as_array())
      add_values(*inner.as_table(), name + "." + name_of(*inner.as_table()) + ".", entry);
  }
}

void add_entries(const toml::array& list, const std::string& path, RuleTree& tree) {
  auto& order = tree.orders[path];
  for (const auto& node : list) {
    const auto& item = *node.as_table();
    const auto name = name_of(item);
    auto key = path + "." + name;
    for (int n = 2; tree.entries.contains(key); ++n)
      key = path + "." + name + "#" + std::to_string(n);
    add_values(item, "", tree.entries[key]);
    order.push_back(key.substr(path.size() + 1));
  }
}

void add_table(const toml::table& table, const std::string& before, RuleTree& tree) {
  for (const auto& [key, node] : table) {
    const auto path = before + std::string(key.str());
    if (path == "region_profile") {  // the one in use, whatever it is called
      for (const auto& [name, profile] : *node.as_table())
        add_table(*profile.as_table(), "region.", tree);
    } else if (const auto* inner = node.as_table()) {
      add_table(*inner, path + ".", tree);
    } else if (lists_tables(node)) {
      add_entries(*node.as_array(), path, tree);
    } else if (path == "calendar.special") {
      tree.entries[path][""] = days_text(value_text(node));
    } else if (path != "region.base" && !(node.is_array() && node.as_array()->empty())) {
      tree.entries[path][""] = value_text(node);
    }
  }
}

RuleTree tree_of(std::string_view text) {
  RuleTree tree;
  try {
    const toml::table parsed = toml::parse(text);
    add_table(parsed, "", tree);
  } catch (const toml::parse_error& error) {
    throw bug("rules that cannot be parsed: " + std::string(error.description()));
  }
  return tree;
}

/// An entry that only one side has.
std::string entry_text(const Entry& entry) {
  std::string out;
  for (const auto& [name, value] : entry)
    if (!value.empty())
      out += (out.empty() ? "" : ", ") + (name.empty() ? value : name + "=" + value);
  return out;
}

void compare_entries(const std::string& key, const Entry& before, const Entry& after,
                     std::vector<RuleDifference>& out) {
  Entry names = before;
  names.insert(after.begin(), after.end());
  const auto value = [](const Entry& entry, const std::string& name) {
    const auto found = entry.find(name);
    return found == entry.end() ? std::string() : found->second;
  };
  for (const auto& [name, any] : names)
    if (auto was = value(before, name), is = value(after, name); was != is)
      out.push_back({name.empty() ? key : key + "." + name, std::move(was), std::move(is)});
}

}  // namespace

std::vector<RuleDifference> rule_differences(std::string_view before, std::string_view after) {
  std::vector<RuleDifference> out;
  if (before == after) return out;
  const auto was = tree_of(before);
  const auto is = tree_of(after);
  auto keys = was.entries;
  keys.insert(is.entries.begin(), is.entries.end());
  for (const auto& [key, any] : keys) {
    const auto old = was.entries.find(key);
    const auto now = is.entries.find(key);
    if (old == was.entries.end())
      out.push_back({key, {}, entry_text(now->second)});
    else if (now == is.entries.end())
      out.push_back({key, entry_text(old->second), {}});
    else
      compare_entries(key, old->second, now->second, out);
  }
  for (const auto& [list, order] : was.orders) {
    const auto now = is.orders.find(list);
    if (now == is.orders.end() || now->second == order ||
        !std::ranges::is_permutation(now->second, order))
      continue;
    const auto joined_keys = [](const auto& names) {
      std::string text;
      for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
      return text;
    };
    out.push_back({list, joined_keys(order), joined_keys(now->second)});
  }
  return out;
}

}  // namespace svcctl::cli
