#include <doctest/doctest.h>

#include <algorithm>
#include <regex>

#include "archive/private/history_sources.hpp"
#include "store/private/journal.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

/// What hinders the source from telling who recorded its rows late, or nothing.
std::string cannot_tell_late(const archive::HistorySource& source) {
  const std::string rows = std::string(source.table) + " " + source.alias;
  if (!std::regex_search(source.sql, std::regex("\\b(FROM|JOIN) " + rows + "\\b")))
    return "reads no rows of " + rows;
  if (!store::logged(source.table)) return "the log tells nothing of " + rows;
  return {};
}

void check(const std::vector<archive::HistorySource>& sources, const store::Param& whose) {
  auto connection = store::Connection::in_memory();
  const store::ReadTxn tx(connection, monday());
  for (const auto& source : sources) {
    INFO(source.table);
    CHECK(cannot_tell_late(source).empty());
    CHECK_FALSE(tx.query(with_late(source), {whose}).next());
  }
}

}  // namespace

TEST_CASE("every source of a history says whose rows they are, and so who recorded them late") {
  check(archive::job_sources(), {"job", 1});
  check(archive::vehicle_sources(), {"vehicle", 1});
  check(archive::customer_sources(), {"customer", 1});
}

TEST_CASE("a source that names other rows than it reads is found") {
  const archive::HistorySource source{archive::EntryKind::call, "complaint", "c",
                                      "SELECT a.at AS at FROM follow_up_attempt a"};
  CHECK(cannot_tell_late(source) == "reads no rows of complaint c");
}

TEST_CASE("every kind of entry has a source") {
  for (const auto& entry : codes<archive::EntryKind>) {
    if (entry.value == archive::EntryKind::past_visit) continue;  // of an import, never told late
    INFO(entry.code);
    const auto has = [&](const std::vector<archive::HistorySource>& sources) {
      return std::ranges::find(sources, entry.value, &archive::HistorySource::kind) !=
             sources.end();
    };
    CHECK((has(archive::job_sources()) || has(archive::vehicle_sources()) ||
           has(archive::customer_sources())));
  }
}
