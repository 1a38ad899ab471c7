#pragma once

#include <optional>
#include <string>

#include "complaint/complaint.hpp"

// The part behind a complaint; the slice's own.
namespace svcctl::complaint {

/// The row of the lot named, or nothing when none is. A complaint about a job can only be about a
/// lot that the job had. @throws Error "complaint.lot" (2), "parts.lot-not-found" (3)
std::optional<std::int64_t> part_at_fault(const store::ReadTxn& tx, const Complaint& complaint,
                                          const std::string& lot, const std::string& part);

}  // namespace svcctl::complaint
