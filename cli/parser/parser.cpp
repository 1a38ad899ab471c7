#include "cli/parser/parser.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/error.hpp"
#include "cli/parser/suggest.hpp"

namespace svcctl::cli {
namespace {

std::string first_word(std::string_view name) {
  return std::string(name.substr(0, name.find(' ')));
}
std::string second_word(std::string_view name) {
  const auto blank = name.find(' ');
  return blank == std::string_view::npos ? std::string() : std::string(name.substr(blank + 1));
}

const Option* find_option(const std::vector<Option>& options, std::string_view name) {
  const auto found = std::ranges::find(options, name, &Option::name);
  return found == options.end() ? nullptr : &*found;
}

/// Gives argv to CLI11. Its subcommands are the groups; the callback with which CLI11 enters a
/// group adds that group's verbs, and the one of a verb adds the verb's options: only what is named
/// is made. Verbs with the same first word ("order new", "order list") are one subcommand with one
/// for each second word below it, as the subject may stand between the two (`job task JOB start`).
class Reader {
 public:
  Reader(const Program& program, const std::vector<std::string>& argv, CommandLine& line)
      : program_(program), argv_(argv), line_(line) {
    app_.set_help_flag("");
    app_.allow_extras();
    app_.fallthrough();  // options of every command may stand anywhere
    app_.require_subcommand(0, 1);
    help_ = app_.add_flag("-h,--help");
    version_ = app_.add_flag("--version");
    for (const auto& option : shared_options()) add(app_, option);
    add_groups(app_);
  }

  void read() {
    bool no_value = false;
    std::string unreadable;
    try {
      app_.parse(last_first(argv_));
    } catch (const CLI::ArgumentMismatch&) {
      no_value = true;  // of the last word: any word is taken as a value
    } catch (const CLI::ParseError& error) {
      unreadable = error.what();
    }
    line_.help = line_.help || help_->count() > 0;
    line_.version = version_->count() > 0;
    keep_words();
    if (!line_.no_such_verb) choose_verb();
    if (no_value)
      line_.unreadable = usage_error("cli.no-value", tr("{0} needs a value", argv_.back()),
                                     call_of(line_) + " --help");
    else if (!unreadable.empty())
      line_.unreadable =
          usage_error("cli.unreadable", tr("cannot read the command line: {0}", unreadable),
                      call_of(line_) + " --help");
    else
      refuse_unknown_options();
  }

 private:
  /// CLI11 takes the words from the end of its list. It reads "--name=" as an option whose value is
  /// the next word: the empty value is made a word of its own.
  static std::vector<std::string> last_first(const std::vector<std::string>& argv) {
    std::vector<std::string> out;
    bool plain = false;
    for (const auto& word : argv) {
      plain = plain || word == "--";
      if (!plain && word.size() > 3 && word.starts_with("--") && word.find('=') == word.size() - 1)
        out.insert(out.end(), {word.substr(0, word.size() - 1), ""});
      else
        out.push_back(word);
    }
    std::ranges::reverse(out);
    return out;
  }

  /// Adds an option if a word begins like it: to make one costs CLI11 more than to look, and all of
  /// them took 3 % more instructions of `job show` and 14 % of `--version`.
  void add(CLI::App& app, const Option& option) {
    const std::string name = "--" + option.name;
    if (std::ranges::none_of(argv_, [&](const auto& word) { return word.starts_with(name); }))
      return;
    CLI::Option* made = nullptr;
    if (option.kind == Kind::flag)
      made = app.add_flag(name);
    else
      made = app.add_option(name)->expected(1)->allow_extra_args(false);
    made->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    options_.emplace_back(option.name, made);
  }

  /// A positional for every word that nothing else takes. A number of values that is never reached
  /// keeps CLI11 from ending the subcommand at "--"; extra arguments instead would make it split
  /// "[a,b]".
  static CLI::Option* add_words(CLI::App& app) {
    static constexpr int any_number = CLI::detail::expected_max_vector_size / 2;
    return app.add_option("WORDS")
        ->expected(any_number)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  /// Whether a word of argv is the name: CLI11 need not be told of others.
  bool typed(std::string_view name) const { return std::ranges::find(argv_, name) != argv_.end(); }

  void add_groups(CLI::App& app) {
    no_group_.push_back(add_words(app));
    for (const auto& group : program_.groups) {
      if (!typed(group.name)) continue;
      auto* made = app.add_subcommand(std::string(group.name));
      made->preparse_callback([this, made, &group](std::size_t) { enter_group(*made, group); });
    }
    for (const auto& verb : program_.alone) {
      if (!typed(verb.name)) continue;
      auto* made = app.add_subcommand(std::string(verb.name));
      made->preparse_callback([this, made, &verb](std::size_t) {
        before_group_ = app_.remaining_size();
        line_.group = verb.name;
        family_.push_back(verb.make());
        enter_family(*made);
      });
    }
    if (&app != &app_ || !typed("help")) return;
    auto* help = app.add_subcommand("help");
    help->preparse_callback([this, help](std::size_t) {
      line_.help = true;
      add_groups(*help);
    });
  }

  void enter_group(CLI::App& app, const Group& group) {
    before_group_ = app_.remaining_size();
    line_.group = group.name;
    verbs_ = group.verbs();
    no_verb_ = add_words(app);
    for (const auto& name : first_words()) {
      if (!typed(name)) continue;
      auto* made = app.add_subcommand(name);
      made->preparse_callback([this, made, &group, name](std::size_t) {
        line_.verb.push_back(name);
        for (const auto& verb : verbs_)
          if (first_word(verb.name) == name) family_.push_back(program_.declare(group, verb));
        enter_family(*made);
      });
    }
  }

  /// Options of every verb of the family may stand before the second word; behind it those of the
  /// verb itself are looked at first.
  void enter_family(CLI::App& app) {
    std::vector<std::string_view> added;
    for (const auto& command : family_)
      for (const auto& option : command.options) {
        if (option.positional() || std::ranges::find(added, option.name) != added.end()) continue;
        add(app, option);
        added.push_back(option.name);
      }
    words_.push_back(add_words(app));
    for (const auto& command : family_) {
      const auto second = second_word(command.name);
      if (second.empty() || !typed(second)) continue;
      auto* made = app.add_subcommand(second);
      made->preparse_callback([this, made, &command](std::size_t) {
        named_ = &command;
        line_.verb.push_back(second_word(command.name));
        for (const auto& option : command.options)
          if (!option.positional()) add(*made, option);
        words_.push_back(add_words(*made));
      });
    }
  }

  std::vector<std::string> first_words() const {
    std::vector<std::string> names;
    for (const auto& verb : verbs_)
      if (const auto name = first_word(verb.name); std::ranges::find(names, name) == names.end())
        names.push_back(name);
    return names;
  }

  void keep_words() {
    for (const auto& [name, option] : options_) {
      if (option->count() == 0) continue;
      auto& kept = line_.options[name];
      kept.insert(kept.end(), option->results().begin(), option->results().end());
    }
    for (const auto* words : words_)
      line_.words.insert(line_.words.end(), words->results().begin(), words->results().end());
  }

  void choose_verb() {
    if (refuse_before_group()) return;
    if (no_verb_ && no_verb_->count() > 0) {
      auto names = first_words();
      std::ranges::sort(names);
      const auto& word = no_verb_->results().front();
      const std::string begin = "svcctl " + line_.group + " ";
      return refuse_verb(line_.group, word, did_you_mean(word, names, begin), begin);
    }
    if (!family_.empty()) choose_from_family();
  }

  /// An unknown option or group, whichever was typed first.
  bool refuse_before_group() {
    std::string no_group;
    for (const auto* words : no_group_)
      if (no_group.empty() && words->count() > 0) no_group = words->results().front();
    const auto extras = unknown_options();
    const bool before =
        !extras.empty() && (line_.group.empty() ? std::ranges::find(argv_, extras.front()) <=
                                                      std::ranges::find(argv_, no_group)
                                                : before_group_ > 0);
    if (before) {
      const auto name = name_in(extras.front());
      std::vector<std::string> names;
      for (const auto& option : shared_options()) names.push_back(option.name);
      line_.no_such_verb = usage_error("cli.unknown-option",
                                       tr("there is no option {0}", typed_name(extras.front())),
                                       did_you_mean(name, names, "--"));
    } else if (!no_group.empty()) {
      std::vector<std::string> names;
      for (const auto& group : program_.groups) names.emplace_back(group.name);
      for (const auto& verb : program_.alone) names.emplace_back(verb.name);
      names.emplace_back("help");
      const auto near = did_you_mean(no_group, names, "svcctl ");
      line_.no_such_verb = usage_error("cli.unknown-group", tr("there is no group '{0}'", no_group),
                                       near.empty() ? "svcctl --help" : near);
    }
    return line_.no_such_verb.has_value();
  }

  void refuse_verb(const std::string& typed, const std::string& word, std::string near,
                   const std::string& begin) {
    if (near.empty()) near = begin + "--help";
    line_.no_such_verb = usage_error("cli.unknown-verb", tr("'{0}' has no verb '{1}'", typed, word),
                                     std::move(near));
  }

  /// The verb whose second word was typed, else the one that has but one word.
  void choose_from_family() {
    const bool subject_first = family_.front().subject_first;
    const auto& before = words_.front()->results();  // words between the first and the second
    const auto single = std::ranges::find_if(
        family_, [](const Command& each) { return second_word(each.name).empty(); });
    const Command* chosen = named_;
    if (single != family_.end() && (!chosen || !before.empty())) {
      chosen = &*single;  // "parts place P import": a value of `place`, and one too many
      if (named_) line_.words = {before.front(), second_word(named_->name)};
    } else if (const std::size_t subjects = subject_first ? 1 : 0; before.size() > subjects) {
      return refuse_second_word(before[subjects], subject_first ? before.front() + " " : "");
    }
    if (chosen) line_.command = *chosen;
  }

  void refuse_second_word(const std::string& word, const std::string& subject) {
    std::vector<std::string> names;
    for (const auto& command : family_) names.push_back(second_word(command.name));
    const std::string typed = line_.group + " " + line_.verb.front();
    const std::string begin = "svcctl " + typed + " ";
    refuse_verb(typed, word, did_you_mean(word, names, begin + subject), begin);
  }

  std::vector<std::string> unknown_options() const {
    std::vector<std::string> out;
    for (const auto& extra : app_.remaining(true))
      if (extra != "--") out.push_back(extra);
    return out;
  }

  static std::string typed_name(const std::string& extra) {
    return extra.substr(0, extra.find('='));
  }
  static std::string name_in(const std::string& extra) {
    const auto typed = typed_name(extra);
    const auto begin = typed.find_first_not_of('-');
    return begin == std::string::npos ? std::string() : typed.substr(begin);
  }

  /// Refuses an option that the chosen verb does not take; a verb of the same first word may.
  void refuse_unknown_options() {
    if (!line_.command) return;
    auto unknown = unknown_options();
    for (const auto& [name, values] : line_.options)
      if (!find_option(line_.command->options, name) && !find_option(shared_options(), name))
        unknown.push_back("--" + name);
    if (unknown.empty()) return;
    std::vector<std::string> names;
    for (const auto& option : line_.command->options)
      if (!option.positional()) names.push_back(option.name);
    for (const auto& option : shared_options())
      if (!find_option(line_.command->options, option.name)) names.push_back(option.name);
    const auto call = call_of(line_);
    auto near = did_you_mean(name_in(unknown.front()), names, "--");
    if (near.empty()) near = call + " --help";
    line_.unreadable = usage_error(
        "cli.unknown-option",
        tr("'{0}' has no option {1}", call.substr(7), typed_name(unknown.front())), near);
  }

  const Program& program_;
  const std::vector<std::string>& argv_;
  CommandLine& line_;
  CLI::App app_;
  CLI::Option* help_ = nullptr;
  CLI::Option* version_ = nullptr;
  std::vector<CLI::Option*> no_group_;  ///< words where a group was to stand
  CLI::Option* no_verb_ = nullptr;      ///< words where a verb was to stand
  std::vector<CLI::Option*> words_;     ///< words behind the first, and behind the second of a verb
  std::size_t before_group_ = 0;        ///< unknown options before the group
  std::vector<Verb> verbs_;             ///< of the group
  std::vector<Command> family_;         ///< those with the first word typed
  const Command* named_ = nullptr;      ///< of the family, by its second word
  std::vector<std::pair<std::string, CLI::Option*>> options_;
};

/// The shared options before their values are checked: of one that is given twice the last.
void take_early(CommandLine& line, const Environment& env) {
  auto& shared = line.shared;
  shared.db = variable(env, "SVCCTL_DB");
  shared.config = variable(env, "SVCCTL_CONFIG");
  shared.as = variable(env, "SVCCTL_STAFF");
  shared.outlet = variable(env, "SVCCTL_OUTLET");
  const auto take = [&](const char* name, std::string& into) {
    if (line.command && find_option(line.command->options, name)) return;
    if (const auto found = line.options.find(name); found != line.options.end())
      into = found->second.back();
  };
  take("db", shared.db);
  take("config", shared.config);
  take("lang", shared.lang);
  take("format", shared.format);
  take("color", shared.color);
  shared.quiet = line.options.contains("quiet");
}

}  // namespace

std::string spelled(const Option& option) {
  return option.positional() ? option.name : "--" + option.name;
}

std::string call_of(const CommandLine& line) {
  std::string out = "svcctl " + line.group;
  if (line.command && !line.command->name.empty()) out += " " + line.command->name;
  return out;
}

namespace {

/// The first word that is neither an option of every command nor its value.
template <class Word>
Word first_word_behind(Word word, Word end) {
  while (word != end && word->starts_with("-") && *word != "--") {
    const auto* option = find_option(
        shared_options(), std::string_view(*word).substr(std::min<std::size_t>(2, word->size())));
    ++word;
    if (option != nullptr && option->kind != Kind::flag && word != end) ++word;
  }
  return word;
}

/// With the verb that a group means where none is named.
std::vector<std::string> with_verb(const Program& program, std::vector<std::string> argv) {
  for (const auto& group : program.groups) {
    if (group.otherwise.empty()) continue;
    const auto at = std::ranges::find(argv, group.name);
    const auto word = at == argv.end() ? at : first_word_behind(at + 1, argv.end());
    if (word == argv.end()) continue;
    const bool first = std::none_of(argv.begin(), at, [&](const std::string& each) {
      return std::ranges::find(program.groups, each, &Group::name) != program.groups.end();
    });
    const auto verbs = group.verbs();
    if (first && std::ranges::find(verbs, *word, &Verb::name) == verbs.end())
      argv.insert(at + 1, std::string(group.otherwise));
  }
  return argv;
}

}  // namespace

CommandLine read_command_line(const Program& program, const std::vector<std::string>& argv,
                              const Environment& env) {
  CommandLine line;
  line.argv = argv;
  const auto words = with_verb(program, argv);
  Reader(program, words, line).read();
  take_early(line, env);
  return line;
}

}  // namespace svcctl::cli
