#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "archive/erasure.hpp"
#include "archive/export.hpp"
#include "archive/history.hpp"
#include "archive/stored_codes.hpp"
#include "customer/customer.hpp"
#include "customer/words.hpp"
#include "store_support.hpp"

// What holds of every table, also of one that a later migration adds.

using namespace svcctl;
using namespace svcctl::test;

namespace {

using Names = std::set<std::string>;

/// The first column, named `value`, of each row.
Names names(const store::ReadTxn& tx, const std::string& sql) {
  Names out;
  for (auto query = tx.query(sql); query.next();) out.insert(query.row().get<std::string>("value"));
  return out;
}

/// "table.column" of the columns of text, but for those of the log.
Names stored_text_columns(const store::ReadTxn& tx) {
  return names(tx,
               "SELECT t.name || '.' || c.name AS value FROM sqlite_master t, "
               "pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'TEXT' "
               "AND t.name NOT LIKE 'event%' AND t.name NOT LIKE 'chain%' "
               "AND t.name NOT LIKE 'anchor%'");
}

std::string full_name(const store::TextColumn& column) {
  return std::string(column.table) + "." + column.column;
}

/// Tables of the company: they belong to no outlet. staff.outlet_id is where a person works.
const Names of_the_company = {"certificate",
                              "callback_mark",
                              "contact_consent",
                              "customer",
                              "customer_erasure",
                              "customer_import",
                              "customer_import_row",
                              "customer_merge",
                              "customer_merge_row",
                              "fitment",
                              "outlet",
                              "part",
                              "part_import",
                              "part_import_change",
                              "part_import_mapping",
                              "part_price",
                              "part_reference",
                              "past_visit",
                              "person_words",
                              "personal_access",
                              "personal_copy_end",
                              "staff_right",
                              "staff_role",
                              "stock_transfer",
                              "supplier",
                              "supplier_price",
                              "vehicle",
                              "vehicle_date",
                              "vehicle_owner",
                              "waste_receiver",
                              "word_posting",
                              "word_segment"};

}  // namespace

TEST_CASE("every column of text says what it holds, once") {
  auto connection = store::Connection::in_memory();
  const store::ReadTxn tx(connection, monday());
  Names declared;
  for (const auto& column : archive::every_text_column()) {
    CAPTURE(full_name(column));
    CHECK(declared.insert(full_name(column)).second);
    CHECK((column.holds == store::Holds::code) == !column.codes.empty());
    CHECK((column.holds == store::Holds::words) == (column.of_customer != nullptr));
  }
  for (const auto& stored : stored_text_columns(tx)) {
    CAPTURE(stored);
    CHECK(declared.contains(stored));
  }
  for (const auto& each : declared) {
    CAPTURE(each);
    CHECK(stored_text_columns(tx).contains(each));
  }
}

TEST_CASE("a column that is called a state or a kind is one of codes") {
  const Names called = {"state", "kind", "outcome", "method", "verdict", "channel", "payer"};
  // Their words are a configuration's, or grow with the tables.
  const Names open = {"certificate.kind", "person_words.kind"};
  for (const auto& column : archive::every_text_column()) {
    if (!called.contains(column.column) || open.contains(full_name(column))) continue;
    CAPTURE(full_name(column));
    CHECK(column.holds == store::Holds::code);
  }
}

TEST_CASE("no CHECK freezes a vocabulary") {
  auto connection = store::Connection::in_memory();
  const store::ReadTxn tx(connection, monday());
  const auto frozen = names(tx,
                            "SELECT name AS value FROM sqlite_master WHERE type = 'table' "
                            "AND (sql LIKE '%CHECK%IN%(''%' OR sql LIKE '%CHECK%= ''%')");
  CHECK(frozen == Names());
}

TEST_CASE("rows with words about a customer keep a salt, which goes with the words") {
  for (const auto& column : archive::every_text_column()) {
    if (column.holds != store::Holds::words) continue;
    CAPTURE(full_name(column));
    const auto all = archive::every_text_column();
    CHECK(std::ranges::any_of(all, [&](const auto& each) {
      return std::string(each.table) == column.table && std::string(each.column) == "salt";
    }));
    for (const auto& other : all)
      if (other.of_customer && std::string(other.table) == column.table)
        CHECK(std::string(other.of_customer) == column.of_customer);
  }
}

TEST_CASE("every table of an outlet's work says of which outlet") {
  auto connection = store::Connection::in_memory();
  const store::ReadTxn tx(connection, monday());
  const auto without = names(tx,
                             "SELECT name AS value FROM sqlite_master t WHERE type = 'table' "
                             "AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c "
                             "                 WHERE c.name = 'outlet_id')");
  const Names of_the_store = names(tx,
                                   "SELECT name AS value FROM sqlite_master WHERE name IN "
                                   "('store_meta', 'document_counter', 'request_ref', "
                                   "'rule_override') OR name LIKE 'event%' "
                                   "OR name LIKE 'chain%' OR name LIKE 'anchor%'");
  for (const auto& table : without) {
    CAPTURE(table);
    CHECK((of_the_company.contains(table) || of_the_store.contains(table)));
  }
}

TEST_CASE("whoever looks for the rows of a lot, part, job, customer or vehicle has an index") {
  auto connection = store::Connection::in_memory();
  const store::ReadTxn tx(connection, monday());
  const auto unindexed =
      names(tx,
            "SELECT t.name || '.' || f.\"from\" AS value FROM sqlite_master t, "
            "pragma_foreign_key_list(t.name) f WHERE t.type = 'table' "
            "AND f.\"table\" IN ('lot', 'part', 'job', 'customer', 'vehicle') AND NOT EXISTS "
            "(SELECT 1 FROM pragma_index_list(t.name) l, pragma_index_info(l.name) i "
            " WHERE i.seqno = 0 AND i.name = f.\"from\")");
  CHECK(unindexed == Names());
}

TEST_CASE("a code that the program does not know is found, with its row") {
  const Folder folder;
  const auto path = folder.file("shop.db");
  { store::Connection::create({.path = path}); }
  tamper(path,
         "INSERT INTO staff (id, code, name) VALUES (7, 'M1', 'M');"
         "INSERT INTO staff_role (id, staff_id, role) VALUES (3, 7, 'captain'), (4, 7, 'manager');"
         "INSERT INTO part_import (file, sha256, mode, stock, new_count, changed_count, "
         "unchanged_count, rejected_count, at) VALUES ('f', 's', 'upsert', '', 0, 0, 0, 0, 0)");
  store::Connection connection({.path = path});
  const auto found = archive::unknown_codes(store::ReadTxn(connection, monday()));
  REQUIRE(found.size() == 1);
  CHECK(found[0].table == "staff_role");
  CHECK(found[0].column == "role");
  CHECK(found[0].value == "captain");
  CHECK(found[0].first_id == 3);
}

TEST_CASE("words of a table that nobody knows of are shown, exported and forgotten") {
  const Folder folder;
  const auto path = folder.file("shop.db");
  { store::Connection::create({.path = path}); }
  tamper(path,
         "CREATE TABLE road_call (id INTEGER PRIMARY KEY,"
         " words_id INTEGER REFERENCES person_words (id)) STRICT");
  store::Connection connection({.path = path});
  store::WriteTxn tx(connection, monday());
  const auto customer = customer::add_customer(tx, {.name = "Anna"});
  const auto words = customer::keep_words(tx, customer.id, "road-call", "stands at Lake Street 5");
  tx.insert("INSERT INTO road_call (words_id) VALUES (:words)", {{"words", words}});

  const auto said = [&] {
    std::vector<std::string> out;
    archive::each_of_customer(tx, customer.id, {.kinds = {archive::EntryKind::words}},
                              [&](const auto& entry) { out.push_back(entry.text); });
    return out;
  };
  const auto exported = [&] {
    std::string out;
    archive::export_json(tx, customer.id, [&](std::string_view text) { out += text; });
    return out.find("Lake Street") != std::string::npos;
  };
  CHECK(said() == std::vector<std::string>{"stands at Lake Street 5"});
  CHECK(exported());
  CHECK(archive::forget(tx, customer.number).words == 1);
  CHECK(said().empty());
  CHECK(!exported());
  CHECK(!tx.value<std::string>("SELECT text AS value FROM person_words WHERE id = :id",
                               {{"id", words}}));
}
