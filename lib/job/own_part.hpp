#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "intake/job_record.hpp"
#include "store/columns.hpp"

namespace svcctl::job {

enum class OwnPartState { taken, fitted, returned };

/// A part that the customer brought: no warranty of the shop's covers it.
struct OwnPart {
  std::int64_t id = 0;
  std::int64_t job_id = 0;
  std::int64_t outlet_id = 0;
  std::string job;
  std::string tag;
  std::string text;
  Quantity quantity;
  std::string condition;
  OwnPartState state = OwnPartState::taken;
  std::optional<Instant> settled_at;
  Instant at;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};
struct TakeOwnRequest {
  std::string job;
  std::string text;
  Quantity quantity = Quantity::whole(1);
  std::string condition;
  bool told = false;  ///< the customer was told that the shop does not warrant it
};

/// Takes a customer's own part in and tags it. @throws Error "job.own-told" (2) unless the customer
/// was told, "job.closed", "parts.qty" (2)
SVCCTL_API OwnPart take_own_part(store::WriteTxn& tx, const TakeOwnRequest& request);
/// It was fitted. @throws Error "job.own-settled" (2), "own-part.not-found" (3)
SVCCTL_API OwnPart fit_own_part(store::WriteTxn& tx, const std::string& tag,
                                const std::string& task);
/// It went back to the customer, who signed for it. @throws Error as fit_own_part,
/// "job.own-to-whom"
SVCCTL_API OwnPart return_own_part(store::WriteTxn& tx, const std::string& tag,
                                   const std::string& to);
/// @param job number as typed, or empty for all; @param open_only neither fitted nor returned
SVCCTL_API std::vector<OwnPart> own_parts(const store::ReadTxn& tx, const std::string& job,
                                          bool open_only);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array codes<job::OwnPartState> = {
    CodeEntry<job::OwnPartState>{job::OwnPartState::taken, "taken", N_("taken in")},
    CodeEntry<job::OwnPartState>{job::OwnPartState::fitted, "fitted", N_("fitted")},
    CodeEntry<job::OwnPartState>{job::OwnPartState::returned, "returned", N_("returned")},
};
template <>
inline constexpr std::array fields<job::OwnPart> = {
    field<&job::OwnPart::late_by>("late_by"),
    field<&job::OwnPart::id>("id"),
    field<&job::OwnPart::job_id>("job_id"),
    field<&job::OwnPart::outlet_id>("outlet_id"),
    field<&job::OwnPart::job>("job"),
    field<&job::OwnPart::tag>("tag"),
    field<&job::OwnPart::text>("text"),
    field<&job::OwnPart::quantity>("qty"),
    field<&job::OwnPart::condition>("condition"),
    field<&job::OwnPart::state>("state"),
    field<&job::OwnPart::settled_at>("settled_at"),
    field<&job::OwnPart::at>("at"),
};
}  // namespace svcctl
