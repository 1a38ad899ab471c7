#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"
#include "parts/catalogue/label.hpp"
#include "store/columns.hpp"

namespace svcctl::job {

enum class OldPartOutcome { open, returned, scrapped, core, consigned };

/// A replaced part (clause 2.3-oldparts).
struct OldPart {
  std::int64_t id = 0;
  std::int64_t outlet_id = 0;
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
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
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
/// Why nothing is tagged for a part that was fitted: it was used up with the old one, as oil or a
/// seal; it was added, and nothing came off; what it replaced stays in the car.
enum class NoOldPart { used_up, added, stays };
struct Waiver {
  std::string job;
  std::string part;
  NoOldPart reason = NoOldPart::used_up;
  std::string by = {};  ///< staff code
  std::optional<Instant> at = std::nullopt;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};
/// Says that no old part comes off for a part that was fitted. Of what becomes hazardous waste that
/// is so only where the part was added, and a part that replaces another is not
/// ("job.waive-replaced", clause 2.3-oldparts).
/// @throws Error "job.closed", "job.not-fitted", "job.waived" (2)
SVCCTL_API Waiver waive_old_part(store::WriteTxn& tx, const Waiver& request);
/// @param job number as typed, or empty for all
SVCCTL_API std::vector<Waiver> waivers(const store::ReadTxn& tx, const std::string& job);
struct OutcomeRequest {
  std::string tag;
  OldPartOutcome outcome = OldPartOutcome::returned;
  std::string to = {};          ///< who signed for it
  std::string document = {};    ///< manifest of a consignment, core receipt
  std::string waste_code = {};  ///< else the part's
  std::string container = {};   ///< of the waste store
  std::string receiver = {};    ///< of the consignment: code; empty: it stays in the waste store
  std::string carrier = {};
  std::string supplier = {};  ///< whom a core goes back to: code
};
/// Refuses an outcome against the customer's wish (clause 2.3-oldparts). Hazardous waste is neither
/// given back nor scrapped: it is consigned, into the waste store and, with a receiver and a
/// manifest, out of it.
/// @throws Error "job.old-settled", "job.old-hazardous", "job.old-manifest", "job.before-tag",
///         "job.old-to-whom", "job.core-supplier" (2), waste_out's
SVCCTL_API OldPart settle_old_part(store::WriteTxn& tx, const OutcomeRequest& request);
/// @param job number as typed, or empty for all
SVCCTL_API std::vector<OldPart> old_parts(const store::ReadTxn& tx, const std::string& job,
                                          bool open_only);

/// @throws Error "old-part.not-found" (3)
SVCCTL_API OldPart find_old_part(const store::ReadTxn& tx, const std::string& tag);

/// An exchange core: what was charged for the part until its old one goes back.
struct Core {
  std::string tag;
  std::string job;
  std::string part;  ///< "NUMBER/BRAND"
  Quantity quantity;
  Money charge;
  bool sent = false;     ///< it went back to the supplier
  std::string supplier;  ///< code, or empty
  std::string document;
  std::optional<Money> credit;  ///< nothing: not credited yet
};
/// Old parts of parts with a core charge. @param open_only not sent, or not credited
SVCCTL_API std::vector<Core> cores(const store::ReadTxn& tx, bool open_only);
/// Books the supplier's credit for a core that went back.
/// @throws Error "job.core-not-sent", "job.core-credited", "parts.credit" (2)
SVCCTL_API Core credit_core(store::WriteTxn& tx, const std::string& tag, Money amount,
                            const std::string& document);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array codes<job::NoOldPart> = {
    CodeEntry<job::NoOldPart>{job::NoOldPart::used_up, "used-up", N_("used up")},
    CodeEntry<job::NoOldPart>{job::NoOldPart::added, "added", N_("added, nothing came off")},
    CodeEntry<job::NoOldPart>{job::NoOldPart::stays, "stays", N_("stays in the car")},
};
template <>
inline constexpr std::array codes<job::OldPartOutcome> = {
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::open, "open", N_("open||old part")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::returned, "returned", N_("returned")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::scrapped, "scrapped", N_("scrapped")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::core, "core", N_("core returned")},
    CodeEntry<job::OldPartOutcome>{job::OldPartOutcome::consigned, "consigned",
                                   N_("consigned as waste")},
};
template <>
inline constexpr std::array fields<job::OldPart> = {
    field<&job::OldPart::late_by>("late_by"),
    field<&job::OldPart::id>("id"),
    field<&job::OldPart::outlet_id>("outlet_id"),
    field<&job::OldPart::job>("job"),
    field<&job::OldPart::tag>("tag"),
    field<&job::OldPart::part, parts::read_part_label>("part_number"),
    field<&job::OldPart::text>("name"),
    field<&job::OldPart::text_zh>("name_zh"),
    field<&job::OldPart::quantity>("qty"),
    field<&job::OldPart::place>("place"),
    field<&job::OldPart::outcome>("outcome"),
    field<&job::OldPart::outcome_at>("outcome_at"),
    field<&job::OldPart::waste_code>("waste_code"),
    field<&job::OldPart::wish>("old_parts_wish"),
    field<&job::OldPart::document>("document"),
    field<&job::OldPart::at>("at"),
};
}  // namespace svcctl
