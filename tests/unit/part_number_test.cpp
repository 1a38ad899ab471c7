#include <doctest/doctest.h>

#include "base/identifier.hpp"

namespace {
std::string number_key(std::string_view typed) { return svcctl::PartNumber(typed).key(); }
}  // namespace

TEST_CASE("a number is found as it is typed at the counter") {
  CHECK(number_key("04465-0k340") == "044650K340");
  CHECK(number_key("04465 0K340") == number_key("044650k340"));
  CHECK(number_key("205/55 R16") == number_key("205/55R16"));
  CHECK(number_key("０４４６５－０Ｋ３４０") == "044650K340");
}

TEST_CASE("what tells two numbers apart stays in the key") {
  CHECK(number_key("0012") != number_key("12"));
  CHECK(number_key("机滤-01") == "机滤01");
  CHECK(number_key("--") == "--");
  CHECK(number_key("").empty());
}
