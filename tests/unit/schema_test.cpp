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
                              "certificate_withdrawal",
                              "credit_limit",
                              "callback_mark",
                              "contact_consent",
                              "customer",
                              "customer_contact",
                              "customer_erasure",
                              "customer_merge",
                              "customer_merge_row",
                              "fitment",
                              "import_batch",
                              "import_batch_row",
                              "import_mapping",
                              "odometer_reading",
                              "outlet",
                              "part",
                              "part_import",
                              "part_import_change",
                              "part_former_value",
                              "part_price",
                              "part_reference",
                              "past_visit",
                              "person_words",
                              "personal_access",
                              "personal_copy_end",
                              "staff_employment",
                              "staff_binding",
                              "staff_pin",
                              "staff_takeover",
                              "staff_twin",
                              "staff_right",
                              "staff_role",
                              "stock_transfer",
                              "supplier",
                              "supplier_approval",
                              "supplier_price",
                              "vehicle",
                              "vehicle_date",
                              "vehicle_identifier",
                              "vehicle_owner",
                              "waste_licence",
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
  const Names of_the_store =
      names(tx,
            "SELECT name AS value FROM sqlite_master WHERE name IN "
            "('store_meta', 'document_counter', 'request_ref', 'log_table', "
            "'rule_override', 'override_subject', 'rule_version', 'clock_dispute', 'schema_step', "
            "'store_restore') OR name LIKE 'event%' "
            "OR name LIKE 'chain%' OR name LIKE 'anchor%' OR name LIKE 'late%'");
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
         "INSERT INTO import_batch (id, kind, file, sha256, new_count, changed_count, "
         "unchanged_count, rejected_count, at) VALUES (1, 'parts', 'f', 's', 0, 0, 0, 0, 0);"
         "INSERT INTO part_import (id, mode, stock) VALUES (1, 'upsert', '')");
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
  store::Connection connection({.path = path, .any_version = true});
  store::WriteTxn tx(connection, monday());
  const auto customer = customer::add_customer(tx, {.name = "Anna"});
  for (const char* sql :
       {"INSERT INTO outlet (id, code, name, scope) VALUES (3, 'MAIN', 'Main', 'cars')",
        "INSERT INTO staff (id, code, name) VALUES (5, 'A1', 'Advisor')",
        "INSERT INTO vehicle (id, plate, plate_reversed, salt) VALUES (4, 'P1', '1P', 's')"})
    tx.run(sql);
  tx.run(
      "INSERT INTO job (id, number, outlet_id, vehicle_id, customer_id, state, concern, symptoms,"
      " salt, arrived_at, opened_at, recorded_at)"
      " VALUES (7, 'J7', 3, 4, :customer, 'cancelled', 'brakes', '', 's', 0, 0, 0)",
      {{"customer", customer.id}});
  tx.identify({.id = 5, .code = "A1"});
  const auto words =
      customer::keep_words(tx, customer.id, 7, "road-call", "stands at Lake Street 5");
  tx.identify({});
  tx.insert("INSERT INTO road_call (words_id) VALUES (:words)", {{"words", words}});

  int shown_of_vehicle = 0;
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
  archive::each_of_vehicle(tx, 4, {.kinds = {archive::EntryKind::words}}, [&](const auto& entry) {
    CHECK(entry.text == "stands at Lake Street 5");
    CHECK(entry.plate == "V4");
    CHECK(entry.job == "J7");
    CHECK(entry.by == "A1");
    ++shown_of_vehicle;
  });
  CHECK(shown_of_vehicle == 1);
  CHECK(exported());
  CHECK(archive::forget(tx, customer.number).words == 2);  // and what the job was opened for
  CHECK(said().empty());
  CHECK(!exported());
  CHECK(!tx.value<std::string>("SELECT text AS value FROM person_words WHERE id = :id",
                               {{"id", words}}));
}

TEST_CASE("nothing personal is left of a customer who is forgotten") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  // '#' marks what is personal: one row of each table that holds some, of customer 1.
  for (const char* sql :
       {"INSERT INTO outlet (id, code, name, scope) VALUES (1, 'MAIN', 'Main', 'cars')",
        "INSERT INTO customer (id, number, name, phone, phone_typed, phone_reversed, address,"
        " source_id, salt) VALUES (1, 'K0001', '#', '#', '#', '#', '#', '#', 's')",
        "INSERT INTO customer_contact (customer_id, name, phone, relation, from_at, recorded_at,"
        " salt) VALUES (1, '#', '#', '#', 0, 0, 's')",
        "INSERT INTO vehicle (id, plate, plate_reversed, vin, vin_reversed, engine, salt)"
        " VALUES (1, '#', '#', '#', '#', '#', 's')",
        "INSERT INTO vehicle_identifier (id, vehicle_id, kind, value, reason, salt)"
        " VALUES (1, 1, 'plate', '#', '#', 's')",
        "INSERT INTO vehicle_owner (vehicle_id, customer_id, from_at, reason, salt)"
        " VALUES (1, 1, 0, '#', 's')",
        "INSERT INTO import_batch (id, kind, file, sha256, new_count, changed_count,"
        " unchanged_count, rejected_count, at) VALUES (1, 'customer', '', '', 0, 1, 0, 0, 0)",
        "INSERT INTO import_batch_row (batch_id, table_name, row_id, outcome, before, salt)"
        " VALUES (1, 'customer', 1, 'changed', '#', 's')",
        "INSERT INTO person_words (customer_id, kind, at, text, salt)"
        " VALUES (1, 'delivery', 0, '#', 's')",
        "INSERT INTO booking (number, outlet_id, plate, concern, salt, for_at, state,"
        " cancelled_reason, at, recorded_at)"
        " VALUES ('B1', 1, '#', '#', 's', 0, 'cancelled', '#', 0, 0)",
        "INSERT INTO job (id, number, outlet_id, vehicle_id, customer_id, state, concern,"
        " symptoms, salt, arrived_at, opened_at, recorded_at, declined_reason,"
        " cancelled_reason) VALUES (1, 'J1', 1, 1, 1, 'cancelled', '#', '#', 's', 0, 0, 0, '#',"
        " '#')",
        "INSERT INTO intake_check (job_id, damage, belongings, salt, at, recorded_at, outlet_id)"
        " VALUES (1, '#', '#', 's', 0, 0, 1)",
        "INSERT INTO intake_question (id, job_id, question, salt, at, recorded_at, outlet_id)"
        " VALUES (1, 1, '#', 's', 0, 0, 1)",
        "INSERT INTO intake_answer (question_id, answer, salt, at, recorded_at, outlet_id)"
        " VALUES (1, '#', 's', 0, 0, 1)",
        "INSERT INTO job_hold (job_id, reason, salt, from_at, recorded_at, outlet_id)"
        " VALUES (1, '#', 's', 0, 0, 1)",
        "INSERT INTO repair_plan (job_id, options, recommended, explained, reason, salt, at,"
        " recorded_at, outlet_id) VALUES (1, '', '', 1, '#', 's', 0, 0, 1)",
        "INSERT INTO change_order (job_id, number, reason, salt, before_amount, after_amount,"
        " state, at, recorded_at, outlet_id) VALUES (1, 1, '#', 's', 0, 0, 'refused', 0, 0, 1)",
        "INSERT INTO paper_names (job_id, outlet_id, stage, owner_name, owner_phone,"
        " owner_address, brought_by, plate, make, model, vin, engine, vehicle_kind, salt, at,"
        " recorded_at) VALUES (1, 1, 'opened', '#', '#', '#', '#', '#', '', '', '#', '#', 'car',"
        " 's', 0, 0)",
        "INSERT INTO delivery (job_id, comment, salt, at, recorded_at, outlet_id)"
        " VALUES (1, '#', 's', 0, 0, 1)",
        "INSERT INTO complaint (number, outlet_id, customer_id, channel, kind, severity, text,"
        " salt, received_at, recorded_at, state, authority_case, answer, closed_at)"
        " VALUES ('C1', 1, 1, 'phone', 'quality', 'normal', '#', 's', 0, 0, 'closed', '#', '#',"
        " 0)"})
    tx.run(sql);
  const auto marked = [&](const store::TextColumn& column) {
    return tx.value<std::int64_t>(std::string("SELECT COUNT(*) AS value FROM ") + column.table +
                                  " WHERE " + column.column + " = '#'");
  };
  auto personal = archive::every_text_column();
  std::erase_if(personal, [](const auto& each) {
    return each.holds != store::Holds::words && each.holds != store::Holds::identity;
  });
  for (const auto& column : personal) {
    CAPTURE(full_name(column));
    CHECK(marked(column) == 1);
  }
  CHECK(archive::forget(tx, "K0001").kind == archive::ErasureKind::anonymised);
  for (const auto& column : personal) {
    CAPTURE(full_name(column));
    CHECK(marked(column) == 0);
    CHECK(tx.value<std::int64_t>(std::string("SELECT COUNT(*) AS value FROM ") + column.table +
                                 " WHERE salt = 's'")
              .value_or(0) == 0);
  }
}
