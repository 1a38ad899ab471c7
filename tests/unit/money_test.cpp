#include "base/money.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "base/error.hpp"
#include "values.hpp"

using namespace svcctl;
using svcctl::test::yuan;

TEST_CASE("money is read exactly or not at all") {
  CHECK(yuan("1234.5").minor() == 123450);
  CHECK(yuan("-.98").minor() == -98);
  for (const auto* bad : {"", "1,5", "1.005", "abc", "1e3", "--1", "."})
    CHECK_FALSE(Money::parse(bad));
  CHECK(yuan("-0.05").str() == "-0.05");
}

TEST_CASE("products round half away from zero") {
  CHECK((yuan("0.01") * Quantity::thousandths(500)).minor() == 1);
  CHECK((yuan("-0.01") * Quantity::thousandths(500)).minor() == -1);
  CHECK((yuan("10.00") * Quantity::thousandths(333)).minor() == 333);
  CHECK(tax_within(yuan("113.00"), Percent::whole(13)) == yuan("13.00"));
  CHECK((yuan("99.99") * Percent::whole(5)).minor() == 500);
}

TEST_CASE("an overflow is an error, never a wrong sum") {
  const auto most = Money::minor(std::numeric_limits<std::int64_t>::max());
  CHECK_THROWS_AS(most + Money::minor(1), Error);
  CHECK_THROWS_AS(most * Quantity::whole(2), Error);
}

TEST_CASE("amounts in Chinese capitals") {
  CHECK(chinese_capitals(yuan("1234.50")) == "壹仟贰佰叁拾肆元伍角整");
  CHECK(chinese_capitals(yuan("0.00")) == "零元整");
  CHECK(chinese_capitals(yuan("10050.05")) == "壹万零伍拾元零伍分");
  CHECK(chinese_capitals(yuan("100000000")) == "壹亿元整");
  CHECK(chinese_capitals(yuan("316.35")) == "叁佰壹拾陆元叁角伍分");
}

TEST_CASE("freight shared by value adds up to the freight") {
  const auto money = [](const char* text) { return *Money::parse(text); };
  CHECK(svcctl::shared_by(money("10.00"), {money("1"), money("1"), money("1")}) ==
        std::vector{money("3.33"), money("3.34"), money("3.33")});
  CHECK(svcctl::shared_by(money("0.01"), {money("5"), money("500")}) ==
        std::vector{Money(), money("0.01")});
  CHECK(svcctl::shared_by(money("7.50"), {Money(), Money()}) ==
        std::vector{money("7.50"), Money()});
  CHECK(svcctl::shared_by(money("9"), {}).empty());
}

TEST_CASE("what one unit costs is rounded half away from zero") {
  const auto money = [](const char* text) { return *Money::parse(text); };
  CHECK(svcctl::per_unit(money("10"), svcctl::Quantity::whole(3)) == money("3.33"));
  CHECK(svcctl::per_unit(money("0.05"), svcctl::Quantity::whole(2)) == money("0.03"));
  CHECK(svcctl::per_unit(money("100"), *svcctl::Quantity::parse("0.5")) == money("200"));
  CHECK_THROWS_AS(svcctl::per_unit(money("1"), svcctl::Quantity()), svcctl::Error);
}
