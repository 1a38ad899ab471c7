#pragma once

#include <string>

#include "intake/job_record.hpp"
#include "store/txn.hpp"

/// A car leaves without being handed back with a bill. What is asked of every car that leaves is
/// asked of these too: valuables, own parts and old parts are given back (1.3-integrity,
/// 2.3-oldparts), work that began is checked (2.2-quality), no money stays (2.4-itemise).
namespace svcctl::settle {

/// The customer declined the work, before any began.
/// @throws Error "intake.closed", "job.no-reason" (2)
SVCCTL_API intake::JobRecord decline(store::WriteTxn& tx, const std::string& job,
                                     const std::string& why);
/// The visit is cancelled: tasks that did not begin are dropped, a bill is void. Work that was
/// billed or passed its final inspection leaves so by two people only
/// ("settle.cancel-second", 2.4-itemise).
/// @param second staff code of the manager who stands behind it, or empty
/// @throws Error "job.closed", "job.no-reason", "job.parts-out", "settle.paid-already" (2)
SVCCTL_API intake::JobRecord cancel(store::WriteTxn& tx, const std::string& job,
                                    const std::string& why, const std::string& second);

}  // namespace svcctl::settle
