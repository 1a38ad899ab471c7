#pragma once

#include <string>
#include <vector>

#include "parts/buying/request.hpp"
#include "store/txn.hpp"

namespace svcctl::job {

/// Asks for a part that a job needs and the shelf does not hold: it is followed from the request
/// to its issue (clause 2.3-store). @throws Error "parts.qty", "job.closed" (2), finders'
SVCCTL_API parts::PartRequest request_part(store::WriteTxn& tx, const std::string& job,
                                           const std::string& part, Quantity qty);
/// @param job number as typed, or empty for all; @param all also what is issued or cancelled
SVCCTL_API std::vector<parts::PartRequest> part_requests(const store::ReadTxn& tx,
                                                         const std::string& job, bool all,
                                                         std::optional<parts::RequestState> state);

}  // namespace svcctl::job
