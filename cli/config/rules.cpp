#include "cli/config/rules.hpp"

#include <map>
#include <memory>

#include "cli/config/reader.hpp"
#include "cli/config/rule_parts.hpp"
#include "cli/config/setting.hpp"
#include "store/digest.hpp"

namespace svcctl::cli {
namespace {

/// The parts of a text of rules by their names.
std::map<std::string, std::string, std::less<>> parts_of(std::string_view text) {
  std::map<std::string, std::string, std::less<>> parts;
  std::string* part = &parts[std::string(common_part)];
  while (!text.empty()) {
    const auto line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    if (line.starts_with(mark_of_part))
      part = &parts[std::string(
          line.substr(mark_of_part.size(), line.find('\n') - mark_of_part.size()))];
    else
      *part += line;
    text.remove_prefix(line.size());
  }
  return parts;
}

/// Reads rules that were in order when they were kept.
void read_kept(const std::string& text, const std::function<void(ConfigTable&)>& read) {
  std::vector<ConfigProblem> problems;
  parse_toml(text, "rules", problems, read);
  if (problems.empty()) return;
  throw Error(ErrorKind::store, "rules.unreadable",
              tr("the rules that the store keeps cannot be read: {0}", problems.front().message),
              "svcctl audit verify");
}

/// A part that is read when one of its values is asked for.
using Part = Lazy<Settings>;

Part read_later(std::string text, const std::string& region,
                void (*read)(ConfigTable&, Settings&)) {
  return Part([text = std::move(text), region, read] {
    Settings settings = default_settings();
    settings.region = region;
    read_kept(text, [&](ConfigTable& root) { read(root, settings); });
    return settings;
  });
}

template <class Value>
Lazy<Value> of_part(const Part& part, Lazy<Value> Settings::*value) {
  return Lazy<Value>([part, value] { return *((*part).*value); });
}

}  // namespace

std::string memory_of_proposal(std::string_view rules) {
  return "proposal " + store::sha256(rules) + " ";
}

Settings in_force(const Settings& looks, const std::string& rules) {
  Settings settings = looks;
  if (rules.empty()) return settings;
  auto parts = parts_of(rules);
  const auto common = [&](ConfigTable& root) {
    settings.region = root.text("region").value_or(settings.region);
    read_common_rules(root, settings);
  };
  read_kept(parts[std::string(common_part)], common);
  const auto take = [&](std::string_view name) { return std::move(parts[std::string(name)]); };
  const auto& region_name = settings.region;
  const auto region = read_later(take(region_part), region_name, read_region);
  settings.profile = of_part(region, &Settings::profile);
  settings.warranty = of_part(region, &Settings::warranty);
  // Its clocks were held against the legal stop when they were kept.
  settings.complaint =
      of_part(read_later(take(complaint_part), "none", read_complaint), &Settings::complaint);
  settings.callback =
      of_part(read_later(take(callback_part), region_name, read_callback), &Settings::callback);
  settings.work = of_part(read_later(take(work_part), region_name, read_work), &Settings::work);
  read_kept(take(calendar_part), [&](ConfigTable& root) { read_calendar(root, settings); });
  return settings;
}

}  // namespace svcctl::cli
