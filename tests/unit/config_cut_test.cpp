#include <doctest/doctest.h>

#include "cli/config/cut.hpp"

using svcctl::cli::cut_configuration;

TEST_CASE("a configuration is cut into looks and rules") {
  const auto cut = cut_configuration(
      "language = \"en\"\n"
      "[[operation]]\ncode = \"OIL\"\n"
      "[shop]  # on papers\nname = \"[labour]\"\n# a comment\n"
      "  [[ package . parts ]]\nnumber = \"[labour]\"\n"
      "[store]\npath = \"x.db\"\n[shops]\n[templates]\nfolder = \"t\"");
  REQUIRE(cut);
  CHECK(cut->looks ==
        "language = \"en\"\n[shop]  # on papers\nname = \"[labour]\"\n[store]\npath = \"x.db\"\n"
        "[templates]\nfolder = \"t\"");
  CHECK(
      cut->rules ==
      "language = \"en\"\n[[operation]]\ncode = \"OIL\"\n[shop]  # on papers\nname = \"[labour]\"\n"
      "  [[ package . parts ]]\nnumber = \"[labour]\"\n[shops]\n");
}

TEST_CASE("a configuration whose lines do not tell its tables is not cut") {
  CHECK_FALSE(cut_configuration("a = \"\"\"\n[[operation]]\n\"\"\"\n"));
  CHECK_FALSE(cut_configuration("a = '''\n[[operation]]\n'''\n"));
}
