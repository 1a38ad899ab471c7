#include <doctest/doctest.h>

#include "store/log.hpp"
#include "store/private/statement_text.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

/// Keeps what was executed.
class Recorder : public store::Observer {
 public:
  void executed(std::string_view text, std::span<const store::Bound> parameters) override {
    texts.emplace_back(text);
    bound.assign(parameters.begin(), parameters.end());
  }
  void row(const store::Statement&) override { ++rows; }
  std::vector<std::string> texts;
  std::vector<store::Bound> bound;
  int rows = 0;
};

/// The log's rows of a table: event, row and whether it was deleted.
std::string told(const store::ReadTxn& tx) {
  std::string out;
  for (auto query = tx.query("SELECT seq, row_id, digest FROM event_row "
                             "ORDER BY seq, row_id");
       query.next();)
    out += std::to_string(query.row().get<std::int64_t>("seq")) + ":" +
           std::to_string(query.row().get<std::int64_t>("row_id")) +
           (std::holds_alternative<std::monostate>(query.row().stored("digest")) ? "-" : "") + " ";
  return out;
}

void record(store::WriteTxn& tx) { tx.record(store::company, {"counter", "k", {}}); }

}  // namespace

TEST_CASE("the table that a statement writes to is told from its text") {
  using store::written_table;
  CHECK(written_table("INSERT INTO job (a) VALUES (1)") == "job");
  CHECK(written_table("insert or replace into \"job\" VALUES (1)") == "job");
  CHECK(written_table("REPLACE INTO job VALUES (1)") == "job");
  CHECK(written_table("UPDATE job SET a = 1") == "job");
  CHECK(written_table("  -- UPDATE staff\n DELETE FROM job WHERE id = 1") == "job");
  CHECK(written_table("UPDATE OR IGNORE job SET a = 1") == "job");
  CHECK(written_table("WITH n AS (SELECT 'UPDATE', \"DELETE\" FROM part) INSERT INTO job SELECT * "
                      "FROM n") == "job");
  CHECK(written_table("WITH n AS (SELECT 1) SELECT a FROM n").empty());
  CHECK(written_table("SELECT * FROM job").empty());
  CHECK(store::is_delete("WITH n AS (SELECT 1) DELETE FROM job"));
  CHECK_FALSE(store::is_delete("UPDATE job SET a = 'DELETE'"));
  CHECK(store::with_returning("DELETE FROM job;\n") == "DELETE FROM job\nRETURNING *");
  CHECK(code_of([] { store::with_returning("DELETE FROM job RETURNING id"); }) == "bug");
}

TEST_CASE("the rows that an UPDATE is about to change are read by its own condition") {
  using store::rows_before;
  CHECK(rows_before("UPDATE job SET a = :a, b = (SELECT 1 WHERE 1) WHERE id = :id") ==
        "SELECT * FROM job WHERE  id = :id");
  CHECK(rows_before("UPDATE job SET a = 'WHERE' WHERE id IN (SELECT id FROM n WHERE c)") ==
        "SELECT * FROM job WHERE  id IN (SELECT id FROM n WHERE c)");
  CHECK(rows_before("UPDATE job SET a = 1").empty());
  CHECK(rows_before("INSERT INTO job SELECT * FROM n WHERE c").empty());
  CHECK(rows_before("DELETE FROM job WHERE id = 1").empty());
  CHECK(store::may_update_instead(
      "INSERT INTO job (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2"));
  CHECK_FALSE(
      store::may_update_instead("INSERT INTO job (a) VALUES ('UPDATE') ON CONFLICT DO NOTHING"));
}

TEST_CASE("whoever listens is told of each row that is made or changed, with what stood there") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  constexpr const char* insert =
      "INSERT INTO document_counter (scope, day_on, last) VALUES (:scope, '2026-11-23', 7)";
  tx.insert(insert, {{"scope", "before"}});
  std::vector<std::string> heard;
  const auto listen = [&](const store::RowWritten& row) {
    std::string text =
        std::string(row.table) + " " + std::to_string(row.id) + (row.made ? " made" : " changed");
    for (const auto& [column, value] : row.before)
      text += " " + column + "=" + std::to_string(std::get<std::int64_t>(value));
    heard.push_back(text);
    tx.insert(insert, {{"scope", "by the listener " + std::to_string(heard.size())}});
  };
  tx.tell_rows(listen, [&] {
    tx.insert(insert, {{"scope", "made"}});
    tx.run("UPDATE document_counter SET last = last + 1 WHERE scope = :scope",
           {{"scope", "before"}});
    tx.run("UPDATE document_counter SET last = last WHERE scope = :scope", {{"scope", "made"}});
    tx.insert_rows("document_counter", {{{"scope", "one"}, {"day_on", "2026-11-23"}, {"last", 1}},
                                        {{"scope", "two"}, {"day_on", "2026-11-23"}, {"last", 2}}});
    CHECK(code_of([&] { tx.run("DELETE FROM document_counter WHERE id = 1"); }) == "bug");
    CHECK(code_of([&] { tx.run("UPDATE document_counter SET last = 9"); }) == "bug");
    CHECK(code_of([&] {
            tx.run(
                "INSERT INTO document_counter (scope, day_on, last) VALUES ('x', 'y', 1) "
                "ON CONFLICT (scope, day_on) DO UPDATE SET last = 2");
          }) == "bug");
    CHECK(code_of([&] { tx.insert(insert, {{"scope", "made"}}); }) == "store.duplicate");
  });
  tx.insert(insert, {{"scope", "afterwards"}});
  CHECK(heard == std::vector<std::string>{"document_counter 2 made",
                                          "document_counter 1 changed last=7",
                                          "document_counter 5 made", "document_counter 6 made"});
}

TEST_CASE("every way to write a row is told on the log, with the row as it is in the end") {
  auto connection = store::Connection::in_memory();
  {
    store::WriteTxn tx(connection, monday());
    tx.run(R"(INSERT INTO document_counter (scope, day_on, last)
              SELECT 'S' || n.c, '2026-11-23', n.c
                FROM (SELECT 1 AS c UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) n)");
    record(tx);
    tx.commit();
  }
  constexpr const char* upsert =
      "INSERT INTO document_counter (scope, day_on, last) VALUES (:scope, '2026-11-23', 7) "
      "ON CONFLICT (scope, day_on) DO UPDATE SET last = document_counter.last + 1";
  {
    store::WriteTxn tx(connection, monday());
    CHECK(tx.run("UPDATE document_counter SET last = last + 1 WHERE scope IN ('S1', 'S2')") == 2);
    CHECK(tx.insert(upsert, {{"scope", "S2"}}) == 2);
    CHECK(tx.insert(upsert, {{"scope", "S5"}}) == 5);
    CHECK(tx.insert("INSERT INTO document_counter (scope, day_on, last) VALUES ('S5', "
                    "'2026-11-23', 1) ON CONFLICT DO NOTHING") == 0);
    CHECK(tx.returned(upsert, {{"scope", "S5"}},
                      [](const store::Row& row) { return row.get<std::int64_t>("last"); }) == 8);
    CHECK(tx.run(R"(UPDATE document_counter SET last = o.last FROM document_counter o
                     WHERE o.scope = 'S1' AND document_counter.scope = 'S3')") == 1);
    CHECK(tx.run("DELETE FROM document_counter WHERE scope = 'S4'") == 1);
    CHECK(tx.run("DELETE FROM document_counter WHERE scope = 'S9'") == 0);
    record(tx);
    CHECK(tx.run("UPDATE document_counter SET last = 9 WHERE scope = 'S1'") == 1);
    record(tx);
    tx.commit();
  }
  store::ReadTxn tx(connection, monday());
  CHECK(told(tx) == "1:1 1:2 1:3 1:4 2:2 2:3 2:4- 2:5 3:1 ");
  CHECK(store::verify_log(tx).findings.empty());
}

TEST_CASE("a write that fails half way is not told") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  CHECK(code_of([&] {
          tx.run(R"(INSERT INTO document_counter (scope, day_on, last)
                    SELECT 'S', '2026-11-23', n.c
                      FROM (SELECT 1 AS c UNION ALL SELECT 2) n)");
        }) == "store.duplicate");
  record(tx);
  tx.commit();
  CHECK(told(store::ReadTxn(connection, monday())).empty());
}

TEST_CASE("a parameter keeps its kind without a value") {
  auto connection = store::Connection::in_memory();
  Recorder recorder;
  connection.observe(&recorder);
  const store::ReadTxn tx(connection, monday());
  auto query = tx.query("SELECT :a AS a, :b AS b, :c AS c, :d AS d",
                        {{"a", std::optional<Money>()},
                         {"b", std::optional<Date>()},
                         {"c", std::optional<store::Bytes>()},
                         {"d", store::Bytes{std::string("\0x", 2)}}});
  REQUIRE(query.next());
  REQUIRE(recorder.bound.size() == 4);
  CHECK(recorder.bound[0].kind == store::Kind::integer);
  CHECK(recorder.bound[1].kind == store::Kind::text);
  CHECK(recorder.bound[2].kind == store::Kind::bytes);
  CHECK(std::holds_alternative<std::monostate>(recorder.bound[2].value));
  CHECK(query.row().get<store::Bytes>("d").bytes == std::string("\0x", 2));
  CHECK(code_of([&] { query.row().get<std::string>("d"); }) == "bug");
  CHECK(recorder.texts.size() == 2);  // BEGIN and the query
  CHECK(recorder.rows == 1);
}

TEST_CASE("how one transaction reads is no matter of the next") {
  const Folder folder;
  store::OpenOptions options;
  options.path = folder.file("a.db");
  auto connection = store::Connection::create(options);
  const auto pages = [&] {
    const store::WriteTxn tx(connection, monday());
    return tx.value<std::int64_t>("SELECT cache_size AS value FROM pragma_cache_size");
  };
  const auto usual = pages();
  {
    const store::ReadTxn tx(connection, monday());
    tx.expect(store::Reading::in_order);
    CHECK(tx.value<std::int64_t>("SELECT cache_size AS value FROM pragma_cache_size") != usual);
  }
  CHECK(pages() == usual);
}
