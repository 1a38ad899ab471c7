#include "cli/parser/parser.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/error.hpp"
#include "cli/parser/suggest.hpp"

namespace svcctl::cli {
namespace {

using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string call(const Scan& scan) {
  std::string out = "svcctl " + scan.group;
  if (scan.command && !scan.command->name.empty()) out += " " + scan.command->name;
  return out;
}

/// The verb's options and the shared ones.
std::vector<const Option*> options_of(const Scan& scan) {
  std::vector<const Option*> all;
  const auto& own = scan.command->options;
  for (const auto& option : own)
    if (!option.positional()) all.push_back(&option);
  for (const auto& option : shared_options())
    if (std::ranges::find(own, option.name, &Option::name) == own.end()) all.push_back(&option);
  return all;
}

/// One flat CLI11 application with those options that argv names: making one costs more than
/// looking whether it stands there.
class Flat {
 public:
  Flat(const Scan& scan) : scan_(scan) {
    app_.set_help_flag("");
    app_.allow_extras();
    for (const auto* option : options_of(scan))
      if (std::ranges::any_of(scan.rest, [&](const std::string& word) {
            return word.starts_with("--") &&
                   word.compare(2, option->name.size(), option->name) == 0;
          }))
        add(*option);
    words_ = app_.add_option("WORDS");
    words_->expected(0, CLI::detail::expected_max_vector_size)->allow_extra_args(true);
  }

  /// The values by option; those without an option under "".
  Values read() {
    std::vector<std::string> reversed(scan_.rest.rbegin(), scan_.rest.rend());
    try {
      app_.parse(std::move(reversed));
    } catch (const CLI::ArgumentMismatch&) {
      throw usage_error("cli.no-value", tr("{0} needs a value", last_option()),
                        call(scan_) + " --help");
    } catch (const CLI::ParseError& error) {
      throw usage_error("cli.unreadable", tr("cannot read the command line: {0}", error.what()),
                        call(scan_) + " --help");
    }
    refuse_extras();
    Values values;
    for (const auto& [option, made] : made_) {
      const auto results = made->results();
      if (made->count() == 0) continue;
      if (option->kind == Kind::flag) {
        if (!std::ranges::all_of(results, [](const auto& r) { return r == "true"; }))
          throw usage_error("cli.flag-value", tr("{0} takes no value", spelled(*option)));
        values[option->name] = {""};
        continue;
      }
      if (results.size() > 1 && !option->repeated)
        throw usage_error("cli.twice", tr("{0} is given twice", spelled(*option)));
      values[option->name] = results;
    }
    if (words_->count() > 0) values[""] = words_->results();
    return values;
  }

 private:
  void add(const Option& option) {
    const std::string name = "--" + option.name;
    if (option.kind == Kind::flag) {
      made_.emplace_back(&option, app_.add_flag(name));
      return;
    }
    auto* made = app_.add_option(name);
    made->expected(1)->allow_extra_args(false)->multi_option_policy(
        CLI::MultiOptionPolicy::TakeAll);
    made_.emplace_back(&option, made);
  }

  std::string last_option() const {
    for (auto it = scan_.rest.rbegin(); it != scan_.rest.rend(); ++it)
      if (it->starts_with("--")) return *it;
    return {};
  }

  void refuse_extras() const {
    for (const auto& extra : app_.remaining()) {
      if (extra == "--" || !extra.starts_with("-")) continue;
      const auto typed = extra.substr(0, extra.find('='));
      std::vector<std::string> names;
      for (const auto* option : options_of(scan_)) names.push_back(option->name);
      auto near = did_you_mean(typed.substr(typed.find_first_not_of('-') == std::string::npos
                                                ? typed.size()
                                                : typed.find_first_not_of('-')),
                               names, "--");
      if (near.empty()) near = call(scan_) + " --help";
      throw usage_error("cli.unknown-option",
                        tr("'{0}' has no option {1}", call(scan_).substr(7), typed), near);
    }
  }

  const Scan& scan_;
  CLI::App app_;
  CLI::Option* words_ = nullptr;
  std::vector<std::pair<const Option*, CLI::Option*>> made_;
};

/// Gives the loose words to the declared positionals, in their order.
void place_words(const Scan& scan, Values& values) {
  auto words = values.extract("");
  std::size_t next = 0;
  const auto total = words ? words.mapped().size() : 0;
  for (const auto& option : scan.command->options) {
    if (!option.positional()) continue;
    while (next < total) {
      values[option.name].push_back(words.mapped()[next++]);
      if (!option.repeated) break;
    }
  }
  if (next < total)
    throw usage_error("cli.surplus", tr("unexpected word '{0}'", words.mapped()[next]),
                      call(scan) + " --help");
}

std::vector<std::string> names_of(const std::string& list) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= list.size();) {
    const auto comma = std::min(list.find(',', from), list.size());
    if (comma > from) out.push_back(list.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

std::string take(Values& values, const char* name, std::string fallback = {}) {
  auto it = values.find(name);
  return it == values.end() ? std::move(fallback) : it->second.front();
}

/// Reads the shared options; the environment's are already in `shared`.
void take_shared(Values& values, const Command& command, SharedOptions& shared) {
  shared.db = take(values, "db", shared.db);
  shared.config = take(values, "config", shared.config);
  shared.as = take(values, "as", shared.as);
  shared.outlet = take(values, "outlet", shared.outlet);
  shared.format = take(values, "format", command.format);
  shared.columns = names_of(take(values, "columns"));
  shared.sort = names_of(take(values, "sort"));
  shared.no_header = values.contains("no-header");
  shared.dry_run = values.contains("dry-run");
  shared.quiet = values.contains("quiet");
  shared.verbose = values.contains("verbose");
  shared.output = take(values, "output");
  shared.encoding = take(values, "encoding", "utf-8");
  shared.lang = take(values, "lang");
  shared.at = take(values, "at");
  shared.ref = take(values, "ref");
  shared.color = take(values, "color", "auto");
  shared.override_reason = take(values, "override");
  shared.approved_by = take(values, "approved-by");
  if (const auto limit = take(values, "limit"); !limit.empty()) {
    shared.limit = std::stoll(limit);
    if (*shared.limit < 0)
      throw usage_error("cli.bad-value", tr("{0}: '{1}' is not a whole number", "--limit", limit));
  }
  if (const auto wait = take(values, "wait"); !wait.empty()) {
    shared.wait = static_cast<double>(Quantity::parse(wait)->thousandths()) / 1000;
    if (shared.wait < 0)
      throw usage_error("cli.bad-value",
                        tr("{0}: '{1}' is not a quantity, as in 4 or 0.125", "--wait", wait));
  }
  if (values.contains("override") != values.contains("approved-by"))
    throw usage_error("cli.override", tr("--override and --approved-by go together"),
                      "--override REASON --approved-by STAFF");
  if (values.contains("override") && shared.override_reason.empty())
    throw usage_error("cli.override", tr("an override needs its reason"),
                      "--override REASON --approved-by STAFF");
}

/// The request without what only says how it is run or shown.
std::string canonical(const Scan& scan, const Args& args, const SharedOptions& shared) {
  std::string out = scan.group + " " + scan.command->name;
  auto add = [&](const std::string& name, const std::string& value) {
    out += "\n" + name + "=" + std::to_string(value.size()) + ":" + value;
  };
  for (const auto& [name, values] : args.values)
    for (const auto& value : values) add(name, value);
  add("as", shared.as);
  add("outlet", shared.outlet);
  add("at", shared.at);
  return out;
}

}  // namespace

Parsed parse(const Scan& scan, Instant now, const Zone& zone) {
  Values values = Flat(scan).read();
  place_words(scan, values);

  Parsed parsed{{}, scan.shared};
  for (const auto& option : scan.command->options) {
    parsed.args.declared.push_back(option.name);
    auto node = values.extract(option.name);
    if (!node) {
      if (option.required)
        throw usage_error("cli.missing", tr("{0} is missing", spelled(option)),
                          call(scan) + " --help");
      continue;
    }
    for (const auto& value : node.mapped()) check_value(option, value, now, zone);
    parsed.args.values.insert(std::move(node));
  }
  for (const auto& option : shared_options())
    if (auto it = values.find(option.name); it != values.end())
      for (const auto& value : it->second) check_value(option, value, now, zone);
  parsed.args.now = now;
  parsed.args.zone = zone;
  take_shared(values, *scan.command, parsed.shared);
  parsed.shared.request = canonical(scan, parsed.args, parsed.shared);
  return parsed;
}

}  // namespace svcctl::cli
