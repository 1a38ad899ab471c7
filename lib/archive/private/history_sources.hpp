#pragma once

#include <string>
#include <vector>

#include "archive/history.hpp"

// The statements behind a history; the slice's own.
namespace svcctl::archive {

/// One kind of entry. The statement yields `at`, `plate`, `job`, `number`, `text`, `detail`,
/// `person` and `staff`; of a visit it yields `quantity`, `amount` and `km` instead of `plate` and
/// `job`. Whose rows they are is said, so that every entry tells who recorded it late: a source
/// cannot be declared without it.
struct HistorySource {
  EntryKind kind;
  const char* table;  ///< whose rows they are, and what the statement calls it
  const char* alias;
  std::string sql;
};

/// Of a visit: the statements take `:job`.
SVCCTL_API const std::vector<HistorySource>& job_sources();
/// What stands outside visits, or beside them, of a vehicle (`:vehicle`), of a customer
/// (`:customer`). What was said on follow-ups and in complaints belongs to whoever said it, who
/// need not be the customer of the visit.
SVCCTL_API const std::vector<HistorySource>& vehicle_sources();
SVCCTL_API const std::vector<HistorySource>& customer_sources();

/// The statement of a source, which says also who recorded the row late.
SVCCTL_API std::string with_late(const HistorySource& source);

}  // namespace svcctl::archive
