#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "csv/reader.hpp"
#include "parts/import/import.hpp"
#include "store_support.hpp"

using namespace svcctl;

namespace {

constexpr int part_count = 21'000;  // read in two chunks, each merged in several steps

std::string number_of(int i) { return "N" + std::to_string(i * 7919 % 100'003); }

/// A line of a list: every field can be told from the part's own number.
std::string line_of(int i, const std::string& lot) {
  const std::string day = std::to_string(10 + i % 18);
  return number_of(i) + ",配件" + std::to_string(i) + "," + std::to_string(i) + ".50," +
         std::to_string(1 + i % 9) + "," + lot + ",2027-03-" + day + "\n";
}

parts::ImportSummary take(store::WriteTxn& tx, const std::string& lines,
                          std::string* rejected = nullptr) {
  std::istringstream source("number,name,cost,qty,lot,expires\n" + lines);
  csv::Reader rows(source);
  parts::ImportRequest request{
      .list = {.file = "list.csv", .sha256 = std::to_string(lines.size()), .skip_bad = true},
      .stock = parts::StockMode::set};
  if (rejected != nullptr)
    request.list.rejects.row = [rejected](const csv::Reject& reject, std::string_view raw) {
      *rejected += std::to_string(reject.line) + " " + std::string(raw) + "\n";
    };
  return parts::import_parts(tx, rows, request);
}

std::int64_t count(const store::ReadTxn& tx, const std::string& of) {
  return tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM " + of).value();
}

}  // namespace

TEST_CASE("a long list comes in whole, whatever its order, and the same list changes nothing") {
  std::vector<int> order(part_count);
  for (int i = 0; i < part_count; ++i) order[static_cast<std::size_t>(i)] = i;
  std::mt19937 random(7);
  std::shuffle(order.begin(), order.end(), random);
  std::string list;
  for (const int i : order) list += line_of(i, "A");
  const int first = order.front();
  list += line_of(first, "B");  // another lot of the part, a chunk later
  const std::string bad = number_of(first) + ",another name,1.00,1,C,";
  list += bad + "\n";

  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  tx.run("INSERT INTO outlet (id, code, name, scope) VALUES (1, 'MAIN', 'Main', 'cars')");
  std::string rejected;
  const auto done = take(tx, list, &rejected);
  CHECK(done.rows == part_count + 2);
  CHECK(done.created == part_count);
  CHECK(rejected == std::to_string(part_count + 3) + " " + bad + "\n");

  CHECK(count(tx, "part") == part_count);
  CHECK(count(tx, "stock_movement") == part_count + 1);
  for (const int i : {0, 1, 4'095, 4'096, 8'191, 8'192, part_count - 1}) {
    INFO(number_of(i));
    const auto kept = tx.first(
        R"(SELECT p.name || ' ' || p.cost_amount || ' ' || l.qty || ' ' || l.expires_on AS said
             FROM part p JOIN lot l ON l.part_id = p.id AND l.code = 'A' WHERE p.number = :number)",
        {{"number", number_of(i)}},
        [](const store::Row& row) { return row.get<std::string>("said"); });
    CHECK(kept == "配件" + std::to_string(i) + " " + std::to_string(i * 100 + 50) + " " +
                      std::to_string((1 + i % 9) * 1000) + " 2027-03-" +
                      std::to_string(10 + i % 18));
  }
  // What was set aside while they came in, is there again.
  CHECK(count(tx, "lot INDEXED BY lot_expiry WHERE expires_on IS NOT NULL AND in_stock = 1") ==
        part_count + 1);

  const auto again = take(tx, list);
  CHECK(again.created == 0);
  CHECK(again.changed == 0);
  CHECK(again.unchanged == part_count + 1);
  CHECK_FALSE(again.batch);
}
