#include "cli/parser/help.hpp"

#include <algorithm>

namespace svcctl::cli {
namespace {

/// The words of a verb as typed: "task JOB start" where the subject stands between them.
std::string typed_name(const Command& command) {
  const auto blank = command.name.find(' ');
  if (!command.subject_first || blank == std::string::npos || command.options.empty())
    return command.name;
  return command.name.substr(0, blank) + " " + command.options.front().name +
         command.name.substr(blank);
}

using HelpRows = std::vector<std::pair<std::string, std::string>>;

std::string heading(const Catalogue& catalogue, const char* id) {
  return "\n" + std::string(catalogue.text(id)) + "\n";
}

/// Two columns; a left side that is too wide stands on a line of its own. Left sides are ASCII.
std::string two_columns(const HelpRows& rows) {
  std::size_t width = 0;
  for (const auto& [left, right] : rows)
    if (left.size() <= 30) width = std::max(width, left.size());
  std::string out;
  for (const auto& [left, right] : rows) {
    out += "  " + left;
    if (!right.empty()) {
      if (left.size() > width)
        out += "\n" + std::string(width + 4, ' ');
      else
        out += std::string(width - left.size() + 2, ' ');
      out += right;
    }
    out += "\n";
  }
  return out;
}

const char* placeholder(Kind kind) {
  switch (kind) {
    case Kind::integer:
    case Kind::kilometres:
    case Kind::year: return "N";
    case Kind::money: return "AMOUNT";
    case Kind::quantity: return "QTY";
    case Kind::hours: return "HOURS";
    case Kind::percent: return "PERCENT";
    case Kind::date:
    case Kind::last_day: return "DATE";
    case Kind::instant: return "TIME";
    case Kind::period: return "PERIOD";
    case Kind::days: return "DAYS";
    case Kind::file:
    case Kind::input: return "FILE";
    case Kind::text:
    case Kind::choice:
    case Kind::flag: return "TEXT";
  }
  return "TEXT";
}

std::string value_of(const Option& option) {
  if (option.kind == Kind::flag) return {};
  if (!option.value_name.empty()) return option.value_name;
  if (option.kind != Kind::choice) return placeholder(option.kind);
  std::string out;
  for (const auto& choice : option.choices) out += (out.empty() ? "" : "|") + choice;
  return out;
}

std::string typed(const Option& option) {
  if (option.positional()) return option.name;
  const auto value = value_of(option);
  return "--" + option.name + (value.empty() ? "" : " " + value);
}

HelpRows option_rows(const std::vector<Option>& options, bool positional,
                     const Catalogue& catalogue) {
  HelpRows rows;
  for (const auto& option : options)
    if (option.positional() == positional) {
      std::string words(catalogue.text(option.help));
      if (option.help[0] == '\0') words.clear();
      if (positional && option.kind == Kind::choice)
        words += (words.empty() ? "" : ": ") + value_of(option);
      if (option.repeated && !positional)
        words += (words.empty() ? "" : " ") + std::string(catalogue.text(N_("(may be repeated)")));
      rows.emplace_back(typed(option), words);
    }
  return rows;
}

/// What the columns of a list are called, and what stands in them.
HelpRows column_rows(std::span<const csv::Column> columns, const Catalogue& catalogue) {
  HelpRows rows;
  for (const auto& column : columns) {
    const auto title = csv::template_title(column, true);
    const auto kind =
        column.words.all != nullptr ? value(column.words.all()) : Message{label(column.type)};
    const auto words = title == column.key ? kind : tr("{0}: {1}", title, kind);
    rows.emplace_back(
        column.key,
        catalogue.format(column.need == csv::Need::value ? tr("{0}; in every row", words)
                         : column.need == csv::Need::no  ? words
                                                         : tr("{0}; needed", words)));
  }
  return rows;
}

std::string shared_section(const Catalogue& catalogue) {
  return heading(catalogue, N_("Options of every command:")) +
         two_columns(option_rows(shared_options(), false, catalogue));
}

}  // namespace

std::string usage_line(std::string_view group, const Command& command) {
  const auto blank = command.name.find(' ');
  const bool between = command.subject_first && blank != std::string::npos;
  std::string out = "svcctl " + std::string(group);
  if (!command.name.empty()) out += " " + (between ? command.name.substr(0, blank) : command.name);
  bool placed = false;
  for (const auto& option : command.options) {
    if (!option.positional()) continue;
    const std::string dots = option.repeated ? "…" : "";
    out += option.required ? " " + option.name + dots : " [" + option.name + "]" + dots;
    if (between && !placed) out += " " + command.name.substr(blank + 1);
    placed = true;
  }
  for (const auto& option : command.options)
    if (!option.positional() && option.required)
      out += " " + typed(option) + (option.repeated ? "…" : "");
  const bool more = std::ranges::any_of(command.options, [](const Option& option) {
    return !option.positional() && !option.required;
  });
  if (more) out += " [--…]";
  return out;
}

std::string program_help(const Program& program, const Catalogue& catalogue) {
  std::string out(catalogue.text(N_("svcctl runs a garage by its service standard.")));
  out += "\n" + heading(catalogue, N_("Usage:"));
  out += "  svcctl GROUP VERB …\n  svcctl GROUP VERB --help\n";
  out += heading(catalogue, N_("Groups:"));
  HelpRows rows;
  for (const auto& group : program.groups)
    rows.emplace_back(std::string(group.name), std::string(catalogue.text(group.help)));
  out += two_columns(rows);
  out += heading(catalogue, N_("Besides:"));
  out +=
      two_columns({{"batch FILE|- [--atomic]",
                    std::string(catalogue.text(N_("many commands in one process, one a line")))},
                   {"completion bash|zsh|fish",
                    std::string(catalogue.text(N_("a script that completes words in your shell")))},
                   {"--version", std::string(catalogue.text(N_("the version")))}});
  out += shared_section(catalogue);
  out += heading(catalogue, N_("Exit codes:"));
  out += two_columns({{"0", std::string(catalogue.text(N_("done")))},
                      {"1", std::string(catalogue.text(N_("a check found something")))},
                      {"2", std::string(catalogue.text(N_("wrong usage")))},
                      {"3", std::string(catalogue.text(N_("no such record")))},
                      {"4", std::string(catalogue.text(N_("refused by a rule of the standard")))},
                      {"5", std::string(catalogue.text(N_("bad input data")))},
                      {"6", std::string(catalogue.text(N_("the store is busy")))},
                      {"7", std::string(catalogue.text(N_("the store itself is at fault")))},
                      {"8", std::string(catalogue.text(N_("output could not be written")))},
                      {"9", std::string(catalogue.text(N_("a fault of svcctl")))}});
  return out;
}

std::string group_help(const Program& program, const Group& group, std::string_view first_word,
                       const Catalogue& catalogue) {
  std::string out = "svcctl " + std::string(group.name) + ": ";
  out += catalogue.text(group.help);
  out += "\n" + heading(catalogue, N_("Verbs:"));
  HelpRows rows;
  for (const auto& verb : group.verbs()) {
    if (!first_word.empty() && first_word != verb.name.substr(0, verb.name.find(' '))) continue;
    const Command command = program.declare(group, verb);
    rows.emplace_back(typed_name(command), std::string(catalogue.text(command.help)));
  }
  out += two_columns(rows);
  out += "\nsvcctl " + std::string(group.name) + " VERB --help\n";
  return out;
}

std::string help_of(const Program& program, const CommandLine& line, const Catalogue& catalogue) {
  if (line.command) return command_help(line.group, *line.command, catalogue);
  for (const auto& group : program.groups)
    if (group.name == line.group)
      return group_help(program, group, line.verb.empty() ? "" : line.verb.front(), catalogue);
  return program_help(program, catalogue);
}

std::string command_help(std::string_view group, const Command& command,
                         const Catalogue& catalogue) {
  std::string out(catalogue.text(command.help));
  out += "\n" + heading(catalogue, N_("Usage:")) + "  " + usage_line(group, command) + "\n";
  if (const auto rows = option_rows(command.options, true, catalogue); !rows.empty())
    out += heading(catalogue, N_("Arguments:")) + two_columns(rows);
  if (const auto rows = option_rows(command.options, false, catalogue); !rows.empty())
    out += heading(catalogue, N_("Options:")) + two_columns(rows);
  if (command.list != nullptr)
    out += heading(catalogue, N_("Columns of the file:")) +
           two_columns(column_rows(command.list(), catalogue));
  if (command.more[0] != '\0') out += "\n" + std::string(catalogue.text(command.more)) + "\n";
  if (!command.examples.empty()) {
    out += heading(catalogue, N_("Examples:"));
    for (const auto& example : command.examples) {
      out += "  " + example.command + "\n";
      if (example.help && example.help[0] != '\0')
        out += "      " + std::string(catalogue.text(example.help)) + "\n";
    }
  }
  out += "\n";
  out += catalogue.text(N_("Options of every command: svcctl --help"));
  return out + "\n";
}

}  // namespace svcctl::cli
