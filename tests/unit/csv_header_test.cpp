#include <doctest/doctest.h>

#include <array>

#include "csv/header.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using csv::Field;
using csv::HeaderMap;

namespace {

constexpr std::array price_columns = {
    csv::Column{"number", "编号|零件号|part no", csv::Type::identifier, csv::Need::value},
    csv::Column{"name", "名称|品名"},
    csv::Column{"price", "单价|售价|unit price", csv::Type::amount},
    csv::Column{"kind", "性质|类别", csv::Type::code, csv::Need::no, csv::words_of<csv::Type>},
    csv::Column{"category", "分类|类别"},
};

HeaderMap price_list() { return HeaderMap(price_columns); }

std::vector<Field> row(std::initializer_list<const char*> values) {
  std::vector<Field> fields;
  for (const auto* value : values) fields.push_back({value});
  return fields;
}

}  // namespace

TEST_CASE("columns are known in English and Chinese, in any order") {
  auto map = price_list();
  map.resolve(row({"单价", "number", "品名"}));
  const auto line = row({"12.50", "A-1", "滤芯"});
  CHECK(map.text(line, "number") == "A-1");
  CHECK(map.text(line, "name") == "滤芯");
  CHECK(map.text(line, "price") == "12.50");
  CHECK(map.title("price") == "单价");
}

TEST_CASE("marks around a title and ends of lines in it do not hide it") {
  for (const auto* title : {"*零件号", "零件号：", "零件号*", "Part No.", "零件\n号",
                            "(必填)零件号", "零件号【必填】", "配件信息\n零件号"}) {
    CAPTURE(title);
    auto map = price_list();
    map.resolve(row({title}));
    CHECK(map.column("number") == 0);
  }
}

TEST_CASE("what stands in brackets is understood, or asked about, never dropped") {
  for (const auto* title : {"单价(不含税)", "单价（元/打）", "单价(北京)", "名称(英文)"}) {
    CAPTURE(title);
    auto map = price_list();
    CHECK(code_of([&] { map.resolve(row({"编号", title})); }) == "csv.title");
    map.also("price", title);
    map.resolve(row({"编号", title}));
    CHECK(map.column("price") == 1);
  }
  auto net = price_list();
  net.declare({.net = true});
  net.resolve(row({"编号", "单价(不含税)"}));
  CHECK(net.has("price"));
  CHECK(code_of([&] { net.resolve(row({"编号", "单价(含税)"})); }) == "csv.title");
}

TEST_CASE(
    "another currency in a title is not answered by mapping the title, but by saying the "
    "currency") {
  for (const auto* title : {"单价(USD)", "单价（美元/个）", "单价(含税,$)"}) {
    CAPTURE(title);
    for (const auto* mapped : {title, "单价", "#2"}) {
      CAPTURE(mapped);
      auto map = price_list();
      map.also("price", mapped);
      CHECK(code_of([&] { map.resolve(row({"编号", title})); }) == "csv.title");
      map.declare({.currency_said = true});
      map.resolve(row({"编号", title}));
      CHECK(map.column("price") == 1);
    }
  }
  auto dollars = price_list();
  dollars.declare({.currency = "USD"});
  dollars.resolve(row({"编号", "单价(US$)"}));
  CHECK(dollars.has("price"));
  CHECK(code_of([&] { dollars.resolve(row({"编号", "单价(元)"})); }) == "csv.title");
}

TEST_CASE("a mapping of a column that the list does not have is refused with what it has") {
  for (const auto* mapped : {"价格", "#3", "单价(新)"}) {
    CAPTURE(mapped);
    auto map = price_list();
    map.also("price", mapped);
    map.also("-", "颜色");
    try {
      map.resolve(row({"编号", "零售"}));
      FAIL("taken");
    } catch (const Error& error) {
      CHECK(error.code() == "csv.mapped");
      CHECK(std::string(error.what()).find("it has 编号, 零售") != std::string::npos);
    }
  }
}

TEST_CASE("a mapping of several lists may name titles that this one has in other words") {
  auto map = price_list();
  map.also("price", "价格");
  map.resolve(row({"编号", "单价"}));
  CHECK(map.column("price") == 1);
  map.also("price", "#3");
  CHECK(code_of([&] { map.resolve(row({"编号", "单价"})); }) == "csv.mapped");
}

TEST_CASE("a whole title goes before one whose brackets are left out") {
  auto map = price_list();
  map.resolve(row({"编号", "单价(旧)", "单价"}));
  CHECK(map.column("price") == 2);
  CHECK(map.unknown() == std::vector<std::string>{"单价(旧)"});
  auto mapped = price_list();
  mapped.also("price", "单价(含税)");
  mapped.also("-", "单价(不含税)");
  mapped.also("-", "备注");
  mapped.resolve(row({"编号", "单价(不含税)", "备注", "单价(含税)", "备注"}));
  CHECK(mapped.column("price") == 3);
  CHECK(mapped.unknown().empty());
}

TEST_CASE("a mapping may name a column by its place") {
  auto map = price_list();
  map.also("price", "#2");
  map.also("-", "#3");
  map.resolve(row({"编号", "x", "单价"}));
  CHECK(map.column("price") == 1);
  CHECK(map.unknown().empty());
}

TEST_CASE("a title that two columns have is the place of those that have no other") {
  auto map = price_list();
  map.resolve(row({"编号", "类别"}));
  CHECK(map.column("kind") == 1);
  CHECK(map.column("category") == 1);
  CHECK(map.rival(3) == 4);
  CHECK(map.rival(4) == 3);
  CHECK_FALSE(map.rival(0));
  map.resolve(row({"编号", "类别", "分类"}));
  CHECK(map.column("kind") == 1);
  CHECK(map.column("category") == 2);
  CHECK_FALSE(map.rival(3));
  map.resolve(row({"类别", "编号", "性质"}));
  CHECK(map.column("kind") == 2);
  CHECK(map.column("category") == 0);
  CHECK(code_of([&] { map.resolve(row({"编号", "类别", "分类", "性质"})); }) == "csv.header-twice");
}

TEST_CASE("of a title that is not known, the nearest known one is told") {
  auto map = price_list();
  map.resolve(row({"编号", "零售单价", "unit prise", "颜色"}));
  CHECK(map.nearest("零售单价") == "单价");
  CHECK(map.nearest("unit prise") == "unit price");
  CHECK(map.nearest("颜色").empty());
}

TEST_CASE("case, blanks, full-width forms and a unit in brackets make no difference") {
  for (const auto* title :
       {"PART NO", "Part_No", "part-no", " part no ", "ＰＡＲＴ　ＮＯ", "PartNo"}) {
    CAPTURE(title);
    auto map = price_list();
    map.resolve(row({title}));
    CHECK(map.column("number") == 0);
  }
  for (const auto* title : {"单价（元）", "单价(RMB)", "Unit Price (CNY)", "　单价　"}) {
    CAPTURE(title);
    auto map = price_list();
    map.resolve(row({title}));
    CHECK(map.column("price") == 0);
  }
}

TEST_CASE("a column nobody knows is told, an empty title is not") {
  auto map = price_list();
  map.resolve(row({"编号", "备用", "", "颜色"}));
  CHECK(map.unknown() == std::vector<std::string>{"备用", "颜色"});
  CHECK(map.columns() == 4);
  CHECK_FALSE(map.has("price"));
  CHECK(map.title("price") == "price");
}

TEST_CASE("two columns of one meaning are an error that names both") {
  auto map = price_list();
  try {
    map.resolve(row({"单价", "编号", "售价"}));
    FAIL("taken");
  } catch (const Error& error) {
    CHECK(error.code() == "csv.header-twice");
    CHECK(error.kind() == ErrorKind::bad_data);
    CHECK(std::string(error.what()).find("columns 单价 and 售价 both mean price") !=
          std::string::npos);
  }
}

TEST_CASE("a mapping's name goes before every other meaning of the name") {
  auto map = price_list();
  map.also("price", "名称");
  map.resolve(row({"编号", "名称"}));
  CHECK(map.column("price") == 1);
  CHECK_FALSE(map.has("name"));
  CHECK(code_of([&] { map.also("colour", "颜色"); }) == "csv.unknown-key");
}

TEST_CASE("a row shorter than its header leaves its last columns empty") {
  auto map = price_list();
  map.resolve(row({"number", "name", "price"}));
  CHECK(map.text(row({"A-1"}), "price").empty());
  CHECK(map.text(row({" A-1\t", "　滤芯　"}), "name") == "滤芯");
}

TEST_CASE("the guard against formulas is taken away, an apostrophe of the value is not") {
  static constexpr std::array one = {csv::Column{"value"}};
  HeaderMap map(one);
  map.resolve(row({"value"}));
  for (const auto* text : {"=1+1", "+86", "-12", "@x", "＝1", "'=1"})
    CHECK(map.text(row({("'" + std::string(text)).c_str()}), "value") == text);
  for (const auto* text : {"'", "''", "'t Hart", "90915'", "", "=1"})
    CHECK(map.text(row({text}), "value") == text);
  CHECK(map.text(row({"=\"0012\""}), "value") == "0012");
}
