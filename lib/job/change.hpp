#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/consent.hpp"
#include "intake/estimate.hpp"
#include "store/columns.hpp"

namespace svcctl::job {

enum class ChangeState { proposed, consented, refused };

/// A change of items or cost after confirmation (clause 2.2-consent).
struct Change {
  std::int64_t id = 0;
  std::string job;
  int number = 0;  ///< within the job
  std::string reason;
  Money before;  ///< of the whole job after tax
  Money after;
  std::optional<Instant> promised_at;
  ChangeState state = ChangeState::proposed;
  Instant at;
  std::vector<intake::JobLine> lines;  ///< that it adds
  std::vector<std::int64_t> drop;      ///< numbers of agreed lines that fall away
  std::string late_by = {};            ///< staff code of who recorded it late; empty: in time

  /// What it adds to the total, or takes off it.
  Money cost() const { return after - before; }
};

struct ChangeRequest {
  std::string job;
  std::string reason;
  intake::LinesRequest lines;
  std::vector<std::int64_t> drop;  ///< numbers of agreed lines that fall away
  std::optional<Instant> promised_at;
  std::vector<std::string> findings = {};  ///< items found bad that the lines mend (2.2-inspect)
};
SVCCTL_API Change propose_change(store::WriteTxn& tx, const ChangeRequest& request);

struct ConsentRequest {
  std::string job;
  std::int64_t change = 0;  ///< number within the job
  intake::ConsentMethod method = intake::ConsentMethod::signature;
  std::string by_customer;
  bool refused = false;
};
/// Consented: its lines are agreed to and become tasks. Refused: its lines are dropped.
SVCCTL_API Change consent_to_change(store::WriteTxn& tx, const ConsentRequest& request);

/// @throws Error "change.not-found" (3)
SVCCTL_API Change find_change(const store::ReadTxn& tx, const intake::JobRecord& job,
                              std::int64_t number);
SVCCTL_API std::vector<Change> changes(const store::ReadTxn& tx, const intake::JobRecord& job);
/// The number of a change the customer has not answered yet, or nothing.
SVCCTL_API std::optional<std::int64_t> open_change(const store::ReadTxn& tx, std::int64_t job_id);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array codes<job::ChangeState> = {
    CodeEntry<job::ChangeState>{job::ChangeState::proposed, "proposed", N_("proposed")},
    CodeEntry<job::ChangeState>{job::ChangeState::consented, "consented", N_("consented")},
    CodeEntry<job::ChangeState>{job::ChangeState::refused, "refused", N_("refused")},
};
template <>
inline constexpr std::array fields<job::Change> = {
    field<&job::Change::id>("id"),
    field<&job::Change::job>("job"),
    field<&job::Change::number>("number"),
    field<&job::Change::reason>("reason"),
    field<&job::Change::before>("before_amount"),
    field<&job::Change::after>("after_amount"),
    field<&job::Change::promised_at>("promised_at"),
    field<&job::Change::state>("state"),
    field<&job::Change::at>("at"),
    field<&job::Change::late_by>("late_by"),
};
}  // namespace svcctl
