#include <doctest/doctest.h>

#include "cli/commands/groups.hpp"
#include "cli/parser/parser.hpp"

namespace svcctl::cli {
namespace {

Command add() {
  return {.help = "",
          .options = {{.name = "WORDS", .repeated = true},
                      {.name = "note"},
                      {.name = "cost", .kind = Kind::money},
                      {.name = "due", .kind = Kind::date},
                      {.name = "part", .repeated = true},
                      {.name = "blind", .kind = Kind::flag},
                      {.name = "kind", .kind = Kind::choice, .choices = {"oil", "filter"}}}};
}
Command start() {
  return {.help = "",
          .options = {{.name = "CAR", .required = true}, {.name = "TASK"}, {.name = "bay"}},
          .subject_first = true};
}
Command stop() {
  return {.help = "",
          .options = {{.name = "CAR", .required = true}, {.name = "bay", .kind = Kind::flag}},
          .subject_first = true};
}

int made = 0;
Command declared(const Group&, const Verb& verb) {
  ++made;
  Command command = verb.make();
  command.name = verb.name;
  return command;
}

std::vector<Verb> verbs() {
  return {{"add", add},
          {"task start", start},
          {"task stop", stop},
          {"place", add},
          {"place import", add}};
}

CommandLine typed(const std::vector<std::string>& argv) {
  static constexpr Group groups[] = {{"car", "", verbs}, {"add", "", verbs}};
  static const Program program{.groups = groups, .alone = {}, .declare = declared};
  made = 0;
  return read_command_line(program, argv, {});
}

Parsed values(const std::vector<std::string>& argv) {
  const auto line = typed(argv);
  REQUIRE(!line.no_such_verb);
  REQUIRE(line.command);
  Settings settings;
  settings.zone = Zone::parse("CST-8");
  return parse(line, *Instant::parse("2026-11-23T08:00:00Z"), settings);
}

std::string refusal(const std::vector<std::string>& argv) {
  try {
    if (const auto line = typed(argv); line.no_such_verb) return line.no_such_verb->code();
    values(argv);
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("only the verbs that the first word may mean are made") {
  CHECK(typed({"car", "add", "x"}).command->name == "add");
  CHECK(made == 1);
  CHECK(typed({"car", "task", "A", "stop"}).command->name == "task stop");
  CHECK(made == 2);
}

TEST_CASE("options stand anywhere; words keep their order") {
  const auto read =
      values({"--as", "M", "car", "--lang=zh", "add", "--note", "a", "x", "--dry-run", "y"});
  CHECK(read.args.list("WORDS") == List{"x", "y"});
  CHECK(read.args.text("note") == "a");
  CHECK(read.shared.as == "M");
  CHECK(read.shared.lang == "zh");
  CHECK(read.shared.dry_run);
}

TEST_CASE("a word is a word, whatever CLI11 would make of it") {
  // names of groups and verbs, a list in brackets, a number below zero
  const List words = {"car", "add", "help", "[a,b]", "-5", "{}", "-", "%%", ""};
  List argv = {"car", "add"};
  argv.insert(argv.end(), words.begin(), words.end());
  CHECK(values(argv).args.list("WORDS") == words);
  CHECK(values({"car", "add", "--note", "--as"}).args.text("note") == "--as");
  CHECK(values({"car", "add", "--note=[a,b]"}).args.text("note") == "[a,b]");
  CHECK(values({"car", "add", "--note", "-5"}).args.text("note") == "-5");
  CHECK(values({"car", "add", "--part", "a,b", "--part", "c", "d"}).args.list("part") ==
        List{"a,b", "c"});
  CHECK(values({"car", "add", "--", "--note", "x"}).args.list("WORDS") == List{"--note", "x"});
  CHECK(values({"car", "add", "x", "--", "--note"}).args.list("WORDS") == List{"x", "--note"});
}

TEST_CASE("an empty value is a value") {
  const auto read = values({"car", "add", "--note=", "--as", "M"});
  CHECK(read.args.maybe("note") == "");
  CHECK(read.shared.as == "M");
  CHECK(values({"car", "add", "--note", "a="}).args.text("note") == "a=");
}

TEST_CASE("values are typed, once, in the zone of the shop") {
  const auto read =
      values({"car", "add", "--cost", "1.50", "--due", "today", "--kind", "oil"}).args;
  CHECK(read.money("cost") == Money::minor(150));
  CHECK(read.date("due") == Date::parse("2026-11-23"));
  CHECK(read.text("cost") == "1.50");
  CHECK_FALSE(read.flag("blind"));
  CHECK_THROWS_AS(read.quantity("cost"), Error);
  CHECK_THROWS_AS(read.text("nothing"), Error);
}

TEST_CASE("the subject stands before the second word, options before or behind it") {
  const auto read = values({"car", "task", "--bay", "2", "A", "start", "1"}).args;
  CHECK(read.text("CAR") == "A");
  CHECK(read.text("TASK") == "1");
  CHECK(read.text("bay") == "2");
  // the same name may be an option of another form of a sibling: behind its own verb it is its own
  CHECK(values({"car", "task", "A", "stop", "--bay"}).args.flag("bay"));
  CHECK(typed({"car", "place", "import", "x"}).command->name == "place import");
  CHECK(typed({"car", "place", "x"}).command->name == "place");
}

TEST_CASE("what is wrong is refused by its own code") {
  CHECK(refusal({"cra"}) == "cli.unknown-group");
  CHECK(refusal({"cra", "car", "add"}) == "cli.unknown-group");
  CHECK(refusal({"--nothing", "car", "add"}) == "cli.unknown-option");
  CHECK(refusal({"car", "ad"}) == "cli.unknown-verb");
  CHECK(refusal({"car", "ad", "add"}) == "cli.unknown-verb");
  CHECK(refusal({"car", "task", "A", "begin"}) == "cli.unknown-verb");
  CHECK(refusal({"car", "task", "A", "B", "start"}) == "cli.unknown-verb");
  CHECK(refusal({"car", "place", "x", "import"}) == "");  // `place` takes any number of words
  CHECK(refusal({"car", "add", "--nothing", "x"}) == "cli.unknown-option");
  CHECK(refusal({"car", "add", "-x"}) == "cli.unknown-option");
  CHECK(refusal({"car", "task", "A", "stop", "--cost", "1"}) == "cli.unknown-option");
  CHECK(refusal({"car", "add", "--note"}) == "cli.no-value");
  CHECK(refusal({"car", "add", "--blind=no"}) == "cli.flag-value");
  CHECK(refusal({"car", "add", "--note", "a", "--note", "b"}) == "cli.twice");
  CHECK(refusal({"car", "add", "--lang", "zh", "--lang", "en"}) == "cli.twice");
  CHECK(refusal({"car", "task", "start"}) == "cli.missing");
  CHECK(refusal({"car", "task", "A", "stop", "B"}) == "cli.surplus");
  CHECK(refusal({"car", "add", "--cost", "1.x"}) == "cli.bad-value");
  CHECK(refusal({"car", "add", "--kind", "oli"}) == "cli.bad-value");
  CHECK(refusal({"car", "add", "--note", "\xff"}) == "cli.not-utf8");
}

TEST_CASE("language and format are known of a line that cannot be read") {
  const auto line = typed({"cra", "--lang", "zh", "--format", "json", "--quiet", "--as"});
  CHECK(line.no_such_verb);
  CHECK(line.shared.lang == "zh");
  CHECK(line.shared.format == "json");
  CHECK(line.shared.quiet);
}

TEST_CASE("no verb of the program is made in vain, and each is made under its name") {
  for (const auto& group : groups())
    for (const auto& verb : group.verbs()) {
      const Command command = command_of(group, verb);
      CHECK(command.name == verb.name);
      CHECK(static_cast<bool>(command.read) + static_cast<bool>(command.write) +
                static_cast<bool>(command.admin) >
            0);
    }
}

}  // namespace svcctl::cli
