#include <doctest/doctest.h>

#include "archive/retention.hpp"
#include "shop/batch.hpp"
#include "values.hpp"

using namespace svcctl;
using svcctl::test::day;

TEST_CASE("records are kept for years from the newest of their kind") {
  const RetentionSettings retention;
  CHECK_FALSE(archive::kept_until(retention, {}));
  CHECK(archive::kept_until(retention, {.job = day("2026-11-23"), .bill = {}, .waste = {}}) ==
        day("2032-11-23"));
  CHECK(archive::kept_until(retention, {.job = {}, .bill = {}, .waste = day("2026-11-23")}) ==
        day("2031-11-23"));
}

TEST_CASE("the duty that ends last counts") {
  const RetentionSettings retention{.job_years = 2, .bill_years = 6, .waste_years = 5};
  CHECK(archive::kept_until(retention, {.job = day("2026-11-23"),
                                        .bill = day("2024-01-01"),
                                        .waste = day("2026-01-01")}) == day("2031-01-01"));
  CHECK(archive::kept_until(retention, {.job = day("2030-06-01"),
                                        .bill = day("2024-01-01"),
                                        .waste = day("2026-01-01")}) == day("2032-06-01"));
}

TEST_CASE("a leap day's duty ends with the month") {
  const RetentionSettings retention{.job_years = 1};
  CHECK(archive::kept_until(retention, {.job = day("2028-02-29"), .bill = {}, .waste = {}}) ==
        day("2029-02-28"));
}

TEST_CASE("nothing goes while something is not over, or on the last day itself") {
  const auto today = day("2032-11-23");
  CHECK(archive::Duty{}.over(today));
  CHECK_FALSE(archive::Duty{.running = "J261123-001", .until = {}}.over(today));
  CHECK_FALSE(archive::Duty{.running = "", .until = today}.over(today));
  CHECK(archive::Duty{.running = "", .until = day("2032-11-22")}.over(today));
}

TEST_CASE("what a row held before comes back as it was, whatever stands in it") {
  const shop::Before before{{"name", "客户甲:3:"},
                            {"phone", ""},
                            {"address", "1:\n\"x\""},
                            {"year", std::int64_t{2016}},
                            {"lead", std::int64_t{-1}},
                            {"bin", store::Stored()}};
  CHECK(shop::unpacked(shop::packed(before)) == before);
  CHECK(shop::unpacked("").empty());
  CHECK_THROWS(shop::unpacked("9:name"));
  CHECK_THROWS(shop::unpacked("4:name1:x"));
}

TEST_CASE("a batch of an older version holds text, whatever its column is") {
  CHECK(shop::unpacked("4:year4:20164:name0:", true) ==
        shop::Before{{"year", "2016"}, {"name", ""}});
}
