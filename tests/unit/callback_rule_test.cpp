#include <doctest/doctest.h>

#include <vector>

#include "callback/calendar.hpp"
#include "callback/distance.hpp"
#include "callback/rule.hpp"
#include "values.hpp"

using namespace svcctl;
using namespace svcctl::callback;
using svcctl::test::day;

TEST_CASE("a script is filled once, and what a word brings along stays a word") {
  ScriptWords words;
  words.name = "客户甲";
  words.plate = "京A12345";
  words.shop = "示例店";
  CHECK(filled("{name}您好，{plate}到{shop}", words) == "客户甲您好，京A12345到示例店");
  ScriptWords evil = words;
  evil.name = "{plate}";
  CHECK(filled("{name}您好", evil) == "plate您好");
  evil.name = "=cmd|'/c calc'!A1";
  CHECK(filled("{name}", evil) == "cmd|'/c calc'!A1");
  evil.name = "＝1+1";
  CHECK(filled("{name}", evil) == "1+1");
  evil.name = "甲\r\n乙\t\x1b[31m";
  CHECK(filled("{name}", evil) == "甲乙31m");
  evil.name = "【别店】甲";
  CHECK(filled("{name}", evil) == "别店甲");
  evil.name = "甲\u202E乙\u200B\u2028丙\uFEFF";
  CHECK(filled("{name}", evil) == "甲乙丙");
  evil.name = "\xFF\xC3";
  CHECK(filled("[{name}]", evil) == "[]");
  evil.name = std::string(100, 'a');
  CHECK(filled("{name}", evil) == std::string(40, 'a'));
}

TEST_CASE("a place that is not known is told") {
  CHECK_FALSE(unknown_place("{name} {plate} {model} {shop} {phone} {date} {km}"));
  CHECK_FALSE(unknown_place("no place at all"));
  CHECK(unknown_place("{nmae}").value() == "{nmae}");
  CHECK(unknown_place("{name} {").value() == "{");
  CHECK(unknown_place("} {name}").value() == "} {name}");
  CHECK(unknown_place("{}").value() == "{}");
}

TEST_CASE("text messages are counted in UTF-16 units") {
  CHECK(message_length("") == 0);
  CHECK(message_length("abc") == 3);
  CHECK(message_length("保养") == 2);
  CHECK(message_length("🚗") == 2);
  const auto chinese = [](int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += "车";
    return out;
  };
  CHECK(message_segments("") == 0);
  CHECK(message_segments(chinese(1)) == 1);
  CHECK(message_segments(chinese(70)) == 1);
  CHECK(message_segments(chinese(71)) == 2);
  CHECK(message_segments(chinese(134)) == 2);
  CHECK(message_segments(chinese(135)) == 3);
}

TEST_CASE("the day of a distance comes from the car's own readings") {
  const std::vector<Reading> steady = {{day("2026-01-01"), 10'000}, {day("2026-04-11"), 15'000}};
  CHECK(day_of_km(steady, 20'000) == day("2026-07-20"));  // 50 km a day
  CHECK(day_of_km(steady, 20'001) == day("2026-07-21"));  // begun days count
  CHECK(day_of_km(steady, 15'000) == day("2026-04-11"));
  CHECK(day_of_km(steady, 9'000) == day("2026-04-11"));
  CHECK_FALSE(day_of_km({}, 1'000));
  CHECK_FALSE(day_of_km(std::vector<Reading>{{day("2026-01-01"), 10'000}}, 15'000));
  // A week at least, and some distance.
  CHECK_FALSE(day_of_km(
      std::vector<Reading>{{day("2026-01-01"), 10'000}, {day("2026-01-07"), 10'500}}, 15'000));
  CHECK_FALSE(day_of_km(
      std::vector<Reading>{{day("2026-01-01"), 10'000}, {day("2026-02-01"), 10'000}}, 15'000));
  // Readings that run backwards, and those older than a year, are left out.
  const std::vector<Reading> replaced = {
      {day("2025-12-01"), 90'000}, {day("2026-01-01"), 10'000}, {day("2026-01-11"), 11'000}};
  CHECK(day_of_km(replaced, 12'000) == day("2026-01-21"));
  const std::vector<Reading> old = {
      {day("2024-01-01"), 1'000}, {day("2026-01-01"), 10'000}, {day("2026-01-11"), 11'000}};
  CHECK(day_of_km(old, 12'000) == day("2026-01-21"));
  // A car that hardly moves gives no day within ten years.
  CHECK_FALSE(day_of_km(
      std::vector<Reading>{{day("2026-01-01"), 10'000}, {day("2026-06-01"), 10'001}}, 15'000));
}

TEST_CASE("of several rules of a kind the first whose conditions hold counts") {
  Settings settings;
  CallbackRule heavy{.name = "heavy", .kind = CallbackKind::after_service, .after_days = 7};
  heavy.categories = {Category::assembly, Category::whole};
  CallbackRule dear{.name = "dear", .kind = CallbackKind::after_service, .after_days = 2};
  dear.minimum_amount = Money::minor(500'000);
  CallbackRule rest{.name = "rest", .kind = CallbackKind::after_service, .after_days = 3};
  rest.vehicles = {VehicleKind::car};
  settings.callback.edit().rules = {heavy, dear, rest};
  Circumstances of{.kind = CallbackKind::after_service, .category = Category::assembly};
  CHECK(rule_for(settings, of)->name == "heavy");
  of.category = Category::minor;
  CHECK(rule_for(settings, of)->name == "rest");
  of.category = std::nullopt;
  of.amount = Money::minor(500'000);
  CHECK(rule_for(settings, of)->name == "dear");
  of = {.kind = CallbackKind::after_service, .vehicle = VehicleKind::motorcycle};
  CHECK(rule_for(settings, of) == nullptr);
  of.kind = CallbackKind::lost;
  CHECK(rule_for(settings, of) == nullptr);
  CHECK(rule_named(settings, "dear", CallbackKind::after_service)->name == "dear");
  CHECK(rule_named(settings, "gone", CallbackKind::after_service)->name == "heavy");
  CHECK(rule_named(settings, "gone", CallbackKind::lost) == nullptr);
}

TEST_CASE("a calendar line is escaped and folded between characters") {
  CHECK(content_line("SUMMARY", "a;b,c\\d\ne\tf") == "SUMMARY:a\\;b\\,c\\\\d\\ne f\r\n");
  std::string words;
  for (int i = 0; i < 60; ++i) words += "车";
  const auto line = content_line("SUMMARY", words);
  std::string unfolded;
  std::size_t from = 0;
  for (auto end = line.find("\r\n"); end != std::string::npos; end = line.find("\r\n", from)) {
    const auto physical = line.substr(from, end - from);
    CHECK(physical.size() <= 75);
    unfolded += from == 0 ? physical : physical.substr(1);
    from = end + 2;
  }
  CHECK(unfolded == "SUMMARY:" + words);
}
