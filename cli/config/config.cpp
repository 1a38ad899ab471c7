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

std::string from_folder(const std::string& path, const std::string& file) {
  return path.empty() || path.starts_with('/') ? path : folder_before(file) + path;
}

void read_shop(ConfigTable& root, Settings& settings) {
  root.table("shop", [&](ConfigTable& table) {
    auto& shop = settings.shop;
    read_plain("shop", table, settings);
    if (!table.has("complaint_phone")) shop.complaint_phone = shop.phone;
    if (auto zone = table.text("zone")) try {
        settings.zone = Zone::parse(*zone);
      } catch (const Error& error) {
        table.problem("zone", error.message(), "Asia/Shanghai | CST-8");
      }
  });
}

void read_people(ConfigTable& root, Settings& settings) {
  root.table("roles", [&](ConfigTable& table) {
    for (const auto& role : codes<Role>)
      if (auto rights = table.code_set<Right>(role.code)) settings.roles[role.value] = *rights;
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

void read_rest(ConfigTable& root, Configuration& out) {
  auto& settings = out.settings;
  read_plain("", root, settings);
  if (!settings.language.empty() && settings.language != "en" && settings.language != "zh")
    root.problem("language",
                 tr("{0}: '{1}' is none of {2}", std::string("language"), settings.language,
                    std::string("en, zh")),
                 "en | zh");
  root.table("store", [&](ConfigTable& table) {
    out.store_path = from_folder(table.text("path").value_or(""), out.file);
  });
  root.table("parts", [&](ConfigTable& table) {
    read_plain("parts", table, settings);
    read_markup(table, settings);
    table.each("alias", [&](ConfigTable& inner) {
      settings.vehicle_names.push_back(inner.texts("names").value_or(std::vector<std::string>()));
      inner.need("names");
    });
  });
  for (const char* name :
       {"labour", "tax", "discount", "settle", "intake", "retention", "clock", "templates"})
    root.table(name, [&](ConfigTable& table) { read_plain(name, table, settings); });
  settings.template_folder = from_folder(settings.template_folder, out.file);
}

void read_common(ConfigTable& root, Configuration& out) {
  read_shop(root, out.settings);
  read_people(root, out.settings);
  read_region(root, out.settings);
  read_callback(root, out.settings);
  read_calendar(root, out.settings);
  read_complaint(root, out.settings);
  out.settings.calendar.file = from_folder(out.settings.calendar.file, out.file);
  read_rest(root, out);
}

void parse(std::string_view text, const std::string& file, std::vector<ConfigProblem>& problems,
           const std::function<void(ConfigTable&)>& read) {
  try {
    const toml::table parsed = toml::parse(text, std::string_view(file));
    ConfigTable root(parsed, "", problems, file);
    read(root);
    root.finish();
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

Configuration unreadable(const std::string& file, const Error& error) {
  Configuration out;
  out.file = file;
  out.problems.push_back({file, 0, 0, error.message(), error.hint()});
  return out;
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

Configuration parse_configuration(std::string_view text, const std::string& file) {
  Configuration out;
  out.file = file;
  parse(text, file, out.problems, [&](ConfigTable& root) {
    read_common(root, out);
    out.settings.work = read_work(root);
  });
  return out;
}

Configuration check_configuration(const std::string& file) {
  if (file.empty()) return {};
  try {
    return parse_configuration(bytes_of_file(file), file);
  } catch (const Error& error) {
    return unreadable(file, error);
  }
}

Configuration read_configuration(const std::string& file) {
  if (file.empty()) return {};
  std::string text;
  try {
    text = bytes_of_file(file);
  } catch (const Error& error) {
    return unreadable(file, error);
  }
  const auto cut = cut_configuration(text);
  if (!cut) return parse_configuration(text, file);
  Configuration out;
  out.file = file;
  parse(cut->common, file, out.problems, [&](ConfigTable& root) { read_common(root, out); });
  if (!out.problems.empty()) return parse_configuration(text, file);
  out.unread_work = cut->work;
  out.text = std::move(text);
  return out;
}

void read_work_when_asked(Configuration& configuration, const Catalogue& catalogue) {
  if (configuration.unread_work.empty()) return;
  configuration.settings.work = Lazy<WorkCatalogue>([work = std::move(configuration.unread_work),
                                                     text = std::move(configuration.text),
                                                     file = configuration.file, &catalogue] {
    WorkCatalogue out;
    std::vector<ConfigProblem> problems;
    parse(work, file, problems, [&](ConfigTable& root) { out = read_work(root); });
    if (problems.empty()) return out;
    const auto whole = parse_configuration(text, file);
    if (!whole.problems.empty()) throw_problem(whole.problems.front(), catalogue);
    return *whole.settings.work;
  });
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
