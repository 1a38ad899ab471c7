#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "workbook_support.hpp"

namespace svcctl {
namespace {

using workbook_test::Parts;
using workbook_test::rows_of;
using workbook_test::sheet;
using Rows = std::vector<std::string>;

std::string workbook_failure(const std::string& bytes, workbook::ReaderOptions options = {}) {
  try {
    rows_of(bytes, std::move(options));
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

std::string sheet_message(const Message& message) {
  return Catalogue::of(Language::en).format(message);
}

TEST_CASE("workbook: texts, numbers and truths of a sheet") {
  auto book =
      sheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
            R"(<row r="3"><c r="A3" t="inlineStr"><is><r><t>刹车</t></r><r><t>片</t></r></is></c>)"
            R"(<c r="C3"><v>12.5</v></c><c r="D3" t="b"><v>1</v></c></row>)"
            R"(<row r="4"><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="str"><f>A1</f><v>ab</v></c>)"
            R"(<c r="E4" t="e"><v>#N/A</v></c></row>)");
  book.strings =
      "<si><t>编号</t></si><si><r><t>品</t></r><r><t>名</t></r><rPh><t>pinming</t></rPh></si>";
  for (const bool deflated : {false, true}) {
    book.deflated = deflated;
    CHECK(rows_of(book.bytes()) == Rows{"1:编号|品名", "3:刹车片||12.5|TRUE", "4:|2|ab||#N/A"});
  }
}

TEST_CASE("workbook: rows and cells without places stand one after the other") {
  CHECK(
      rows_of(sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>")
                  .bytes()) == Rows{"1:1|2", "3:|3"});
}

TEST_CASE("workbook: names of elements with prefixes, parts with other names") {
  const std::string head = "<?xml version=\"1.0\"?>";
  workbook_test::Zip zip;
  zip.add("[Content_Types].xml", head + "<Types/>")
      .add("_rels/.rels", head +
                              "<p:Relationships xmlns:p=\"x\"><p:Relationship Id=\"a\" "
                              "Type=\"http://purl.oclc.org/x/officeDocument\" "
                              "Target=\"/Book/Main.xml\"/></p:Relationships>")
      .add("Book\\main.xml", head +
                                 "<x:workbook xmlns:x=\"m\" xmlns:q=\"r\"><x:sheets>"
                                 "<x:sheet name=\"S\" q:id=\"s\"/></x:sheets></x:workbook>")
      .add("Book\\_rels\\Main.xml.rels",
           head +
               "<Relationships><Relationship Id=\"s\" Type=\"t/worksheet\" "
               "Target=\"../Data/Sheet.xml\"/></Relationships>")
      .add("Data/Sheet.xml", head +
                                 "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\">"
                                 "<x:c r=\"A1\"><x:v>7</x:v></x:c></x:row></x:sheetData>"
                                 "</x:worksheet>");
  CHECK_MESSAGE(rows_of(zip.bytes()) == Rows{"1:7"}, "");
}

TEST_CASE("workbook: numbers and days by the style of their cells") {
  auto book =
      sheet(R"(<row r="1"><c r="A1"><v>6921234567890</v></c><c r="B1" s="1"><v>45000</v></c>)"
            R"(<c r="C1" s="2"><v>7</v></c><c r="D1" s="3"><v>12.3456</v></c>)"
            R"(<c r="E1" t="d"><v>2026-11-28T00:00:00Z</v></c></row>)");
  book.formats = R"(<numFmt numFmtId="165" formatCode="00000"/>)";
  book.styles = R"(<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="2"/>)";
  csv::FileForm form;
  CHECK(rows_of(book.bytes(), {}, &form) ==
        Rows{"1:6921234567890|2023-03-15|00007|12.35|2026-11-28"});
  REQUIRE(form.remarks.size() == 1);
  CHECK(sheet_message(form.remarks[0]) ==
        "1 numbers were taken as the sheet shows them, rounded; the first stands in D1");
  book.properties = "<workbookPr date1904=\"true\"/>";
  CHECK(rows_of(book.bytes())[0].find("2027-03-16") != std::string::npos);
}

TEST_CASE("workbook: which sheet is read, and what is told of the others") {
  Parts book{.sheets = {{"旧表", "<sheetData><row><c><v>0</v></c></row></sheetData>", "hidden"},
                        {"价格", "<sheetData><row><c><v>1</v></c></row></sheetData>"},
                        {"Stock", "<sheetData><row><c><v>2</v></c></row></sheetData>"}}};
  csv::FileForm form;
  CHECK(rows_of(book.bytes(), {}, &form) == Rows{"1:1"});
  CHECK(form.sheet == "价格");
  REQUIRE(form.remarks.size() == 2);
  CHECK(sheet_message(form.remarks[0]) == "sheet 价格 was read; --sheet NAME reads another: Stock");
  CHECK(sheet_message(form.remarks[1]) == "hidden sheets were not read: 旧表");
  CHECK(rows_of(book.bytes(), {.sheet = "stock"}, &form) == Rows{"1:2"});
  CHECK(form.remarks.empty());
  CHECK(rows_of(book.bytes(), {.sheet = "2"}) == Rows{"1:2"});
  CHECK(rows_of(book.bytes(), {.sheet = "旧表"}) == Rows{"1:0"});
  CHECK(workbook_failure(book.bytes(), {.sheet = "3"}) == "workbook.no-sheet");
  CHECK(workbook_failure(book.bytes(), {.sheet = "价"}) == "workbook.no-sheet");
}

TEST_CASE("workbook: hidden rows and columns are read and told of") {
  Parts book{
      .sheets = {
          {"S", R"(<cols><col min="2" max="2" hidden="1"/><col min="4" max="5" hidden="1"/></cols>)"
                R"(<sheetData><row r="1" hidden="1"><c><v>1</v></c></row></sheetData>)"}}};
  csv::FileForm form;
  CHECK(rows_of(book.bytes(), {}, &form) == Rows{"1:1"});
  REQUIRE(form.remarks.size() == 2);
  CHECK(sheet_message(form.remarks[0]) == "1 hidden rows were read too");
  CHECK(sheet_message(form.remarks[1]) == "hidden columns were read too: B, D:E");
}

TEST_CASE("workbook: a row that lacks a value merged with a row above is refused") {
  const std::string text = R"( t="inlineStr"><is><t>)";
  const auto words = [&](const char* place, const char* what) {
    return "<c r=\"" + std::string(place) + "\"" + text + what + "</t></is></c>";
  };
  Parts book{.sheets = {{"S", "<sheetData><row r=\"1\">" + words("A1", "编号") +
                                  words("B1", "价格") + "</row><row r=\"2\">" +
                                  words("B2", "含税") + "</row><row r=\"3\">" + words("A3", "X1") +
                                  "<c r=\"B3\"><v>5</v></c></row><row r=\"4\">"
                                  "<c r=\"B4\"><v>6</v></c></row><row r=\"5\">" +
                                  words("A5", "X2") +
                                  "<c r=\"B5\"><v>7</v></c></row></sheetData><mergeCells>"
                                  "<mergeCell ref=\"A3:A4\"/><mergeCell ref=\"A1:A2\"/>"
                                  "<mergeCell ref=\"A5:C5\"/></mergeCells>"}}};
  CHECK(rows_of(book.bytes()) ==
        Rows{"1:编号|价格", "2:|含税", "3:X1|5",
             "4!1: a cell of the row is part of A3:A4, merged with a row above", "5:X2|7"});
}

TEST_CASE("workbook: what a cell cannot tell is refused with its place") {
  CHECK(rows_of(sheet(R"(<row r="2"><c r="C2"><f>SUM(A1)</f><v></v></c></row>)").bytes()) ==
        Rows{"2!3: the formula in C2 has no value"});
  CHECK(rows_of(sheet(R"(<row r="2"><c r="C2" t="s"><v>4</v></c></row>)").bytes()) ==
        Rows{"2!3: the text of the cell is missing in the workbook"});
  CHECK(
      rows_of(sheet(R"(<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>)").bytes()) ==
      Rows{"2!2: two values in cell B2"});
  CHECK(rows_of(sheet("<row><c t=\"str\"><v>" + std::string(70'000, 'x') +
                      "</v></c></row>"
                      "<row><c><v>1</v></c></row>")
                    .bytes()) == Rows{"1!1: a value of more than 65536 bytes", "2:1"});
  CHECK(rows_of(sheet(R"(<row r="1"><c r="OOO1"><v>1</v></c></row>)").bytes()) ==
        Rows{"1!10545: more than 10000 columns"});
}

TEST_CASE("workbook: texts as they were typed") {
  CHECK(rows_of(sheet("<row><c t=\"str\"><v>a_x000D_\nb_x0041__xZZZZ_&amp;&lt;</v></c></row>")
                    .bytes()) == Rows{"1:a\nbA_xZZZZ_&<"});
}

TEST_CASE("workbook: damaged and hostile ones are errors") {
  const auto book = sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
  const auto good = book.bytes();
  CHECK(workbook_failure(good.substr(0, good.size() / 2)) == "input.damaged");
  CHECK(workbook_failure("") == "input.damaged");
  CHECK(workbook_failure(sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></row>").bytes()) ==
        "workbook.damaged");
  CHECK(workbook_failure(sheet("<row r=\"5\"/><row r=\"4\"/>").bytes()) == "workbook.damaged");
  CHECK(workbook_failure(sheet("<row r=\"1048577\"/>").bytes()) == "workbook.damaged");
  CHECK(workbook_failure(sheet("<row r=\"99999999999999999999\"/>").bytes()) == "workbook.damaged");
  CHECK(workbook_failure(sheet("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>").bytes()) ==
        "workbook.damaged");
  CHECK(workbook_failure(sheet("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>").bytes()) ==
        "workbook.damaged");
  CHECK(workbook_failure(Parts{}.bytes()) == "workbook.empty");
  Parts entities{.sheets = {{"S",
                             "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">"
                             "<!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>"}}};
  CHECK(workbook_failure(entities.bytes()) == "workbook.damaged");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  CHECK(workbook_failure(sheet(deep).bytes()) == "workbook.damaged");
  const std::string long_mark(3'000'000, 'x');
  CHECK(workbook_failure(sheet("<row r=\"" + long_mark + "\"/>").bytes()) == "workbook.damaged");
  CHECK(workbook_failure(sheet("<!--" + long_mark + "-->").bytes()) == "workbook.damaged");
  CHECK(workbook_failure(sheet("<" + long_mark + "/>").bytes()) == "workbook.damaged");
  auto part_missing = workbook_test::Zip();
  part_missing.add("[Content_Types].xml", "<Types/>").add("xl/x.xml", "<x/>");
  CHECK(workbook_failure(part_missing.bytes()) == "workbook.part");
}

TEST_CASE("workbook: every cut and every changed byte ends with rows or an error") {
  auto book =
      sheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row>)");
  book.strings = "<si><t>刹车</t></si>";
  book.styles = R"(<xf numFmtId="0"/><xf numFmtId="14"/>)";
  for (const bool deflated : {false, true}) {
    book.deflated = deflated;
    const auto good = book.bytes();
    std::size_t ended = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
      auto bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << at % 8));
      const auto code = workbook_failure(bad);
      ended += code.empty() ? 0 : 1;
      const bool named =
          code.empty() || code.starts_with("workbook.") || code.starts_with("input.");
      CHECK_MESSAGE(named, at << ": " << code);
      if (at % 7 == 0) CHECK(workbook_failure(good.substr(0, at)) == "input.damaged");
    }
    CHECK(ended > good.size() / 4);
  }
}

TEST_CASE("workbook: what unpacks to far more than it can hold is refused") {
  auto book = sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" +
                    std::string(std::size_t{70} << 20, ' '));
  book.deflated = true;
  CHECK(workbook_failure(book.bytes()) == "input.swollen");
}

}  // namespace
}  // namespace svcctl
