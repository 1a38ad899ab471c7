#include <doctest/doctest.h>
#include <iconv.h>

#include "csv_support.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using namespace std::string_literals;
using csv::Encoding;

namespace {

/// The text, of characters below U+10000, in UTF-16.
std::string utf16(std::u16string_view text, bool low_first) {
  std::string bytes;
  for (const char16_t unit : text) {
    const auto low = static_cast<char>(unit & 0xFF);
    const auto high = static_cast<char>(unit >> 8);
    bytes += low_first ? low : high;
    bytes += low_first ? high : low;
  }
  return bytes;
}

}  // namespace

TEST_CASE("UTF-8 with and without its mark reads alike, and the mark is no part of a header") {
  const auto bare = read("编号,名称\nA-1,滤芯\n");
  const auto marked = read("\xEF\xBB\xBF编号,名称\nA-1,滤芯\n");
  CHECK(bare.rows == marked.rows);
  CHECK(marked.rows[0][0] == "编号");
  CHECK(bare.encoding == Encoding::utf8);
  CHECK(marked.encoding == Encoding::utf8);
}

TEST_CASE("a quoted first header behind a mark is a quoted header") {
  CHECK(read("\xEF\xBB\xBF\"a,b\",c\n").rows[0] == std::vector<std::string>{"a,b", "c"});
}

TEST_CASE("characters of every length of UTF-8 pass") {
  const auto file = read("a,b\né,滤\n😀,𠮷\n");
  CHECK(file.rejects.empty());
  CHECK(file.rows[2] == std::vector<std::string>{"😀", "𠮷"});
}

TEST_CASE("bytes that are no UTF-8 refuse their row and are named by their place") {
  const csv::ReaderOptions declared{.encoding = Encoding::utf8};
  struct Bad {
    const char* what;
    std::string bytes;
  };
  for (const Bad& bad :
       {Bad{"a lone continuation", "\x80"}, Bad{"a cut character", "\xE6\xBB"},
        Bad{"an overlong slash", "\xC0\xAF"}, Bad{"half a surrogate pair", "\xED\xA0\x80"},
        Bad{"beyond U+10FFFF", "\xF4\x90\x80\x80"}, Bad{"no such byte", "\xFE"}}) {
    CAPTURE(bad.what);
    const auto file = read("a,b\n1," + bad.bytes + "\n2,z\n", declared);
    CHECK(file.rows == Rows{{"a", "b"}, {"2", "z"}});
    REQUIRE(file.rejects.size() == 1);
    CHECK(file.rejects[0].line == 2);
    CHECK(file.rejects[0].column == "2");
    CHECK(english(file.rejects[0].cause) == "not UTF-8 at byte 6");
  }
}

TEST_CASE("GB18030 is found where the bytes are no UTF-8") {
  const auto file = read("\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6\nA-1,\xC2\xCB\xD0\xBE\n");
  CHECK(file.encoding == Encoding::gb18030);
  CHECK(file.rows == Rows{{"编号", "名称"}, {"A-1", "滤芯"}});
}

TEST_CASE("bytes that are neither UTF-8 nor plausible Chinese are asked about") {
  const std::string latin = "part no,name\nA1,Citro\xEBn\nA2,K\xFChler\n";
  const std::string japanese = "part no,name\nA1,\x83\x49\x83\x43\x83\x8B\n";
  for (const auto& bytes : {latin, japanese})
    CHECK(code_of([&] { read(bytes); }) == "csv.encoding");
  CHECK(read(latin, {.encoding = Encoding::windows1252}).rows[1][1] == "Citroën");
  CHECK(read(japanese, {.encoding = Encoding::shift_jis}).rows[1][1] == "オイル");
  CHECK(read("number,name\nA1,\xBA\xBA\xD7\xD6(chinese)\n").rows[1][1] == "汉字(chinese)");
}

TEST_CASE("Korean and Japanese of a list are no Chinese, rare names are") {
  const auto list = [](const char* encoding, std::string text) {
    auto* const state = ::iconv_open(encoding, "UTF-8");
    std::string out(text.size() * 2, ' ');
    char* from = text.data();
    char* to = out.data();
    auto left = text.size();
    auto room = out.size();
    REQUIRE(::iconv(state, &from, &left, &to, &room) == 0);
    ::iconv_close(state);
    out.resize(out.size() - room);
    return "number,name\n" + out;
  };
  const auto* korean =
      "A1,오일 필터\nA2,브레이크 패드 앞\nA3,점화 플러그\nA4,에어컨 냉매\nA5,와이퍼 고무\nA6,엔진 "
      "오일\n";
  const auto* japanese =
      "A1,オイルフィルター\nA2,ブレーキパッド 前\nA3,点火プラグ\nA4,冷却水 四リットル\n";
  CHECK(code_of([&] { read(list("EUC-KR", korean)); }) == "csv.encoding");
  CHECK(code_of([&] { read(list("EUC-JP", japanese)); }) == "csv.encoding");
  for (const auto* chinese :
       {"A1,机油滤清器\nA2,刹车片\nA3,火花塞\n", "A1,睿\nA2,鑫\n", "零件号,品牌,名称\nA1,甲牌,芯\n",
        "客户甲,睿鑫汽车修理厂\n客户乙,芮晗\n客户丙,婷婷\n客户丁,钟雯琪\n客户戊,李怡妍\n"}) {
    CAPTURE(chinese);
    CHECK(read(list("GB18030", chinese)).encoding == Encoding::gb18030);
  }
}

TEST_CASE("a line in another encoding is refused alone, in either direction") {
  const std::string good = "A1,\xBB\xF0\xBB\xA8\xC8\xFB,\xC9\xB2\xB3\xB5\xC6\xAC\n";
  const auto chinese = read("number,name,other\n" + good + "A4,机油,168\n" + good);
  CHECK(chinese.encoding == Encoding::gb18030);
  CHECK(chinese.rows.size() == 3);
  REQUIRE(chinese.rejects.size() == 1);
  CHECK(chinese.rejects[0].line == 3);
  CHECK(english(chinese.rejects[0].cause) == "not GB18030 at byte 38");
  const auto utf8 = read("number,name\nA1,机油滤芯\nA2,刹车片\nA4,\xBB\xF0\xBB\xA8\n");
  CHECK(utf8.encoding == Encoding::utf8);
  REQUIRE(utf8.rejects.size() == 1);
  CHECK(utf8.rejects[0].line == 4);
}

TEST_CASE("an encoding goes by the names that people use, and text comes back as it went") {
  for (const auto* name : {"GBK", "gb2312", "cp936", "GB18030"})
    CHECK(csv::encoding_named(name) == Encoding::gb18030);
  CHECK(csv::encoding_named("Latin-1") == Encoding::windows1252);
  CHECK(csv::encoding_named("Shift-JIS") == Encoding::shift_jis);
  CHECK(csv::encoding_named("UTF8") == Encoding::utf8);
  CHECK_FALSE(csv::encoding_named("klingon"));
  const std::string text = "a,é\n";
  for (const auto encoding :
       {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252}) {
    const auto bytes = csv::encoded(text, encoding);
    REQUIRE(bytes);
    CHECK(read(*bytes, {.encoding = encoding}).rows == Rows{{"a", "é"}});
  }
  CHECK_FALSE(csv::encoded("滤", Encoding::windows1252));
}

TEST_CASE("second bytes that look like a delimiter or a backslash belong to their character") {
  const auto file = read("\x96\x7C|\x84\x5C|\x81\x7C\nx|y|z\n",
                         {.delimiter = '|', .encoding = Encoding::gb18030});
  CHECK(file.rejects.empty());
  CHECK(file.rows == Rows{{"東", "刓", "亅"}, {"x", "y", "z"}});
}

TEST_CASE("four-byte characters of GB18030 are read") {
  const auto file =
      read("a,b\n\x81\x39\xEE\x39,\x94\x39\xFC\x36\n", {.encoding = Encoding::gb18030});
  CHECK(file.rejects.empty());
  CHECK(file.rows[1] == std::vector<std::string>{"㐀", "😀"});
}

TEST_CASE("a GB18030 character cut in the middle refuses its row, not its neighbours") {
  const csv::ReaderOptions declared{.encoding = Encoding::gb18030};
  const auto before_newline = read("a,b\n1,\xC2\xCB\xD0\n2,\xC2\xCB\n", declared);
  CHECK(before_newline.rows == Rows{{"a", "b"}, {"2", "滤"}});
  REQUIRE(before_newline.rejects.size() == 1);
  CHECK(before_newline.rejects[0].line == 2);
  CHECK(english(before_newline.rejects[0].cause) == "not GB18030 at byte 8");

  const auto at_end = read("a,b\n1,\xC2", declared);
  CHECK(at_end.rows == Rows{{"a", "b"}});
  REQUIRE(at_end.rejects.size() == 1);
  CHECK(at_end.rejects[0].line == 2);

  const auto four = read("a,b\n1,\x94\x39\xFC\n2,x\n", declared);
  CHECK(four.rows.back() == std::vector<std::string>{"2", "x"});
  REQUIRE(four.rejects.size() == 1);
  CHECK(four.rejects[0].line == 2);
}

TEST_CASE("UTF-16 with its mark is read in both orders") {
  const std::u16string text = u"编号,名称\r\nA-1,\"滤\r\n芯\"\r\n";
  const Rows rows{{"编号", "名称"}, {"A-1", "滤\n芯"}};
  const auto low = read("\xFF\xFE" + utf16(text, true));
  CHECK(low.rows == rows);
  CHECK(low.encoding == Encoding::utf16le);
  const auto high = read("\xFE\xFF" + utf16(text, false));
  CHECK(high.rows == rows);
  CHECK(high.encoding == Encoding::utf16be);
}

TEST_CASE("UTF-16 without a mark is read when it is said, and refused by its NULs when not") {
  const auto bytes = utf16(u"a,b\n1,2\n", true);
  CHECK(read(bytes, {.encoding = Encoding::utf16le}).rows == Rows{{"a", "b"}, {"1", "2"}});
  const auto unsaid = read(bytes);
  CHECK(unsaid.rows.empty());
  REQUIRE_FALSE(unsaid.rejects.empty());
  CHECK(english(unsaid.rejects[0].cause).starts_with("a NUL character"));
}

TEST_CASE("UTF-16: pairs are one character, half a pair or half a unit refuses its row") {
  const auto whole = read("\xFF\xFE" + utf16(u"a,b\n1,😀\n", true));
  CHECK(whole.rows == Rows{{"a", "b"}, {"1", "😀"}});
  const std::u16string half = {u'1', u',', char16_t{0xD83D}, u'\n', u'2', u',', u'z', u'\n'};
  const auto broken = read("\xFF\xFE" + utf16(u"a,b\n", true) + utf16(half, true));
  CHECK(broken.rows == Rows{{"a", "b"}, {"2", "z"}});
  REQUIRE(broken.rejects.size() == 1);
  CHECK(broken.rejects[0].line == 2);
  const auto cut = read("\xFF\xFE" + utf16(u"a,b\n1,z", true) + "\x31");
  CHECK(cut.rows == Rows{{"a", "b"}});
  REQUIRE(cut.rejects.size() == 1);
  CHECK(cut.rejects[0].line == 2);
}

TEST_CASE("a character over the border of two blocks of reading is one character") {
  for (const std::size_t shift : {0U, 1U, 2U, 3U}) {
    std::string bytes = "a" + std::string(shift, 'a') + ",b\n";
    Rows rows{{"a" + std::string(shift, 'a'), "b"}};
    for (int i = 0; i < 30'000; ++i) {
      bytes += "滤芯,😀\n";
      rows.push_back({"滤芯", "😀"});
    }
    const auto file = read(bytes);
    CHECK(file.rejects.empty());
    CHECK((file.rows == rows));
  }
}
