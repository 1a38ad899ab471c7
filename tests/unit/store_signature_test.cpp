#include <doctest/doctest.h>

#include "store/log.hpp"
#include "store/override.hpp"
#include "store/signature.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

/// A store where M1 and T1 work, and M1 acts.
void open_shop(store::WriteTxn& tx) {
  for (const char* code : {"M1", "T1"}) {
    tx.insert("INSERT INTO staff (code, name) VALUES (:code, :code)", {{"code", code}});
    tx.record(store::company, {"staff", code, {}});
  }
  tx.identify({.id = 1, .code = "M1", .roles = {}, .rights = {}});
}

void name_worker(store::WriteTxn& tx, std::int64_t staff, const char* code) {
  store::named(tx, staff, code, store::NamedAs::technician, Clause::technician, "1");
}

void refuse_alone(store::WriteTxn& tx, std::optional<std::string> there) {
  store::require_another(tx, false, Clause::quality, "job.own-work", tr("the work is M1's own"),
                         "svcctl job list", [&] { return there; });
}

}  // namespace

TEST_CASE("whoever is named waits to be signed, whoever acts does not") {
  auto connection = store::Connection::in_memory();
  {
    store::WriteTxn tx(connection, monday());
    open_shop(tx);
    name_worker(tx, 1, "M1");
    tx.record(store::company, {"job", "J1", {}});
    name_worker(tx, 2, "T1");
    tx.record(store::company, {"job", "J2", {}});
    name_worker(tx, 2, "T1");  // once more, of the same work
    tx.record(store::company, {"job", "J2", {}});
    tx.commit();
  }
  store::WriteTxn tx(connection, monday());
  const auto waiting = store::unsigned_of(tx, std::nullopt);
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].staff == "T1");
  CHECK(waiting[0].named_by == "M1");
  CHECK(waiting[0].number == "J2");
  CHECK(waiting[0].event == "4");
  tx.identify({.id = 1, .code = "M1", .roles = {}, .rights = {}});
  CHECK(code_of([&] { store::sign(tx, "4"); }) == "signature.not-yours");
  CHECK(code_of([&] { store::sign(tx, "3"); }) == "signature.not-found");
  CHECK(code_of([&] { store::sign(tx, "EAST-4"); }) == "signature.not-found");
  tx.identify({.id = 2, .code = "T1", .roles = {}, .rights = {}});
  const auto given = store::sign(tx, "4");
  REQUIRE(given.size() == 1);
  CHECK(given[0].signed_at.has_value());
  CHECK(code_of([&] { store::sign(tx, "4"); }) == "signature.given");
  tx.commit();
  const store::ReadTxn after(connection, monday());
  CHECK(store::unsigned_of(after, 2).empty());
  CHECK(store::verify_log(after).findings.empty());
}

TEST_CASE("a naming in an undone attempt is as if it had not been") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  open_shop(tx);
  const auto undone = [&](bool names) {
    CHECK(code_of([&] {
            tx.attempt([&] {
              if (names) name_worker(tx, 2, "T1");
              tx.record(store::company, {"job", "J1", {}});
              throw usage_error("x.y", tr("no"));
            });
          }) == "x.y");
  };
  undone(true);
  tx.record(store::company, {"job", "J2", {}});
  name_worker(tx, 2, "T1");
  undone(false);
  tx.record(store::company, {"job", "J3", {}});
  tx.commit();
  const store::ReadTxn after(connection, monday());
  const auto waiting = store::unsigned_of(after, std::nullopt);
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].number == "J3");
}

TEST_CASE("nobody else is said only where another is asked for, and nobody else is there") {
  auto connection = store::Connection::in_memory();
  auto alone = monday();
  alone.no_other = true;
  store::WriteTxn tx(connection, alone);
  open_shop(tx);
  CHECK(code_of([&] { store::require_used(tx); }) == "override.no-other-unused");
  CHECK(code_of([&] { refuse_alone(tx, "T1"); }) == "job.own-work");
  refuse_alone(tx, {});
  store::require_used(tx);
  tx.record(store::company, {"job", "J1", {}});
  tx.renew(monday());  // the next command of an atomic batch does not say so
  CHECK(code_of([&] { refuse_alone(tx, {}); }) == "job.own-work");
  tx.commit();
  const store::ReadTxn after(connection, monday());
  const auto made = store::overrides_of_job(after, "J1");
  REQUIRE(made.size() == 1);
  CHECK(made[0].nobody_else());
}
