#include "cli/config/config.hpp"

#include <unistd.h>

#include <algorithm>
#include <functional>

#include "base/read_file.hpp"
#include "cli/config/cut.hpp"
#include "cli/config/reader.hpp"

namespace svcctl::cli {
namespace {

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

std::string folder_before(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string home_folder(const Environment& env, const char* name, const char* below_home) {
  if (auto folder = variable(env, name); folder.starts_with('/')) return folder;
  if (auto home = variable(env, "HOME"); !home.empty()) return home + below_home;
  return {};
}

std::string default_store(const Environment& env) {
  const auto folder = home_folder(env, "XDG_DATA_HOME", "/.local/share");
  return folder.empty() ? folder : folder + "/svcctl/shop.db";
}

Configuration unreadable(const std::string& file, const Error& error) {
  Configuration out;
  out.file = file;
  out.problems.push_back({file, 0, 0, error.message(), error.hint()});
  return out;
}

/// What stands outside of the tables of rules. Rules are left as they are.
void read_looks(ConfigTable& root, Configuration& out) {
  auto& settings = out.settings;
  for (const auto& setting : all_settings())
    root.know(setting.key.substr(0, setting.key.find('.')));
  read_plain("", Decides::look, root, settings);
  if (!settings.language.empty() && settings.language != "en" && settings.language != "zh")
    root.problem("language",
                 tr("{0}: '{1}' is none of {2}", std::string("language"), settings.language,
                    std::string("en, zh")),
                 "en | zh");
  root.table("shop", [&](ConfigTable& table) {
    read_plain("shop", Decides::look, table, settings);
    if (!table.has("complaint_phone")) settings.shop.complaint_phone = settings.shop.phone;
  });
  root.table("store", [&](ConfigTable& table) {
    out.store_path = from_folder(table.text("path").value_or(""), out.file);
  });
  root.table("templates",
             [&](ConfigTable& table) { read_plain("templates", Decides::look, table, settings); });
  settings.template_folder = from_folder(settings.template_folder, out.file);
}

void read_people(ConfigTable& root, Settings& settings) {
  root.table("roles", [&](ConfigTable& table) {
    for (const auto& role : codes<Role>)
      if (auto rights = table.code_set<Right>(role.code)) settings.roles[role.value] = *rights;
  });
  root.table("identity", [&](ConfigTable& table) {
    if (auto kinds = table.code_set<PinFor>("pin_for")) settings.pin_for = *std::move(kinds);
  });
  root.table("technician", [&](ConfigTable& table) {
    if (auto kinds = table.texts("high_voltage_certificates"))
      settings.high_voltage_certificates = {kinds->begin(), kinds->end()};
  });
}

void read_markup(ConfigTable& parts, Settings& settings) {
  std::optional<Money> below = Money();
  parts.each("markup", [&](ConfigTable& inner) {
    MarkupBand band{.up_to = inner.money("up_to"),
                    .percent = inner.percent("percent").value_or(Percent())};
    inner.need("percent");
    if (!below || (band.up_to && *band.up_to <= *below))
      inner.problem("up_to", tr("bands of markup go upwards; only the last one has no end"));
    below = band.up_to;
    settings.markup.push_back(band);
  });
}

void read_parts(ConfigTable& root, Settings& settings) {
  root.table("parts", [&](ConfigTable& table) {
    read_plain("parts", Decides::rule, table, settings);
    if (table.has("markup")) settings.markup.clear();
    read_markup(table, settings);
    if (table.has("alias")) settings.vehicle_names.clear();
    table.each("alias", [&](ConfigTable& inner) {
      settings.vehicle_names.push_back(inner.texts("names").value_or(std::vector<std::string>()));
      inner.need("names");
    });
  });
}

}  // namespace

std::string ConfigProblem::place() const {
  if (line == 0) return file;
  return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

std::string find_configuration(const SharedOptions& shared, const Environment& env) {
  if (!shared.config.empty()) {
    if (!exists(shared.config))
      throw usage_error("config.missing", tr("there is no file {0}", shared.config));
    return shared.config;
  }
  std::vector<std::string> places = {"svcctl.toml"};
  const auto store = shared.db.empty() ? default_store(env) : shared.db;
  if (!folder_before(store).empty()) places.push_back(folder_before(store) + "svcctl.toml");
  if (auto folder = home_folder(env, "XDG_CONFIG_HOME", "/.config"); !folder.empty())
    places.push_back(folder + "/svcctl/config.toml");
  places.emplace_back("/etc/svcctl.toml");
  for (const auto& place : places)
    if (exists(place)) return place;
  return {};
}

std::string from_folder(const std::string& path, std::string_view file) {
  return path.empty() || path.starts_with('/') ? path : folder_before(std::string(file)) + path;
}

void parse_toml(std::string_view text, const std::string& file,
                std::vector<ConfigProblem>& problems,
                const std::function<void(ConfigTable&)>& read) {
  try {
    const toml::table parsed = toml::parse(text, std::string_view(file));
    ConfigTable root(parsed, "", problems, file);
    read(root);
  } catch (const toml::parse_error& error) {
    const auto begin = error.source().begin;
    problems.push_back({file,
                        begin.line,
                        begin.column,
                        tr("not readable as TOML: {0}", std::string(error.description())),
                        {}});
  }
  std::ranges::stable_sort(problems, {}, &ConfigProblem::line);
}

void read_common_rules(ConfigTable& root, Settings& settings) {
  root.table("shop", [&](ConfigTable& table) {
    read_plain("shop", Decides::rule, table, settings);
    if (auto zone = table.text("zone")) try {
        settings.zone = Zone::parse(*zone);
      } catch (const Error& error) {
        table.problem("zone", error.message(), "Asia/Shanghai | CST-8");
      }
  });
  read_people(root, settings);
  read_parts(root, settings);
  for (const char* name : {"labour", "tax", "discount", "settle", "intake", "retention", "clock"})
    root.table(name, [&](ConfigTable& table) { read_plain(name, Decides::rule, table, settings); });
}

Configuration parse_configuration(std::string_view text, const std::string& file,
                                  const Settings& in_force) {
  Configuration out;
  out.settings = in_force;
  out.file = file;
  out.text = text;
  parse_toml(text, file, out.problems, [&](ConfigTable& root) {
    read_looks(root, out);
    read_common_rules(root, out.settings);
    read_calendar(root, out.settings);
    read_region(root, out.settings);
    read_callback(root, out.settings);
    read_complaint(root, out.settings);
    read_work(root, out.settings);
    root.finish();
  });
  return out;
}

Configuration check_configuration(const std::string& file, const Settings& in_force) {
  if (file.empty()) {
    Configuration nothing;
    nothing.settings = in_force;
    return nothing;
  }
  try {
    return parse_configuration(bytes_of_file(file), file, in_force);
  } catch (const Error& error) {
    return unreadable(file, error);
  }
}

Configuration read_configuration(const std::string& file) {
  if (file.empty()) return {};
  Configuration out;
  out.file = file;
  try {
    out.text = bytes_of_file(file);
  } catch (const Error& error) {
    return unreadable(file, error);
  }
  auto cut = cut_configuration(out.text);
  parse_toml(cut ? std::string_view(cut->looks) : out.text, file, out.problems,
             [&](ConfigTable& root) {
               read_looks(root, out);
               root.finish();
             });
  // The lines of a part are not those of the file.
  if (cut && !out.problems.empty()) out.problems = parse_configuration(out.text, file).problems;
  out.rules = cut ? std::move(cut->rules) : out.text;
  return out;
}

void throw_problem(const ConfigProblem& problem, const Catalogue& catalogue) {
  if (problem.line == 0)  // of the file as a whole
    throw bad_data("config.unreadable", problem.message, "svcctl config path");
  throw usage_error("config.wrong",
                    tr("{0}: {1}", problem.place(), catalogue.format(problem.message)),
                    problem.hint.empty() ? "svcctl config check" : problem.hint);
}

std::string store_path(const SharedOptions& shared, const Configuration& configuration,
                       const Environment& env) {
  if (!shared.db.empty()) return shared.db;
  if (!configuration.store_path.empty()) return configuration.store_path;
  return default_store(env);
}

const std::string& named_store(const SharedOptions& shared) {
  if (shared.db.empty())
    throw usage_error("cli.no-store", tr("nothing says where the store is"), "--db FILE");
  return shared.db;
}

}  // namespace svcctl::cli
