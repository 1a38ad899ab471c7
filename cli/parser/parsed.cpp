#include <algorithm>

#include "base/clause.hpp"
#include "base/error.hpp"
#include "cli/parser/parser.hpp"

namespace svcctl::cli {
namespace {

/// Gives the words without an option to the declared positionals, in their order.
GivenWords words_by_option(const CommandLine& line) {
  GivenWords words = line.options;
  std::size_t next = 0;
  for (const auto& option : line.command->options) {
    if (!option.positional()) continue;
    while (next < line.words.size()) {
      words[option.name].push_back(line.words[next++]);
      if (!option.repeated) break;
    }
  }
  if (next < line.words.size())
    throw usage_error("cli.surplus", tr("unexpected word '{0}'", line.words[next]),
                      call_of(line) + " --help");
  return words;
}

/// Makes values of words, option by option.
class Values {
 public:
  Values(const CommandLine& line, Instant now, const Settings& settings)
      : line_(line), words_(words_by_option(line)), now_(now), settings_(settings) {}

  /// Moves the words of these options over, as values.
  ReadValues take(const std::vector<Option>& options) {
    ReadValues values;
    for (const auto& option : options) {
      if (const auto node = words_.extract(option.name))
        values[option.name] = read(option, node.mapped());
      else if (option.required)
        throw usage_error("cli.missing", tr("{0} is missing", spelled(option)),
                          call_of(line_) + " --help");
    }
    return values;
  }

 private:
  std::vector<ReadValue> read(const Option& option, const std::vector<std::string>& words) const {
    if (option.kind == Kind::flag) {
      for (const auto& word : words)
        if (word != "true")
          throw usage_error("cli.flag-value", tr("{0} takes no value", spelled(option)));
      return {{""}};
    }
    if (words.size() > 1 && !option.repeated)
      throw usage_error("cli.twice", tr("{0} is given twice", spelled(option)));
    std::vector<ReadValue> out;
    for (const auto& word : words) out.push_back(read_value(option, word, now_, settings_));
    return out;
  }

  const CommandLine& line_;
  GivenWords words_;
  Instant now_;
  const Settings& settings_;
};

std::vector<std::string> names_of(const std::string& list) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= list.size();) {
    const auto comma = std::min(list.find(',', from), list.size());
    if (comma > from) out.push_back(list.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

/// @param own_why the reason that the verb asks for itself: it is the override's too
/// @param approved whether the verb takes --approved-by by itself
std::optional<store::Override> overriding_of(const Args& shared, const std::string& own_why,
                                             bool approved) {
  const bool overrides = shared.has("override");
  const auto why = shared.maybe("why").value_or(own_why);
  const auto approved_by = shared.maybe("approved-by").value_or("");
  const bool taken = approved || shared.has("accept-late") || shared.has("clock-was-wrong");
  const bool stray = !overrides && (shared.has("why") || (shared.has("approved-by") && !taken));
  if (stray || (overrides && (why.empty() || (approved_by.empty() && !shared.flag("no-other")))))
    throw usage_error("cli.override", tr("--override, --why and --approved-by go together"),
                      "--override CLAUSE --why WORDS --approved-by MANAGER\n"
                      "--override CLAUSE --why WORDS --no-other");
  if (!overrides) return std::nullopt;
  store::Override out{.clauses = {}, .reason = why, .approved_by = approved_by};
  for (const auto& id : shared.list("override")) {
    const auto clause = find_clause(id);
    if (!clause)
      throw usage_error("cli.override-clause", tr("the standard has no clause {0}", id),
                        "svcctl audit check --columns clause,title");
    if (!info(*clause).may_override)
      throw usage_error("cli.override-clause", tr("{0} is never overridden", id));
    out.clauses.push_back(*clause);
  }
  return out;
}

/// The shared options; `shared` holds what the environment says.
void take_shared(const Args& args, const Command& command, SharedOptions& shared) {
  const auto text = [&](const char* name, std::string fallback = {}) {
    return args.maybe(name).value_or(std::move(fallback));
  };
  shared.db = text("db", shared.db);
  shared.config = text("config", shared.config);
  shared.as = text("as", shared.as);
  shared.outlet = text("outlet", shared.outlet);
  shared.outlet_typed = args.has("outlet");
  shared.format = text("format", command.format);
  shared.columns = names_of(text("columns"));
  shared.sort = names_of(text("sort"));
  shared.no_header = args.flag("no-header");
  shared.dry_run = args.flag("dry-run");
  shared.quiet = args.flag("quiet");
  shared.verbose = args.flag("verbose");
  shared.output = text("output");
  shared.encoding = text("encoding", "utf-8");
  shared.lang = text("lang");
  shared.at = text("at");
  shared.happened = args.instant("at");
  shared.accept_late = text("accept-late");
  if (!shared.accept_late.empty()) shared.late_witness = text("approved-by");
  shared.clock_is_right = args.flag("clock-is-right");
  shared.no_other = args.flag("no-other");
  shared.pin_file = text("pin-file");
  shared.second_pin_file = text("second-pin-file");
  shared.no_input = args.flag("no-input");
  shared.clock_year = args.integer("clock-year");
  shared.clock_was_wrong = text("clock-was-wrong");
  if (!shared.clock_was_wrong.empty()) shared.clock_witness = text("approved-by");
  shared.approved_by = text("approved-by");
  shared.ref = text("ref");
  if (args.has("ref") && shared.ref.empty())
    throw usage_error("cli.ref", tr("{0} needs a value", "--ref"), "--ref KEY");
  shared.color = text("color", "auto");
  shared.limit = args.integer("limit");
  if (shared.limit && *shared.limit < 0)
    throw usage_error("cli.bad-value",
                      tr("{0}: '{1}' is not a whole number", "--limit", text("limit")));
  if (const auto wait = args.quantity("wait")) {
    shared.wait = static_cast<double>(wait->thousandths()) / 1000;
    if (shared.wait < 0)
      throw usage_error("cli.bad-value", tr("{0}: '{1}' is not a quantity, as in 4 or 0.125",
                                            "--wait", text("wait")));
  }
}

/// The request without what only says how it is run or shown.
std::string canonical(const CommandLine& line, const Args& args, const SharedOptions& shared) {
  std::string out = line.group + " " + line.command->name;
  auto add = [&](const std::string& name, const std::string& value) {
    out += "\n" + name + "=" + std::to_string(value.size()) + ":" + value;
  };
  for (const auto& [name, values] : args.values())
    for (const auto& value : values) add(name, value.text);
  add("as", shared.as);
  add("outlet", shared.outlet);
  add("at", shared.at);
  return out;
}

std::vector<std::string> names_of(const std::vector<Option>& options) {
  std::vector<std::string> names;
  names.reserve(options.size());
  for (const auto& option : options) names.push_back(option.name);
  return names;
}

}  // namespace

Parsed parse(const CommandLine& line, Instant now, const Settings& settings) {
  if (line.unreadable) throw Error(*line.unreadable);
  Values values(line, now, settings);
  const auto& own = line.command->options;
  Parsed parsed{Args(names_of(own), values.take(own)), line.shared};
  const Args shared(names_of(shared_options()), values.take(shared_options()));
  take_shared(shared, *line.command, parsed.shared);
  const bool asks_why = std::ranges::find(own, "why", &Option::name) != own.end();
  parsed.shared.overriding =
      overriding_of(shared, asks_why ? parsed.args.text("why") : "", line.command->approved);
  parsed.shared.request = canonical(line, parsed.args, parsed.shared);
  return parsed;
}

}  // namespace svcctl::cli
