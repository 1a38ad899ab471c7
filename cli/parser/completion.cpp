#include "cli/commands/groups.hpp"
#include "cli/run/app.hpp"

namespace svcctl::cli {
namespace {

std::string shared_words() {
  std::vector<std::string> words;
  for (const auto& option : shared_options()) words.push_back("--" + option.name);
  words.emplace_back("--help");
  return joined(words, " ");
}

std::string group_words() {
  std::vector<std::string> words;
  for (const auto& group : groups()) words.emplace_back(group.name);
  words.insert(words.end(), {"batch", "completion"});
  return joined(words, " ");
}

/// "open) words… ;;" for each verb of a group.
std::string verb_cases(const Group& group, const char* indent) {
  std::string out;
  for (const auto& command : commands_of(group)) {
    std::vector<std::string> words;
    for (const auto& option : command.options)
      if (!option.positional()) words.push_back("--" + option.name);
    out += std::string(indent) + "'" + std::string(group.name) + " " + command.name +
           "'*) words='" + joined(words, " ") + "' ;;\n";
  }
  return out;
}

std::string verb_names(const Group& group) {
  std::vector<std::string> words;
  for (const auto& command : commands_of(group)) {
    const auto first = command.name.substr(0, command.name.find(' '));
    if (words.empty() || words.back() != first) words.push_back(first);
  }
  return joined(words, " ");
}

std::string bash() {
  std::string out = "_svcctl() {\n  local words= typed=\"${COMP_WORDS[*]:1:COMP_CWORD-1}\"\n";
  out += "  local current=\"${COMP_WORDS[COMP_CWORD]}\"\n";
  out += "  case \"$typed\" in\n    '') words='" + group_words() + "' ;;\n";
  for (const auto& group : groups())
    out += "    '" + std::string(group.name) + "') words='" + verb_names(group) + "' ;;\n";
  for (const auto& group : groups()) out += verb_cases(group, "    ");
  out += "  esac\n  [[ $current == -* ]] && words=\"$words " + shared_words() + "\"\n";
  out += "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n";
  out +=
      "  [[ ${#COMPREPLY[@]} -eq 0 && $current != -* ]] && COMPREPLY=($(compgen -f -- "
      "\"$current\"))\n";
  out += "}\ncomplete -F _svcctl svcctl\n";
  return out;
}

std::string fish() {
  std::string out = "complete -c svcctl -f -n __fish_use_subcommand -a '" + group_words() + "'\n";
  for (const auto& group : groups())
    out += "complete -c svcctl -f -n '__fish_seen_subcommand_from " + std::string(group.name) +
           "' -a '" + verb_names(group) + "'\n";
  for (const auto& option : shared_options())
    out += "complete -c svcctl -l " + option.name + (option.kind == Kind::flag ? "" : " -r") + "\n";
  return out;
}

}  // namespace

const Command& completion_command() {
  static const Command command = {.name = "",
                                  .help = N_("a script that completes words in your shell"),
                                  .options = {{.name = "SHELL",
                                               .kind = Kind::choice,
                                               .required = true,
                                               .choices = {"bash", "zsh", "fish"}}},
                                  .examples = {{"source <(svcctl completion bash)", ""}}};
  return command;
}

std::string completion_script(const std::string& shell) {
  if (shell == "fish") return fish();
  if (shell == "zsh") return "autoload -U +X bashcompinit && bashcompinit\n" + bash();
  return bash();
}

}  // namespace svcctl::cli
