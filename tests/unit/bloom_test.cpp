#include "base/bloom.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/key_prefix.hpp"
#include "store/word_table.hpp"

using namespace svcctl;

namespace {

/// Texts of up to `most` bytes, zeros and bytes beyond ASCII among them.
std::vector<std::string> random_texts(std::size_t count, std::size_t most, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> texts(count);
  for (auto& text : texts)
    for (auto left = random() % (most + 1); left > 0; --left)
      text.push_back(
          "\0\x01"
          "ab\x7F\x80\xFF"[random() % 7]);
  return texts;
}

}  // namespace

TEST_CASE("a Bloom filter never denies what was added and seldom claims what was not") {
  BloomFilter filter;
  CHECK_FALSE(filter.may_have(""));
  for (int i = 0; i < 100'000; ++i) filter.add("P-" + std::to_string(i));
  int denied = 0;
  int claimed = 0;
  for (int i = 0; i < 100'000; ++i) {
    denied += filter.may_have("P-" + std::to_string(i)) ? 0 : 1;
    claimed += filter.may_have("Q-" + std::to_string(i)) ? 1 : 0;
  }
  CHECK(denied == 0);
  CHECK(claimed < 200);
}

TEST_CASE("prefixes order keys as the keys themselves, or leave them equal") {
  CHECK(key_prefix("") == 0);
  CHECK(key_prefix("A") == std::uint64_t{0x41} << 56U);
  CHECK(key_prefix("12345678") == key_prefix("12345678X"));
  const auto texts = random_texts(400, 11, 3);
  for (const auto& a : texts)
    for (const auto& b : texts)
      if (key_prefix(a) != key_prefix(b)) REQUIRE((key_prefix(a) < key_prefix(b)) == (a < b));
}

TEST_CASE("a table of words keeps one value for each word, in the order of adding") {
  store::WordTable<int> table;
  std::map<std::string, int> expected;
  std::vector<std::string> order;
  for (const auto& text : random_texts(20'000, 20, 5)) {
    if (!expected.contains(text)) order.push_back(text);
    ++expected[text];
    ++table[text];
  }
  REQUIRE(table.size() == expected.size());
  CHECK(std::ranges::equal(table.entries(), order, {}, &store::WordTable<int>::Entry::word));
  for (const auto& [word, count] : expected) REQUIRE(table[word] == count);
  CHECK(table.size() == expected.size());
  table.clear();
  CHECK(table.size() == 0);
  CHECK(table["刹车"] == 0);
}
