#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"
#include "store/columns.hpp"

namespace svcctl::intake {

enum class ConsentMethod { signature, phone, message };

/// A customer's yes or no as kept.
struct Consent {
  std::int64_t id = 0;
  std::string job;
  std::optional<std::int64_t> estimate_id;
  std::optional<std::int64_t> change_id;
  ConsentMethod method = ConsentMethod::signature;
  bool given = true;
  Money total;     ///< of the whole job after tax
  std::string by;  ///< empty once erased
  std::optional<Instant> promised_at;
  Instant at;
  Instant recorded_at;
  Instant counts_at;  ///< `at`; of a late one that no manager accepted, `recorded_at`
};

/// Writes a consent row; services of this slice and of job call it.
struct NewConsent {
  std::optional<std::int64_t> estimate_id;
  std::optional<std::int64_t> change_id;
  ConsentMethod method = ConsentMethod::signature;
  bool given = true;
  Money total;
  std::optional<Instant> promised_at;
  std::string by;
};
SVCCTL_API std::int64_t keep_consent(store::WriteTxn& tx, const JobRecord& job,
                                     const NewConsent& consent);
/// Every yes and no of a job, in order.
SVCCTL_API std::vector<Consent> consents(const store::ReadTxn& tx, std::int64_t job_id);
/// The consent that stands behind a line of an estimate (change_id empty) or of a change.
SVCCTL_API std::optional<Consent> consent_behind(const store::ReadTxn& tx, std::int64_t job_id,
                                                 std::optional<std::int64_t> change_id);

/// The estimate becomes the repair order: its lines are agreed to (clause 2.1-confirm). The job
/// slice's confirm also makes its tasks.
struct ConfirmRequest {
  std::string job;
  ConsentMethod method = ConsentMethod::signature;
  std::string by_customer;
  Language language = Language::en;  ///< of the papers that are laid out
};
/// The estimate, and the contract where one is needed, are laid out and kept as they were agreed
/// to.
SVCCTL_API JobRecord confirm(store::WriteTxn& tx, const ConfirmRequest& request);

}  // namespace svcctl::intake

namespace svcctl {
template <>
inline constexpr std::array codes<intake::ConsentMethod> = {
    CodeEntry<intake::ConsentMethod>{intake::ConsentMethod::signature, "signature",
                                     N_("signature")},
    CodeEntry<intake::ConsentMethod>{intake::ConsentMethod::phone, "phone", N_("phone")},
    CodeEntry<intake::ConsentMethod>{intake::ConsentMethod::message, "message",
                                     N_("message||channel")},
};
template <>
inline constexpr std::array fields<intake::Consent> = {
    field<&intake::Consent::id>("id"),
    field<&intake::Consent::job>("job"),
    field<&intake::Consent::estimate_id>("estimate_id"),
    field<&intake::Consent::change_id>("change_id"),
    field<&intake::Consent::method>("method"),
    field<&intake::Consent::given>("given"),
    field<&intake::Consent::total>("total_amount"),
    field<&intake::Consent::by>("words"),
    field<&intake::Consent::promised_at>("promised_at"),
    field<&intake::Consent::at>("at"),
    field<&intake::Consent::recorded_at>("recorded_at"),
    field<&intake::Consent::counts_at>("counts_at"),
};
}  // namespace svcctl
