#pragma once

#include <string>
#include <vector>

#include "intake/consent.hpp"
#include "intake/estimate.hpp"
#include "intake/job_record.hpp"

namespace svcctl::job {

/// Quotes as intake does, and drops the tasks of what was confirmed before. Refused once a change
/// order stands on the estimate (clause 2.2-consent).
/// @param findings items that an inspection found bad and the lines mend (2.2-inspect)
SVCCTL_API intake::Estimate quote(store::WriteTxn& tx, const intake::QuoteRequest& request,
                                  const std::vector<std::string>& findings = {});
/// Confirms as intake does, and makes one task for each labour line.
SVCCTL_API intake::JobRecord confirm(store::WriteTxn& tx, const intake::ConfirmRequest& request);
/// The customer declines the repair before any work; what was quoted and planned is dropped. What
/// is asked of a car that leaves is asked in settle/leaving.hpp.
SVCCTL_API intake::JobRecord decline(store::WriteTxn& tx, const intake::JobRecord& job,
                                     const std::string& why);
/// Whether the visit can be taken off the books.
/// @throws Error "job.closed", "job.no-reason", "job.parts-out" (2)
SVCCTL_API intake::JobRecord require_cancellable(store::WriteTxn& tx, const std::string& job,
                                                 const std::string& why);
/// Whether an act wants a second person, and who that is.
struct ByTwo {
  bool asked = false;
  std::optional<std::int64_t> second_id;
};
/// Takes it off the books, with what did not begin. What is asked of a car that leaves is asked in
/// settle/leaving.hpp.
SVCCTL_API intake::JobRecord cancel(store::WriteTxn& tx, const intake::JobRecord& job,
                                    const std::string& why, const ByTwo& by_two);
/// How a visit was cancelled last.
struct Cancelling {
  std::int64_t id = 0;
  Instant recorded_at;
  std::optional<std::int64_t> staff_id;
};
/// @throws Error "job.not-cancelled" (2)
SVCCTL_API Cancelling cancelling_of(const store::ReadTxn& tx, const intake::JobRecord& job);
/// It was cancelled by mistake, and goes on: what the cancelling ended is as it was; work that ran
/// is paused, and a bill stays void. Refused where what it released is used otherwise: see
/// lib/correction. @throws Error "job.cancelled-before" (2); "job.in-shop" (2.5-archive),
/// "parts.too-few", "parts.reserved" (2.3-store)
SVCCTL_API intake::JobRecord go_on(store::WriteTxn& tx, const intake::JobRecord& job,
                                   const Cancelling& cancelling);
/// The job stands still until resumed; no task of it can be started meanwhile.
SVCCTL_API intake::JobRecord hold(store::WriteTxn& tx, const std::string& job,
                                  const std::string& why);
SVCCTL_API intake::JobRecord resume(store::WriteTxn& tx, const std::string& job,
                                    const std::string& why);
SVCCTL_API bool held(const store::ReadTxn& tx, std::int64_t job_id);

}  // namespace svcctl::job
