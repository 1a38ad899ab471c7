#include <doctest/doctest.h>

#include "base/kept_message.hpp"
#include "store/log.hpp"
#include "store/override.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

store::Context overriding(std::vector<Clause> clauses) {
  auto context = monday();
  context.overriding = store::Override{std::move(clauses), "the tow truck waits", "M1"};
  return context;
}

void hire(store::WriteTxn& tx, const char* code) {
  const auto id =
      tx.insert("INSERT INTO staff (code, name) VALUES (:code, :code)", {{"code", code}});
  tx.run("INSERT INTO staff_role (staff_id, role) VALUES (:id, 'manager')", {{"id", id}});
  tx.record(store::company, {"staff", code, {}});
}

void refuse(store::WriteTxn& tx, Clause clause, const char* code) {
  store::require(tx, false, clause, code, tr("{0} is not there", "it"), "");
}

}  // namespace

TEST_CASE("a kept message is the same message again") {
  const auto message = tr("{0} of {1}: {2}", "3:m", tr("job {0}", "J;1"), 7);
  const auto again = read_message(keep_message(message));
  CHECK(Catalogue::of(Language::en).format(again) == "3:m of job J;1: 7");
  CHECK(keep_message(again) == keep_message(message));
  for (const char* broken : {"", "m", "m5:ab", "m2:ab", "m2:ab1;"})
    CHECK(read_message(broken).id.empty());
}

TEST_CASE("naming a clause once lets one refusal go by, and only if there is one") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, overriding({Clause::clean}));
  hire(tx, "M1");
  CHECK(code_of([&] { store::require_used(tx); }) == "override.unused");
  refuse(tx, Clause::clean, "settle.not-clean");
  store::require_used(tx);
  CHECK(code_of([&] { refuse(tx, Clause::clean, "settle.dusty"); }) == "settle.dusty");
  CHECK(code_of([&] { refuse(tx, Clause::papers, "settle.no-paper"); }) == "settle.no-paper");
  CHECK(store::overrides_made(tx).size() == 1);
  tx.renew(overriding({Clause::papers}));  // the next command of an atomic batch
  CHECK(store::overrides_made(tx).empty());
  CHECK(code_of([&] { refuse(tx, Clause::clean, "settle.not-clean"); }) == "settle.not-clean");
}

TEST_CASE("an override in an undone attempt is as if it had not been") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, overriding({Clause::clean}));
  hire(tx, "M1");
  CHECK(code_of([&] {
          tx.attempt([&] {
            refuse(tx, Clause::clean, "settle.not-clean");
            tx.record(store::company, {"job", "J1", {}});
            throw usage_error("x.y", tr("no"));
          });
        }) == "x.y");
  CHECK(code_of([&] { store::require_used(tx); }) == "override.unused");
  refuse(tx, Clause::clean, "settle.not-clean");
  CHECK(code_of([&] {
          tx.attempt([&] {
            tx.record(store::company, {"job", "J1", {}});
            throw usage_error("x.y", tr("no"));
          });
        }) == "x.y");
  tx.record(store::company, {"old-part", "J2-1", {{"job", "J2"}}});
  tx.commit();
  store::ReadTxn after(connection, monday());
  CHECK(store::overrides_of_job(after, "J1").empty());
  const auto made = store::overrides_of_job(after, "J2");
  REQUIRE(made.size() == 1);
  CHECK(made[0].clause == "2.4-clean");
  CHECK(made[0].reason == "the tow truck waits");
  CHECK(store::verify_log(after).findings.empty());
}

TEST_CASE("who acts does not approve too, unless nobody else works there") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, overriding({Clause::clean, Clause::clean}));
  hire(tx, "M1");
  tx.identify({.id = 1, .code = "M1", .roles = {}, .rights = {}});
  refuse(tx, Clause::clean, "settle.not-clean");
  hire(tx, "M2");
  CHECK(code_of([&] { refuse(tx, Clause::clean, "settle.not-clean"); }) == "override.self");
}
