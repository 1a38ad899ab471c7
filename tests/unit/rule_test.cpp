#include "job/rule.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "audit/check.hpp"
#include "settle/rule.hpp"
#include "store_support.hpp"

// A rule that is broken on purpose is seen by what refuses and by the audit.
using namespace svcctl;
using namespace svcctl::test;

namespace {

/// A visit that keeps every rule: worked on, checked, billed, prepared and handed back.
constexpr const char* kept_visit[] = {
    "INSERT INTO outlet (id, code, name, scope) VALUES (1, 'MAIN', 'Main', 'cars')",
    "INSERT INTO customer (id, number, name, salt) VALUES (1, 'K0001', 'A', '')",
    "INSERT INTO vehicle (id, plate, salt) VALUES (1, 'X1', '')",
    "INSERT INTO part (id, number, number_key, name) VALUES (1, 'P1', 'P1', 'pads')",
    R"(INSERT INTO job (id, number, outlet_id, vehicle_id, customer_id, state, concern, arrived_at,
                        opened_at, recorded_at, old_parts_wish)
       VALUES (1, 'J1', 1, 1, 1, 'delivered', 'noise', 0, 0, 0, 'return'))",
    R"(INSERT INTO estimate (id, job_id, version, total_amount, tax_amount, labour_hours, state, at,
                             recorded_at, outlet_id)
       VALUES (1, 1, 1, 12000, 0, 1000, 'confirmed', 0, 0, 1))",
    R"(INSERT INTO consent (job_id, estimate_id, method, given, total_amount, at, recorded_at,
                            outlet_id)
       VALUES (1, 1, 'phone', 1, 12000, 0, 0, 1))",
    R"(INSERT INTO job_line (id, job_id, number, estimate_id, kind, text, qty, unit_price_amount,
                             amount, payer, state, outlet_id)
       VALUES (1, 1, 1, 1, 'labour', 'oil', 1000, 12000, 12000, 'customer', 'agreed', 1))",
    R"(INSERT INTO task (id, job_id, number, line_id, operation, text, hours, state, round,
                         outlet_id)
       VALUES (1, 1, 1, 1, 'OIL', 'oil', 1000, 'finished', 1, 1))",
    R"(INSERT INTO task_check (task_id, round, kind, passed, at, recorded_at, outlet_id)
       VALUES (1, 1, 'cross', 1, 0, 0, 1))",
    R"(INSERT INTO final_inspection (job_id, passed, at, recorded_at, outlet_id)
       VALUES (1, 1, 0, 0, 1))",
    R"(INSERT INTO old_part (job_id, part_id, tag, qty, outcome, at, recorded_at, outlet_id)
       VALUES (1, 1, 'J1-1', 1000, 'returned', 0, 0, 1))",
    R"(INSERT INTO intake_check (job_id, belongings, at, recorded_at, outlet_id)
       VALUES (1, 'camera', 0, 0, 1))",
    R"(INSERT INTO preparation (job_id, cleaned, valuables_returned, at, recorded_at, outlet_id)
       VALUES (1, 1, 1, 0, 0, 1))",
    R"(INSERT INTO bill (id, number, job_id, labour_amount, material_amount, other_amount,
                         discount_amount, tax_amount, total_amount, customer_amount,
                         warranty_amount, insurer_amount, state, at, recorded_at, outlet_id)
       VALUES (1, 'B1', 1, 12000, 0, 0, 0, 0, 12000, 12000, 0, 0, 'issued', 9, 9, 1))",
    R"(INSERT INTO delivery (job_id, papers, at, recorded_at, outlet_id)
       VALUES (1, 'repair-record,warranty', 9, 9, 1))"};

struct Broken {
  const char* name;
  const store::Act& act;
  const store::Rule& rule;
  const char* how;    ///< SQL that breaks the rule
  const char* lapse;  ///< what the audit then says
};

const Broken each_broken[] = {
    {"checked_tasks", settle::rule::handing_back, job::rule::checked_tasks,
     R"(INSERT INTO task_check (task_id, round, kind, passed, at, recorded_at, outlet_id)
        VALUES (1, 1, 'cross', 0, 9, 9, 1))",
     "1: a task was delivered unchecked"},
    {"final_inspection_passed", settle::rule::handing_back, job::rule::final_inspection_passed,
     R"(INSERT INTO final_inspection (job_id, passed, at, recorded_at, outlet_id)
        VALUES (1, 0, 9, 9, 1))",
     ": delivered without a passed final inspection"},
    {"settled_old_parts", settle::rule::handing_back, job::rule::settled_old_parts,
     "UPDATE old_part SET outcome = 'scrapped'",
     "J1-1: an old part is open, or went against the customer's wish"},
    {"billed", settle::rule::handing_back, settle::rule::billed, "UPDATE bill SET state = 'void'",
     ": delivered without a bill"},
    {"valuables_returned", settle::rule::handing_back, settle::rule::valuables_returned,
     "UPDATE preparation SET valuables_returned = 0", ": valuables were not signed back"},
    {"cleaned", settle::rule::handing_back, settle::rule::cleaned,
     "UPDATE preparation SET cleaned = 0", ": delivered without cleaning"},
    {"billed_as_consented", settle::rule::billing, settle::rule::billed_as_consented,
     R"(INSERT INTO consent (job_id, estimate_id, method, given, total_amount, at, recorded_at,
                             outlet_id)
        VALUES (1, 1, 'phone', 1, 11999, 9, 9, 1))",
     "B1: the bill is above what the customer consented to"},
};

/// The act as a service asks for it.
store::Judgement judged(const store::ReadTxn& tx, const Broken& broken) {
  if (&broken.act == &settle::rule::billing)
    return store::judge(tx, broken.act,
                        {{"job", 1}, {"at", Instant{9}}, {"total", Money::minor(12000)}},
                        {&broken.rule});
  return store::judge(tx, broken.act, {{"job", 1}, {"at", Instant{9}}}, {&broken.rule});
}

/// What the audit says of the lapses of the clause: "ITEM: what is missing".
std::vector<std::string> lapses(const store::ReadTxn& tx, Clause clause) {
  std::vector<std::string> all;
  audit::each_lapse(tx, {.clause = clause}, [&](const audit::Lapse& lapse) {
    all.push_back(lapse.item + ": " + lapse.missing.id);
  });
  return all;
}

}  // namespace

TEST_CASE("a broken rule is refused and counted by one condition") {
  for (const auto& broken : each_broken) {
    CAPTURE(broken.name);
    auto connection = store::Connection::in_memory();
    auto context = monday();
    context.settings = default_settings();
    store::WriteTxn tx(connection, context);
    for (const char* sql : kept_visit) tx.run(sql);
    CHECK(judged(tx, broken).keeps(broken.rule));
    CHECK(std::ranges::count(lapses(tx, broken.rule.clause), broken.lapse) == 0);
    tx.run(broken.how);
    CHECK_FALSE(judged(tx, broken).keeps(broken.rule));
    CHECK(std::ranges::count(lapses(tx, broken.rule.clause), broken.lapse) == 1);
  }
}

TEST_CASE("what comes after an act does not change how it is judged") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  for (const char* sql : kept_visit) tx.run(sql);
  tx.run(R"(INSERT INTO final_inspection (job_id, passed, at, recorded_at, outlet_id)
            VALUES (1, 0, 10, 10, 1))");
  const auto& rule = job::rule::final_inspection_passed;
  const auto passed_at = [&](std::int64_t at) {
    return store::judge(tx, settle::rule::handing_back, {{"job", 1}, {"at", Instant{at}}}, {&rule})
        .keeps(rule);
  };
  CHECK(passed_at(9));
  CHECK_FALSE(passed_at(10));
}
