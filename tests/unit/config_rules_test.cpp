#include <algorithm>
#include <fstream>
#include <map>

#include "base/embedded.hpp"
#include "cli/config/rules.hpp"
#include "cli/config/setting.hpp"
#include "cli/run/rules_of_store.hpp"
#include "shop/rules.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::cli;
using svcctl::test::Folder;
using svcctl::test::monday;

namespace {

/// A file for each rule that proposes another value of it than the example's.
const std::map<std::string, std::string> other_values = {
    {"region", "region = \"CN-BJ\"\n"},
    {"shop.zone", "[shop]\nzone = \"CST-9\"\n"},
    {"labour.rate", "[labour]\nrate = \"1.00\"\n"},
    {"tax.rate", "[tax]\nrate = \"99\"\n"},
    {"discount.limit", "[discount]\nlimit = \"100\"\n"},
    {"intake.waiting_target_minutes", "[intake]\nwaiting_target_minutes = 999\n"},
    {"parts.expiry_warning_days", "[parts]\nexpiry_warning_days = 0\n"},
    {"parts.second_person_above", "[parts]\nsecond_person_above = \"999999\"\n"},
    {"parts.waste_days", "[parts]\nwaste_days = 9999\n"},
    {"callback.retry_days", "[callback]\nretry_days = 99\n"},
    {"callback.channel_after", "[callback]\nchannel_after = 99\n"},
    {"callback.give_up_after", "[callback]\ngive_up_after = 1\n"},
    {"callback.ahead_days", "[callback]\nahead_days = 99\n"},
    {"callback.daily_cap", "[callback]\ndaily_cap = 1\n"},
    {"callback.look_back_days", "[callback]\nlook_back_days = 1\n"},
    {"callback.low_score", "[callback]\nlow_score = 0\n"},
    {"callback.low_mark", "[callback]\nlow_mark = 0\n"},
    {"calendar.file", "[calendar]\nfile = \"days.csv\"\n"},
    {"retention.job_years", "[retention]\njob_years = 99\n"},
    {"retention.bill_years", "[retention]\nbill_years = 99\n"},
    {"retention.waste_years", "[retention]\nwaste_years = 99\n"},
    {"retention.copy_days", "[retention]\ncopy_days = 9999\n"},
    {"clock.late_hours", "[clock]\nlate_hours = 72\n"},
    {"clock.closure_days", "[clock]\nclosure_days = 400\n"},
    {"roles", "[roles]\ncashier = [\"manage\"]\n"},
    {"identity.pin_for", "[identity]\npin_for = [\"money\"]\n"},
    {"technician.high_voltage_certificates", "[technician]\nhigh_voltage_certificates = []\n"},
    {"region_profile", "[region_profile.CN]\nbase = \"none\"\n"},
    {"warranty",
     "[[warranty]]\nvehicle = \"car\"\ncategory = \"minor\"\nkilometres = 9999\ndays = 999\n"},
    {"parts.markup", "[[parts.markup]]\npercent = \"1\"\n"},
    {"parts.alias", "[[parts.alias]]\nnames = [\"Toyota\", \"VW\"]\n"},
    {"callback.rule", "[[callback.rule]]\nkind = \"issue\"\n"},
    {"calendar.open", "[calendar]\nopen = [\"00:00-24:00\"]\n"},
    {"calendar.days", "[calendar]\ndays = [\"sun\"]\n"},
    {"complaint.clock", "[complaint.clock.safety]\nsettle_days = 15\n"},
    {"complaint.authority", "[[complaint.authority]]\ndays = 99\n"},
    {"complaint.severity", "[[complaint.severity]]\nat_least = \"minor\"\nwords = [\"x\"]\n"},
    {"complaint.escalate", "[[complaint.escalate]]\nto = \"cashier\"\n"},
    {"operation", "[[operation]]\ncode = \"OIL\"\nhours = \"9\"\n"},
    {"fee", "[[fee]]\ncode = \"F\"\n"},
    {"settle.refund_second_above", "[settle]\nrefund_second_above = \"99999\"\n"},
    {"package", "[[package]]\ncode = \"P\"\n"},
    {"inspection", "[[inspection]]\ncode = \"I\"\n"},
    {"system", "[[system]]\ncode = \"S\"\nwords = [\"x\"]\n"},
};

const std::string& other_value(std::string_view key) {
  const auto found = other_values.find(std::string(key));
  REQUIRE_MESSAGE(found != other_values.end(), "no other value of the rule " << key);
  return found->second;
}

/// What the example says, without its packages, which name its operations.
std::string kept_rules() {
  auto example = parse_configuration(embedded_configuration(), "svcctl.toml");
  REQUIRE(example.problems.empty());
  example.settings.work.edit().packages.clear();
  return text_of_rules(example.settings);
}

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

std::string calendar_of(const Folder& folder) {
  write(folder.file("days.csv"), "first,last,works,name\n2026-10-01,,no,x\n");
  return folder.file("mine.toml");
}

/// A store with these rules.
void make_store(const std::string& path, const std::string& rules) {
  store::OpenOptions options;
  options.path = path;
  store::Connection::create(options, [&](store::Connection& made) {
    store::WriteTxn tx(made, monday());
    store::put_first_in_force(tx, rules, store::RulesOrigin::init);
    tx.record(store::company, {"store", "made", {}});
    tx.commit();
  });
}

CommandLine reading(const std::string& store, const std::string& configuration) {
  CommandLine line;
  line.shared.db = store;
  line.shared.config = configuration;
  line.command = Command{.help = ""};
  line.command->read = [](store::ReadTxn&, const Args&, Output&) {};
  line.options["at"] = {"2026-11-23"};  // what counts in the shop's zone
  return line;
}

}  // namespace

TEST_CASE("a file that proposes another value of a rule changes nothing in a store") {
  const Folder folder;
  const auto file = calendar_of(folder);
  const auto kept = kept_rules();
  make_store(folder.file("shop.db"), kept);
  for (const auto& setting : all_settings()) {
    if (setting.decides != Decides::rule) continue;
    CAPTURE(setting.key);
    write(file, other_value(setting.key));
    const auto line = reading(folder.file("shop.db"), file);
    const Environment env;
    Session session{.env = env};
    const auto configuration = read_configuration(find_configuration(line.shared, env));
    CHECK(configuration.problems.empty());
    const auto rules = rules_of_store(line, configuration, session);
    CHECK(text_of_rules(rules.settings) == kept);
    CHECK(rules.version == 1);
    // Whatever a command thinks the rules are, its transaction goes by those of the store.
    auto context = monday();
    context.settings = check_configuration(file).settings;
    context.read_rules = [looks = configuration.settings](const std::string& text) {
      return in_force(looks, text);
    };
    const store::ReadTxn tx(*session.connection, context);
    CHECK(text_of_rules(tx.settings()) == kept);
  }
}

TEST_CASE("every rule stands in the text of the rules, and a change of it is told") {
  const Folder folder;
  const auto file = calendar_of(folder);
  const auto kept = kept_rules();
  const auto before = in_force(default_settings(), kept);
  for (const auto& setting : all_settings()) {
    if (setting.decides != Decides::rule) continue;
    CAPTURE(setting.key);
    const auto proposed = parse_configuration(other_value(setting.key), file, before);
    CHECK(proposed.problems.empty());
    const auto text = text_of_rules(proposed.settings);
    CHECK(text != kept);
    CHECK_FALSE(rule_differences(kept, text).empty());
    CHECK(text_of_rules(in_force(default_settings(), text)) == text);
    CHECK(text_of_rules(parse_configuration(text, "").settings) == text);
  }
}

TEST_CASE("the defaults and each region can be kept and read again") {
  for (const char* region : {"none", "CN", "CN-BJ", "CN-ZJ"}) {
    const auto made =
        parse_configuration("region = \"" + std::string(region) + "\"\n", "").settings;
    const auto text = text_of_rules(made);
    const auto read = in_force(default_settings(), text);
    CHECK(text_of_rules(read) == text);
    CHECK(read.profile->warranty.size() == made.profile->warranty.size());
  }
}

TEST_CASE("what a file does not mention stays as it is in force") {
  const auto before = in_force(default_settings(), kept_rules());
  const auto proposed = parse_configuration("[labour]\nrate = \"99\"\n", "", before);
  const auto changed = rule_differences(text_of_rules(before), text_of_rules(proposed.settings));
  REQUIRE(changed.size() == 1);
  CHECK(changed[0].key == "labour.rate");
  CHECK(changed[0].before == "120.00");
  CHECK(changed[0].after == "99.00");
}

TEST_CASE("entries of lists are compared by their keys, value by value") {
  const auto base = parse_configuration(
                        "[[operation]]\ncode = \"A\"\nhours = \"1\"\n"
                        "[[operation]]\ncode = \"B\"\nhours = \"2\"\n",
                        "")
                        .settings;
  const auto other = parse_configuration(
                         "[[operation]]\ncode = \"B\"\nhours = \"3\"\n"
                         "[[operation]]\ncode = \"C\"\nhours = \"1\"\n",
                         "", base)
                         .settings;
  const auto changed = rule_differences(text_of_rules(base), text_of_rules(other));
  REQUIRE(changed.size() == 3);
  CHECK(changed[0].key == "operation.A");
  CHECK(changed[0].after.empty());
  CHECK(changed[1].key == "operation.B.hours");
  CHECK(changed[1].before == "2");
  CHECK(changed[1].after == "3");
  CHECK(changed[2].key == "operation.C");
  CHECK(changed[2].before.empty());
  auto turned = base;
  std::ranges::reverse(turned.work.edit().operations);
  const auto order = rule_differences(text_of_rules(base), text_of_rules(turned));
  REQUIRE(order.size() == 1);
  CHECK(order[0].before == "A, B");
  CHECK(order[0].after == "B, A");
}

TEST_CASE("a case is judged by the rules that its event names, also of one second") {
  auto connection = store::Connection::in_memory();
  auto context = monday();
  context.read_rules = [](const std::string& text) {
    auto settings = default_settings();
    settings.waste_days = std::stoi(text);
    return settings;
  };
  const auto add = [&](store::WriteTxn& tx, const char* code) {
    const auto id = tx.insert("INSERT INTO staff (code, name, phone) VALUES (:code, :code, '')",
                              {{"code", code}});
    tx.insert("INSERT INTO staff_role (staff_id, role) VALUES (:id, 'manager')", {{"id", id}});
    tx.record(store::company, {"staff", code, {}});
    return id;
  };
  std::int64_t first = 0;
  std::int64_t second = 0;
  {
    store::WriteTxn tx(connection, context);
    store::put_first_in_force(tx, "10", store::RulesOrigin::init);
    first = add(tx, "A");
    shop::change_rules(tx, "20", store::RulesOrigin::apply, {{"waste", "10", "20"}});
    second = add(tx, "B");
    CHECK(tx.settings().waste_days == 20);
    tx.commit();
  }
  const store::ReadTxn tx(connection, context);
  CHECK(tx.settings().waste_days == 20);
  store::RulesOfThen then(tx);
  CHECK(then.of("staff", first, tx.now()).waste_days == 10);
  CHECK(then.of("staff", second, tx.now()).waste_days == 20);
  CHECK(then.of("staff", 999, tx.now()).waste_days == 20);
  CHECK(then.of("staff", 999, Instant{0}).waste_days == 10);
}

TEST_CASE("a command goes by the version that was put in force while it waited") {
  const Folder folder;
  const auto path = folder.file("shop.db");
  make_store(path, text_of_rules(default_settings()));
  store::OpenOptions options;
  options.path = path;
  store::Connection mine(options);
  store::Connection other(options);
  const auto known = store::rules_in_force(mine);
  auto context = monday();
  context.read_rules = [](const std::string& text) { return in_force(default_settings(), text); };
  context.settings = context.read_rules(known.text);
  context.rules = known.number;
  context.rules_digest = known.digest;
  {
    store::WriteTxn tx(other, context);
    auto changed = tx.settings();
    changed.waste_days = 7;
    shop::change_rules(tx, text_of_rules(changed), store::RulesOrigin::set, {});
    tx.commit();
  }
  const store::ReadTxn tx(mine, context);
  CHECK(tx.settings().waste_days == 7);
  CHECK(tx.context().rules == 2);
}
