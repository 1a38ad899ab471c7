#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "store/words.hpp"
#include "store_support.hpp"

using namespace svcctl;
using store::Ids;

namespace {

Ids rows(const store::ReadTxn& tx, std::string_view word) {
  return store::rows_of_word(tx, word, SIZE_MAX).rows.ids();
}

}  // namespace

TEST_CASE("sets of ids are united and intersected, whatever their size") {
  const auto set = [](const Ids& ids) {
    store::RowSet made;
    for (const auto id : ids) made.add(id);
    return made;
  };
  CHECK(set({}).empty());
  CHECK(set({200, 1, 63, 64}).ids() == Ids{1, 63, 64, 200});
  CHECK_FALSE(set({64}).has(1'000'000));
  CHECK((set({1, 64, 700}) &= set({64, 65})).ids() == Ids{64});
  CHECK((set({64}) &= set({64, 9000})).ids() == Ids{64});
  CHECK((set({1, 64}) |= set({64, 9000})).ids() == Ids{1, 64, 9000});
  CHECK((set({1}) &= set({2})).empty());
}

TEST_CASE("sets of ids take large ids far apart, in any order") {
  const std::int64_t far = std::int64_t{1} << 48;
  store::RowSet one;
  for (const auto id : {far + 4096, far - 1, std::int64_t{3}, far, far + 4095, std::int64_t{4095}})
    one.add(id);
  CHECK(one.ids() == Ids{3, 4095, far - 1, far, far + 4095, far + 4096});
  CHECK(one.has(far - 1));
  CHECK_FALSE(one.has(far + 1));
  CHECK_FALSE(one.has(far * 2));
  store::RowSet other;
  for (const auto id : {std::int64_t{4}, far, far + 4096, far * 8}) other.add(id);
  auto both = one;
  CHECK((both &= other).ids() == Ids{far, far + 4096});
  both.add(4);  // after blocks were dropped
  CHECK(both.ids() == Ids{4, far, far + 4096});
  CHECK((one |= other).ids() == Ids{3, 4, 4095, far - 1, far, far + 4095, far + 4096, far * 8});
}

TEST_CASE("ids are packed as distances and come back") {
  for (const auto& ids : {Ids{}, Ids{0}, Ids{1}, Ids{127, 128, 255}, Ids{16383, 16384, 1LL << 62}})
    CHECK(store::unpack_ids(store::pack_ids(ids)) == ids);
  CHECK(store::pack_ids({1, 2, 3}).size() == 3);
  CHECK(store::pack_ids({200}).size() == 2);
}

TEST_CASE("packed ids that are cut off are damage, not fewer ids") {
  CHECK(test::code_of([] { store::unpack_ids("\x81"); }) == "store.damaged");
  CHECK(test::code_of([] { store::unpack_ids(std::string(12, '\xFF')); }) == "store.damaged");
}

TEST_CASE("a word is found in every segment, by itself and by its beginning") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  for (const std::int64_t id : {7, 3, 7, 5}) {
    store::WordWriter words(tx);
    words.add("刹车", id);
    words.add("PAD" + std::to_string(id), id);
    words.flush();
  }
  CHECK(rows(tx, "刹车") == Ids{3, 5, 7});
  CHECK(rows(tx, "PAD").empty());
  CHECK(store::rows_of_prefix(tx, "PAD", SIZE_MAX).rows.ids() == Ids{3, 5, 7});
  CHECK(store::rows_of_prefix(tx, "刹", SIZE_MAX).rows.ids() == Ids{3, 5, 7});
  CHECK(store::rows_of_word_between(tx, "刹车", 4, 7) == Ids{5, 7});
  const auto some = store::rows_of_word(tx, "刹车", 1);
  CHECK(some.rows.ids().size() == 1);
  CHECK_FALSE(some.whole);
}

TEST_CASE("what is added without a flush is not kept") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  store::WordWriter(tx).add("A", 1);
  CHECK(rows(tx, "A").empty());
}

TEST_CASE("small segments are merged and nothing is lost") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  std::mt19937 random(20261123);
  std::map<std::string, std::set<std::int64_t>> expected;
  for (int flush = 0; flush < 500; ++flush) {
    store::WordWriter words(tx);
    for (int n = 0; n < 20; ++n) {
      const auto word = "W" + std::to_string(random() % 40);
      const auto id = static_cast<std::int64_t>(random() % 100'000);
      words.add(word, id);
      expected[word].insert(id);
    }
    words.flush();
  }
  for (const auto& [word, ids] : expected) CHECK(rows(tx, word) == Ids(ids.begin(), ids.end()));
  CHECK(*tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM word_segment") < 40);
  store::clear_words(tx);
  CHECK(rows(tx, "W1").empty());
}
