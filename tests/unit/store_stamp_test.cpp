#include <doctest/doctest.h>

#include "store/late.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

constexpr Instant noon{1'763'870'400};

store::Context recorded_at(Instant now, std::optional<Instant> told) {
  store::Context context;
  context.now = now;
  context.at = told;
  context.command = "job check";
  context.typed = "svcctl job check 001 1 --self --pass";
  return context;
}

constexpr store::GroundKind finished{N_("the work was stopped"), nullptr};

/// What judging the told time makes of it.
store::Stamp judged(Instant now, std::optional<Instant> told, std::optional<Instant> ground) {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, recorded_at(now, told));
  tx.stands_on(Clause::quality, {finished.at(ground)});
  return tx.stamp();
}

}  // namespace

TEST_CASE("what is not told happened when it was recorded, whatever it stands on") {
  const auto stamp = judged(noon, std::nullopt, noon.plus_seconds(-60));
  CHECK(stamp.happened() == noon);
  CHECK(stamp.counts() == noon);
  CHECK_FALSE(stamp.late());
}

TEST_CASE("nothing happens before what it stands on; the refusal names both and mends") {
  const Instant ground = noon.plus_seconds(-600);
  try {
    judged(noon, ground.plus_seconds(-60), ground);
    FAIL("was not refused");
  } catch (const Error& error) {
    CHECK(error.code() == "time.before");
    CHECK(error.clause() == Clause::quality);
    CHECK(error.hint() == "svcctl job check 001 1 --self --pass --at '2025-11-23 03:50'");
  }
  CHECK(judged(noon, ground, ground).happened() == ground);
  CHECK(judged(noon, ground.plus_seconds(-60), std::nullopt).happened() ==
        ground.plus_seconds(-60));
}

TEST_CASE("what is told of the minute of its ground happened after it") {
  const Instant ground = noon.plus_seconds(-600 + 42);
  CHECK(judged(noon, noon.plus_seconds(-600), ground).happened() == ground);
}

TEST_CASE("a late record counts from its recording, one in time from when it happened") {
  const int allowed = 12 * 3600;
  CHECK(judged(noon, noon.plus_seconds(-allowed), std::nullopt).counts() ==
        noon.plus_seconds(-allowed));
  const auto late = judged(noon, noon.plus_seconds(-allowed - 60), std::nullopt);
  CHECK(late.late());
  CHECK(late.happened() == noon.plus_seconds(-allowed - 60));
  CHECK(late.counts() == noon);
}

TEST_CASE("a told time that nothing judged is refused") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, recorded_at(noon, noon.plus_seconds(-60)));
  CHECK(code_of([&] { tx.stamp(); }) == "time.told");
  CHECK(code_of([&] { tx.record(store::company, {"job", "J1", {}}); }) == "time.told");
}

TEST_CASE("the commit marks the rows of late events, and nothing else") {
  auto connection = store::Connection::in_memory();
  for (const auto told : {noon.plus_seconds(-3600), noon.plus_seconds(-86'400)}) {
    store::WriteTxn tx(connection, recorded_at(noon, told));
    tx.stands_on(Clause::quality, {});
    tx.insert("INSERT INTO supplier (code, name) VALUES (:code, 'x')", {{"code", told.str()}});
    tx.record(store::company, {"supplier", told.str(), {}});
    tx.commit();
  }
  const store::ReadTxn tx(connection, recorded_at(noon, std::nullopt));
  CHECK(tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM late_record") == 1);
  CHECK(tx.value<std::string>("SELECT s.code AS value FROM late_record l JOIN supplier s "
                              "ON s.id = l.row_id AND l.table_name = 'supplier'") ==
        noon.plus_seconds(-86'400).str());
  std::vector<std::string> events;
  store::each_late_event(tx, true, [&](const auto& each) { events.push_back(each.event); });
  CHECK(events == std::vector<std::string>{"2"});
}
