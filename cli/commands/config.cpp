#include "cli/config/config.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/commands/groups.hpp"
#include "cli/commands/line_notes.hpp"
#include "cli/config/rules.hpp"
#include "cli/config/setting.hpp"
#include "cli/files/whole_file.hpp"
#include "cli/parser/shared_options.hpp"
#include "shop/rules.hpp"
#include "shop/staff.hpp"
#include "store/rules.hpp"

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

const View<RuleDifference>& difference_view() {
  static const View<RuleDifference> view = {
      {"rule", N_("Rule changed"), of<&RuleDifference::key>},
      {"before", N_("Before"), of<&RuleDifference::before>},
      {"after", N_("After"), of<&RuleDifference::after>},
  };
  return view;
}

struct VersionRow {
  store::RulesVersion version;
  std::vector<RuleDifference> changes = {};
};
const View<VersionRow>& version_view() {
  static const View<VersionRow> view = {
      {"version", N_("Version"), of<&VersionRow::version, &store::RulesVersion::number>},
      {"recorded_at", N_("Recorded"), of<&VersionRow::version, &store::RulesVersion::recorded_at>},
      {"by", N_("By"), of<&VersionRow::version, &store::RulesVersion::actor>},
      {"origin", N_("How"), of<&VersionRow::version, &store::RulesVersion::origin>},
      {"changes", N_("Differences"),
       [](const auto& row) { return cell(static_cast<std::int64_t>(row.changes.size())); }},
      {"rules", N_("Rules"),
       [](const auto& row) {
         std::string keys;
         for (const auto& change : row.changes) keys += (keys.empty() ? "" : ", ") + change.key;
         return cell(keys);
       }},
      {"digest", N_("Digest"), of<&VersionRow::version, &store::RulesVersion::digest>, true},
  };
  return view;
}

std::vector<SettingRow> rows_that_begin(const Settings& settings, const std::string& begin) {
  auto rows = setting_rows(settings);
  std::erase_if(rows, [&](const SettingRow& row) { return !row.key.starts_with(begin); });
  if (rows.empty())
    throw not_found("config.key", tr("there is no setting '{0}'", begin), "svcctl config show");
  return rows;
}

/// The settings of a day gone by: of the version that was in force at its end.
Settings settings_on(const AdminCall& call, Date day) {
  store::Connection connection(
      {.path = named_store(call.shared), .wait_seconds = call.shared.wait, .read_only = true});
  const store::ReadTxn tx(connection, call.context);
  const auto version =
      store::rules_at(tx, tx.settings().zone.start_of(day.plus_days(1)).plus_seconds(-1));
  if (!version) return tx.settings();
  call.out.note(version->recorded_at > tx.settings().zone.start_of(day.plus_days(1))
                    ? tr("what was in force that day is not known: this is version {0}, the first",
                         version->number)
                    : tr("version {0}", version->number));
  return call.context.read_rules(version->text);
}

void show_config(AdminCall& call) {
  const auto begin = call.args.text("KEY");
  if (const auto day = call.args.date("on"))
    return call.out.list(setting_view, rows_that_begin(settings_on(call, *day), begin));
  if (call.context.rules != 0)
    return call.out.list(setting_view, rows_that_begin(call.context.settings, begin));
  call.out.list(setting_view,
                rows_that_begin(check_configuration(call.shared.config).settings, begin));
}

/// Of the rules in force, where there is a store.
void check_packages(AdminCall& call) {
  if (call.shared.db.empty() || !std::filesystem::exists(call.shared.db)) return;
  store::Connection connection(
      {.path = call.shared.db, .wait_seconds = call.shared.wait, .read_only = true});
  note_package_parts(store::ReadTxn(connection, call.context), call.out);
}

void check_config(AdminCall& call) {
  const auto configuration = check_configuration(call.shared.config, call.context.settings);
  call.out.list(problem_view, configuration.problems);
  if (!configuration.problems.empty()) call.out.found_something();
  if (call.shared.config.empty())
    call.out.note(tr("no configuration file: the defaults hold"));
  else if (configuration.problems.empty())
    call.out.note(tr("{0}: in order", call.shared.config));
  check_packages(call);
}

void path(AdminCall& call) {
  call.out.list(path_view, {{"config", call.shared.config}, {"store", call.shared.db}});
}

/// The file as it proposes rules, over those in force. @throws Error when it is wrong
Configuration proposal_in(const std::string& text, const std::string& file,
                          const Settings& in_force, const Output& out) {
  auto proposed = parse_configuration(text, file, in_force);
  if (!proposed.problems.empty()) throw_problem(proposed.problems.front(), out.catalogue());
  return proposed;
}

std::vector<RuleDifference> differences(const Settings& before, const Settings& after) {
  return rule_differences(text_of_rules(before), text_of_rules(after));
}

/// Puts the settings' rules in force, where any differ, and lists what that changes.
std::vector<RuleDifference> change_rules(store::WriteTxn& tx, const Settings& settings,
                                         store::RulesOrigin origin, Output& out) {
  auto changed = differences(tx.settings(), settings);
  if (changed.empty()) {
    shop::require_right(tx, Right::manage);
    out.note(tr("no rule differs: nothing was changed"));
  } else {
    std::vector<store::RuleChange> facts;
    for (const auto& each : changed) facts.push_back({each.key, each.before, each.after});
    shop::change_rules(tx, text_of_rules(settings), origin, facts);
  }
  out.list(difference_view(), changed);
  return changed;
}

void apply_rules(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto file = args.maybe("FILE").value_or(out.files().configuration());
  if (file.empty())
    throw usage_error("config.missing", tr("there is no configuration file to apply"),
                      "svcctl config apply FILE");
  const auto proposed = proposal_in(out.files().bytes(file), file, tx.settings(), out);
  change_rules(tx, proposed.settings, store::RulesOrigin::apply, out);
}

void list_versions(store::ReadTxn& tx, const Args& args, Output& out) {
  std::vector<VersionRow> rows;
  for (auto& version : store::rule_versions(tx)) {
    VersionRow row{std::move(version)};
    if (!rows.empty()) row.changes = rule_differences(rows.back().version.text, row.version.text);
    rows.push_back(std::move(row));
  }
  const auto number = args.integer("VERSION");
  if (!number) return out.list(version_view(), rows);
  const auto found =
      std::ranges::find(rows, *number, [](const auto& row) { return row.version.number; });
  if (found == rows.end())
    throw not_found("config.version", tr("there is no version {0} of the rules", *number),
                    "svcctl config log");
  out.list(difference_view(), found->changes);
}

void write_file(Files& files, const std::string& file, const std::string& text) {
  const auto target = files.rewrite(file);
  if (target.rehearsal()) return;
  WholeFile written(target);
  written.write(text);
  written.flush();
  written.keep();
}

/// The file proposes what was set, too, where that is asked for. Else it is left as it is: it may
/// be another shop's as well, or be kept by who looks after the computer.
void set_in_file(const std::string& key, const std::string& value, Output& out) {
  const auto file = out.files().configuration();
  if (file.empty())
    throw usage_error("config.missing", tr("there is no configuration file to change"),
                      "--config FILE");
  write_file(out.files(), file, with_setting(out.files().bytes(file), key, value));
}

void set_rule(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto key = args.text("KEY");
  const auto value = args.text("VALUE");
  const auto before = tx.settings();
  const auto made =
      parse_configuration(with_setting("", key, value), out.files().configuration(), before);
  if (!made.problems.empty())
    throw usage_error("config.wrong", made.problems.front().message,
                      made.problems.front().hint.empty() ? "svcctl config show " + key
                                                         : made.problems.front().hint);
  change_rules(tx, made.settings, store::RulesOrigin::set, out);
  if (args.flag("file")) set_in_file(key, value, out);
}

/// How papers name the shop, and which store is used, is for who manages it to say, once there is
/// a store with staff.
void require_manager(const AdminCall& call, const std::string& key) {
  if (!key.starts_with("shop.") && !key.starts_with("store.")) return;
  if (call.context.rules == 0) return;
  store::Connection connection(
      {.path = named_store(call.shared), .wait_seconds = call.shared.wait, .read_only = true});
  store::ReadTxn tx(connection, call.context);
  shop::identify(tx, call.shared.as);
  shop::require_right(tx, Right::manage);
}

void set_look(AdminCall& call) {
  const auto& file = call.shared.config;
  if (file.empty())
    throw usage_error("config.missing", tr("there is no configuration file to change"),
                      "--config FILE");
  auto& files = call.out.files();
  const auto key = call.args.text("KEY");
  require_manager(call, key);
  const auto after = with_setting(files.bytes(file), key, call.args.text("VALUE"));
  const auto configuration = proposal_in(after, file, call.context.settings, call.out);
  write_file(files, file, after);
  std::vector<SettingRow> shown;
  for (const auto& row : setting_rows(configuration.settings))
    if (row.key == key) shown.push_back(row);
  call.out.list(setting_view, shown);
}

/// Whether the setting that is set stands in the file alone.
bool sets_look(const Args& args) {
  const auto key = args.text("KEY");
  return std::ranges::any_of(all_settings(), [&](const Setting& setting) {
    return setting.key == key && setting.decides == Decides::look;
  });
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
         return Command{
             .help = N_("every setting with its value, defaults included"),
             .options = {{.name = "KEY", .help = N_("only settings that begin so")},
                         {.name = "on",
                          .kind = Kind::date,
                          .help = N_("the rules that were in force at the end of a day")}},
             .admin = show_config,
             .examples = {{"svcctl config show shop", N_("how papers name the shop")},
                          {"svcctl config show warranty --on 2026-11-20",
                           N_("what was promised that day")}},
             .more = N_("Rules are those of the store; without one, what the file "
                        "proposes. How things look is said by the file.")};
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
      {"apply",
       [] {
         return Command{
             .help = N_("put the rules that a file proposes in force"),
             .options = {{.name = "FILE",
                          .kind = Kind::file,
                          .help = N_("else the configuration that is found")}},
             .write = apply_rules,
             .examples = {{"svcctl config apply --dry-run",
                           N_("which rules the file would change")},
                          {"svcctl config apply", N_("after svcctl.toml was edited")}},
             .more = N_(
                 "A manager's act; the event keeps each rule before and after. What the file "
                 "does not mention stays as it is; a list that it has, as operations, is taken as "
                 "the file has it.")};
       }},
      {"log",
       [] {
         return Command{.help = N_("the versions of the rules: when, by whom, what changed"),
                        .options = {{.name = "VERSION",
                                     .kind = Kind::integer,
                                     .help = N_("what that version changed, rule by rule")}},
                        .read = list_versions,
                        .examples = {{"svcctl config log", N_("who changed which rules")},
                                     {"svcctl config log 1", N_("what one version changed")}}};
       }},
      {"set",
       [] {
         return Command{
             .help = N_("change one setting"),
             .options = {{.name = "KEY",
                          .kind = Kind::choice,
                          .help = N_("as config show names it"),
                          .required = true,
                          .choices = setting_names()},
                         {.name = "VALUE", .required = true},
                         {.name = "file",
                          .kind = Kind::flag,
                          .help = N_("of a rule: let the configuration file propose it too")}},
             .write = set_rule,
             .admin = set_look,
             .examples = {{"svcctl config set labour.rate 120.00", N_("a new price of an hour")}},
             .more =
                 N_("A rule is put in force in the store, by a manager, as the next version, and "
                    "the file is left alone unless --file is given; what only says how things "
                    "look is changed in the file, keeping its comments."),
             .outside = sets_look};
       }},
  };
}

}  // namespace svcctl::cli
