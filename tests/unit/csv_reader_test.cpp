#include <doctest/doctest.h>

#include "csv_support.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using namespace std::string_literals;

TEST_CASE("a row is named by the physical line it begins on") {
  const auto file = read("number,name\nA-1,滤芯\n\n\nA-2,\"刹车\n片\"\nA-3,机油\n");
  CHECK(file.rows ==
        Rows{{"number", "name"}, {"A-1", "滤芯"}, {"A-2", "刹车\n片"}, {"A-3", "机油"}});
  CHECK(file.lines == Lines{1, 2, 5, 7});
}

TEST_CASE("every kind of newline ends a row, also mixed in one file") {
  const Rows rows{{"a", "b"}, {"1", "2"}, {"3", "4"}, {"5", "6"}};
  CHECK(read("a,b\n1,2\n3,4\n5,6\n").rows == rows);
  CHECK(read("a,b\r\n1,2\r\n3,4\r\n5,6\r\n").rows == rows);
  CHECK(read("a,b\r1,2\r3,4\r5,6\r").rows == rows);
  const auto mixed = read("a,b\r\n1,2\n3,4\r5,6");
  CHECK(mixed.rows == rows);
  CHECK(mixed.lines == Lines{1, 2, 3, 4});
}

TEST_CASE("a newline inside quotes is one line feed, however it was written") {
  const auto file = read("a,b\r\n\"one\r\ntwo\",x\r\ny,z\r\n");
  CHECK(file.rows[1][0] == "one\ntwo");
  CHECK(read("a,b\r\"one\rtwo\",x\r").rows[1][0] == "one\ntwo");
  CHECK(file.lines == Lines{1, 2, 4});
}

TEST_CASE("a last line without a newline is a row, and a file of nothing has none") {
  CHECK(read("a,b\n1,2").rows.size() == 2);
  CHECK(read("a,b\n1,").rows[1] == std::vector<std::string>{"1", ""});
  CHECK(read("").rows.empty());
  CHECK(read("\n\r\n\r").rows.empty());
  CHECK(read("\xEF\xBB\xBF").rows.empty());
}

TEST_CASE("the delimiter is found from the first lines") {
  CHECK(read("a;b;c\n1;2,5;3\n").delimiter == ';');
  CHECK(read("a\tb\tc\n1\t2\t3\n").delimiter == '\t');
  CHECK(read("a|b|c\n1|2|3\n").delimiter == '|');
  CHECK(read("# a: text; in every row\n# b: text; \"x\n# c: a/b; needed\na,b\n").delimiter == ',');
  CHECK(read("#;a,b;c\n1;2;3\n2;3,5;4\n").delimiter == ';');
  CHECK(read("a,b,c\n1,2,3\n").delimiter == ',');
  CHECK(read("number\nA-1\n").delimiter == ',');
  CHECK(read("a;\"x,y\"\nb;\"x,y,z\"\n").delimiter == ';');
  CHECK(read("Price list\n2026, spring\na;b;c\n1;2,5;3\n4;5;6\n").delimiter == ';');
}

TEST_CASE("a file whose first lines fit two delimiters alike is asked about, never guessed") {
  const std::string two = "a;b,c\n1;2,3\n";
  CHECK(code_of([&] { read(two); }) == "csv.delimiter");
  CHECK(read(two, {.delimiter = ';'}).rows[1] == std::vector<std::string>{"1", "2,3"});
  CHECK(read(two, {.delimiter = ','}).rows[1] == std::vector<std::string>{"1;2", "3"});
}

TEST_CASE("a first line sep= announces the delimiter and is no row") {
  const auto file = read("sep=;\r\nnumber;price\r\nA-1;1,50\r\n");
  CHECK(file.delimiter == ';');
  CHECK(file.rows == Rows{{"number", "price"}, {"A-1", "1,50"}});
  CHECK(file.lines == Lines{2, 3});
  for (const auto* line : {"SEP=;", "Sep = ;", "\"sep=;\"", "sep=;;;"}) {
    CAPTURE(line);
    CHECK(read(line + "\na;b\n"s).rows == Rows{{"a", "b"}});
  }
  CHECK(read("sep=\\t\na\tb\n").rows == Rows{{"a", "b"}});
  CHECK(read("sep=ab,c\n1,2\n").rows.size() == 2);
  CHECK(read("sep=,\na;b\n", {.delimiter = ';'}).rows[0] == std::vector<std::string>{"a", "b"});
}

TEST_CASE("quotes: doubled ones belong to the value, a lone one inside a bare value too") {
  CHECK(read("a,\"6\"\" pipe\"\n").rows[0][1] == "6\" pipe");
  CHECK(read("a,6\" pipe\n").rows[0][1] == "6\" pipe");
  CHECK(read("a,\"\"\n").rows[0][1].empty());
  CHECK(read("a,\"\"\"\"\n").rows[0][1] == "\"");
}

TEST_CASE("blanks around quotes belong to no value") {
  CHECK(read("a, \"b,c\" ,d\n").rows[0] == std::vector<std::string>{"a", "b,c", "d"});
  CHECK(read("a, b\n").rows[0][1] == " b");
  CHECK(read("a, 6\" pipe\n").rows[0][1] == " 6\" pipe");
}

TEST_CASE("whether a value was quoted can be told") {
  std::istringstream source("\"\",,\"x\",y\n");
  csv::Reader reader(source);
  std::vector<csv::Field> fields;
  REQUIRE(reader.next(fields));
  REQUIRE(fields.size() == 4);
  CHECK(fields[0].quoted);
  CHECK_FALSE(fields[1].quoted);
  CHECK(fields[2].quoted);
  CHECK_FALSE(fields[3].quoted);
}

TEST_CASE("text after a closing quote refuses its row alone") {
  const auto file = read("a,b\n\"x\"y,1\nz,2\n");
  CHECK(file.rows == Rows{{"a", "b"}, {"z", "2"}});
  REQUIRE(file.rejects.size() == 1);
  CHECK(file.rejects[0].line == 2);
  CHECK(file.rejects[0].column == "1");
  CHECK(file.rejects[0].value == "x");
  CHECK(english(file.rejects[0].cause) == "text after the closing quote");
}

TEST_CASE("a quote that is never closed costs its line, not the rest of the file") {
  const auto file = read("a,b\n1,\"open\n2,x\n3,y\n");
  CHECK(file.rows == Rows{{"a", "b"}, {"2", "x"}, {"3", "y"}});
  REQUIRE(file.rejects.size() == 1);
  CHECK(file.rejects[0].line == 2);
  CHECK(file.rejects[0].column == "2");
  CHECK(english(file.rejects[0].cause) == "the quote is never closed");
  CHECK(file.lines == Lines{1, 3, 4});
}

TEST_CASE("a NUL refuses its row and is named by its byte") {
  const auto file = read("a,b\n1,x\0y\n2,z\n"s);
  CHECK(file.rows == Rows{{"a", "b"}, {"2", "z"}});
  REQUIRE(file.rejects.size() == 1);
  CHECK(file.rejects[0].line == 2);
  CHECK(file.rejects[0].column == "2");
  CHECK(english(file.rejects[0].cause) == "a NUL character at byte 7");
}

TEST_CASE("rows need not be equally wide: that is for the importer to judge") {
  CHECK(read("a,b\n1\n1,2,3\n").rows == Rows{{"a", "b"}, {"1"}, {"1", "2", "3"}});
}

TEST_CASE("a value may fill its limit, and one byte more refuses the row") {
  const csv::ReaderOptions tight{.limits = {.field = 8, .row = 64, .columns = 3}};
  CHECK(read("a,12345678\n", tight).rows.size() == 1);
  for (const auto* value : {"123456789", "\"123456789\"", "\"1234\"\"6789\""}) {
    const auto file = read("a,"s + value + "\nb,c\n", tight);
    CHECK(file.rows == Rows{{"b", "c"}});
    REQUIRE(file.rejects.size() == 1);
    CHECK(file.rejects[0].line == 1);
    CHECK(file.rejects[0].column == "2");
    CHECK(english(file.rejects[0].cause) == "a value of more than 8 bytes");
  }
}

TEST_CASE("too many columns and too long a row refuse the row, and reading goes on") {
  const csv::ReaderOptions tight{.delimiter = ',',
                                 .limits = {.field = 50, .row = 64, .columns = 3}};
  const auto wide = read("1,2,3\n1,2,3,4\nx,y,z\n", tight);
  CHECK(wide.rows == Rows{{"1", "2", "3"}, {"x", "y", "z"}});
  REQUIRE(wide.rejects.size() == 1);
  CHECK(wide.rejects[0].line == 2);
  CHECK(english(wide.rejects[0].cause) == "more than 3 columns");
  const std::string forty(40, 'x');
  const auto tall = read("a\n" + forty + "," + forty + "\nb\n", tight);
  CHECK(tall.rows == Rows{{"a"}, {"b"}});
  REQUIRE(tall.rejects.size() == 1);
  CHECK(tall.rejects[0].line == 2);
}

TEST_CASE("rows longer than a block of reading come whole") {
  std::string name(30'000, 'n');
  std::string bytes = "number,name\n";
  for (int i = 0; i < 20; ++i) bytes += std::to_string(i) + "," + name + "\n";
  const auto file = read(bytes);
  REQUIRE(file.rows.size() == 21);
  for (int i = 0; i < 20; ++i) {
    const auto at = static_cast<std::size_t>(i) + 1;
    CHECK(file.rows[at][0] == std::to_string(i));
    CHECK(file.rows[at][1] == name);
    CHECK(file.lines[at] == i + 2);
  }
}

TEST_CASE("the bytes of a row are given as they stand in the file, also of what cannot be read") {
  const auto raws = [](const std::string& bytes, csv::ReaderOptions options = {}) {
    std::istringstream source(bytes);
    csv::Reader reader(source, options);
    std::vector<std::string> out;
    for (std::vector<csv::Field> fields; reader.next(fields);) out.push_back(reader.raw());
    return out;
  };
  using Texts = std::vector<std::string>;
  CHECK(raws("a,b\r\n1,\"x\ny\"\r\nA2,\"Pl\"ug\",30\n3,\xFF\xFE\n4,5",
             {.encoding = csv::Encoding::utf8}) ==
        Texts{"a,b", "1,\"x\ny\"", "A2,\"Pl\"ug\",30", "3,\xFF\xFE", "4,5"});
  const csv::ReaderOptions chinese{.encoding = csv::Encoding::gb18030};
  CHECK(raws("a,\xC2\xCB\n1,\xC2\xCB\xD0\n2,\xB1\xE0", chinese) ==
        Texts{"a,\xC2\xCB", "1,\xC2\xCB\xD0", "2,\xB1\xE0"});
  CHECK(raws("\xFF\xFE"
             "a\0\n\0b\0"s) == Texts{"a\0"s, "b\0"s});
  std::string long_file;
  for (int i = 0; i < 40'000; ++i) long_file += "row " + std::to_string(i) + ",\"x\"y\n";
  const auto all = raws(long_file, {.delimiter = ','});
  REQUIRE(all.size() == 40'000);
  CHECK(all.front() == "row 0,\"x\"y");
  CHECK(all.back() == "row 39999,\"x\"y");
}

TEST_CASE("a row tells where in the file it begins, in bytes") {
  std::istringstream source(
      "\xEF\xBB\xBF"
      "a,b\r\n滤,2\r\n3,4\r\n");
  csv::Reader reader(source);
  std::vector<csv::Field> fields;
  std::vector<std::int64_t> places;
  while (reader.next(fields)) places.push_back(reader.byte_position());
  CHECK(places == std::vector<std::int64_t>{3, 8, 15});
}

TEST_CASE("what stood in a refused row is shortened between characters") {
  std::string value;
  for (int i = 0; i < 40; ++i) value += "滤";
  const auto file = read("\"" + value + "\"x,1\n");
  REQUIRE(file.rejects.size() == 1);
  const auto& shown = file.rejects[0].value;
  CHECK(shown.size() < 70);
  CHECK(shown.ends_with("滤…"));
}

TEST_CASE("a quote that opens within a value and closes in the next one has lost its delimiter") {
  const auto file =
      read("a,b,c\nA1\"Filter, long\",45\nA2,24\" x 18\",26\"\nA3,24\",18\"\nA4,5\"x,7\n");
  CHECK(file.rows == Rows{{"a", "b", "c"},
                          {"A2", "24\" x 18\"", "26\""},
                          {"A3", "24\"", "18\""},
                          {"A4", "5\"x", "7"}});
  REQUIRE(file.rejects.size() == 1);
  CHECK(file.rejects[0].line == 2);
  CHECK(file.rejects[0].column == "1");
}
