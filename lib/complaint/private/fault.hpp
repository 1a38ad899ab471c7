#pragma once

#include <optional>
#include <string>

#include "complaint/handling.hpp"

// Against whom and what a complaint is; the slice's own.
namespace svcctl::complaint {

/// The row of the lot named, or nothing when none is. A complaint about a job can only be about a
/// lot that the job had. @throws Error "complaint.lot" (2), "parts.lot-not-found" (3)
std::optional<std::int64_t> part_at_fault(const store::ReadTxn& tx, const Complaint& complaint,
                                          const std::string& lot, const std::string& part);

/// The rows that a fault names; what it does not name is nothing.
struct FaultRows {
  std::optional<std::int64_t> against_id;  ///< else the technician of the task
  std::optional<std::int64_t> task_id;
  std::optional<std::int64_t> lot_id;
  std::optional<std::int64_t> supplier_id;
};
/// @throws Error "complaint.no-job", "complaint.supplier" (2), part_at_fault's, find_task's
FaultRows fault_rows(const store::ReadTxn& tx, const Complaint& complaint, const Fault& fault);

}  // namespace svcctl::complaint
