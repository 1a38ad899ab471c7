#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "csv/list.hpp"
#include "csv_support.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using namespace std::string_literals;

namespace {

constexpr std::array list_columns = {
    csv::Column{"number", "编号|零件号", csv::Type::identifier, csv::Need::value},
    csv::Column{"name", "名称"},
    csv::Column{"price", "售价|单价", csv::Type::amount},
};

/// A list as its rows come: those taken, the lines of those refused, and what was said.
struct ReadList {
  Rows rows;
  Lines lines, refused;
  std::vector<std::string> refused_texts, remarks;
  std::string titles;
};

ReadList read_list(const std::string& bytes, std::optional<csv::HeaderLines> lines = {},
                   std::initializer_list<std::pair<const char*, const char*>> mapping = {}) {
  std::istringstream source(bytes);
  csv::Reader reader(source);
  csv::HeaderMap map(list_columns);
  for (const auto& [title, key] : mapping) map.also(key, title);
  csv::ListRows rows(reader, map, "list.csv", lines);
  ReadList out;
  for (std::vector<csv::Field> fields; rows.next(fields);) {
    if (rows.reject() != nullptr) {
      out.refused.push_back(rows.line());
      out.refused_texts.push_back(rows.row_text(fields));
      continue;
    }
    out.lines.push_back(rows.line());
    out.rows.push_back(
        {map.text(fields, "number"), map.text(fields, "name"), map.text(fields, "price")});
  }
  for (const auto& remark : rows.remarks()) out.remarks.push_back(english(remark));
  out.titles = rows.titles_text();
  return out;
}

}  // namespace

TEST_CASE("the titles are found below rows that say what the list is") {
  const auto list =
      read_list("某汽配公司报价单,,\n日期：2026年5月,,\n零件号,名称,售价\nA1,滤芯,45\n");
  CHECK(list.rows == Rows{{"A1", "滤芯", "45"}});
  CHECK(list.lines == Lines{4});
  CHECK(list.remarks ==
        std::vector{"the titles stand on line 3; 2 rows above them were passed over"s});
  CHECK(read_list("编号,,\n零件号,名称,售价\nA1,滤芯,45\n").rows.size() == 1);
  CHECK(read_list("零件号,名称\nA1,滤芯\n").remarks.empty());
}

TEST_CASE("lines that begin with # do not count among those above the titles") {
  std::string above;
  for (int i = 0; i < 50; ++i) above += "# what belongs there\n";
  CHECK(read_list(above + "number,name\nA1,x\n").rows.size() == 1);
  std::string rows;
  for (int i = 0; i < 30; ++i) rows += "x,y\n";
  CHECK(code_of([&] { read_list(rows + "number,name\nA1,x\n"); }) == "import.columns");
}

TEST_CASE("the lines of the titles can be told, and two lines are one title") {
  const auto list = read_list("number,name\nx,y\n编号,名称\nA1,滤芯\n", csv::HeaderLines{3, 3});
  CHECK(list.rows == Rows{{"A1", "滤芯", ""}});
  const auto two =
      read_list("基本,,价格,\n编号,名称,进价,售价\nA1,滤芯,9,45\n", csv::HeaderLines{1, 2});
  CHECK(two.rows == Rows{{"A1", "滤芯", "45"}});
  CHECK(code_of([] { read_list("number\nA1\n", csv::HeaderLines{9, 9}); }) == "import.columns");
}

TEST_CASE("titles that stand again and rows of totals are passed over and told") {
  const auto list = read_list(
      "零件号,名称,售价\nA1,滤芯,45\n零件号,名称,售价\nA2,机油,30\n小计,,75\n合计：,,75\n,总计,"
      "75\nA3,"
      "Total,1\n");
  CHECK(list.rows == Rows{{"A1", "滤芯", "45"}, {"A2", "机油", "30"}, {"A3", "Total", "1"}});
  CHECK(list.remarks == std::vector{"the titles stand again on line 3: passed over"s,
                                    "a row of totals stands on line 5, 6, 7: passed over"s});
}

TEST_CASE("a list without titles whose columns are mapped by their places keeps its first row") {
  const auto list =
      read_list("甲A,滤芯,45\n乙B,机油,30\n", {}, {{"#1", "number"}, {"#3", "price"}});
  CHECK(list.rows == Rows{{"甲A", "", "45"}, {"乙B", "", "30"}});
  CHECK(list.lines == Lines{1, 2});
  CHECK(list.titles == "#1,#2,#3");
  REQUIRE(list.remarks.size() == 1);
  CHECK(list.remarks[0].starts_with("no titles: the first row of values is line 1"));
  const auto mended = read_list(
      "#1,#2,#3,reject line,reject column,reject value,reject cause,reject fix\nA1,x,45,2,,,,\n",
      {}, {{"#1", "number"}, {"#3", "price"}});
  CHECK(mended.rows == Rows{{"A1", "", "45"}});
  const auto told =
      read_list("a,b,c\nA1,x,45\n", csv::HeaderLines{1, 1}, {{"#1", "number"}, {"#3", "price"}});
  CHECK(told.rows == Rows{{"A1", "", "45"}});
  CHECK(read_list("编号,x,y\nA1,x,45\n", {}, {{"#3", "price"}}).rows == Rows{{"A1", "", "45"}});
}

TEST_CASE("titles on two lines are told with their lines") {
  for (const auto* bytes : {"编号,名称,价格,\n,,进价,售价\nA1,x,9,45\n",
                            "报价单,,\n配件,名称,\n编号,,售价\nA1,x,45\n"}) {
    CAPTURE(bytes);
    try {
      const auto list = read_list(bytes);
      CHECK(list.rows == Rows{{"A1", "", "45"}});  // the second line has all that is needed
    } catch (const Error& error) {
      CHECK(error.code() == "import.header");
      CHECK(error.hint() == "--header-line 1-2");
    }
  }
  CHECK(code_of([] { read_list("编号,名称,价格,\n,,进价,售价\nA1,x,9,45\n"); }) == "import.header");
}

TEST_CASE("sums with their numbers and notes below the list are passed over and told") {
  const auto list = read_list(
      "number,name,price\nA1,x,45\n合计：1台,,\n共 1 条,,45\n合计（大写）：肆拾伍元,,\n"
      "以上价格含税，有效期 30 天,,\n注：含税,,\n* "
      "含税\n制表人：甲,,审核：乙\n注塑件,,30\n共享件,y,1\n");
  CHECK(list.rows == Rows{{"A1", "x", "45"}, {"注塑件", "", "30"}, {"共享件", "y", "1"}});
  CHECK(list.remarks == std::vector{"a row of totals stands on line 3, 4, 5: passed over"s,
                                    "a note stands on line 6, 7, 8, 9: passed over"s});
}

TEST_CASE("what is told behind a line that cannot be read never stands under its titles") {
  const auto broken = read_list("number,name,price\nA1,\"x\nA2,y,2\n");
  REQUIRE(broken.refused_texts.size() == 1);
  CHECK(broken.refused_texts[0] == "A1,\"x,");
  const std::string titles =
      "number,name,price,reject line,reject column,reject value,reject cause,reject fix\n";
  CHECK(read_list(titles + "A1,\"x\",,2,a,b,c,d\n").rows == Rows{{"A1", "x", ""}});
  // A line mended to fewer values than the titles.
  const auto shifted = read_list(titles + "A1,\"x, long\",2,a,b,c,d\n");
  CHECK(shifted.rows.empty());
  CHECK(shifted.refused == Lines{2});
}

TEST_CASE("titles again in another spelling are passed over, other titles refused") {
  const auto list = read_list("*零件号,名称：,售价（元）\nA1,x,1\n零件号,名称,售价\nA2,y,2\n");
  CHECK(list.rows == Rows{{"A1", "x", "1"}, {"A2", "y", "2"}});
  const auto two = read_list("number,name,price\nA1,x,1\nnumber,price,name\nA2,2,y\n");
  CHECK(two.refused == Lines{3});
}

TEST_CASE("what is missing at the end of a row is empty") {
  const auto list = read_list("number,name,price\nA1,x,45\nA2,x\nA3\n");
  CHECK(list.rows == Rows{{"A1", "x", "45"}, {"A2", "x", ""}, {"A3", "", ""}});
  REQUIRE(list.remarks.size() == 1);
  CHECK(
      list.remarks[0].starts_with("2 rows have fewer values than the header, the first on line 3"));
}

TEST_CASE("a short row of a file that writes empty values out has lost one") {
  const auto list = read_list("number,name,price\nA1,x,\nA2 x,45\n");
  CHECK(list.rows == Rows{{"A1", "x", ""}});
  CHECK(list.refused == Lines{3});
}

TEST_CASE("empty values beyond the header are left out where the file has them throughout") {
  CHECK(read_list("number,name\nA1,x,\nA2,y,,\n").rows.size() == 2);
  const auto one = read_list("number,name,price\nA1,x,1\nA2,\"y\", z,\nA3,x,2,\n");
  CHECK(one.rows.size() == 1);
  CHECK(one.refused == Lines{3, 4});
  const auto shifted = read_list("number,name,price\nA1,Filter, big,45\nA2,Plug,30\n");
  CHECK(shifted.rows == Rows{{"A2", "Plug", "30"}});
  CHECK(shifted.refused_texts == std::vector{"A1,Filter,big,45"s});
}

TEST_CASE("wherever a delimiter is lost or doubled, no row is shifted without a word") {
  const Rows good = {{"A1", "x", "1"}, {"A2", "", "2"}, {"A3", "z", ""}, {"A4", "w", "4"}};
  for (std::size_t line = 0; line < good.size(); ++line)
    for (const std::size_t at : {0U, 1U})
      for (const bool doubled : {false, true}) {
        std::string bytes = "number,name,price\n";
        for (std::size_t i = 0; i < good.size(); ++i)
          for (std::size_t k = 0; k < 3; ++k) {
            bytes += good[i][k];
            const bool here = i == line && k == at;
            bytes += k == 2 ? "\n" : !here ? "," : doubled ? ",," : " ";
          }
        CAPTURE(bytes);
        const auto list = read_list(bytes);
        std::size_t strange = 0;
        for (const auto& row : list.rows)
          if (std::ranges::find(good, row) == good.end()) ++strange;
        CHECK(list.rows.size() + list.refused.size() == good.size());
        CHECK((strange == 0 || (strange == 1 && !list.remarks.empty())));
      }
}

TEST_CASE("a refused row is given in the encoding of its file, also where it cannot be read") {
  const auto list = read_list("number;name;price\nA1;\"Filter\";45\nA2;\"Pl\"ug\";30\n1;2;3;4\n");
  CHECK(list.titles == "number;name;price");
  CHECK(list.refused_texts == std::vector{"A2;\"Pl\"ug\";30"s, "1;2;3;4"s});
  const std::string titles = "\xC1\xE3\xBC\xFE\xBA\xC5,\xC3\xFB\xB3\xC6";
  const auto chinese = read_list(titles + "\nA1,\xC2\xCB\xD0\xBE,x\nA2,机油\n");
  CHECK(chinese.titles == "\"\xC1\xE3\xBC\xFE\xBA\xC5\",\"\xC3\xFB\xB3\xC6\"");
  CHECK(chinese.refused_texts == std::vector{"A1,\"\xC2\xCB\xD0\xBE\",x"s, "A2,机油"s});
}

TEST_CASE("a list without its titles says what was seen") {
  try {
    read_list("货号,名称\nA1,x\n");
    FAIL("taken");
  } catch (const Error& error) {
    CHECK(error.code() == "import.columns");
    CHECK(std::string(error.what()).find("line 1 has 货号, 名称") != std::string::npos);
  }
  CHECK(code_of([] { read_list(""); }) == "import.empty");
  CHECK(code_of([] { read_list(",,\n"); }) == "import.empty");
}
