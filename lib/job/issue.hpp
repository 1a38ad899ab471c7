#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"

namespace svcctl::job {

/// Parts from stock to a job, or back (clauses 2.2-consent, 2.3-store, 2.3-fit).
struct IssueRequest {
  std::string job;
  std::string part;  ///< NO or NO/BRAND
  Quantity quantity = Quantity::whole(1);
  std::string lot;                        ///< lot code; else first expired, first out
  std::string task;                       ///< number of the task it goes into, or empty
  std::vector<std::string> serials = {};  ///< of pieces that bear their own number, each
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
SVCCTL_API std::vector<Issued> issue_part(store::WriteTxn& tx, const IssueRequest& request);
/// Back to the lots it came from, the last one first.
SVCCTL_API std::vector<Issued> return_part(store::WriteTxn& tx, const IssueRequest& request);
/// What is issued to a job and not returned, by part.
SVCCTL_API Quantity net_issued(const store::ReadTxn& tx, std::int64_t job_id, std::int64_t part_id);

}  // namespace svcctl::job
