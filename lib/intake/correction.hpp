#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "intake/job_record.hpp"
#include "store/columns.hpp"

namespace svcctl::store {
class ReadTxn;
class WriteTxn;
}  // namespace svcctl::store

// That recorded facts were wrong (ADR 24). The acts stand in lib/correction.
namespace svcctl::intake {

/// What a fact is of.
enum class FactOf { job, task, delivery, papers, certificate, booking, cancel, complaint };
/// Which of its facts.
enum class FactField {
  odometer,
  concern,
  symptoms,
  old_parts,
  arrived,
  advisor,
  technician,
  started,
  finished,
  names,
  number,
  kind,
  level,
  issuer,
  valid_from,
  valid_to,
  state,  ///< cancelled or opened by mistake
};

/// A fact that was put right.
struct Correction {
  FactOf what = FactOf::job;
  std::string number;  ///< that people know it by: "J261123-001", "J261123-001/1"
  FactField field = FactField::odometer;
  std::string before;  ///< as people read it; words of a customer are unmasked, empty once erased
  std::string after;
  std::string why;
  Instant at;
  std::string by;  ///< staff code, or empty
};

/// Of what it is, where that is no fact of a visit.
struct CorrectedRow {
  std::int64_t row_id = 0;
  std::optional<std::int64_t> job_id = std::nullopt;
  std::optional<std::int64_t> outlet_id = std::nullopt;  ///< nothing: the company's
};
/// Keeps it. The caller has written the fact, and records the event.
SVCCTL_API void keep_correction(store::WriteTxn& tx, const CorrectedRow& of,
                                const Correction& correction);
/// The same of a fact of a visit.
/// @param words whether before and after are what the customer said
SVCCTL_API void keep_correction(store::WriteTxn& tx, const JobRecord& job,
                                const Correction& correction, bool words);
/// A value of that fact as people read it, in words of the catalogue where it is a code.
SVCCTL_API Message readable(FactField field, const std::string& value);
/// In the order they were made.
SVCCTL_API std::vector<Correction> corrections_of(const store::ReadTxn& tx, std::int64_t job_id);

}  // namespace svcctl::intake

namespace svcctl {
template <>
inline constexpr std::array codes<intake::FactOf> = {
    CodeEntry<intake::FactOf>{intake::FactOf::job, "job", N_("job")},
    CodeEntry<intake::FactOf>{intake::FactOf::task, "task", N_("task")},
    CodeEntry<intake::FactOf>{intake::FactOf::delivery, "delivery", N_("delivery")},
    CodeEntry<intake::FactOf>{intake::FactOf::papers, "papers", N_("papers")},
    CodeEntry<intake::FactOf>{intake::FactOf::certificate, "certificate", N_("certificate")},
    CodeEntry<intake::FactOf>{intake::FactOf::booking, "booking", N_("booking")},
    CodeEntry<intake::FactOf>{intake::FactOf::cancel, "cancel", N_("cancelling")},
    CodeEntry<intake::FactOf>{intake::FactOf::complaint, "complaint", N_("complaint")},
};
template <>
inline constexpr std::array codes<intake::FactField> = {
    CodeEntry<intake::FactField>{intake::FactField::odometer, "odometer", N_("Odometer")},
    CodeEntry<intake::FactField>{intake::FactField::concern, "concern", N_("Concern")},
    CodeEntry<intake::FactField>{intake::FactField::symptoms, "symptoms", N_("Symptoms")},
    CodeEntry<intake::FactField>{intake::FactField::old_parts, "old-parts", N_("Old parts")},
    CodeEntry<intake::FactField>{intake::FactField::arrived, "arrived", N_("Arrived")},
    CodeEntry<intake::FactField>{intake::FactField::advisor, "advisor", N_("Advisor")},
    CodeEntry<intake::FactField>{intake::FactField::technician, "technician", N_("Technician")},
    CodeEntry<intake::FactField>{intake::FactField::started, "started", N_("Work began")},
    CodeEntry<intake::FactField>{intake::FactField::finished, "finished", N_("Work ended")},
    CodeEntry<intake::FactField>{intake::FactField::names, "names", N_("Owner and car")},
    CodeEntry<intake::FactField>{intake::FactField::number, "number", N_("Number")},
    CodeEntry<intake::FactField>{intake::FactField::kind, "kind", N_("Kind")},
    CodeEntry<intake::FactField>{intake::FactField::level, "level", N_("Level")},
    CodeEntry<intake::FactField>{intake::FactField::issuer, "issuer", N_("Issuer")},
    CodeEntry<intake::FactField>{intake::FactField::valid_from, "valid-from", N_("Valid from")},
    CodeEntry<intake::FactField>{intake::FactField::valid_to, "valid-to", N_("Valid to")},
    CodeEntry<intake::FactField>{intake::FactField::state, "state", N_("State")},
};
template <>
inline constexpr std::array fields<intake::Correction> = {
    field<&intake::Correction::what>("what"),
    field<&intake::Correction::number>("number"),
    field<&intake::Correction::field>("field"),
    field<&intake::Correction::before>("before_text"),
    field<&intake::Correction::after>("after_text"),
    field<&intake::Correction::why>("why"),
    field<&intake::Correction::at>("recorded_at"),
    field<&intake::Correction::by>("by_code"),
};
}  // namespace svcctl
