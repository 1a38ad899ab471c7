#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"

namespace svcctl::job {

/// Parts from stock to a job, or back (clauses 2.2-consent, 2.2-quality, 2.3-store, 2.3-fit). A
/// part is fitted by a task of the job, or handed over as it is: one or the other.
struct IssueRequest {
  std::string job;
  std::string part;  ///< NO or NO/BRAND
  Quantity quantity = Quantity::whole(1);
  std::string lot;                        ///< lot code; else first expired, first out
  std::string task;                       ///< number of the task it goes into, or empty
  std::vector<std::string> serials = {};  ///< of pieces that bear their own number, each
  bool handed_over = false;               ///< leaves with the customer as it is, fitted by nobody
};
struct Issued {
  std::string job;
  std::string part;
  std::string text;  ///< name of the part
  std::string text_zh;
  std::string lot;
  Quantity quantity;  ///< negative for a return
  Money cost;         ///< of the quantity: for those who may see costs
  /// The first of this part for the job, and no rule says whether it fits (clause 2.3-fit).
  bool fit_unknown = false;
  std::string successor = {};  ///< the part that took its place, or empty
};
/// @throws Error "job.nothing-fits-it" (refused, 2.2-quality), "job.fits-other-work" (refused,
/// 2.3-fit: a part of a system that must not fail, and no work on it), "job.handed-over" (2)
SVCCTL_API std::vector<Issued> issue_part(store::WriteTxn& tx, const IssueRequest& request);
/// Back to the lots it came from, the last one first.
SVCCTL_API std::vector<Issued> return_part(store::WriteTxn& tx, const IssueRequest& request);
/// What is issued of a part to a job and not returned.
struct StillOut {
  Quantity quantity;
  bool handed_over = false;     ///< to leave as it is
  std::string waste_code = {};  ///< of what it replaces, as the catalogue said when it was issued
};
SVCCTL_API StillOut still_out(const store::ReadTxn& tx, std::int64_t job_id, std::int64_t part_id);
/// A part that leaves with the customer as it is.
struct HandedOver {
  std::string part;
  std::string text;  ///< name of the part
  std::string text_zh;
  Quantity quantity;
};
SVCCTL_API std::vector<HandedOver> handed_over_parts(const store::ReadTxn& tx, std::int64_t job_id);

}  // namespace svcctl::job
