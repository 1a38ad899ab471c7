#pragma once

#include <optional>
#include <string>

#include "intake/job_record.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {

/// What was done before the car goes back (clauses 2.4-clean, 2.4-explain, 1.3-integrity).
struct Preparation {
  std::string job;
  bool cleaned = false;
  bool cleaning_declined = false;  ///< by the customer
  std::string explained;           ///< work, replaced parts, condition, cautions
  std::string demonstrated;        ///< functions shown
  bool valuables_returned = false;
};

/// Records what was done; what was recorded before stays. A job that passed its final inspection
/// is ready for delivery then.
/// @throws Error "settle.prepare-what", "settle.cleaned-or-not", "job.closed" (2)
SVCCTL_API Preparation prepare(store::WriteTxn& tx, const Preparation& request);
SVCCTL_API std::optional<Preparation> preparation_of(const store::ReadTxn& tx,
                                                     const intake::JobRecord& job);
/// Valuables noted at intake, one entry a line; empty when there were none.
SVCCTL_API std::string belongings_of(const store::ReadTxn& tx, std::int64_t job_id);

}  // namespace svcctl::settle

namespace svcctl {
template <>
inline constexpr std::array fields<settle::Preparation> = {
    field<&settle::Preparation::cleaned>("cleaned"),
    field<&settle::Preparation::cleaning_declined>("cleaning_declined"),
    field<&settle::Preparation::explained>("explained"),
    field<&settle::Preparation::demonstrated>("demonstrated"),
    field<&settle::Preparation::valuables_returned>("valuables_returned"),
};
}  // namespace svcctl
