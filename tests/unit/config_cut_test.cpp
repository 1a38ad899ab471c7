#include <doctest/doctest.h>

#include "cli/config/cut.hpp"

using svcctl::cli::cut_configuration;

TEST_CASE("the tables of the work catalogue are cut out of a configuration") {
  const auto cut = cut_configuration(
      "region = \"CN\"\n"
      "[[operation]]\ncode = \"OIL\"\n"
      "[labour]  # after it\nrate = 1\n"
      "  [[ package . parts ]]\nnumber = \"[labour]\"\n"
      "[operations]\n[[inspection.items]]");
  REQUIRE(cut);
  CHECK(cut->common == "region = \"CN\"\n[labour]  # after it\nrate = 1\n[operations]\n");
  CHECK(cut->work ==
        "[[operation]]\ncode = \"OIL\"\n  [[ package . parts ]]\nnumber = \"[labour]\"\n"
        "[[inspection.items]]");
}

TEST_CASE("a configuration whose lines do not tell its tables is not cut") {
  CHECK_FALSE(cut_configuration("a = \"\"\"\n[[operation]]\n\"\"\"\n"));
  CHECK_FALSE(cut_configuration("a = '''\n[[operation]]\n'''\n"));
}
