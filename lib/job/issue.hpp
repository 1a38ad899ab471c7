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
  std::string lot;   ///< lot code; else first expired, first out
  std::string task;  ///< number of the task it goes into, or empty
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

enum class OldPartOutcome { open, returned, scrapped, core, consigned };

/// A replaced part (clause 2.3-oldparts).
struct OldPart {
  std::int64_t id = 0;
  std::string job;
  std::string tag;
  std::string part;
  std::string text;  ///< name of the part
  std::string text_zh;
  Quantity quantity;
  std::string place;
  OldPartOutcome outcome = OldPartOutcome::open;
  std::optional<Instant> outcome_at;
  std::string waste_code;
  std::optional<intake::OldPartsWish> wish;
  std::string document;  ///< manifest of a consignment, core receipt
  Instant at;
};
struct TagRequest {
  std::string job;
  std::string part;  ///< the part it was replaced by
  Quantity quantity = Quantity::whole(1);
  std::string tag;  ///< empty: the job's number and a counter
  std::string place;
  std::string task;
};
/// Tags no more than was issued. @throws Error "job.old-too-many", "job.tag-taken" (2)
SVCCTL_API OldPart tag_old_part(store::WriteTxn& tx, const TagRequest& request);
struct OutcomeRequest {
  std::string tag;
  OldPartOutcome outcome = OldPartOutcome::returned;
  std::string to;        ///< who signed for it
  std::string document;  ///< manifest of a consignment, core receipt
  std::string waste_code;
};
/// Refuses an outcome against the customer's wish (clause 2.3-oldparts); hazardous waste is
/// consigned with a manifest, never scrapped.
SVCCTL_API OldPart settle_old_part(store::WriteTxn& tx, const OutcomeRequest& request);
/// @param job number as typed, or empty for all
SVCCTL_API std::vector<OldPart> old_parts(const store::ReadTxn& tx, const std::string& job,
                                          bool open_only);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array codes<job::OldPartOutcome> = {
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::open, "open", N_("open")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::returned, "returned", N_("returned")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::scrapped, "scrapped", N_("scrapped")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::core, "core", N_("core returned")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::consigned, "consigned",
                                   N_("consigned as waste")},
};
}  // namespace svcctl
