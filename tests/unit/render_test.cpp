#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/formula.hpp"
#include "base/utf8.hpp"
#include "cli/output/recording.hpp"
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
  for (const auto* text :
       {"=1+1", "+86 138", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠x",
        "\u3000=1", "\u00A0=1", "\u2003=1", "'=1", "''-1"}) {
    CAPTURE(text);
    const auto written = csv_cell(text);
    CHECK(written.find('\'') <= 1);
    const auto back = read(written + "\n", {.delimiter = ','});
    REQUIRE(back.rows.size() == 1);
    REQUIRE(back.rows[0].size() == 1);
    CHECK(without_guard(back.rows[0][0]) == text);
  }
}

TEST_CASE("what acts or hides is never written as it is, and JSON gives it back") {
  for (const char32_t code :
       {0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x202E, 0x2028, 0x2066, 0xFEFF, 0xE0041}) {
    std::string text = "a";
    utf8::append(text, code);
    text += "=1";
    CAPTURE(code);
    CHECK_FALSE(utf8::first_acting(csv_cell(text)));
    const std::vector<Column> one = {{"x", "x"}};
    const auto json = rendered({.format = "json"}, {{cell(text)}}, one);
    CHECK_FALSE(utf8::first_acting(json));
    CHECK(nlohmann::json::parse(json)[0]["x"].get<std::string>() == text);
  }
  CHECK(csv_cell("\u200B=1") == "\\u{200B}=1");
}

TEST_CASE("a result that was kept comes in another format as it would have come then") {
  const std::vector<Column> columns = {{"a", "A"}, {"b", "B", true}};
  const std::vector<Cells> rows = {
      {cell(std::string("x\n'=1")), cell(*Money::parse("-1.50"))},
      {cell(*Quantity::parse("0.125")), cell(true)},
      {cell(*Hours::parse("1.5")), cell(std::int64_t{7})},
      {cell(*Percent::parse("12.5")), Cell{}},
      {cell(*Date::parse("2026-11-23")), cell(*Instant::parse("2026-11-23T08:00:00Z"))},
      {Code{"yes", "yes"}, Codes{{"a", "b"}, {" rest", ""}}},
      {tr("{0} of {1}", tr("yes"), 2), cell(std::string())}};
  const auto& catalogue = Catalogue::of(Language::en);
  for (const std::string format : {"table", "csv", "json", "ndjson"}) {
    std::string nowhere;
    const auto first = make_renderer({.format = "csv"}, catalogue,
                                     [&](std::string_view bytes) { nowhere += bytes; });
    Recording recording(*first);
    recording.begin(columns, false);
    for (auto row : rows) recording.row(row);
    recording.end();
    std::string again;
    const auto other = make_renderer({.format = format}, catalogue,
                                     [&](std::string_view bytes) { again += bytes; });
    play(recording.kept(), *other);
    CHECK(again == rendered({.format = format}, rows, columns));
  }
}

TEST_CASE("what older programs kept behind a key comes as the text it is") {
  std::string out;
  const auto json = make_renderer({.format = "json"}, Catalogue::of(Language::en),
                                  [&](std::string_view bytes) { out += bytes; });
  play("number\nK0001\n", *json);
  CHECK(out == "number\nK0001\n");
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
