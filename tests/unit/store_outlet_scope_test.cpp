#include <string>

#include "store/outlet_scope.hpp"
#include "store/private/journal.hpp"
#include "store_support.hpp"

// Where a transaction acts and reads: from who acts, what `--outlet` names, and the store's
// outlets.
namespace svcctl::test {
namespace {

const store::OutletName main_outlet{1, "MAIN"};
const store::OutletName east{2, "EAST"};

/// Somebody of EAST or of no outlet, in a store with two outlets.
struct Asked {
  std::string outlet = {};  ///< as `--outlet` says
  bool stranger = false;
  bool of_east = true;
  bool may_leave = false;
};

/// The outlet's code, "every" for all, or the code of the refusal.
std::string decided(store::Connection& connection, const Asked& asked) {
  auto context = monday();
  context.outlet = asked.outlet;
  store::ReadTxn tx(connection, context);
  store::Actor actor{.id = 7, .code = "P1", .stranger = asked.stranger};
  if (asked.stranger) actor = {.stranger = true};
  if (asked.may_leave) actor.rights.insert(Right::across_outlets);
  tx.identify(actor);
  store::OutletsSeen seen{.count = 2};
  if (asked.of_east && !asked.stranger) seen.home = east;
  if (asked.outlet == "MAIN") seen.named = main_outlet;
  if (asked.outlet == "EAST") seen.named = east;
  tx.take_outlets(seen);
  std::string code;
  const auto refused = code_of([&] {
    const auto& here = tx.scope();
    code = here.outlet ? here.outlet->code : "every";
  });
  return refused.empty() ? code : refused;
}

void add_outlet(store::WriteTxn& tx, const char* code) {
  tx.insert("INSERT INTO outlet (code, name, scope) VALUES (:code, :code, 'x')", {{"code", code}});
  tx.record(store::company, {"outlet", code, {}});
}

}  // namespace

TEST_CASE("a person's outlet is the default and the limit") {
  auto connection = store::Connection::in_memory();
  CHECK(decided(connection, {}) == "EAST");
  CHECK(decided(connection, {.outlet = "EAST"}) == "EAST");
  CHECK(decided(connection, {.outlet = "MAIN"}) == "outlet.not-yours");
  CHECK(decided(connection, {.outlet = "ALL"}) == "outlet.not-yours");
  CHECK(decided(connection, {.outlet = "WEST"}) == "outlet.not-found");
  CHECK(decided(connection, {.may_leave = true}) == "EAST");
  CHECK(decided(connection, {.outlet = "MAIN", .may_leave = true}) == "MAIN");
  CHECK(decided(connection, {.outlet = "ALL", .may_leave = true}) == "every");
  CHECK(decided(connection, {.of_east = false}) == "every");
  CHECK(decided(connection, {.outlet = "MAIN", .of_east = false}) == "MAIN");
  CHECK(decided(connection, {.stranger = true}) == "outlet.which");
  CHECK(decided(connection, {.outlet = "MAIN", .stranger = true}) == "MAIN");
  CHECK(decided(connection, {.outlet = "ALL", .stranger = true}) == "staff.who");
}

TEST_CASE("a store with one outlet narrows nothing and asks nothing") {
  auto connection = store::Connection::in_memory();
  store::ReadTxn tx(connection, monday());
  store::OutletsSeen seen{.count = 1};
  seen.only = main_outlet;
  tx.identify({.stranger = true});
  tx.take_outlets(seen);
  CHECK(tx.scope().one() == main_outlet.id);
  CHECK(tx.within("j.outlet_id").sql.empty());
}

TEST_CASE("an event of an outlet makes rows of that outlet only") {
  auto connection = store::Connection::in_memory();
  {
    store::WriteTxn tx(connection, monday());
    add_outlet(tx, "MAIN");
    add_outlet(tx, "EAST");
    tx.commit();
  }
  store::WriteTxn tx(connection, monday());
  const auto book = [&](std::int64_t outlet) {
    tx.insert(
        "INSERT INTO booking (number, outlet_id, plate, concern, salt, for_at, state, at, "
        "recorded_at) VALUES (:number, :outlet, 'A', 'x', 's', 1, 'booked', 1, 1)",
        {{"number", "A" + std::to_string(outlet)}, {"outlet", outlet}});
  };
  tx.attempt([&] {
    book(2);
    tx.record(store::of_outlet(2), {"booking", "A2", {}});
  });
  book(1);
  CHECK(code_of([&] { tx.record(store::of_outlet(2), {"booking", "A1", {}}); }) == "bug");
}

TEST_CASE("what is done away from one's outlet says so on the log, and else is refused") {
  auto connection = store::Connection::in_memory();
  const auto facts_of = [&](const std::string& outlet, store::Scope scope, bool may_leave) {
    auto context = monday();
    context.outlet = outlet;
    store::WriteTxn tx(connection, context);
    store::Actor actor{.id = 7, .code = "P1"};
    if (may_leave) actor.rights.insert(Right::across_outlets);
    tx.identify(actor);
    store::OutletsSeen seen{.count = 2};
    seen.home = east;
    if (outlet == "MAIN") seen.named = main_outlet;
    tx.take_outlets(seen);
    tx.record(scope, {"job", "J1", {}});
    return tx.journal().events.back().facts.size();
  };
  CHECK(facts_of("", store::of_outlet(2), false) == 0);
  CHECK(facts_of("MAIN", store::of_outlet(1), true) == 1);
  CHECK(facts_of("", store::heard_for(1), false) == 1);
  CHECK(code_of([&] { facts_of("", store::of_outlet(1), false); }) == "outlet.not-yours");
  CHECK(code_of([&] { facts_of("", store::of_outlet(1), true); }) == "outlet.elsewhere");
  CHECK(code_of([&] { facts_of("MAIN", store::of_outlet(1), false); }) == "outlet.not-yours");
}

}  // namespace svcctl::test
