#include <doctest/doctest.h>

#include <string>

#include "callback/plan.hpp"
#include "customer/vehicle.hpp"
#include "intake/reception.hpp"
#include "parts/catalogue/supplier.hpp"
#include "parts/stock/stock_change.hpp"
#include "settle/payment.hpp"
#include "settle/warranty.hpp"
#include "store_support.hpp"
#include "values.hpp"

// Each limit at its edge: the day before, the day, the day after; one less, the limit, one more.
using namespace svcctl;
using namespace svcctl::test;

namespace {

store::Context usual() {
  auto context = monday();
  context.settings = default_settings();
  return context;
}

/// A shop with one customer and one car, on Monday 2026-11-23.
struct Shop {
  explicit Shop(const store::Context& context = usual()) : tx(connection, context) {
    outlet = tx.insert("INSERT INTO outlet (code, name, scope) VALUES ('NORTH', 'North', 'cars')");
    customer = tx.insert(R"(
      INSERT INTO customer (number, name, salt) VALUES ('K0001', 'A', ''))");
    tx.insert("INSERT INTO credit_limit (customer_id, amount) VALUES (:customer, 100000)",
              {{"customer", customer}});
    vehicle = tx.insert("INSERT INTO vehicle (plate, salt) VALUES ('X1', '')");
  }
  /// A delivered job. @return it
  intake::JobRecord job(const std::string& number) {
    const auto id = tx.insert(R"(
      INSERT INTO job (number, outlet_id, vehicle_id, customer_id, state, concern, arrived_at,
                       opened_at, recorded_at)
      VALUES (:number, :outlet, :vehicle, :customer, 'delivered', 'noise', :at, 0, 0))",
                              {{"number", number},
                               {"outlet", outlet},
                               {"vehicle", vehicle},
                               {"customer", customer},
                               tx.stamp()});
    return intake::job_by_id(tx, id);
  }
  void bill(const intake::JobRecord& job, int fen) {
    tx.insert(R"(
      INSERT INTO bill (number, job_id, labour_amount, material_amount, other_amount,
                        discount_amount, tax_amount, total_amount, customer_amount, warranty_amount,
                        insurer_amount, state, at, recorded_at, outlet_id)
      VALUES ('B1', :job, :fen, 0, 0, 0, 0, :fen, :fen, 0, 0, 'issued', 0, 0, :outlet))",
              {{"job", job.id}, {"fen", fen}, {"outlet", outlet}});
  }
  void warrant(const intake::JobRecord& job, Date until, int until_km) {
    tx.insert(R"(
      INSERT INTO warranty (job_id, category, kilometres, days, from_at, until_on, until_km,
                            outlet_id)
      VALUES (:job, 'minor', 2000, 10, 0, :until, :km, :outlet))",
              {{"job", job.id}, {"until", until}, {"km", until_km}, {"outlet", outlet}});
  }

  store::Connection connection = store::Connection::in_memory();
  store::WriteTxn tx;
  std::int64_t outlet, customer, vehicle;
};

}  // namespace

TEST_CASE("what is owed for other jobs counts towards the credit limit (2.4-itemise)") {
  Shop shop;
  const auto now = shop.job("J1");
  shop.bill(shop.job("J2"), 600'00);
  const auto asked = [&](int fen) {
    return code_of([&] {
      settle::require_credit(shop.tx, settle::account_of(shop.tx, now), Money::minor(fen));
    });
  };
  CHECK(asked(399'99).empty());
  CHECK(asked(400'00).empty());
  CHECK(asked(400'01) == "settle.unpaid");
}

TEST_CASE("a return repair never shortens the warranty of the first one (2.4-papers)") {
  Shop shop;
  const auto first = shop.job("J1");
  shop.warrant(first, day("2027-03-01"), 70000);
  auto back = shop.job("J2");
  back.comeback_of_job_id = first.id;
  const auto given = settle::make_warranty(shop.tx, back, 47000);
  CHECK(given.until_on == day("2027-03-01"));
  CHECK(given.until_km == 70000);
}

TEST_CASE("a return repair gives its own warranty where that is the longer") {
  Shop shop;
  const auto first = shop.job("J1");
  shop.warrant(first, day("2026-11-24"), 47001);
  auto back = shop.job("J2");
  back.comeback_of_job_id = first.id;
  const auto given = settle::make_warranty(shop.tx, back, 47000);
  CHECK(given.until_on == day("2026-12-03"));
  CHECK(given.until_km == 49000);
}

TEST_CASE("a lot may be fitted to the end of its last day (2.3-store)") {
  parts::Lot lot;
  lot.expires_on = day("2026-11-23");
  CHECK(lot.usable_on(day("2026-11-22")));
  CHECK(lot.usable_on(day("2026-11-23")));
  CHECK_FALSE(lot.usable_on(day("2026-11-24")));
}

TEST_CASE("a supplier delivers to the end of the last day of its papers (2.3-source)") {
  Shop shop;
  parts::Supplier supplier;
  supplier.code = "HB";
  supplier.state = parts::SupplierState::approved;
  const auto asked = [&](const char* valid_to) {
    supplier.valid_to_on = day(valid_to);
    return code_of([&] { parts::require_approved(shop.tx, supplier); });
  };
  CHECK(asked("2026-11-24").empty());
  CHECK(asked("2026-11-23").empty());
  CHECK(asked("2026-11-22") == "parts.supplier-lapsed");
}

TEST_CASE("one person changes stock alone up to the limit itself (2.3-store)") {
  const auto scrapped = [](int fen) {
    Shop shop;
    const auto staff = shop.tx.insert("INSERT INTO staff (code, name) VALUES ('P01', 'Keeper')");
    shop.tx.identify({.id = staff, .code = "P01", .rights = {Right::keep_stock, Right::see_cost}});
    const auto part =
        shop.tx.insert("INSERT INTO part (number, number_key, name) VALUES ('P1', 'P1', 'pads')");
    shop.tx.insert(R"(
      INSERT INTO lot (part_id, outlet_id, code, received_at, cost_amount, qty, in_stock)
      VALUES (:part, :outlet, 'L1', 0, :fen, 1000, 1))",
                   {{"part", part}, {"outlet", shop.outlet}, {"fen", fen}});
    return code_of([&] {
      parts::scrap(
          shop.tx,
          {.part = "P1", .qty = Quantity::whole(1), .lot = {}, .reason = "broken", .second = {}});
    });
  };
  CHECK(scrapped(499'99).empty());
  CHECK(scrapped(500'00).empty());
  CHECK(scrapped(500'01) == "parts.second");
}

TEST_CASE("a new rule asks for nothing that was due longer ago than it looks back") {
  auto context = usual();
  CallbackRule rule;
  rule.kind = CallbackKind::warranty_end;
  rule.name = to_code(rule.kind);
  context.settings.callback.edit().rules = {rule};
  const auto planned = [&](Date until) {
    Shop shop(context);
    const auto job = shop.job("J1");
    shop.warrant(job, until, 50000);
    shop.tx.insert(R"(
      INSERT INTO delivery (job_id, at, recorded_at, outlet_id) VALUES (:job, :at, :at, :outlet))",
                   {{"job", job.id},
                    {"at", *Instant::parse("2026-10-01T08:00:00Z")},
                    {"outlet", shop.outlet}});
    static_cast<void>(callback::plan(shop.tx));
    return shop.tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM follow_up_plan").value_or(0);
  };
  CHECK(planned(day("2026-10-25")) == 1);
  CHECK(planned(day("2026-10-24")) == 1);
  CHECK(planned(day("2026-10-23")) == 0);
}

TEST_CASE("an odometer shows nothing below zero") {
  const auto of_vehicle = [](std::int64_t km) {
    Shop shop;
    customer::VehicleFields fields;
    fields.plate = "京A12345";
    fields.odometer_km = km;
    return code_of([&] { customer::add_vehicle(shop.tx, fields, shop.customer); });
  };
  CHECK(of_vehicle(-1) == "vehicle.odometer");
  CHECK(of_vehicle(0).empty());
  const auto at_reception = [](std::int64_t km) {
    Shop shop;
    intake::OpenRequest request;
    request.plate = "X1";
    request.customer = "K0001";
    request.concern = "noise";
    request.odometer_km = km;
    return code_of([&] { intake::open(shop.tx, request); });
  };
  CHECK(at_reception(-1) == "intake.odometer");
  CHECK(at_reception(0) != "intake.odometer");
}
