#include <doctest/doctest.h>

#include "csv/value.hpp"
#include "csv_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

std::string money(std::string_view text) {
  const auto reading = csv::read_money(text);
  return reading.value ? reading.value->str() : english(reading.cause);
}
std::string quantity(std::string_view text) {
  const auto reading = csv::read_quantity(text);
  return reading.value ? reading.value->str() : english(reading.cause);
}
std::string day_read(std::string_view text, csv::DateOrder order = csv::DateOrder::year_first) {
  const auto reading = csv::read_date(text, order);
  return reading.value ? reading.value->str() : english(reading.cause);
}

}  // namespace

TEST_CASE("amounts are read as price lists write them") {
  CHECK(money("1,234.50") == "1234.50");
  CHECK(money("1,234,567.8") == "1234567.80");
  CHECK(money(".98") == "0.98");
  CHECK(money("-12") == "-12.00");
  CHECK(money("-1,200") == "-1200.00");
  CHECK(money("0") == "0.00");
  for (const auto* text : {"¥35", "￥35", "￥３５．００", "35元", "35.00 元", "RMB 35", "CNY35",
                           "$35", "€35", " 35 ", "３５"}) {
    CAPTURE(text);
    CHECK(money(text) == "35.00");
  }
}

TEST_CASE("a comma that may be a decimal point is never guessed") {
  for (const auto* text :
       {"1,5", "12,50", "1,23", "1234,567", "1,2345", ",500", "1,,234", "1,234,5"})
    CHECK(money(text) == "a comma that does not group thousands");
  CHECK(money("1.234,50") == "not an amount");
}

TEST_CASE("an amount finer than a cent is refused, never rounded in silence") {
  CHECK(money("1.005") == "more than two decimals");
  CHECK(money("12.500") == "more than two decimals");
}

TEST_CASE("what is no amount says so") {
  for (const auto* text : {"", "?", "询价", "N/A", "1e3", "1.2.3", "--1", "1-", "."})
    CHECK(money(text) == "not an amount");
  CHECK_FALSE(csv::read_money("99999999999999999999").value);
}

TEST_CASE("quantities have three decimals and no grouping") {
  CHECK(quantity("129.171") == "129.171");
  CHECK(quantity("２") == "2");
  CHECK(quantity("-4") == "-4");
  CHECK(quantity(".5") == "0.5");
  CHECK(quantity("129.1708") == "more than three decimals");
  for (const auto* text : {"", "1,200", "4个", "?", "many"})
    CHECK(quantity(text) == "not a quantity");
}

TEST_CASE("days with the year first are read in every way of writing") {
  for (const auto* text : {"2011-03-14", "2011/3/14", "2011.3.14", "2011/03/14", "20110314",
                           "2011年3月14日", "２０１１－０３－１４", " 2011-3-14 "}) {
    CAPTURE(text);
    CHECK(day_read(text) == "2011-03-14");
  }
  CHECK(day_read("2024-02-29") == "2024-02-29");
}

TEST_CASE("what is no day says so") {
  for (const auto* text : {"", "?", "2011-02-29", "2011/13/1", "2011-00-10", "2011-3", "20110230",
                           "2011-3-14-1", "40616", "soon", "2011年", "99999999"}) {
    CAPTURE(text);
    CHECK(day_read(text) == "not a day");
  }
}

TEST_CASE("a day with the year last is read as declared, and never guessed") {
  for (const auto* text : {"14/03/2011", "03/14/2011", "3/4/2011", "5.5.2011", "14-03-2011"}) {
    CAPTURE(text);
    CHECK(day_read(text) == "day and month may stand in either order");
  }
  CHECK(day_read("14/03/2011", csv::DateOrder::day_first) == "2011-03-14");
  CHECK(day_read("3.4.2011", csv::DateOrder::day_first) == "2011-04-03");
  CHECK(day_read("3/4/2011", csv::DateOrder::month_first) == "2011-03-04");
  CHECK(day_read("14/03/2011", csv::DateOrder::month_first) == "not a day");
  CHECK(day_read("29/02/2023", csv::DateOrder::day_first) == "not a day");
  for (const auto order : {csv::DateOrder::day_first, csv::DateOrder::month_first}) {
    CHECK(day_read("2011/3/14", order) == "2011-03-14");
    CHECK(day_read("14/3/11", order) == "not a day");
  }
}
