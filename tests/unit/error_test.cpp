#include "base/error.hpp"

#include <doctest/doctest.h>

#include <set>

#include "base/settings.hpp"

using namespace svcctl;

TEST_CASE("every clause is found by the id it prints, and titled in both languages") {
  std::set<std::string_view> ids;
  for (const auto& clause : clauses()) {
    CAPTURE(clause.id);
    CHECK(find_clause(clause.id) == clause.clause);
    CHECK(info(clause.clause).id == clause.id);
    CHECK_FALSE(clause.title(Language::en).empty());
    CHECK(clause.title(Language::zh) != clause.title(Language::en));
    ids.insert(clause.id);
  }
  CHECK(ids.size() == clauses().size());
  CHECK_FALSE(find_clause("9.9-nothing"));
}

TEST_CASE("only the refusals that the standard names may be overridden") {
  std::set<std::string_view> overridable;
  for (const auto& clause : clauses())
    if (clause.may_override) overridable.insert(clause.id);
  CHECK(overridable == std::set<std::string_view>{"1.1-capability", "1.2-technician", "2.2-inspect",
                                                  "2.3-fit", "2.3-oldparts", "2.4-clean",
                                                  "2.4-papers", "3.3-first"});
}

TEST_CASE("a refusal names its clause first, then what is missing, and ends with exit code 4") {
  const Error error = refusal(Clause::consent, "job.no-consent",
                              tr("change {0} of job {1} has no consent", 1, "J261123-001"),
                              "svcctl job consent J261123-001 1");
  CHECK(static_cast<int>(error.kind()) == 4);
  CHECK(std::string(error.what()) == "2.2-consent: change 1 of job J261123-001 has no consent");
  CHECK(error.hint() == "svcctl job consent J261123-001 1");
}

TEST_CASE("stored codes lead to their value and back, and to nothing else") {
  CHECK(from_code<Category>("maintenance-2") == Category::maintenance_2);
  CHECK(std::string(to_code(Role::parts_keeper)) == "parts-keeper");
  CHECK_FALSE(from_code<Category>("Maintenance-2"));
  CHECK(all_codes<Severity>() == "minor|normal|serious|safety");
}
