#include <doctest/doctest.h>

#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

TEST_CASE("a statement is refused unless every parameter is bound by its name") {
  auto connection = store::Connection::in_memory();
  store::ReadTxn tx(connection, monday());
  CHECK(tx.value<std::int64_t>("SELECT :n AS value", {{"n", 4}}) == 4);
  CHECK(code_of([&] { tx.query("SELECT :n AS value"); }) == "bug");
  CHECK(code_of([&] { tx.query("SELECT :n AS value", {{"m", 1}}); }) == "bug");
  CHECK(code_of([&] { tx.query("SELECT :n AS value", {{"n", 1}, {"m", 1}}); }) == "bug");
  CHECK(code_of([&] { tx.query("SELECT :n AS value", {{"n", 1}, {"n", 2}}); }) == "bug");
  CHECK(code_of([&] { tx.query("SELECT ? AS value"); }) == "bug");
}

TEST_CASE("text after a statement and a statement that does not parse are bugs") {
  auto connection = store::Connection::in_memory();
  store::ReadTxn tx(connection, monday());
  CHECK(code_of([&] { tx.query("SELECT 1 AS value; -- fine\n ;"); }).empty());
  CHECK(code_of([&] { tx.query("SELECT 1 AS value; DELETE FROM event"); }) == "bug");
  CHECK(code_of([&] { tx.query("SELEC 1"); }) == "bug");
  CHECK(code_of([&] { tx.query(""); }) == "bug");
  CHECK(code_of([&] { tx.query("SELECT \"no column\" AS value"); }) == "bug");
}

TEST_CASE("a hint is part of what SQLite reads, and any other comment is not") {
  auto connection = store::Connection::in_memory();
  store::ReadTxn tx(connection, monday());
  CHECK(tx.value<std::int64_t>("SELECT /*+ 2 + */ 1 /*+ + 4 */ AS value") == 7);
  CHECK(tx.value<std::int64_t>("SELECT /* 2 + */ 1 AS value") == 1);
  CHECK(tx.value<std::int64_t>("SELECT 1 AS value /*+ without an end") == 1);
}

TEST_CASE("a read cannot write") {
  auto connection = store::Connection::in_memory();
  store::ReadTxn tx(connection, monday());
  CHECK(code_of([&] { tx.query("DELETE FROM document_counter"); }) == "bug");
}

TEST_CASE("columns are read by name into the type that is asked for") {
  auto connection = store::Connection::in_memory();
  store::ReadTxn tx(connection, monday());
  auto query = tx.query(
      "SELECT 1250 AS price, '2026-11-23' AS day, NULL AS missing, 'a' AS word, 0.5 AS half");
  REQUIRE(query.next());
  const auto& row = query.row();
  Money price = row["price"];
  CHECK(price.str() == "12.50");
  Date day = row["day"];
  CHECK(day.compact() == "261123");
  CHECK_FALSE(row.get<std::optional<std::string>>("missing"));
  CHECK(code_of([&] { row.get<std::string>("missing"); }) == "bug");
  CHECK(code_of([&] { row.get<std::int64_t>("word"); }) == "bug");
  CHECK(code_of([&] { row.get<std::int64_t>("half"); }) == "bug");
  CHECK(code_of([&] { row.get<std::int64_t>("nothing"); }) == "bug");
}

TEST_CASE("two queries with the same text do not disturb each other") {
  auto connection = store::Connection::in_memory();
  store::ReadTxn tx(connection, monday());
  constexpr const char* sql =
      "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 3) "
      "SELECT value FROM n";
  int count = 0;
  for (auto outer = tx.query(sql); outer.next();)
    for (auto inner = tx.query(sql); inner.next();) ++count;
  CHECK(count == 9);
}
