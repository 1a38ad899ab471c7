#pragma once

#include <span>

#include "archive/history.hpp"

// The statements behind a history; the slice's own.
namespace svcctl::archive {

/// One kind of entry of one visit. The statement takes `:job` and yields `at`, `number`, `text`,
/// `detail`, `person`, `quantity`, `amount`, `km` and `staff`.
struct JobSource {
  EntryKind kind;
  const char* table;  ///< whose rows they are, and what the statement calls it
  const char* alias;
  const char* sql;
};

std::span<const JobSource> job_sources();

// What was said on follow-ups and in complaints belongs to whoever said it, who need not be the
// customer of the visit: `at`, `plate`, `job`, `number`, `text`, `detail`, `person` and `staff`, of
// `follow_up f`, or of `complaint c` and its `job j`; a WHERE may follow.
extern const char* const calls_sql;
extern const char* const complaints_sql;
extern const char* const complaint_ends_sql;
// Words of `person_words w` of kinds that no other source shows, also of tables not yet born, with
// their visit `job j`, if any; conditions may follow.
extern const char* const words_sql;

}  // namespace svcctl::archive
