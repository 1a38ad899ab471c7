#include "cli/parser/help.hpp"

namespace svcctl::cli {
namespace {

std::string shared_words() {
  std::vector<std::string> words;
  for (const auto& option : shared_options()) words.push_back("--" + option.name);
  words.emplace_back("--help");
  return joined(words, " ");
}

std::string group_words(const Program& program) {
  std::vector<std::string> words;
  for (const auto& group : program.groups) words.emplace_back(group.name);
  for (const auto& verb : program.alone) words.emplace_back(verb.name);
  return joined(words, " ");
}

/// "open) words… ;;" for each verb of a group.
std::string verb_cases(const Program& program, const Group& group) {
  std::string out;
  for (const auto& verb : group.verbs()) {
    const Command command = program.declare(group, verb);
    std::vector<std::string> words;
    for (const auto& option : command.options)
      if (!option.positional()) words.push_back("--" + option.name);
    out += "    '" + std::string(group.name) + " " + command.name + "'*) words='" +
           joined(words, " ") + "' ;;\n";
  }
  return out;
}

std::string verb_names(const Group& group) {
  std::vector<std::string> words;
  for (const auto& verb : group.verbs()) {
    const std::string first(verb.name.substr(0, verb.name.find(' ')));
    if (words.empty() || words.back() != first) words.push_back(first);
  }
  return joined(words, " ");
}

std::string bash(const Program& program) {
  std::string out = "_svcctl() {\n  local words= typed=\"${COMP_WORDS[*]:1:COMP_CWORD-1}\"\n";
  out += "  local current=\"${COMP_WORDS[COMP_CWORD]}\"\n";
  out += "  case \"$typed\" in\n    '') words='" + group_words(program) + "' ;;\n";
  for (const auto& group : program.groups)
    out += "    '" + std::string(group.name) + "') words='" + verb_names(group) + "' ;;\n";
  for (const auto& group : program.groups) out += verb_cases(program, group);
  out += "  esac\n  [[ $current == -* ]] && words=\"$words " + shared_words() + "\"\n";
  out += "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n";
  out +=
      "  [[ ${#COMPREPLY[@]} -eq 0 && $current != -* ]] && COMPREPLY=($(compgen -f -- "
      "\"$current\"))\n";
  out += "}\ncomplete -F _svcctl svcctl\n";
  return out;
}

std::string fish(const Program& program) {
  std::string out =
      "complete -c svcctl -f -n __fish_use_subcommand -a '" + group_words(program) + "'\n";
  for (const auto& group : program.groups)
    out += "complete -c svcctl -f -n '__fish_seen_subcommand_from " + std::string(group.name) +
           "' -a '" + verb_names(group) + "'\n";
  for (const auto& option : shared_options())
    out += "complete -c svcctl -l " + option.name + (option.kind == Kind::flag ? "" : " -r") + "\n";
  return out;
}

}  // namespace

std::string completion_script(const Program& program, const std::string& shell) {
  if (shell == "fish") return fish(program);
  if (shell == "zsh") return "autoload -U +X bashcompinit && bashcompinit\n" + bash(program);
  return bash(program);
}

}  // namespace svcctl::cli
