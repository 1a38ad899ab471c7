#include "base/time.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "base/error.hpp"

using namespace svcctl;

namespace {
const Date a_monday = Date::of(2026, 11, 23);
const Zone in_china = Zone::parse("CST-8");
const Instant at_eight = *Instant::parse("2026-11-23T08:00:00Z");
}  // namespace

TEST_CASE("a day that does not exist is refused, and months end where they end") {
  CHECK(Date::parse("2024-02-29")->str() == "2024-02-29");
  CHECK_FALSE(Date::parse("2026-02-29"));
  CHECK_FALSE(Date::parse("2026-2-3"));
  CHECK_FALSE(Date::parse("2026-11-23 "));
  CHECK(Date::of(2026, 1, 31).plus_months(1).str() == "2026-02-28");
  CHECK(Date::of(2024, 3, 31).plus_months(-1).str() == "2024-02-29");
  CHECK(Date::of(2026, 12, 31).plus_days(1).str() == "2027-01-01");
  CHECK(a_monday.compact() == "261123");
}

TEST_CASE("days are read as people say them") {
  CHECK(parse_date("today", a_monday) == a_monday);
  CHECK(parse_date("+3d", a_monday)->str() == "2026-11-26");
  CHECK(parse_date("-1mo", a_monday)->str() == "2026-10-23");
  CHECK_FALSE(parse_date("+30m", a_monday));  // minutes, which a day has none of
  CHECK(parse_date("+2w", a_monday)->str() == "2026-12-07");
  CHECK_FALSE(parse_date("3d", a_monday));
  CHECK_FALSE(parse_date("+d", a_monday));
  CHECK_FALSE(parse_date("soon", a_monday));
  CHECK(parse_days("2w") == 14);
  CHECK_FALSE(parse_days("-2d"));
}

TEST_CASE("periods are whole days, both ends included") {
  CHECK(parse_period("2026-02", a_monday)->str() == "2026-02-01..2026-02-28");
  CHECK(parse_period("2026Q4", a_monday)->str() == "2026-10-01..2026-12-31");
  CHECK(parse_period("last-month", a_monday)->str() == "2026-10-01..2026-10-31");
  CHECK(parse_period("this-week", a_monday)->str() == "2026-11-23..2026-11-29");
  CHECK(parse_period("last-week", Date::of(2026, 11, 29))->str() == "2026-11-16..2026-11-22");
  CHECK(parse_period("2026-11-01..yesterday", a_monday)->str() == "2026-11-01..2026-11-22");
  CHECK(parse_period("last-quarter", Date::of(2026, 1, 5))->str() == "2025-10-01..2025-12-31");
  CHECK_FALSE(parse_period("2026-13", a_monday));
  CHECK_FALSE(parse_period("2026-11-23..2026-11-01", a_monday));
}

TEST_CASE("the shop's clock decides the day") {
  CHECK(in_china.local(at_eight) == "2026-11-23 16:00");
  CHECK(in_china.date_of(*Instant::parse("2026-11-23T16:00:00Z")).str() == "2026-11-24");
  CHECK(in_china.start_of(a_monday).str() == "2026-11-22T16:00:00Z");
  CHECK(parse_instant("16:30", in_china, at_eight)->str() == "2026-11-23T08:30:00Z");
  CHECK(parse_instant("2026-11-24 09:05", in_china, at_eight)->str() == "2026-11-24T01:05:00Z");
  CHECK(parse_instant("-30min", in_china, at_eight)->str() == "2026-11-23T07:30:00Z");
  CHECK(parse_instant("+30m", in_china, at_eight)->str() == "2026-11-23T08:30:00Z");
  CHECK(parse_instant("+1d", in_china, at_eight)->str() == "2026-11-24T08:00:00Z");
  CHECK(parse_instant("-1mo", in_china, at_eight)->str() == "2026-10-23T08:00:00Z");
  CHECK(parse_instant("tomorrow", in_china, at_eight)->str() == "2026-11-23T16:00:00Z");
  CHECK_FALSE(parse_instant("25:00", in_china, at_eight));
}

TEST_CASE("a zone with summer time keeps its days whole") {
  const Zone berlin = Zone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  CHECK(berlin.start_of(Date::of(2026, 7, 1)).str() == "2026-06-30T22:00:00Z");
  CHECK(berlin.start_of(Date::of(2026, 1, 1)).str() == "2025-12-31T23:00:00Z");
  CHECK(berlin.at(Date::of(2026, 3, 29), 4, 0).str() == "2026-03-29T02:00:00Z");
  CHECK_THROWS_AS(Zone::parse("Nowhere/Special"), Error);
}

TEST_CASE("29 February: a year on is the 28th, four years on the 29th") {
  const Date leap = Date::of(2024, 2, 29);
  CHECK(leap.plus_months(12).str() == "2025-02-28");
  CHECK(leap.plus_months(48).str() == "2028-02-29");
  CHECK(leap.plus_months(-12).str() == "2023-02-28");
  CHECK(parse_date("+1y", leap)->str() == "2025-02-28");
  CHECK(Date::parse("1900-02-29") == std::nullopt);
  CHECK(Date::parse("2000-02-29"));
  CHECK(days_between(leap, leap.plus_months(12)) == 365);
}

TEST_CASE("month ends are kept only as far as the month goes") {
  for (const auto& [months, end] :
       {std::pair{1, "2026-02-28"}, std::pair{2, "2026-03-31"}, std::pair{3, "2026-04-30"},
        std::pair{-2, "2025-11-30"}, std::pair{13, "2027-02-28"}, std::pair{25, "2028-02-29"}})
    CHECK(Date::of(2026, 1, 31).plus_months(months).str() == end);
}

TEST_CASE("periods over the ends of months, quarters and years") {
  const Date new_year = Date::of(2026, 1, 1);  // a Thursday
  CHECK(parse_period("yesterday", new_year)->str() == "2025-12-31..2025-12-31");
  CHECK(parse_period("this-week", new_year)->str() == "2025-12-29..2026-01-04");
  CHECK(parse_period("last-month", new_year)->str() == "2025-12-01..2025-12-31");
  CHECK(parse_period("last-year", new_year)->str() == "2025-01-01..2025-12-31");
  CHECK(parse_period("this-quarter", Date::of(2026, 12, 31))->str() == "2026-10-01..2026-12-31");
  CHECK(parse_period("2024-02", new_year)->str() == "2024-02-01..2024-02-29");
  CHECK(parse_period("2026Q1", new_year)->str() == "2026-01-01..2026-03-31");
  CHECK(parse_period("2026", new_year)->str() == "2026-01-01..2026-12-31");
}

TEST_CASE("a period may be open at either side and holds both its ends") {
  const auto open = parse_period("..2026-11-23", a_monday);
  REQUIRE(open);
  CHECK(open->contains(Date::of(1999, 1, 1)));
  CHECK(open->contains(a_monday));
  CHECK_FALSE(open->contains(a_monday.plus_days(1)));
  CHECK(parse_period("today..", a_monday)->contains(Date::of(2099, 12, 31)));
  CHECK(parse_period("-7d..today", a_monday)->str() == "2026-11-16..2026-11-23");
  for (const auto* bad : {"", "2026-", "2026Q5", "2026Q0", "26-11", "2026-11-31", "next-week",
                          "2026-11..", "0000", "2026-1"})
    CHECK_FALSE(parse_period(bad, a_monday));
}

TEST_CASE("moments before 1970 and after 2038 are moments") {
  CHECK(Instant{-1}.str() == "1969-12-31T23:59:59Z");
  CHECK(Instant::parse("1969-12-31T23:59:59Z")->seconds == -1);
  CHECK(Instant::parse("2106-02-07T06:28:16Z")->seconds == 4294967296);
  CHECK(in_china.date_of({-1}).str() == "1970-01-01");
  for (const auto* bad : {"2026-11-23T24:00:00Z", "2026-11-23T08:60:00Z", "2026-11-23T08:00:00",
                          "2026-11-23 08:00:00Z", "2026-02-30T08:00:00Z"})
    CHECK_FALSE(Instant::parse(bad));
}

TEST_CASE("moments are read as people say them") {
  CHECK(parse_instant("now", in_china, at_eight) == at_eight);
  CHECK(parse_instant("+2h", in_china, at_eight)->str() == "2026-11-23T10:00:00Z");
  CHECK(parse_instant("yesterday 16:30", in_china, at_eight)->str() == "2026-11-22T08:30:00Z");
  CHECK(parse_instant("2026-11-23T16:30:05", in_china, at_eight)->str() == "2026-11-23T08:30:05Z");
  CHECK(parse_instant("today", in_china, at_eight)->str() == "2026-11-22T16:00:00Z");
  for (const auto* bad :
       {"", "16", "16:3", "4pm", "2026-11-23 25:00", "2026-11-23 16:30 ", "+2hours", "soon 16:30"})
    CHECK_FALSE(parse_instant(bad, in_china, at_eight));
}

TEST_CASE("a zone is a rule, a name or UTC; nothing outside the zone files is opened") {
  CHECK(Zone::parse("UTC").local(at_eight) == "2026-11-23 08:00");
  CHECK(Zone::parse("<+0545>-5:45").local(at_eight) == "2026-11-23 13:45");
  CHECK(Zone().local(at_eight) == "2026-11-23 08:00");
  for (const auto* bad : {"CST", "Asia/Nowhere", "../../etc/passwd", "/etc/localtime", "+8"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(Zone::parse(bad), Error);
  }
}
