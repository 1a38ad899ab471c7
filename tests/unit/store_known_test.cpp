#include <doctest/doctest.h>

#include "store/log.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

class Counter : public store::Observer {
 public:
  void executed(std::string_view, std::span<const store::Bound>) override { ++count; }
  int count = 0;
};

constexpr const char* numbers_up_to =
    "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < :last) "
    "SELECT value FROM n";

std::int64_t value_of(const store::Row& row) { return row["value"]; }

}  // namespace

TEST_CASE("a transaction makes the same read once, until something is written") {
  auto connection = store::Connection::in_memory();
  count_up(connection, "a");
  store::WriteTxn tx(connection, monday());
  Counter counter;
  connection.observe(&counter);
  const auto last = [&](const char* scope) {
    return tx.value<std::int64_t>("SELECT last AS value FROM document_counter WHERE scope = :scope",
                                  {{"scope", scope}});
  };
  CHECK(last("a") == 7);
  CHECK(last("a") == 7);
  CHECK(counter.count == 1);
  CHECK_FALSE(last("b"));
  CHECK_FALSE(last("b"));
  CHECK(counter.count == 2);
  tx.run("UPDATE document_counter SET last = 8");
  CHECK(last("a") == 8);
  CHECK(counter.count == 4);
  CHECK(code_of([&] {
          tx.attempt([&] {
            tx.run("UPDATE document_counter SET last = 9");
            CHECK(last("a") == 9);
            throw bad_data("x.y", tr("{0}", 1));
          });
        }) == "x.y");
  CHECK(last("a") == 8);
}

TEST_CASE("a write forgets the reads of its table and of views, and no others") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  const auto read = [&] {
    tx.value<std::int64_t>("SELECT id AS value FROM outlet WHERE code = :document_counter",
                           {{"document_counter", "document_counter"}});
    for (const char* sql :
         {"SELECT COUNT(*) AS value FROM outlet", "SELECT COUNT(*) AS value FROM document_counter",
          "SELECT COUNT(*) AS value FROM part_card"})
      tx.value<std::int64_t>(sql);
  };
  read();
  Counter counter;
  connection.observe(&counter);
  read();
  CHECK(counter.count == 0);
  tx.run("INSERT INTO document_counter (scope, day_on, last) VALUES ('S', 'd', 1)");
  counter.count = 0;
  read();
  CHECK(counter.count == 2);
}

TEST_CASE("a long list is whole, and is read again") {
  auto connection = store::Connection::in_memory();
  const store::ReadTxn tx(connection, monday());
  Counter counter;
  connection.observe(&counter);
  for (const std::int64_t last : {0, 1, 47, 48, 49, 500}) {
    const auto all = tx.all(numbers_up_to, {{"last", last}}, value_of);
    CHECK(std::ssize(all) == std::max<std::int64_t>(last, 1));
    CHECK(all.back() == std::max<std::int64_t>(last, 1));
  }
  counter.count = 0;
  tx.all(numbers_up_to, {{"last", 47}}, value_of);
  CHECK(counter.count == 0);
  tx.all(numbers_up_to, {{"last", 49}}, value_of);
  CHECK(counter.count == 1);
  CHECK(tx.first(numbers_up_to, {{"last", 47}}, value_of) == 1);
  CHECK(counter.count == 2);
}

TEST_CASE("an event tells of many rows with few statements") {
  auto connection = store::Connection::in_memory();
  Counter counter;
  {
    store::WriteTxn tx(connection, monday());
    for (int i = 0; i < 120; ++i) {
      tx.insert("INSERT INTO document_counter (scope, day_on, last) VALUES (:scope, 'd', 1)",
                {{"scope", "S" + std::to_string(i)}});
      if (i % 40 == 0) tx.record(store::company, {"counter", std::to_string(i), {}});
    }
    tx.record(store::company, {"counter", "last", {}});
    connection.observe(&counter);
    tx.commit();
    connection.observe(nullptr);
  }
  CHECK(counter.count <= 8);
  const store::ReadTxn tx(connection, monday());
  CHECK(tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM event_row") == 120);
  CHECK(store::verify_log(tx).findings.empty());
}
