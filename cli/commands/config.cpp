#include "cli/config/config.hpp"

#include "cli/commands/groups.hpp"
#include "cli/config/setting.hpp"
#include "cli/files/whole_file.hpp"
#include "cli/parser/shared_options.hpp"

namespace svcctl::cli {
namespace {

const View<SettingRow> setting_view = {
    {"key", N_("Setting"), of<&SettingRow::key>},
    {"value", N_("Value"), of<&SettingRow::value>},
    {"rule", N_("Rule"), of<&SettingRow::rule>, true},
    {"meaning", N_("Meaning"), of<&SettingRow::meaning>, true},
};

const View<ConfigProblem> problem_view = {
    {"file", N_("File"), of<&ConfigProblem::file>},
    {"line", N_("Line"), of<&ConfigProblem::line>},
    {"column", N_("Column"), of<&ConfigProblem::column>},
    {"problem", N_("Problem"), of<&ConfigProblem::message>},
    {"meant", N_("Perhaps"), of<&ConfigProblem::hint>},
};

struct PathRow {
  std::string what;
  std::string path;
};
const View<PathRow> path_view = {
    {"what", N_("What"), of<&PathRow::what>},
    {"path", N_("Path"), of<&PathRow::path>},
};

void show_config(AdminCall& call) {
  const auto rows = setting_rows(call.context.settings);
  const auto begin = call.args.text("KEY");
  std::vector<SettingRow> shown;
  for (const auto& row : rows)
    if (row.key.starts_with(begin)) shown.push_back(row);
  if (shown.empty())
    throw not_found("config.key", tr("there is no setting '{0}'", begin), "svcctl config show");
  call.out.list(setting_view, shown);
}

void check_config(AdminCall& call) {
  auto configuration = check_configuration(call.shared.config);
  for (auto& problem : named_file_problems(configuration.settings))
    configuration.problems.push_back(std::move(problem));
  call.out.list(problem_view, configuration.problems);
  if (!configuration.problems.empty()) call.out.found_something();
  if (call.shared.config.empty())
    call.out.note(tr("no configuration file: the defaults hold"));
  else if (configuration.problems.empty())
    call.out.note(tr("{0}: in order", call.shared.config));
}

void path(AdminCall& call) {
  call.out.list(path_view, {{"config", call.shared.config}, {"store", call.shared.db}});
}

void set_config(AdminCall& call) {
  const auto& file = call.shared.config;
  if (file.empty())
    throw usage_error("config.missing", tr("there is no configuration file to change"),
                      "--config FILE");
  auto& files = call.out.files();
  const auto before = files.bytes(file);
  const auto key = call.args.text("KEY");
  const auto after = with_setting(before, key, call.args.text("VALUE"));
  const auto configuration = parse_configuration(after, file);
  if (!configuration.problems.empty())
    throw_problem(configuration.problems.front(), call.out.catalogue());
  WholeFile written(files.rewrite(file));
  written.write(after);
  written.flush();
  written.keep();
  std::vector<SettingRow> shown;
  for (const auto& row : setting_rows(configuration.settings))
    if (row.key == key) shown.push_back(row);
  call.out.list(setting_view, shown);
}

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  for (const auto& setting : all_settings())
    if (setting.plain()) names.emplace_back(setting.key);
  return names;
}

}  // namespace

std::vector<Verb> config_verbs() {
  return {
      {"show",
       [] {
         return Command{.help = N_("every setting with its value, defaults included"),
                        .options = {{.name = "KEY", .help = N_("only settings that begin so")}},
                        .admin = show_config,
                        .examples = {{"svcctl config show shop", N_("how papers name the shop")}}};
       }},
      {"check",
       [] {
         return Command{
             .help = N_("what is wrong with the configuration, line by line"),
             .admin = check_config,
             .examples = {{"svcctl config check", N_("exit code 1 when something is wrong")}}};
       }},
      {"path",
       [] {
         return Command{
             .help = N_("which configuration and which store are used"),
             .admin = path,
             .examples = {{"svcctl config path", N_("when a setting seems to be ignored")}}};
       }},
      {"set",
       [] {
         return Command{
             .help = N_("change one setting, keeping the comments"),
             .options = {{.name = "KEY",
                          .kind = Kind::choice,
                          .help = N_("as config show names it"),
                          .required = true,
                          .choices = setting_names()},
                         {.name = "VALUE", .required = true}},
             .admin = set_config,
             .examples = {{"svcctl config set labour.rate 120.00", N_("a new price of an hour")}}};
       }},
  };
}

}  // namespace svcctl::cli
