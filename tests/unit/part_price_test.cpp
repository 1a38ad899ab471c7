#include <doctest/doctest.h>

#include "parts/catalogue/price.hpp"
#include "store_support.hpp"
#include "values.hpp"

using namespace svcctl;
using svcctl::test::day;
using svcctl::test::yuan;

TEST_CASE("markup is that of the band the purchase price falls into, its end included") {
  Settings settings = default_settings();
  CHECK_FALSE(parts::proposed_price(settings, yuan("10")));
  settings.markup = {{.up_to = yuan("50"), .percent = *Percent::parse("60")},
                     {.up_to = yuan("200"), .percent = *Percent::parse("40")},
                     {.up_to = std::nullopt, .percent = *Percent::parse("25")}};
  CHECK(parts::proposed_price(settings, yuan("10")) == yuan("16"));
  CHECK(parts::proposed_price(settings, yuan("50")) == yuan("80"));
  CHECK(parts::proposed_price(settings, yuan("50.01")) == yuan("70.01"));
  CHECK(parts::proposed_price(settings, yuan("200.01")) == yuan("250.01"));
  settings.markup.pop_back();
  CHECK_FALSE(parts::proposed_price(settings, yuan("200.01")));
}

TEST_CASE("the price of a day is the dated one that began last, of one day the last recorded") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, test::monday());
  const auto part = parts::add_part(tx, "F-1", {.name = "Filter", .price = yuan("30")});
  auto set = [&](const char* level, const char* from, const char* price) {
    parts::set_price(tx,
                     {.part = "F-1", .level = level, .from_on = day(from), .price = yuan(price)});
  };
  set("retail", "2026-12-01", "33");
  set("retail", "2027-01-01", "36");
  set("retail", "2027-01-01", "35");
  set("fleet", "2026-12-15", "28");
  auto price = [&](const char* level, const char* on) {
    return parts::price_on(tx, part, level, day(on))->str();
  };
  CHECK(price("retail", "2026-11-30") == "30.00");
  CHECK(price("retail", "2026-12-01") == "33.00");
  CHECK(price("retail", "2026-12-31") == "33.00");
  CHECK(price("retail", "2027-06-01") == "35.00");
  CHECK(price("fleet", "2026-12-14") == "33.00");
  CHECK(price("fleet", "2026-12-15") == "28.00");
  CHECK(price("nobody", "2026-12-15") == "33.00");
}
