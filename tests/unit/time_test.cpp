#include "base/time.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace svcctl;

namespace {
const Date monday = Date::of(2026, 11, 23);
const Zone china = Zone::parse("CST-8");
const Instant now = *Instant::parse("2026-11-23T08:00:00Z");
}  // namespace

TEST_CASE("a day that does not exist is refused, and months end where they end") {
  CHECK(Date::parse("2024-02-29")->str() == "2024-02-29");
  CHECK_FALSE(Date::parse("2026-02-29"));
  CHECK_FALSE(Date::parse("2026-2-3"));
  CHECK_FALSE(Date::parse("2026-11-23 "));
  CHECK(Date::of(2026, 1, 31).plus_months(1).str() == "2026-02-28");
  CHECK(Date::of(2024, 3, 31).plus_months(-1).str() == "2024-02-29");
  CHECK(Date::of(2026, 12, 31).plus_days(1).str() == "2027-01-01");
  CHECK(monday.compact() == "261123");
}

TEST_CASE("days are read as people say them") {
  CHECK(parse_date("today", monday) == monday);
  CHECK(parse_date("+3d", monday)->str() == "2026-11-26");
  CHECK(parse_date("-1m", monday)->str() == "2026-10-23");
  CHECK(parse_date("+2w", monday)->str() == "2026-12-07");
  CHECK_FALSE(parse_date("3d", monday));
  CHECK_FALSE(parse_date("+d", monday));
  CHECK_FALSE(parse_date("soon", monday));
  CHECK(parse_days("2w") == 14);
  CHECK_FALSE(parse_days("-2d"));
}

TEST_CASE("periods are whole days, both ends included") {
  CHECK(parse_period("2026-02", monday)->str() == "2026-02-01..2026-02-28");
  CHECK(parse_period("2026Q4", monday)->str() == "2026-10-01..2026-12-31");
  CHECK(parse_period("last-month", monday)->str() == "2026-10-01..2026-10-31");
  CHECK(parse_period("this-week", monday)->str() == "2026-11-23..2026-11-29");
  CHECK(parse_period("last-week", Date::of(2026, 11, 29))->str() == "2026-11-16..2026-11-22");
  CHECK(parse_period("2026-11-01..yesterday", monday)->str() == "2026-11-01..2026-11-22");
  CHECK(parse_period("last-quarter", Date::of(2026, 1, 5))->str() == "2025-10-01..2025-12-31");
  CHECK_FALSE(parse_period("2026-13", monday));
  CHECK_FALSE(parse_period("2026-11-23..2026-11-01", monday));
}

TEST_CASE("the shop's clock decides the day") {
  CHECK(china.local(now) == "2026-11-23 16:00");
  CHECK(china.date_of(*Instant::parse("2026-11-23T16:00:00Z")).str() == "2026-11-24");
  CHECK(china.start_of(monday).str() == "2026-11-22T16:00:00Z");
  CHECK(parse_instant("16:30", china, now)->str() == "2026-11-23T08:30:00Z");
  CHECK(parse_instant("2026-11-24 09:05", china, now)->str() == "2026-11-24T01:05:00Z");
  CHECK(parse_instant("-30min", china, now)->str() == "2026-11-23T07:30:00Z");
  CHECK_FALSE(parse_instant("25:00", china, now));
}

TEST_CASE("a zone with summer time keeps its days whole") {
  const Zone berlin = Zone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  CHECK(berlin.start_of(Date::of(2026, 7, 1)).str() == "2026-06-30T22:00:00Z");
  CHECK(berlin.start_of(Date::of(2026, 1, 1)).str() == "2025-12-31T23:00:00Z");
  CHECK(berlin.at(Date::of(2026, 3, 29), 4, 0).str() == "2026-03-29T02:00:00Z");
  CHECK_THROWS_AS(Zone::parse("Nowhere/Special"), Error);
}
