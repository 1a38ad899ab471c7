#include <doctest/doctest.h>

#include "store/bulk.hpp"
#include "store/log.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using store::BulkValue;

namespace {

/// Parts by the hundred: the columns of a table with defaults, empty columns and text of all kinds.
std::int64_t insert_parts(store::WriteTxn& tx, std::size_t count, std::int64_t from = 0) {
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < count; ++i)
    numbers.push_back("N-" + std::to_string(from + static_cast<std::int64_t>(i)));
  store::BulkInsert insert(
      tx, "part", {"number", "number_key", "name", "price_amount"},
      {{"name_zh", store::Stored("机油滤清器")}, {"import_id", std::int64_t{7}}});
  const auto first = insert.write(count, [&](std::size_t row, std::size_t column) -> BulkValue {
    if (column == 3) return row % 3 == 0 ? BulkValue() : static_cast<std::int64_t>(row) - 5;
    return column == 2 ? std::string_view("filter") : std::string_view(numbers[row]);
  });
  insert.finish();
  return first;
}

std::vector<std::string> findings(store::Connection& connection) {
  store::ReadTxn tx(connection, monday());
  std::vector<std::string> out;
  for (const auto& finding : store::verify_log(tx).findings)
    out.push_back(finding.where + ": " + finding.what.id);
  return out;
}

std::int64_t count_of(store::Connection& connection, const char* sql) {
  store::ReadTxn tx(connection, monday());
  return *tx.value<std::int64_t>(sql);
}

constexpr const char* list_changed =
    "event 1: was changed after it was recorded: the event, the list of rows it wrote, or the "
    "event before it";

}  // namespace

TEST_CASE("rows in bulk have the digests of what is read back, in packs") {
  auto connection = store::Connection::in_memory();
  {
    store::WriteTxn tx(connection, monday());
    CHECK(insert_parts(tx, 5000) == 1);
    CHECK(insert_parts(tx, 10, 5000) == 5001);
    tx.record(svcctl::store::company, {"part_import", "1", {}});
    tx.commit();
  }
  CHECK(findings(connection).empty());
  CHECK(count_of(connection, "SELECT COUNT(*) AS value FROM part WHERE unit = 'pc'") == 5010);
  CHECK(count_of(connection, "SELECT COUNT(*) AS value FROM event_pack") == 4);
  CHECK(count_of(connection, "SELECT COUNT(*) AS value FROM event_row") == 0);
}

TEST_CASE("an initial load leaves every index in its place") {
  auto connection = store::Connection::in_memory();
  const char* indexes = "SELECT COUNT(*) AS value FROM sqlite_master WHERE tbl_name = 'part'";
  const auto before = count_of(connection, indexes);
  store::WriteTxn tx(connection, monday());
  insert_parts(tx, 40'000);
  tx.record(svcctl::store::company, {"part_import", "1", {}});
  tx.commit();
  CHECK(count_of(connection, indexes) == before);
  CHECK(findings(connection).empty());
}

TEST_CASE("the log names the very row changed behind a pack's back") {
  const Folder folder;
  const auto path = folder.file("shop.db");
  auto connection = store::Connection::create({.path = path});
  {
    store::WriteTxn tx(connection, monday());
    insert_parts(tx, 5000);
    tx.record(svcctl::store::company, {"part_import", "1", {}});
    tx.commit();
  }
  SUBCASE("changed") {
    tamper(path, "UPDATE part SET price_amount = 1 WHERE id = 4097");
    CHECK(findings(connection) ==
          std::vector<std::string>{"part 4097: was changed behind the program's back"});
  }
  SUBCASE("deleted") {
    tamper(path, "DELETE FROM part WHERE id = 1");
    CHECK(findings(connection) ==
          std::vector<std::string>{"part 1: was deleted behind the program's back"});
  }
  SUBCASE("inserted") {
    tamper(path, "INSERT INTO part (number, number_key, name) VALUES ('x', 'x', 'x')");
    CHECK(findings(connection) ==
          std::vector<std::string>{"part 5001: was inserted behind the program's back"});
  }
  SUBCASE("the pack itself") {
    tamper(path, "UPDATE event_pack SET digests = zeroblob(32768) WHERE first_id = 2049");
    const auto found = findings(connection);
    CHECK(found.size() == 2049);
    CHECK(found.front() == list_changed);
  }
  SUBCASE("the pack is gone") {
    tamper(path, "DELETE FROM event_pack WHERE first_id = 1");
    CHECK(findings(connection).front() == list_changed);
  }
}

TEST_CASE("the newest of packs and single rows counts") {
  auto connection = store::Connection::in_memory();
  const auto change = [&](auto how) {
    store::WriteTxn tx(connection, monday());
    how(tx);
    tx.record(svcctl::store::company, {"part", "N", {}});
    tx.commit();
    CHECK(findings(connection).empty());
  };
  change([](store::WriteTxn& tx) { insert_parts(tx, 3000); });
  change([](store::WriteTxn& tx) { tx.run("UPDATE part SET bin = 'A' WHERE id = 2100"); });
  change([](store::WriteTxn& tx) {
    store::BulkUpdate update(tx, "part", {"bin", "price_amount"});
    for (const std::int64_t id : {2999, 2100, 4, 2100}) update.set(id, {std::string_view("B"), id});
    update.finish();
  });
  change([](store::WriteTxn& tx) {
    store::BulkUpdate update(tx, "part", {"bin"});
    update.set(5, {std::string_view("C")});
    update.remove(4);
    update.remove(3000);
    update.finish();
    tx.run("UPDATE part SET bin = 'D' WHERE id = 5");
  });
  change([](store::WriteTxn& tx) { tx.run("DELETE FROM part WHERE id = 2100"); });
  CHECK(count_of(connection, "SELECT COUNT(*) AS value FROM part") == 2997);
}

TEST_CASE("rows in bulk without an event do not reach the store") {
  auto connection = store::Connection::in_memory();
  CHECK(code_of([&] {
          store::WriteTxn tx(connection, monday());
          tx.record(svcctl::store::company, {"part_import", "1", {}});
          insert_parts(tx, 3);
          tx.commit();
        }) == "bug");
  CHECK(count_of(connection, "SELECT COUNT(*) AS value FROM part") == 0);
}

TEST_CASE("a row that breaks a rule of the table undoes everything") {
  auto connection = store::Connection::in_memory();
  CHECK(code_of([&] {
          store::WriteTxn tx(connection, monday());
          insert_parts(tx, 3);
          insert_parts(tx, 3);
        }) != "");
  CHECK(count_of(connection, "SELECT COUNT(*) AS value FROM part") == 0);
}

TEST_CASE("rows in bulk are joined with those of the store, in their order") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  insert_parts(tx, 100);
  store::BulkQuery query(tx,
                         "SELECT r.c1, p.id, p.price_amount FROM bulk_rows r CROSS JOIN part p "
                         "ON p.number_key = r.c0 AND p.number = r.c0");
  const std::vector<std::string> wanted = {"N-7", "N-99", "N-100", "N-9"};
  const auto value = [&](std::size_t row, std::size_t column) -> BulkValue {
    if (column == 0) return std::string_view(wanted[row]);
    return static_cast<std::int64_t>(row);
  };
  const store::BulkRowsOf rows(wanted.size(), value);
  for (int again = 0; again < 2; ++again) {
    std::string found;
    query.run(rows);
    while (query.next())
      found += std::to_string(query.value(0).number()) + ":" +
               std::to_string(query.value(1).number()) + (query.value(2).is_null() ? "- " : "+ ");
    CHECK(found == "0:8+ 1:100- 3:10- ");
  }
}
