#include "base/utf8.hpp"

#include <doctest/doctest.h>

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

TEST_CASE("full-width forms are made plain, and folded without case") {
  CHECK(utf8::plain("Ａ１２ ①") == "A12 1");
  CHECK(utf8::folded("ＰＡＲＴ\u200BNo") == "partno");
  CHECK(utf8::plain("\xFF") == "\xFF");
}
