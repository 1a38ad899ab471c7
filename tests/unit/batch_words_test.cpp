#include <doctest/doctest.h>

#include "cli/run/app.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using cli::shell_words;
using Words = std::vector<std::string>;

TEST_CASE("a line of a batch is words as a shell takes them") {
  CHECK(shell_words("parts add A-1 --name 滤芯") == Words{"parts", "add", "A-1", "--name", "滤芯"});
  CHECK(shell_words("  a\t b  ") == Words{"a", "b"});
  CHECK(shell_words("").empty());
  CHECK(shell_words("   ").empty());
}

TEST_CASE("quotes keep blanks, and an empty pair of them is a word") {
  CHECK(shell_words("--name '刹车片 前'") == Words{"--name", "刹车片 前"});
  CHECK(shell_words("--name=\"a b\"c") == Words{"--name=a bc"});
  CHECK(shell_words("a '' \"\" b") == Words{"a", "", "", "b"});
}

TEST_CASE("a backslash means itself in single quotes and little in double ones") {
  CHECK(shell_words(R"('a\b')") == Words{R"(a\b)"});
  CHECK(shell_words(R"("6\" pipe \\ \$ \n")") == Words{R"(6" pipe \ $ \n)"});
  CHECK(shell_words(R"(a\ b \#c \'d)") == Words{"a b", "#c", "'d"});
  CHECK(shell_words(R"(end\)") == Words{R"(end\)"});
}

TEST_CASE("a comment begins where a word would, never inside one") {
  CHECK(shell_words("# all of it").empty());
  CHECK(shell_words("a b # and this") == Words{"a", "b"});
  CHECK(shell_words("a#1 '#2'") == Words{"a#1", "#2"});
}

TEST_CASE("nothing is expanded: a batch is no shell") {
  CHECK(shell_words("$HOME `id` *.csv ~ a|b;c>d") ==
        Words{"$HOME", "`id`", "*.csv", "~", "a|b;c>d"});
}

TEST_CASE("a quote that is never closed is an error, not a guess") {
  for (const auto* line : {"'a", "\"a", "a 'b", R"("a\")"})
    CHECK(code_of([&] { shell_words(line); }) == "batch.quote");
}
