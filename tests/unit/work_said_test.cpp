#include "job/work_said.hpp"

#include <doctest/doctest.h>

#include "base/settings.hpp"

// What words of work ask for, whatever was told of them.
using namespace svcctl;

namespace {

Settings shop_of_words() {
  auto settings = default_settings();
  settings.work.edit().operations = {{.code = "OIL",
                                      .name = "Oil service",
                                      .name_zh = "更换机油",
                                      .hours = {},
                                      .rate = {},
                                      .certificate = {},
                                      .maintenance = true},
                                     {.code = "PADS",
                                      .name = "Front pads",
                                      .name_zh = "前轮摩擦片",
                                      .hours = {},
                                      .rate = {},
                                      .certificate = {},
                                      .maintenance = false,
                                      .system = "brake"}};
  return settings;
}

std::string systems_of_text(const std::string& text) {
  const auto rules = shop_of_words();
  std::string out;
  for (const auto* system : rules.systems_in(text)) out += system->code + " ";
  return out;
}

}  // namespace

TEST_CASE("words speak of a system of the car, however they are written") {
  CHECK(systems_of_text("高压维修") == "high-voltage ");
  CHECK(systems_of_text("高 压，维修") == "high-voltage ");
  CHECK(systems_of_text("High-Voltage repair") == "high-voltage ");
  CHECK(systems_of_text("ＨＩＧＨ ＶＯＬＴＡＧＥ") == "high-voltage ");
  CHECK(systems_of_text("高\u200b压维修") == "high-voltage ");
  CHECK(systems_of_text("更换刹车片和安全气囊") == "brake airbag ");
  CHECK(systems_of_text("洗车").empty());
  CHECK(systems_of_text("高压洗车").empty());
  CHECK(systems_of_text("高压洗车后拆电池包") == "high-voltage ");
  CHECK(systems_of_text("更换转向灯").empty());
  CHECK(systems_of_text("更换转向灯，转向机异响") == "steering ");
}

TEST_CASE("free words ask for the certificates of their systems beside the one that was told") {
  const auto rules = shop_of_words();
  CHECK(job::certificates_for(rules, {.operation = "高压维修", .text = "高压维修"}) ==
        std::set<std::string>{"high-voltage"});
  CHECK(job::certificates_for(
            rules, {.text = "焊接制动管", .certificate = "welding", .category = Category::minor}) ==
        std::set<std::string>{"brakes", "welding"});
  CHECK(job::certificates_for(rules, {.operation = "OIL", .text = "更换机油"}).empty());
  // A task of an operation, described in words of its own.
  CHECK(job::certificates_for(rules, {.operation = "OIL", .text = "高压断电"}) ==
        std::set<std::string>{"high-voltage"});
}

TEST_CASE("free words are a repair until a manager tells that they are none") {
  const auto rules = shop_of_words();
  CHECK(job::is_repair(rules, {.text = "洗车"}));
  CHECK(job::is_repair(rules, {.text = "洗车", .category = Category::minor}));
  CHECK_FALSE(
      job::is_repair(rules, {.text = "洗车", .category = Category::minor, .no_repair = true}));
  CHECK_FALSE(job::is_repair(rules, {.text = "小保养", .category = Category::maintenance_1}));
  CHECK(job::is_repair(rules, {.text = "刹车保养", .category = Category::maintenance_1}));
  CHECK_FALSE(job::is_repair(rules, {.operation = "OIL", .text = "更换机油"}));
}

TEST_CASE("work is on the systems that its operation or its words name") {
  const auto rules = shop_of_words();
  CHECK(job::systems_of(rules, job::WorkSaid{.operation = "PADS", .text = "前轮摩擦片"}).size() ==
        1);
  CHECK(job::systems_of(rules, job::WorkSaid{.operation = "OIL", .text = "更换机油"}).empty());
  parts::Part pads;
  pads.name_zh = "前刹车片";
  CHECK(job::systems_of(rules, pads).size() == 1);
  pads.category = "油液";
  CHECK(job::systems_of(rules, pads).empty());
}
