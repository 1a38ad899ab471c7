#include <doctest/doctest.h>

#include "base/read/day.hpp"
#include "base/read/number.hpp"
#include "csv_support.hpp"
#include "customer/customer.hpp"
#include "parts/catalogue/part.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

template <class T>
std::string told(const readers::Reading<T>& reading) {
  return reading.value ? reading.value->str() : english(reading.cause);
}
template <class T>
std::string number_told(const readers::Reading<T>& reading) {
  return reading.value ? std::to_string(*reading.value) : english(reading.cause);
}
std::string money(std::string_view text) { return told(readers::amount(text)); }
std::string quantity(std::string_view text, std::string_view unit = {}) {
  return told(readers::quantity(text, unit));
}
std::string kilometres(std::string_view text) { return number_told(readers::kilometres(text)); }
std::string year(std::string_view text) { return number_told(readers::year(text)); }
std::string day_read(std::string_view text,
                     readers::DateOrder order = readers::DateOrder::year_first) {
  return told(readers::day(text, {.order = order}));
}
std::string expiry(std::string_view text) {
  return told(readers::day(text, {.month_is_its_last_day = true}));
}

}  // namespace

TEST_CASE("amounts are read as price lists write them") {
  CHECK(money("1,234.50") == "1234.50");
  CHECK(money("1,234,567.8") == "1234567.80");
  CHECK(money(".98") == "0.98");
  CHECK(money("-12") == "-12.00");
  CHECK(money("-1,200") == "-1200.00");
  CHECK(money("0") == "0.00");
  CHECK(money("1 234.50") == "1234.50");
  CHECK(money("1'234.50") == "1234.50");
  CHECK(money("1.2万") == "12000.00");
  CHECK(money("1.2万元") == "12000.00");
  for (const auto* text : {"¥35", "￥35", "￥３５．００", "35元", "35.00 元", "RMB 35", "CNY35",
                           "人民币35元", " 35 ", "３５", "35.00元整"}) {
    CAPTURE(text);
    CHECK(money(text) == "35.00");
  }
  for (const auto* text : {"-¥35", "¥-35", "¥ -35.00", "－35"}) {
    CAPTURE(text);
    CHECK(money(text) == "-35.00");
  }
}

TEST_CASE("a sign of another currency is refused by name, never dropped") {
  CHECK(money("$12.50") == "in another currency, USD: the shop counts in CNY");
  CHECK(money("12.50 USD") == "in another currency, USD: the shop counts in CNY");
  CHECK(money("€35") == "in another currency, EUR: the shop counts in CNY");
  CHECK(money("HK$100") == "in another currency, HKD: the shop counts in CNY");
  CHECK(money("3000日元") == "in another currency, JPY: the shop counts in CNY");
  readers::Notation dollars{.currency = "USD"};
  CHECK(told(readers::amount("$12.50", dollars)) == "12.50");
  CHECK(told(readers::amount("¥12.50", dollars)) ==
        "in another currency, CNY: the shop counts in USD");
}

TEST_CASE(
    "needless zeros are no decimals, and what is finer than a cent is never rounded unasked") {
  CHECK(money("12.500") == "12.50");
  CHECK(money("12.0000") == "12.00");
  CHECK(money("1.005") == "more than two decimals");
  for (const auto& [typed, want] : {std::pair{"1.005", "1.01"},
                                    {"-1.005", "-1.01"},
                                    {"9.999", "10.00"},
                                    {"1.0049", "1.00"},
                                    {"12", "12.00"}}) {
    readers::Notation rounding{.round = 2};
    const std::string text = typed;
    CAPTURE(text);
    CHECK(told(readers::amount(text, rounding)) == want);
  }
  readers::Notation tens{.round = 0};
  CHECK(told(readers::amount("19.5", tens)) == "20.00");
}

TEST_CASE("a comma that may be a decimal point is never guessed") {
  for (const auto* text : {"1,5", "12,50", "1,23", "1234,567", "1,2345", "1,,234", "1,234,5",
                           "1.234,50", "1.240.294,00", "1.355,90元"}) {
    CAPTURE(text);
    CHECK(money(text) == "a comma that does not group thousands");
  }
  CHECK(money("1 2") == "not an amount");
  CHECK(money("1 234 5") == "not an amount");
}

TEST_CASE("a column has one notation, which the first value that settles it decides") {
  readers::Notation open;
  CHECK(told(readers::amount("12,500", open)) == "12500.00");
  CHECK(open.grouped);
  CHECK(told(readers::amount("12.50", open)) == "12.50");
  CHECK(open.mark == readers::Notation::Mark::point);
  CHECK(told(readers::amount("45,88", open)) == "a comma that does not group thousands");
  CHECK_FALSE(open.torn);

  readers::Notation comma;
  CHECK(told(readers::amount("45,88", comma)) == "a comma that does not group thousands");
  CHECK(told(readers::amount("12,500", comma)) ==
        "commas stand before decimals elsewhere in the column: it may be either");
  CHECK(told(readers::amount("12", comma)) == "12.00");

  readers::Notation torn;
  CHECK(told(readers::amount("12,500", torn)) == "12500.00");
  CHECK_FALSE(readers::amount("45,88", torn).value);
  CHECK(torn.torn);

  readers::Notation declared{.mark = readers::Notation::Mark::comma};
  CHECK(told(readers::amount("45,88", declared)) == "45.88");
  CHECK(told(readers::amount("12,500", declared)) == "12.50");
  CHECK(told(readers::amount("12.500", declared)) == "12500.00");
  CHECK(told(readers::amount("1.234.567,8", declared)) == "1234567.80");
  CHECK(told(readers::amount("12.5", declared)) == "a point that does not group thousands");
}

TEST_CASE("a point before three digits is settled by its column as a comma is") {
  for (const auto* settling : {"1.085,00", "12,50", "1.085.000"}) {
    CAPTURE(settling);
    readers::Notation torn;
    CHECK(told(readers::amount("1.200", torn)) == "1.20");
    CHECK(torn.pointed);
    CHECK_FALSE(readers::amount(settling, torn).value);
    CHECK(torn.torn);
    readers::Notation seen;
    CHECK_FALSE(readers::amount(settling, seen).value);
    CHECK(told(readers::amount("1.200", seen)) ==
          "commas stand before decimals elsewhere in the column: it may be either");
    CHECK_FALSE(seen.torn);
  }
  for (const auto* settling : {"12.5", "1,085.00", "0.500", "1234.500", "1,085,000"}) {
    CAPTURE(settling);
    readers::Notation point;
    CHECK(readers::quantity(settling, point).value);
    CHECK(point.mark == readers::Notation::Mark::point);
    CHECK(told(readers::quantity("1.200", point)) == "1.2");
    CHECK_FALSE(point.pointed);
  }
  readers::Notation both;
  CHECK(told(readers::quantity("1.250", both)) == "1.25");
  CHECK(told(readers::quantity("1,250", both)) == "1250");
  CHECK(both.torn);
  CHECK_FALSE(readers::amount("0,500").value);
}

TEST_CASE("a whole number has no three zeros behind a point, unless that groups thousands") {
  CHECK_FALSE(readers::whole("45.000").value);
  CHECK_FALSE(readers::kilometres("45.000 km").value);
  CHECK_FALSE(readers::kilometres("45.210km").value);
  CHECK(readers::kilometres("45210.0").value == 45210);
  CHECK(readers::kilometres("4.500万").value == 45000);
  readers::Notation declared{.mark = readers::Notation::Mark::comma};
  CHECK(readers::kilometres("45.210 km", declared).value == 45210);
  CHECK(readers::whole("45.000", declared).value == 45000);
}

TEST_CASE("what a spreadsheet makes of a number is told by name") {
  for (const auto* text :
       {"12月1日", "2024年12月1日", "2024年12月", "1-Dec", "Dec-24", "1-Dec-24", "01-Dec-2024",
        "2024/12/1", "12/1/2024", "2024-12-01", "2024/12/1 0:00", "TRUE", "false"}) {
    CAPTURE(text);
    CHECK(readers::ruined_code(text));
  }
  for (const auto* text :
       {"12-1", "1/2", "1-2-3", "04465-33471", "A-1", "DEC", "DEC-A", "DE-24", "2024", "20241201",
        "2024-1201", "MAR-104", "6PK-2024-12", "月1日", "TRUE-1", "", "1-Dec-24-A", "2024-12"}) {
    CAPTURE(text);
    CHECK_FALSE(readers::ruined_code(text));
  }
  CHECK(readers::without_end("长期"));
  CHECK_FALSE(readers::without_end("长"));
}

TEST_CASE("what is no amount says so") {
  for (const auto* text : {"", "?", "询价", "面议", "N/A", "1e3", "1.2.3", "--1", "1-", ".", "5.",
                           "10-20", "45元/个"}) {
    CAPTURE(text);
    CHECK(money(text) == "not an amount");
  }
  CHECK(money("约200") == "about so much, not exactly so much");
  CHECK(money("200元左右") == "about so much, not exactly so much");
  CHECK_FALSE(readers::amount("99999999999999999999").value);
}

TEST_CASE("what a spreadsheet has ruined is refused by name, whatever was to be read") {
  CHECK(money("#NAME?") == "a spreadsheet's error, no value: #NAME?");
  CHECK(quantity("#n/a") == "a spreadsheet's error, no value: #N/A");
  CHECK(day_read("#######") == "a spreadsheet's error, no value: #######");
  CHECK(kilometres("1.23E+11") == "a spreadsheet has ruined a long number: 1.23E+11");
  CHECK(readers::ruin("1.23457e+11"));
  CHECK(readers::ruin("1E+15"));
  for (const auto* text : {"", "A1", "#1", "A1+", "E+11", "12E+11X", "1.2E-5", "C++", "5W-30+"}) {
    CAPTURE(text);
    CHECK_FALSE(readers::ruin(text));
  }
}

TEST_CASE("quantities have three decimals, and a unit that agrees") {
  CHECK(quantity("129.171") == "129.171");
  CHECK(quantity("２") == "2");
  CHECK(quantity("-4") == "-4");
  CHECK(quantity(".5") == "0.5");
  CHECK(quantity("1,200") == "1200");
  CHECK(quantity("4.0000") == "4");
  CHECK(quantity("129.1708") == "more than three decimals");
  CHECK(quantity("24个") == "24");
  CHECK(quantity("24 PCS", "个") == "24");
  CHECK(quantity("4L", "升") == "4");
  CHECK(quantity("4 升", "L") == "4");
  CHECK(quantity("4条", "条") == "4");
  CHECK(quantity("4箱", "个") == "in 箱, where the part is counted in 个");
  CHECK(quantity("4瓶") == "the unit 瓶 cannot be compared with the part's");
  CHECK(quantity("约4") == "about so much, not exactly so much");
  for (const auto* text : {"", "?", "many", "4x", "¥4", "4-5"}) {
    CAPTURE(text);
    CHECK(quantity(text) == "not a quantity");
  }
}

TEST_CASE("odometers, years and lengths of time with their units") {
  for (const auto* text : {"45210", "45,210", "45210.0", "45,210 km", "45210KM", "45210公里",
                           "４５２１０", "4.521万公里", "4.521万"}) {
    CAPTURE(text);
    CHECK(kilometres(text) == "45210");
  }
  for (const auto* text : {"45210.5", "45210 miles", "km", "", "45210m", "4,52"}) {
    CAPTURE(text);
    CHECK_FALSE(readers::kilometres(text).value);
  }
  CHECK(number_told(readers::whole("-3")) == "-3");
  CHECK(number_told(readers::whole("3km")) == "not a whole number");
  for (const auto* text : {"2019", "2019款", "2019年", "2019年款", "2019.0", "19款", "２０１９"}) {
    CAPTURE(text);
    CHECK(year(text) == "2019");
  }
  CHECK(year("98款") == "1998");
  for (const auto* text : {"19", "2,019", "201", "20190", "2019-2020", "新款"}) {
    CAPTURE(text);
    CHECK(year(text) == "not a year");
  }
  CHECK(number_told(readers::days("365")) == "365");
  CHECK(number_told(readers::days("30d")) == "30");
  CHECK(number_told(readers::days("365天")) == "365");
  CHECK(number_told(readers::days("12个月")) == number_told(readers::days("12m")));
  CHECK(number_told(readers::days("2年")) == number_told(readers::days("2y")));
  CHECK(number_told(readers::days("soon")) == "not a number of days");
  CHECK(told(readers::hours("1.5小时")) == "1.5");
  CHECK(told(readers::hours("2h")) == "2");
  CHECK(told(readers::percent("12.5%")) == "12.5");
  CHECK(told(readers::percent("１３％")) == "13");
}

TEST_CASE("days with the year first are read in every way of writing") {
  for (const auto* text : {"2011-03-14",
                           "2011/3/14",
                           "2011.3.14",
                           "2011/03/14",
                           "20110314",
                           "2011年3月14日",
                           "２０１１－０３－１４",
                           " 2011-3-14 ",
                           "2011/3/14 0:00:00",
                           "2011-03-14 00:00",
                           "2011-03-14T00:00:00",
                           "2011-03-14 00:00:00.000",
                           "2011/3/14 12:00:00 AM",
                           "2011年3月14日 08:30",
                           "2011年3月14日 星期一",
                           "14 Mar 2011",
                           "14-Mar-2011",
                           "March 14, 2011",
                           "2011-Mar-14",
                           "2011 3 14"}) {
    CAPTURE(text);
    CHECK(day_read(text) == "2011-03-14");
  }
  CHECK(day_read("2024-02-29") == "2024-02-29");
}

TEST_CASE("what is no day says so") {
  for (const auto* text : {"", "?", "2011-02-29", "2011/13/1", "2011-00-10", "20110230",
                           "2011-3-14-1", "soon", "2011年", "99999999", "26/3/14",
                           "2011-03-14 25:00", "2011-03-14 x", "Foo 14, 2011", "1234"}) {
    CAPTURE(text);
    CHECK(day_read(text) == "not a day");
  }
  CHECK(day_read("2011-03-13T16:00:00Z") == "a time with a zone: it may be another day here");
  CHECK(day_read("2011-03-13T16:00:00+08:00") == "a time with a zone: it may be another day here");
}

TEST_CASE("a month is its last day where that is meant, else no day") {
  for (const auto* text : {"2027-05", "2027/5", "2027.05", "2027年5月", "202705", "05/2027",
                           "May 2027", "2027-5-31"}) {
    CAPTURE(text);
    CHECK(expiry(text) == "2027-05-31");
  }
  CHECK(expiry("2028-02") == "2028-02-29");
  CHECK(expiry("2027-13") == "not a day");
  CHECK(expiry("251205") == "not a day");
  CHECK(day_read("2027-05") == "a month, not a day");
}

TEST_CASE("a spreadsheet's count of days is read where it is declared") {
  CHECK(day_read("46361") == "a spreadsheet's count of days");
  CHECK(told(readers::day("46361", {.serial = true})) == "2026-12-05");
  CHECK(told(readers::day("40616", {.serial = true})) == "2011-03-14");
  CHECK(told(readers::day("461", {.serial = true})) == "not a day");
}

TEST_CASE("a day with the year last is read as declared, and never guessed") {
  using readers::DateOrder;
  for (const auto* text : {"14/03/2011", "03/14/2011", "3/4/2011", "5.5.2011", "14-03-2011"}) {
    CAPTURE(text);
    CHECK(day_read(text) == "day and month may stand in either order");
  }
  CHECK(day_read("14/03/2011", DateOrder::day_first) == "2011-03-14");
  CHECK(day_read("3.4.2011", DateOrder::day_first) == "2011-04-03");
  CHECK(day_read("3/4/2011 0:00", DateOrder::month_first) == "2011-03-04");
  CHECK(day_read("14/03/2011", DateOrder::month_first) == "not a day");
  CHECK(day_read("29/02/2023", DateOrder::day_first) == "not a day");
  for (const auto order : {DateOrder::day_first, DateOrder::month_first}) {
    CHECK(day_read("2011/3/14", order) == "2011-03-14");
    CHECK(day_read("14/3/11", order) == "not a day");
  }
}

TEST_CASE("words for nothing are no value") {
  for (const auto* text :
       {"",           " ",      "无",     "-",          "--",         "—",
        "——",         "/",      "暂无",   "没有",       "N/A",        "n/a",
        "NULL",       "null",   "none",   "0000-00-00", "0000/00/00", "0000-00-00 00:00:00",
        "1900-01-00", "（无）", "Ｎ／Ａ", "？"}) {
    CAPTURE(text);
    CHECK(readers::nothing(text));
  }
  for (const auto* text : {"0", "0.00", "A", "无牌", "1900-01-01", "#N/A", "-1", "no"}) {
    CAPTURE(text);
    CHECK_FALSE(readers::nothing(text));
  }
}

TEST_CASE("yes and no in either language") {
  for (const auto* text : {"yes", "Y", "true", "1", "是", "√", "有", "ＹＥＳ"})
    CHECK(readers::yes(text).value == true);
  for (const auto* text : {"no", "N", "FALSE", "0", "否", "×", "无"})
    CHECK(readers::yes(text).value == false);
  CHECK_FALSE(readers::yes("maybe").value);
  CHECK_FALSE(readers::yes("2").value);
}

TEST_CASE(
    "a value of an enumeration is read by code, label in either language and word of the trade") {
  using customer::CustomerKind;
  using parts::PartKind;
  for (const auto* text : {"company", "Company", "企业", "公司", "单位", "fleet", " 大客户 "}) {
    CAPTURE(text);
    CHECK(readers::code<CustomerKind>(text) == CustomerKind::company);
  }
  CHECK(readers::code<CustomerKind>("散客") == CustomerKind::person);
  CHECK(readers::code<PartKind>("原厂件") == PartKind::original);
  CHECK(readers::code<PartKind>("OEM") == PartKind::original);
  CHECK(readers::code<PartKind>("equivalent quality") == PartKind::equivalent);
  CHECK(readers::code<Role>("parts keeper") == Role::parts_keeper);
  CHECK(readers::code<Role>("技师") == Role::technician);
  CHECK(readers::code<VehicleKind>("小型轿车") == VehicleKind::car);
  for (const auto* text : {"", "滤清器", "厂", "compan"}) {
    CAPTURE(text);
    CHECK_FALSE(readers::code<CustomerKind>(text));
    CHECK_FALSE(readers::code<PartKind>(text));
  }
}

TEST_CASE("a synonym names one value of its enumeration") {
  const auto each = []<class Enum>(Enum) {
    for (const auto& entry : codes<Enum>) {
      CAPTURE(entry.code);
      CHECK(readers::code<Enum>(readers::detail::chinese(entry.label)) == entry.value);
    }
    for (const auto& named : synonyms<Enum>)
      for (std::size_t from = 0; from < named.words.size();) {
        const auto end = std::min(named.words.find(' ', from), named.words.size());
        const std::string word(named.words.substr(from, end - from));
        CAPTURE(word);
        CHECK(readers::code<Enum>(word) == named.value);
        CHECK(readers::detail::folded_word(word) == word);
        from = end + 1;
      }
  };
  each(customer::CustomerKind::person);
  each(parts::PartKind::used);
  each(Role::manager);
  each(VehicleKind::car);
  each(Category::minor);
}
