#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/estimate.hpp"
#include "intake/job_record.hpp"
#include "job/inspection.hpp"

/// What becomes of a finding "bad" of an inspection: a line that mends it, or that the customer
/// declined it (clause 2.2-inspect). The answer names its finding.
namespace svcctl::job {

struct BadFinding {
  std::int64_t result_id = 0;
  InspectionResult found;
  std::string lines;         ///< numbers of the lines that mend it: "2, 3"
  bool declined = false;     ///< by the customer
  std::string by = {};       ///< staff code of who recorded the answer last
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
  bool open() const { return lines.empty() && !declined; }
};
/// Each finding "bad" of a job, by its number, in their order; lines that were quoted anew since
/// mend nothing.
SVCCTL_API std::vector<BadFinding> bad_findings(const store::ReadTxn& tx, const std::string& job);

struct FindingRequest {
  std::string job;
  std::string item;                  ///< of the template
  std::optional<std::int64_t> line;  ///< number of the line that mends it
  bool declined = false;             ///< the customer wants it mended by none
  std::string words = {};            ///< what the customer said of that
};
/// Answers a finding "bad", each of that item.
/// @throws Error "job.finding-not-found", "job.line-not-found" (3), "job.finding-answer" (2)
SVCCTL_API std::vector<BadFinding> answer_finding(store::WriteTxn& tx,
                                                  const FindingRequest& request);
/// The same for lines that are put to the customer now; the command records it.
/// @param items of the template
void answer_by_lines(store::WriteTxn& tx, const intake::JobRecord& job,
                     const std::vector<std::string>& items,
                     const std::vector<intake::JobLine>& lines);

}  // namespace svcctl::job
