#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/export.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// How long a customer's records must be kept (clause 2.5-archive; PIPL 47).
namespace svcctl::archive {

/// The newest record of each kind that a customer left; nothing where there is none.
struct LastRecords {
  std::optional<Date> job;    ///< visit, delivery, complaint or past visit
  std::optional<Date> bill;   ///< bill or payment
  std::optional<Date> waste;  ///< a replaced part that is hazardous waste
};

/// The last day on which something must still be kept; nothing where there is no record.
SVCCTL_API std::optional<Date> kept_until(const RetentionSettings& retention,
                                          const LastRecords& last);

/// What stands against erasing a customer.
struct SVCCTL_API Duty {
  std::string running;  ///< number of a job, bill or complaint that is not over, or empty
  std::optional<Date> until;
  /// Whether everything may go by that day.
  bool over(Date today) const { return running.empty() && (!until || *until < today); }
};

/// Also of the numbers merged into this one.
Duty duty_of(const store::ReadTxn& tx, std::int64_t customer_id);

}  // namespace svcctl::archive
