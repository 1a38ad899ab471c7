#include <algorithm>

#include "base/error.hpp"
#include "cli/commands/groups.hpp"
#include "cli/parser/parser.hpp"
#include "cli/parser/suggest.hpp"
#include "cli/run/app.hpp"

namespace svcctl::cli {
namespace {

const Option* find_option(const std::vector<Option>& options, std::string_view name) {
  auto it = std::ranges::find(options, name, &Option::name);
  return it == options.end() ? nullptr : &*it;
}

/// "--name" or "--name=value" split; `attached` tells the second form.
struct Word {
  std::string name;
  std::string value;
  bool attached = false;
};
Word split(const std::string& typed) {
  const auto equals = typed.find('=');
  if (equals == std::string::npos) return {typed.substr(2), {}, false};
  return {typed.substr(2, equals - 2), typed.substr(equals + 1), true};
}

void keep_early(SharedOptions& shared, const std::string& name, const std::string& value) {
  if (name == "db") shared.db = value;
  if (name == "config") shared.config = value;
  if (name == "lang") shared.lang = value;
  if (name == "format") shared.format = value;
  if (name == "color") shared.color = value;
  if (name == "quiet") shared.quiet = true;
}

std::vector<std::string> group_names() {
  std::vector<std::string> names;
  for (const auto& group : groups()) names.emplace_back(group.name);
  names.insert(names.end(), {"batch", "completion", "help"});
  return names;
}

std::string first_word(const std::string& name) { return name.substr(0, name.find(' ')); }
std::string second_word(const std::string& name) {
  const auto blank = name.find(' ');
  return blank == std::string::npos ? std::string() : name.substr(blank + 1);
}

/// Walks argv once; keeps what it learns in a Scan.
class Walker {
 public:
  Walker(const std::vector<std::string>& argv, Scan& out) : argv_(argv), out_(out) {}

  void walk() {
    for (at_ = 0; at_ < argv_.size(); ++at_) {
      const auto& word = argv_[at_];
      if (plain_ || word == "-" || !word.starts_with("-")) {
        positional(word);
      } else if (word == "--") {
        plain_ = true;
        out_.rest.push_back(word);
      } else if (word == "--help" || word == "-h") {
        out_.help = true;
      } else if (word == "--version" && out_.group.empty()) {
        out_.version = true;
      } else {
        option(word);
      }
    }
  }

 private:
  void positional(const std::string& word) {
    if (out_.group.empty()) {
      if (word == "help" && !plain_) {
        out_.help = true;
        return;
      }
      choose_group(word);
    } else if (!complete_ && !out_.commands.empty()) {
      choose_verb(word);
    } else {
      out_.rest.push_back(word);
    }
  }

  void choose_group(const std::string& word) {
    out_.group = word;
    for (const auto& group : groups())
      if (group.name == word) {
        out_.commands = commands_of(group);
        return;
      }
    if (word == "batch") return settle(&batch_command());
    if (word == "completion") return settle(&completion_command());
    const auto near = did_you_mean(word, group_names(), "svcctl ");
    throw usage_error("cli.unknown-group", tr("there is no group '{0}'", word),
                      near.empty() ? "svcctl --help" : near);
  }

  std::vector<const Command*> candidates() const {
    std::vector<const Command*> out;
    for (const auto& command : out_.commands)
      if (first_word(command.name) == out_.verb.front()) out.push_back(&command);
    return out;
  }

  void choose_verb(const std::string& word) {
    if (out_.verb.empty()) {
      out_.verb.push_back(word);
      const auto found = candidates();
      if (found.empty()) {
        std::vector<std::string> names;
        for (const auto& command : out_.commands) names.push_back(first_word(command.name));
        std::ranges::sort(names);
        names.erase(std::unique(names.begin(), names.end()), names.end());
        const auto near = did_you_mean(word, names, "svcctl " + out_.group + " ");
        throw usage_error("cli.unknown-verb", tr("'{0}' has no verb '{1}'", out_.group, word),
                          near.empty() ? "svcctl " + out_.group + " --help" : near);
      }
      if (found.size() == 1 && second_word(found[0]->name).empty()) settle(found[0]);
      return;
    }
    const auto found = candidates();
    if (found.front()->subject_first && !subject_seen_) {
      subject_seen_ = true;
      out_.rest.push_back(word);
      return;
    }
    const Command* single = nullptr;
    for (const auto* command : found) {
      if (second_word(command->name) == word) {
        out_.verb.push_back(word);
        settle(command);
        return;
      }
      if (second_word(command->name).empty()) single = command;
    }
    if (single) {  // "parts order P…": the verb of one word, and this is its first value
      settle(single);
      out_.rest.push_back(word);
      return;
    }
    unknown_second(word, found);
  }

  [[noreturn]] void unknown_second(const std::string& word,
                                   const std::vector<const Command*>& found) const {
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const auto* command : found) names.push_back(second_word(command->name));
    std::string begin = "svcctl " + out_.group + " " + out_.verb.front() + " ";
    if (found.front()->subject_first) begin += out_.rest.front() + " ";
    auto near = did_you_mean(word, names, begin);
    if (near.empty()) near = "svcctl " + out_.group + " " + out_.verb.front() + " --help";
    throw usage_error("cli.unknown-verb",
                      tr("'{0}' has no verb '{1}'", out_.group + " " + out_.verb.front(), word),
                      near);
  }

  void settle(const Command* command) {
    out_.command = command;
    complete_ = true;
  }

  void option(const std::string& word) {
    out_.rest.push_back(word);
    if (!word.starts_with("--")) return;
    const Word typed = split(word);
    const Option* own = out_.command ? find_option(out_.command->options, typed.name) : nullptr;
    if (!own && !out_.command && !out_.verb.empty())
      for (const auto* command : candidates())
        if (!own) own = find_option(command->options, typed.name);
    const Option* shared = own ? nullptr : find_option(shared_options(), typed.name);
    const Option* found = own ? own : shared;
    if (!found) {
      if (!out_.command && out_.group.empty()) {
        std::vector<std::string> names;
        for (const auto& each : shared_options()) names.push_back(each.name);
        throw usage_error("cli.unknown-option", tr("there is no option {0}", "--" + typed.name),
                          did_you_mean(typed.name, names, "--"));
      }
      return;
    }
    std::string value = typed.value;
    if (found->kind != Kind::flag && !typed.attached && at_ + 1 < argv_.size()) {
      value = argv_[++at_];
      out_.rest.push_back(value);
    }
    if (shared) keep_early(out_.shared, typed.name, value);
  }

  const std::vector<std::string>& argv_;
  Scan& out_;
  std::size_t at_ = 0;
  bool plain_ = false;
  bool complete_ = false;
  bool subject_seen_ = false;
};

SharedOptions from_environment(const Environment& env) {
  SharedOptions shared;
  shared.db = variable(env, "SVCCTL_DB");
  shared.config = variable(env, "SVCCTL_CONFIG");
  shared.as = variable(env, "SVCCTL_STAFF");
  shared.outlet = variable(env, "SVCCTL_OUTLET");
  return shared;
}

}  // namespace

std::string variable(const Environment& env, std::string_view name) {
  auto it = env.find(name);
  return it == env.end() ? std::string() : it->second;
}

std::string spelled(const Option& option) {
  return option.positional() ? option.name : "--" + option.name;
}

Scan scan(const std::vector<std::string>& argv, const Environment& env) {
  Scan out;
  out.shared = from_environment(env);
  Walker walker(argv, out);
  walker.walk();
  if (!out.command && !out.verb.empty()) {  // `parts order` alone, where it is a verb of its own
    for (const auto& command : out.commands)
      if (command.name == out.verb.front()) out.command = &command;
  }
  if (out.command && out.command->subject_first && !out.help && out.verb.size() < 2 &&
      !second_word(out.command->name).empty())
    out.command = nullptr;
  return out;
}

SharedOptions glance(const std::vector<std::string>& argv, const Environment& env) {
  SharedOptions shared = from_environment(env);
  for (std::size_t i = 0; i < argv.size() && argv[i] != "--"; ++i) {
    if (!argv[i].starts_with("--")) continue;
    Word typed = split(argv[i]);
    if (!typed.attached && i + 1 < argv.size()) typed.value = argv[i + 1];
    keep_early(shared, typed.name, typed.value);
  }
  return shared;
}

}  // namespace svcctl::cli
