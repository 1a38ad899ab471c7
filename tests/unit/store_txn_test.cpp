#include <doctest/doctest.h>

#include "store/log.hpp"
#include "store/reference.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

std::int64_t counters(store::Connection& connection) {
  store::ReadTxn tx(connection, monday());
  return *tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM document_counter");
}

}  // namespace

TEST_CASE("what is not committed never was") {
  auto connection = store::Connection::in_memory();
  {
    store::WriteTxn tx(connection, monday());
    CHECK(tx.next_number('J', 1) == "J261123-001");
  }
  {
    store::WriteTxn tx(connection, monday());
    CHECK(tx.next_number('J', 1) == "J261123-001");
    CHECK(tx.next_number('J', 1) == "J261123-002");
    CHECK(tx.next_number('B', 1) == "B261123-001");
    tx.record(svcctl::store::company, {"job", "J261123-002", {}});
    tx.commit();
  }
  CHECK(counters(connection) == 2);
}

TEST_CASE("rows without an event do not reach the store") {
  auto connection = store::Connection::in_memory();
  CHECK(code_of([&] {
          store::WriteTxn tx(connection, monday());
          tx.next_number('J', 1);
          tx.commit();
        }) == "bug");
  CHECK(counters(connection) == 0);
}

TEST_CASE("a remark of the write is taken once, and what is undone leaves none") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  tx.remark("x.kept", tr("odd"));
  CHECK(code_of([&] {
          tx.attempt([&] {
            tx.remark("x.undone", tr("odd too"));
            throw bad_data("x.z", tr("{0}", 1));
          });
        }) == "x.z");
  tx.attempt([&] { tx.remark("x.also", tr("odd as well")); });
  const auto remarks = tx.take_remarks();
  REQUIRE(remarks.size() == 2);
  CHECK(remarks[0].code == "x.kept");
  CHECK(remarks[1].code == "x.also");
  CHECK(tx.take_remarks().empty());
}

TEST_CASE("a failed attempt leaves nothing in the store and on the log") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  store::Kept<int> kept(tx, 1);
  const auto insert = [&](const char* scope) {
    return tx.insert(
        "INSERT INTO document_counter (scope, day_on, last) VALUES (:scope, '2026-11-23', 1)",
        {{"scope", scope}});
  };
  const auto first = insert("a");
  tx.record(svcctl::store::company, {"counter", "a", {}});
  CHECK(code_of([&] {
          tx.attempt([&] {
            insert("b");
            tx.run("UPDATE document_counter SET last = 2 WHERE id = :id", {{"id", first}});
            tx.record(svcctl::store::company, {"counter", "b", {}});
            tx.insert(
                "INSERT INTO rule_override (at, clause, code, reason, approved_by) "
                "VALUES (1, '2.2-quality', 'x.y', 'why', 'M1')");
            kept.set(2);
            tx.attempt([&] { kept.set(3); });
            throw bad_data("x.z", tr("{0}", 1));
          });
        }) == "x.z");
  CHECK(*kept == 1);
  CHECK(tx.attempt([&] { return insert("c"); }) == first + 1);
  tx.attempt([&] {
    CHECK(code_of([&] { tx.attempt([&] { insert("c"); }); }) == "store.duplicate");
    tx.record(svcctl::store::company, {"counter", "c", {}});
  });
  tx.commit();
  store::ReadTxn after(connection, monday());
  std::string told;
  store::each_event(after, {}, [&](const store::LogEntry& entry) { told += entry.key; });
  CHECK(told == "ac");
  CHECK(after.value<std::int64_t>("SELECT SUM(last) AS value FROM document_counter") == 2);
  CHECK(after.value<std::int64_t>("SELECT COUNT(*) AS value FROM rule_override") == 0);
  CHECK(after.value<std::int64_t>("SELECT COUNT(*) AS value FROM event_row") == 2);
  CHECK(store::verify_log(after).findings.empty());
}

TEST_CASE("counters grow wider than three digits") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  std::string last;
  for (int i = 0; i < 1000; ++i) last = tx.next_number('J', 1);
  CHECK(last == "J261123-1000");
}

TEST_CASE("append-only rows refuse to change") {
  auto connection = store::Connection::in_memory();
  count_up(connection, "a");
  store::WriteTxn tx(connection, monday());
  CHECK(code_of([&] { tx.run("UPDATE event SET key = 'b'"); }) == "store.append-only");
  CHECK(code_of([&] { tx.run("DELETE FROM event_row"); }) == "store.append-only");
}

TEST_CASE("a second row of a unique kind is wrong usage, not a crash") {
  auto connection = store::Connection::in_memory();
  count_up(connection, "a");
  CHECK(code_of([&] { count_up(connection, "a"); }) == "store.duplicate");
}

TEST_CASE("a key gives its first result again, and refuses another request") {
  auto connection = store::Connection::in_memory();
  {
    store::WriteTxn tx(connection, monday());
    CHECK_FALSE(store::first_result(tx, "k", "request"));
    store::remember(tx, "k", "request", "J261123-001\n");
    tx.commit();
  }
  store::ReadTxn tx(connection, monday());
  CHECK(store::first_result(tx, "k", "request") == "J261123-001\n");
  CHECK(code_of([&] { store::first_result(tx, "k", "other"); }) == "ref.other-request");
}

TEST_CASE("a refusal names its clause; only some can be overridden") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  CHECK_NOTHROW(store::require(tx, true, Clause::consent, "x.y", tr("never said {0}", 1)));
  try {
    store::require(tx, false, Clause::consent, "x.y", tr("said {0}", 1), "svcctl mend");
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::refused);
    CHECK(error.clause() == Clause::consent);
    CHECK(error.hint() == "svcctl mend");
  }
}

TEST_CASE("the log lists events by kind, actor and time") {
  auto connection = store::Connection::in_memory();
  count_up(connection, "a");
  count_up(connection, "b");
  store::ReadTxn tx(connection, monday());
  const auto listed = [&](const store::LogFilter& filter) {
    std::string keys;
    store::each_event(tx, filter, [&](const store::LogEntry& entry) {
      keys += entry.key;
      CHECK(entry.facts.at(0).second == "7");
    });
    return keys;
  };
  CHECK(listed({}) == "ab");
  CHECK(listed({.entity = "b", .actor = {}, .since = {}}) == "b");
  CHECK(listed({.entity = "counter", .actor = "", .since = {}}) == "ab");
  CHECK(listed({.entity = {}, .actor = "W01", .since = {}}).empty());
  CHECK(listed({.entity = {}, .actor = {}, .since = tx.now().plus_seconds(1)}).empty());
}

TEST_CASE("a hint gives an option of the typed command another value") {
  auto context = monday();
  context.typed = "svcctl intake open --concern '  ' --name 'O'\\''Hara B' --as A01";
  CHECK(store::typed_with(context, "concern", "WORDS") ==
        "svcctl intake open --name 'O'\\''Hara B' --as A01 --concern WORDS");
  CHECK(store::typed_with(context, "name", "NAME") ==
        "svcctl intake open --concern '  ' --as A01 --name NAME");
  CHECK(store::typed_with(context, "as", "M01") ==
        "svcctl intake open --concern '  ' --name 'O'\\''Hara B' --as M01");
  context.typed = "svcctl intake open";
  CHECK(store::typed_with(context, "as", "M01") == "svcctl intake open --as M01");
}
