#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/formula.hpp"
#include "cli/output/render/renderer.hpp"
#include "csv_support.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using namespace svcctl::cli;

namespace {

const std::vector<Column> part_columns = {
    {"number", "number"}, {"name", "name"}, {"price", "price"}, {"note", "note", true}};

Cells part(const char* number, const char* name, const char* price, Cell note = {}) {
  return {cell(number), cell(name), cell(*Money::parse(price)), std::move(note)};
}

std::string rendered(const RenderOptions& options, const std::vector<Cells>& rows,
                     const std::vector<Column>& columns = part_columns, bool single = false) {
  std::string out;
  const auto sink = make_renderer(options, Catalogue::of(Language::en),
                                  [&](std::string_view text) { out += text; });
  sink->begin(columns, single);
  for (auto row : rows) sink->row(row);
  sink->end();
  return out;
}

const std::vector<Cells> stock = {part("B-2", "机油滤芯", "38.00"), part("A-10", "bulb", "4.50"),
                                  part("A-1", "刹车片 前", "1260.00")};

/// One text as a cell of CSV, without the header.
std::string csv_cell(const std::string& text) {
  auto line = rendered({.format = "csv", .no_header = true}, {{cell(text)}}, {{"x", "x"}});
  line.pop_back();
  return line;
}

}  // namespace

TEST_CASE("columns stand under each other though Chinese takes two places a character") {
  CHECK(rendered({}, stock) ==
        "number  name         price\n"
        "------  ---------  -------\n"
        "B-2     机油滤芯     38.00\n"
        "A-10    bulb          4.50\n"
        "A-1     刹车片 前  1260.00\n");
}

TEST_CASE("a table of nothing prints nothing, also no heading") { CHECK(rendered({}, {}).empty()); }

TEST_CASE("a single record is one line a value, empty ones left out") {
  CHECK(rendered({}, {part("A-1", "刹车片", "12.00")}, part_columns, true) ==
        "number  A-1\nname    刹车片\nprice   12.00\n");
}

TEST_CASE("a cell cannot break its line nor steer the terminal") {
  CHECK(rendered({.no_header = true}, {{cell("a\nb\x1b[31m")}}, {{"x", "x"}}) ==
        "a\\nb\\u{1B}[31m\n");
}

TEST_CASE("columns are picked and ordered as asked, optional ones too") {
  CHECK(rendered({.columns = {"note", "number"}, .no_header = true},
                 {part("A-1", "x", "1.00", cell("rare"))}) == "rare  A-1\n");
  CHECK(rendered({.no_header = true}, {part("A-1", "x", "1.00", cell("rare"))}) ==
        "A-1  x  1.00\n");
  CHECK(code_of([] { rendered({.columns = {"colour"}}, stock); }) == "output.unknown-column");
  CHECK(code_of([] { rendered({.sort = {"-colour"}}, stock); }) == "output.unknown-column");
}

TEST_CASE("sorting is by value, not by how it is written, and keeps the order of equals") {
  const RenderOptions by_price{.format = "csv", .columns = {"number"}, .sort = {"-price"}};
  CHECK(rendered(by_price, stock) == "number\nA-1\nB-2\nA-10\n");
  const std::vector<Cells> equal = {part("C", "x", "1.00"), part("A", "x", "1.00"),
                                    part("B", "w", "1.00")};
  CHECK(rendered({.format = "csv", .columns = {"number"}, .sort = {"name"}}, equal) ==
        "number\nB\nC\nA\n");
  CHECK(rendered({.format = "csv", .columns = {"number"}, .sort = {"price", "-number"}}, equal) ==
        "number\nC\nB\nA\n");
}

TEST_CASE("the limit counts after sorting") {
  CHECK(rendered({.format = "csv", .columns = {"number"}, .sort = {"price"}, .limit = 1}, stock) ==
        "number\nA-10\n");
  CHECK(rendered({.format = "json", .limit = 0}, stock) == "[]\n");
}

TEST_CASE("CSV quotes what RFC 4180 asks, and a missing value is empty") {
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("6\" pipe") == "\"6\"\" pipe\"");
  CHECK(csv_cell("a\nb") == "\"a\nb\"");
  CHECK(csv_cell("滤芯") == "滤芯");
  CHECK(rendered({.format = "csv"}, {part("A-1", "x", "1.00")}) ==
        "number,name,price,note\nA-1,x,1.00,\n");
}

TEST_CASE("no spreadsheet runs a cell, and reading it back gives what it was") {
  for (const auto* text : {"=1+1", "+86 138", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1",
                           "＋1", "－1", "＠x", "\u3000=1", "\xEF\xBB\xBF=1", "'=1", "''-1"}) {
    CAPTURE(text);
    const auto written = csv_cell(text);
    CHECK(written.find('\'') <= 1);
    const auto back = read(written + "\n", {.delimiter = ','});
    REQUIRE(back.rows.size() == 1);
    REQUIRE(back.rows[0].size() == 1);
    CHECK(without_guard(back.rows[0][0]) == text);
  }
}

TEST_CASE("typed numbers keep their sign in CSV: they are no formula") {
  const std::vector<Column> one = {{"x", "x"}};
  CHECK(rendered({.format = "csv", .no_header = true}, {{cell(*Money::parse("-12"))}}, one) ==
        "-12.00\n");
  CHECK(rendered({.format = "csv", .no_header = true}, {{cell(std::int64_t{-3})}}, one) == "-3\n");
}

TEST_CASE("CSV in another encoding is read back by itself") {
  const auto bytes = rendered({.format = "csv", .encoding = "gb18030"}, stock);
  const auto back = read(bytes);
  CHECK(back.encoding == csv::Encoding::gb18030);
  CHECK(back.rows[1][1] == "机油滤芯");
  CHECK(rendered({.format = "csv", .encoding = "utf-8-bom"}, {}).starts_with("\xEF\xBB\xBF"));
  CHECK(code_of([] {
          rendered({.format = "csv", .encoding = "gb18030"}, {part("\xff", "x", "1.00")});
        }) == "output.encoding");
}

TEST_CASE("JSON: amounts are exact decimal strings, missing values null, a list of none []") {
  const auto list = nlohmann::json::parse(
      rendered({.format = "json"}, {part("A-1", "刹车片", "1260"), part("B", "x", "0.1")}));
  REQUIRE(list.size() == 2);
  CHECK(list[0]["price"] == "1260.00");
  CHECK(list[0]["name"] == "刹车片");
  CHECK(list[0]["note"].is_null());
  CHECK(rendered({.format = "json"}, {}) == "[]\n");
  const auto one = nlohmann::json::parse(
      rendered({.format = "json"}, {part("A-1", "x", "1.00")}, part_columns, true));
  CHECK(one["number"] == "A-1");
}

TEST_CASE("JSON escapes controls and quotes, and bytes that are no text become U+FFFD") {
  const std::string odd = "a\"\\\n\x1b\x01";
  const auto text = rendered({.format = "ndjson"}, {{cell(odd)}}, {{"x", "x"}});
  CHECK(text == "{\"x\":\"a\\\"\\\\\\n\\u001b\\u0001\"}\n");
  CHECK(nlohmann::json::parse(text)["x"] == odd);
  CHECK(nlohmann::json::parse(
            rendered({.format = "ndjson"}, {{cell("a\xff")}}, {{"x", "x"}}))["x"] == "a\uFFFD");
}

TEST_CASE("NDJSON is one object a line, also for a single record and for values of many lines") {
  const auto lines = rendered({.format = "ndjson", .columns = {"number", "name"}},
                              {part("A-1", "a\nb", "1.00"), part("B-2", "x", "2.00")});
  CHECK(lines == "{\"number\":\"A-1\",\"name\":\"a\\nb\"}\n{\"number\":\"B-2\",\"name\":\"x\"}\n");
  CHECK(rendered({.format = "ndjson", .columns = {"number"}}, {part("A-1", "x", "1.00")},
                 part_columns, true) == "{\"number\":\"A-1\"}\n");
  CHECK(rendered({.format = "ndjson"}, {}).empty());
}

TEST_CASE("codes and moments: people read labels and local time, programs codes and UTC") {
  const std::vector<Column> columns = {{"state", "state"}, {"at", "at"}, {"ok", "ok"}};
  const Cells row = {Code{"in-work", "in work"}, cell(*Instant::parse("2026-11-23T08:00:00Z")),
                     cell(true)};
  RenderOptions people{.no_header = true};
  people.zone = Zone::parse("CST-8");
  CHECK(rendered(people, {row}, columns) == "in work  2026-11-23 16:00  yes\n");
  CHECK(rendered({.format = "csv", .no_header = true}, {row}, columns) ==
        "in-work,2026-11-23T08:00:00Z,true\n");
  CHECK(rendered({.format = "ndjson"}, {row}, columns) ==
        "{\"state\":\"in-work\",\"at\":\"2026-11-23T08:00:00Z\",\"ok\":true}\n");
}
