#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "parts/catalogue/words.hpp"

using namespace svcctl;
using parts::runs_of;
using parts::text_has;

namespace {

using Words = std::vector<std::string>;

Words words(std::string_view text) {
  Words out;
  parts::each_word(text, [&](std::string_view word) { out.emplace_back(word); });
  return out;
}

bool has(std::string_view text, std::string_view typed) {
  for (const auto& run : runs_of(typed))
    if (!text_has(text, run)) return false;
  return true;
}

}  // namespace

TEST_CASE("a name is cut into what people type") {
  CHECK(words("Brake pad, front") == Words{"BRAKE", "PAD", "FRONT"});
  CHECK(words("前刹车片") == Words{"前刹", "刹车", "车片", "片"});
  CHECK(words("机油 5W-30") == Words{"机油", "油", "5W", "30", "5W30"});
  CHECK(words("帕萨特B8（2019款）") == Words{"帕萨", "萨特", "特", "B8", "2019", "款"});
  CHECK(words("ＡＢ－１") == Words{"AB", "1", "AB1"});
  CHECK(words(" ,;()、。").empty());
  CHECK(words(std::string(40, 'x')) == Words{std::string(32, 'X')});
}

TEST_CASE("damaged text is cut without harm") {
  CHECK(words("\xE5\x88").size() == 2);
  CHECK(words("\x80\xFF").size() == 2);
  CHECK(words(std::string(5000, '-')).empty());
  for (const auto& word : words(std::string(1000, 'a') + "-" + std::string(1000, 'b')))
    CHECK(word.size() <= 32);
}

TEST_CASE("what is typed answers a text as a person would say") {
  CHECK(has("前刹车片 帕萨特", "刹车片"));
  CHECK(has("前刹车片", "片"));
  CHECK_FALSE(has("刹车 片簧", "刹车片"));
  CHECK(has("Brake pad", "bra"));
  CHECK_FALSE(has("Brake pad", "rake"));
  CHECK(has("机油 5W-30", "5w30"));
  CHECK(has("机油 5W30", "5w-30"));
  CHECK(has("机油 5W-30", "5w-30"));
  CHECK(has("轮胎 205/55R16", "205"));
  CHECK(has("大众 Passat B8", "大众passat"));
  CHECK_FALSE(has("机油 5W-30", "5"));
  CHECK(has("5 号电池", "5"));
}
