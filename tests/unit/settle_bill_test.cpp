#include <doctest/doctest.h>

#include "settle/bill.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

/// A job of one labour line of 120.00, agreed to, and a consent to so much.
std::string make_job(store::WriteTxn& tx, int consented) {
  const auto outlet =
      tx.insert("INSERT INTO outlet (code, name, scope) VALUES ('NORTH', 'North', 'cars')");
  const auto customer =
      tx.insert("INSERT INTO customer (number, name, salt) VALUES ('K0001', 'A', '')");
  const auto vehicle = tx.insert("INSERT INTO vehicle (plate, salt) VALUES ('X1', '')");
  const auto job = tx.insert(R"(
    INSERT INTO job (number, outlet_id, vehicle_id, customer_id, state, concern, arrived_at,
                     opened_at, recorded_at)
    VALUES ('J261123-001', :outlet, :vehicle, :customer, 'finished', 'noise', 0, 0, 0))",
                             {{"outlet", outlet}, {"vehicle", vehicle}, {"customer", customer}});
  const auto estimate = tx.insert(R"(
    INSERT INTO estimate (job_id, version, total_amount, tax_amount, labour_hours, state, at,
                          recorded_at, outlet_id)
    VALUES (:job, 1, 12000, 0, 1000, 'confirmed', 0, 0, :outlet))",
                                  {{"job", job}, {"outlet", outlet}});
  tx.insert(R"(
    INSERT INTO job_line (job_id, number, estimate_id, kind, operation, text, qty,
                          unit_price_amount, amount, payer, state, outlet_id)
    VALUES (:job, 1, :estimate, 'labour', 'OIL', 'oil', 1000, 12000, 12000, 'customer', 'agreed',
            :outlet))",
            {{"job", job}, {"estimate", estimate}, {"outlet", outlet}});
  tx.insert(R"(
    INSERT INTO consent (job_id, estimate_id, method, given, total_amount, at, recorded_at,
                         outlet_id)
    VALUES (:job, :estimate, 'phone', 1, :total, 0, 0, :outlet))",
            {{"job", job}, {"estimate", estimate}, {"total", consented}, {"outlet", outlet}});
  return "J261123-001";
}

}  // namespace

TEST_CASE("a bill never comes to more than was consented to") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  const auto job = make_job(tx, 11999);
  CHECK(code_of([&] { settle::draft_bill(tx, {.job = job}); }) == "settle.above-consented");
}

TEST_CASE("a part issued beyond what was agreed to is not billed silently") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  const auto job = make_job(tx, 12000);
  const auto part =
      tx.insert("INSERT INTO part (number, number_key, name) VALUES ('P1', 'P1', 'pads')");
  const auto lot = tx.insert(R"(
    INSERT INTO lot (part_id, outlet_id, code, received_at)
    VALUES (:part, (SELECT MIN(id) FROM outlet), 'L1', 0))",
                             {{"part", part}});
  tx.insert(R"(
    INSERT INTO stock_movement (lot_id, part_id, outlet_id, kind, qty, value_amount, job_id, at,
                                recorded_at)
    VALUES (:lot, :part, (SELECT MIN(id) FROM outlet), 'issue', -1000, 0,
            (SELECT MAX(id) FROM job), 0, 0))",
            {{"lot", lot}, {"part", part}});
  CHECK(code_of([&] { settle::draft_bill(tx, {.job = job}); }) == "settle.beyond-agreed");
}

TEST_CASE("what a bill lists adds up, and the shares with it") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  const auto job = make_job(tx, 12000);
  const auto bill = settle::make_bill(tx, {.job = job});
  CHECK(bill.total == Money::minor(12000));
  CHECK(bill.customer_share == bill.total);
  REQUIRE(bill.lines.size() == 1);
  CHECK(bill.lines.front().amount == bill.labour);
}
