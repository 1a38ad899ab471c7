#include <doctest/doctest.h>

#include "csv/header.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using csv::Field;
using csv::HeaderMap;

namespace {

HeaderMap price_list() {
  return {{"number", {"编号", "零件号", "part no"}},
          {"name", {"名称", "品名"}},
          {"price", {"单价", "售价", "unit price"}}};
}

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
  HeaderMap map{{"value", {}}};
  map.resolve(row({"value"}));
  for (const auto* text : {"=1+1", "+86", "-12", "@x", "＝1", "'=1"})
    CHECK(map.text(row({("'" + std::string(text)).c_str()}), "value") == text);
  for (const auto* text : {"'", "''", "'t Hart", "90915'", "", "=1"})
    CHECK(map.text(row({text}), "value") == text);
}
