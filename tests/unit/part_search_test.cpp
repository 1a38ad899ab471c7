#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "parts/catalogue/fitment.hpp"
#include "parts/catalogue/reference.hpp"
#include "parts/catalogue/search.hpp"
#include "store_support.hpp"

using namespace svcctl;

namespace {

using Words = std::vector<std::string>;

/// A part as the test knows it, beside the store.
struct Known {
  std::string number, brand, name, name_zh, category, model, oem;
};

std::string plain(const std::string& number) {
  std::string out;
  for (const char c : number)
    if (c != '-' && c != ' ') out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

bool ascii(const std::string& word) { return static_cast<unsigned char>(word[0]) < 0x80; }

parts::Fitment fits(const std::string& make, const std::string& model) {
  parts::Fitment rule;
  rule.make = make;
  rule.model = model;
  return rule;
}

parts::Fit verdict(const store::ReadTxn& tx, const std::string& make) {
  parts::VehicleFields car;
  car.make = make;
  car.model = "passat";
  return parts::fitment_verdict(tx, 1, car).fit;
}

/// Whether Chinese stands in the text, or English begins one of its blank-separated words.
bool stands_in(const std::string& word, const std::string& text) {
  if (!ascii(word)) return text.find(word) != std::string::npos;
  return (" " + text).find(" " + word) != std::string::npos;
}

/// How well one word answers: 0 a number, 1 its beginning, 2 in a name, 3 elsewhere, 9 not at all.
int answer(const std::string& word, const Known& part) {
  const auto key = plain(word);
  if (plain(part.number) == key || plain(part.oem) == key) return 0;
  if (plain(part.number).starts_with(key) || plain(part.oem).starts_with(key)) return 1;
  if (stands_in(word, part.name) || stands_in(word, part.name_zh)) return 2;
  for (const auto* text : {&part.brand, &part.category, &part.model})
    if (stands_in(word, *text)) return 3;
  return 9;
}

/// Looking at every part, one by one.
Words by_hand(const std::vector<Known>& parts, const Words& words) {
  std::vector<std::tuple<int, std::string, std::string>> found;
  for (const auto& part : parts) {
    int best = 9;
    int worst = 0;
    for (const auto& word : words) {
      best = std::min(best, answer(word, part));
      worst = std::max(worst, answer(word, part));
    }
    if (worst < 9) found.emplace_back(best < 2 ? best : worst, plain(part.number), part.number);
  }
  std::ranges::sort(found);
  Words numbers;
  for (const auto& [tier, key, number] : found) numbers.push_back(number);
  return numbers;
}

Words numbers(const parts::Found& found) {
  Words out;
  for (const auto& part : found.parts) out.push_back(part.number);
  return out;
}

}  // namespace

TEST_CASE("finding agrees with looking at every part") {
  const Words zh = {"刹车片", "前刹车片", "刹车盘", "机油滤清器", "空气滤芯", "火花塞", "雨刮片"};
  const Words en = {"brake pad", "brake disc", "oil filter", "air filter", "spark plug"};
  const Words brands = {"华配", "bosch", "恒达", "原厂"};
  const Words models = {"帕萨特", "卡罗拉", "corolla", "思域", ""};
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  std::mt19937 random(20261123);
  auto one_of = [&](const Words& from) { return from[random() % from.size()]; };
  std::vector<Known> known;
  for (int i = 0; i < 1000; ++i) {
    const auto digits = std::to_string(10000 + random() % 90000);
    Known part{.number = digits + "-" + std::to_string(i),
               .brand = one_of(brands),
               .name = one_of(en),
               .name_zh = one_of(zh),
               .category = random() % 2 == 0 ? "制动" : "filters",
               .model = one_of(models),
               .oem = random() % 3 == 0 ? "0" + digits + "-OK" + std::to_string(i % 7) : "none"};
    parts::add_part(tx, part.number,
                    {.brand = part.brand,
                     .name = part.name,
                     .name_zh = part.name_zh,
                     .category = part.category});
    if (part.oem != "none")
      parts::add_reference(tx, {.part = part.number,
                                .number = part.oem,
                                .brand = {},
                                .kind = parts::ReferenceKind::oem});
    else
      part.oem = part.number;
    if (!part.model.empty()) parts::add_fitment(tx, part.number, fits("", part.model));
    known.push_back(part);
  }
  std::vector<Words> typed = {{"刹车片", "帕萨特"},
                              {"刹车"},
                              {"片"},
                              {"brake", "bosch"},
                              {"滤", "思域"},
                              {"制动"},
                              {"bra"},
                              {"火花塞", "华配", "corolla"},
                              {"没有"},
                              {"1"},
                              {"12", "刹车盘"}};
  for (int i = 0; i < 40; ++i) {
    const auto& part = known[random() % known.size()];
    typed.push_back({part.number});
    typed.push_back({plain(part.oem)});
    typed.push_back({part.number.substr(0, 3), part.model.empty() ? "片" : part.model});
  }
  for (const auto& words : typed) {
    CAPTURE(words[0]);
    const auto found = parts::find_parts(tx, {.words = words, .limit = 5000});
    CHECK(numbers(found) == by_hand(known, words));
    CHECK_FALSE(found.more);
  }
  CHECK(parts::unindexed_parts(tx).empty());
}

TEST_CASE("a renamed part is found by its new name only") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  parts::add_part(tx, "A-1", {.name = "Belt", .name_zh = "皮带"});
  parts::set_part(tx, "A-1", {.name = "Chain", .name_zh = "链条"});
  CHECK(parts::find_parts(tx, {.words = {"皮带"}}).parts.empty());
  CHECK(numbers(parts::find_parts(tx, {.words = {"链条"}})) == Words{"A-1"});
  CHECK(numbers(parts::find_parts(tx, {.words = {"chain"}})) == Words{"A-1"});
}

TEST_CASE("makes go by several names") {
  auto context = test::monday();
  context.settings.vehicle_names = {{"大众", "Volkswagen", "VW"}};
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, context);
  parts::add_part(tx, "A-1", {.name = "Belt"});
  parts::add_fitment(tx, "A-1", fits("Volkswagen", "Passat"));
  CHECK(numbers(parts::find_parts(tx, {.words = {"大众"}})) == Words{"A-1"});
  CHECK(numbers(parts::find_parts(tx, {.words = {"vw", "belt"}})) == Words{"A-1"});
  CHECK(verdict(tx, "大众") == parts::Fit::yes);
  CHECK(verdict(tx, "丰田") == parts::Fit::no);
}

TEST_CASE("a part the index misses is told, and building it anew mends it") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  parts::add_part(tx, "A-1", {.name = "Belt"});
  parts::add_part(tx, "A-2", {.name = "Chain"});
  tx.run("DELETE FROM word_posting WHERE word = 'CHAIN'");
  CHECK(parts::unindexed_parts(tx) == store::Ids{2});
  CHECK(parts::reindex_parts(tx) == 2);
  CHECK(parts::unindexed_parts(tx).empty());
  CHECK(numbers(parts::find_parts(tx, {.words = {"chain"}})) == Words{"A-2"});
}
