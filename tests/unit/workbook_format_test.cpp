#include <doctest/doctest.h>

#include <string>

#include "workbook/number_format.hpp"

namespace svcctl::workbook {
namespace {

std::string shown(const char* number, const char* code) {
  return show_number(number, parse_format(code), false).text;
}

TEST_CASE("number format: digits as the cell has them") {
  CHECK(shown("12.5", "General") == "12.5");
  CHECK(shown("6921234567890", "General") == "6921234567890");
  CHECK(shown("1.23456789012E+11", "General") == "123456789012");
  CHECK(shown("0.30000000000000004", "General") == "0.3");
  CHECK(shown("12.500000000000002", "General") == "12.5");
  CHECK(shown("-7", "General") == "-7");
  CHECK(shown("1E-3", "General") == "0.001");
  CHECK(shown("0", "General") == "0");
  CHECK(shown("999999999999999.9", "General") == "1E+15");
  CHECK(shown("5.5511151231257827E-17", "General") == "5.55111512312578E-17");
  CHECK(shown("62284800123456789", "General") == "6.22848001234568E+16");
  CHECK(shown("221", "@") == "221");
  CHECK(shown("abc", "0.00") == "abc");
}

TEST_CASE("number format: what a format adds and leaves out") {
  CHECK(shown("1234.5", "#,##0.00") == "1234.50");
  CHECK(shown("12", "0.00_ ") == "12.00");
  CHECK(shown("12.3", "0.###") == "12.3");
  CHECK(shown("221", "00000") == "00221");
  CHECK(shown("13912345678", "000-0000-0000") == "139-1234-5678");
  CHECK(shown("30", "\"¥\"#,##0.00") == "¥30.00");
  CHECK(shown("30", "[$¥-804]#,##0.00") == "¥30.00");
  CHECK(shown("30", "[$USD] #,##0") == "USD 30");
  CHECK(shown("24", "0\"个\"") == "24个");
  CHECK(shown("200", "General\"元\"") == "200元");
  CHECK(shown("200", "G/通用格式\"元\"") == "200元");
  CHECK(shown("0.13", "0%") == "13%");
  CHECK(shown("-12.5", "#,##0.00_);(#,##0.00)") == "-12.50");
  CHECK(shown("0", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ") == "0.00");
  CHECK(shown("123457000000", "0.00E+00") == "123457000000");
  CHECK(shown("1500", "0,\"k\"") == "1500");
  CHECK(shown("1", "[=1]\"有\";\"无\"") == "1");
  CHECK(shown("1.5", "# ?/?") == "1.5");
  CHECK(shown("5", ";;;") == "5");
}

TEST_CASE("number format: a number that the sheet shows rounded says so") {
  const auto rounded = [](const char* number, const char* code) {
    return show_number(number, parse_format(code), false).rounded;
  };
  CHECK(shown("12.345", "0.00") == "12.35");
  CHECK(rounded("12.345", "0.00"));
  CHECK(shown("9.999", "0.00") == "10.00");
  CHECK(shown("0.999", "0") == "1");
  CHECK(shown("0.4", "0") == "0");
  CHECK(shown("-0.4", "0") == "0");
  CHECK_FALSE(rounded("12.30", "0.00"));
  CHECK_FALSE(rounded("12.500000000000002", "0.00"));
  CHECK_FALSE(rounded("12.345", "General"));
}

TEST_CASE("number format: days and times") {
  CHECK(shown("45000", "yyyy/m/d") == "2023-03-15");
  CHECK(shown("45000", "yyyy\"年\"m\"月\"d\"日\"") == "2023-03-15");
  CHECK(shown("45000", "[$-804]yyyy\\-mm\\-dd;@") == "2023-03-15");
  CHECK(shown("45000.5", "yyyy/m/d h:mm") == "2023-03-15 12:00");
  CHECK(shown("45000", "yyyy/m/d h:mm") == "2023-03-15");
  CHECK(shown("45000.99999999", "yyyy/m/d h:mm:ss") == "2023-03-16");
  CHECK(shown("45000.25", "yyyy/m/d") == "2023-03-15 06:00");
  CHECK(shown("44986", "yyyy\"年\"m\"月\"") == "2023-03");
  CHECK(shown("45000", "yyyy\"年\"m\"月\"") == "2023-03-15");
  CHECK(shown("45000", "yyyy") == "2023");
  CHECK(shown("45000", "d-mmm") == "2023-03-15");
  CHECK(shown("0.35416666666666669", "h:mm AM/PM") == "08:30");
  CHECK(shown("1.25", "[h]:mm") == "30:00");
  CHECK(shown("1", "yyyy/m/d") == "1900-01-01");
  CHECK(shown("59", "yyyy/m/d") == "1900-02-28");
  CHECK(shown("60", "yyyy/m/d") == "1900-02-29");
  CHECK(shown("61", "yyyy/m/d") == "1900-03-01");
  CHECK(shown("2958465", "yyyy/m/d") == "9999-12-31");
  CHECK(shown("2958466", "yyyy/m/d") == "2958466");
  CHECK(shown("-5", "yyyy/m/d") == "-5");
  CHECK(show_number("0", parse_format("yyyy/m/d"), true).text == "1904-01-01");
  CHECK(show_number("45000", builtin_format(14), false).text == "2023-03-15");
  CHECK(show_number("45000", builtin_format(57), false).text == "2023-03-15");
  CHECK(show_number("0.5", builtin_format(20), false).text == "12:00");
  CHECK(show_number("5.5", builtin_format(44), false).text == "5.50");
  CHECK(show_number("5.5", builtin_format(99), false).text == "5.5");
}

}  // namespace
}  // namespace svcctl::workbook
