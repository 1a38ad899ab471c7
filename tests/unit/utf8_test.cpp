#include "base/utf8.hpp"

#include <doctest/doctest.h>
#include <utf8proc.h>

#include <string>
#include <vector>

using namespace svcctl;

TEST_CASE("every code point is one character of its size, and comes back") {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    utf8::append(text, c);
    const auto found = utf8::first(text);
    if (found.code != c || found.size != text.size() || !utf8::valid(text)) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("bytes that are no UTF-8 are single characters without a code point") {
  // a lone tail, an overlong slash, a surrogate, one beyond U+10FFFF, a character cut off
  for (const std::string text :
       {"\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\x88"}) {
    CHECK_FALSE(utf8::valid(text));
    CHECK(utf8::first(text).code == utf8::none);
    CHECK(utf8::count(text) == text.size());
    std::string again;
    utf8::each(text, [&](char32_t, std::string_view bytes) { again += bytes; });
    CHECK(again == text);
  }
  CHECK(utf8::valid(""));
  CHECK(utf8::valid("a刹\U0001F697"));
}

TEST_CASE("texts are counted, cut and reversed by characters") {
  CHECK(utf8::count("a刹\U0001F697") == 3);
  CHECK(utf8::beginning("刹车", 6) == "刹车");
  CHECK(utf8::beginning("刹车", 5) == "刹");
  CHECK(utf8::beginning("刹车", 2).empty());
  CHECK(utf8::reversed("京A12") == "21A京");
  CHECK(utf8::reversed("\xFF刹") == "刹\xFF");
}

TEST_CASE("what a terminal acts upon is told from what it shows") {
  for (const char32_t c :
       {U'\n', U'\x1B', U'\x7F', U'\x9B', U'\u200F', U'\u202E', U'\u2067', U'\u061C'})
    CHECK(utf8::acts(c));
  for (const char32_t c : {U' ', U'~', U'\u00A0', U'刹', U'\u2010', U'\U0001F697'})
    CHECK_FALSE(utf8::acts(c));
  CHECK(utf8::width(U'刹') == 2);
  CHECK(utf8::width(U'a') == 1);
}

TEST_CASE(
    "every control, format and separating character of Unicode acts, and is found in a text") {
  std::size_t missed = 0;
  std::size_t lost = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    const bool hides = category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
                       category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
    if (hides && !utf8::acts(c)) ++missed;
    std::string text = "刹";
    utf8::append(text, c);
    const auto found = utf8::first_acting(text + "车");
    if (found.has_value() != (utf8::acts(c) && c != '\n' && c != '\t') || (found && *found != c))
      ++lost;
  }
  CHECK(missed == 0);
  CHECK(lost == 0);
  CHECK(utf8::named(0x202E) == "U+202E");
  CHECK(utf8::named(0x1B) == "U+001B");
  CHECK(utf8::named(0xE0041) == "U+E0041");
}

TEST_CASE("blanks of any width are cut off around a text, none within") {
  CHECK(utf8::trimmed(" \t\u3000刹 车\u00A0\u2003\n") == "刹 车");
  CHECK(utf8::trimmed(" \u3000 ").empty());
  CHECK(utf8::trimmed("\u202D138\u202C") == "\u202D138\u202C");
  CHECK(utf8::trimmed("\uFEFF\u202D138\u202C ", utf8::Around::hidden_too) == "138");
  CHECK(utf8::trimmed("\xFF \xFF") == "\xFF \xFF");
}

TEST_CASE("full-width forms are made plain, and folded without case") {
  CHECK(utf8::plain("Ａ１２ ①") == "A12 1");
  CHECK(utf8::folded("ＰＡＲＴ\u200BNo") == "partno");
  CHECK(utf8::plain("\xFF") == "\xFF");
}
