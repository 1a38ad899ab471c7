#include "base/text.hpp"

#include <doctest/doctest.h>

#include "base/text_table.hpp"
#include "csv/reader.hpp"

using namespace svcctl;

namespace {
const Catalogue& in_english = Catalogue::of(Language::en);
const Catalogue& in_chinese = Catalogue::of(Language::zh);
}  // namespace

TEST_CASE("what stands in a sentence stands in its place, as often as it is named") {
  CHECK(in_english.format(tr("{0} of {1}", "A", 2)) == "A of 2");
  CHECK(in_english.format(tr("{1} before {0}, {1}", "a", "b")) == "b before a, b");
  CHECK(in_english.format(tr("nothing to fill")) == "nothing to fill");
}

TEST_CASE("a message has a place for each argument and no other braces") {
  CHECK(has_places("nothing to fill", 0));
  CHECK(has_places("{1} before {0}, {1}", 2));
  CHECK_FALSE(has_places("nothing to fill", 1));
  CHECK_FALSE(has_places("{0} of {1}", 1));
  CHECK_FALSE(has_places("{1}", 1));
  for (const char* broken : {"{}", "{x}", "{ 0}", "{0", "{0}}", "{{0}", "0}", "{10}", "{"})
    CHECK_FALSE(has_places(broken, 1));
}

TEST_CASE("a value that looks like a place is never filled itself") {
  CHECK(in_english.format(tr("{0} {1}", "{1}", "b")) == "{1} b");
}

TEST_CASE("Chinese comes from the program itself; what has none stays English") {
  CHECK(in_chinese.text("yes") == "是");
  CHECK(in_chinese.text("no such sentence") == "no such sentence");
  CHECK(in_chinese.text("").empty());
  CHECK(in_chinese.format(tr("a VIN has 17 characters, '{0}' has {1}", "LSV", 3)).find("LSV") !=
        std::string::npos);
}

TEST_CASE("one English word with two Chinese ones says which, and nobody sees that") {
  CHECK(in_english.text("issue||stock") == "issue");
  CHECK(in_english.format(tr("{0}: {1}", "J1", tr("name||person"))) == "J1: name");
  CHECK(in_chinese.text("issue||stock") != in_chinese.text("issue"));
  CHECK(in_chinese.text("no such word||of any") == "no such word");
}

TEST_CASE("codes and sentences inside a sentence are said in its language, values as they are") {
  const Message state = tr("job {0} is {1}", "yes", csv::Encoding::detect);
  CHECK(in_english.format(state) == "job yes is automatic");
  CHECK(in_chinese.format(state).find("自动") != std::string::npos);
  CHECK(in_chinese.format(state).find("yes") != std::string::npos);
  CHECK(in_chinese.format(tr("{0}: {1}", "a.toml", tr("yes"))).ends_with("是"));
}

TEST_CASE("widths are those of a terminal") {
  CHECK(display_width("") == 0);
  CHECK(display_width("A-1") == 3);
  CHECK(display_width("滤芯") == 4);
  CHECK(display_width("ＡＢ") == 4);
  CHECK(display_width("￥3") == 3);
  CHECK(display_width("e\u0301") == 1);  // a letter and its accent
  CHECK(display_width("😀") == 2);
}

TEST_CASE("a text is filled up to a width, and never cut") {
  CHECK(padded("滤芯", 6, false) == "滤芯  ");
  CHECK(padded("12.50", 7, true) == "  12.50");
  CHECK(padded("滤清器", 4, false) == "滤清器");
}

TEST_CASE("nothing in the data steers a terminal") {
  CHECK(made_visible("\x1b[2J") == "\\u{1B}[2J");
  CHECK(made_visible("\x1b]8;;http://x\x07") == "\\u{1B}]8;;http://x\\u{07}");
  CHECK(made_visible("a\nb\tc\r") == "a\\nb\\tc\\u{0D}");
  CHECK(made_visible("\x7f") == "\\u{7F}");
  CHECK(made_visible("\u009b31m") == "\\u{9B}31m");  // a control sequence in one character
  CHECK(made_visible("a\u202Eb") == "a\\u{202E}b");  // turns the line around
  CHECK(made_visible("\u2066x\u2069") == "\\u{2066}x\\u{2069}");
  CHECK(made_visible("滤芯 é 😀") == "滤芯 é 😀");
  CHECK(made_visible("a\xff"
                     "b\xe6\xbb") ==
        "a\uFFFD"
        "b\uFFFD\uFFFD");
  CHECK(made_visible(std::string("a\0b", 3)) == "a\\u{00}b");
}
