#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parts/stock/reservation.hpp"
#include "store/txn.hpp"

namespace svcctl::job {

/// Stock held for a job (clause 2.3-store).
struct HeldPart {
  std::string job;
  parts::Reservation held;
};

/// Holds so much of the part for the job, until it is issued to it, released, or the job is over.
/// @throws Error "job.closed" (2), parts::reserve's
SVCCTL_API HeldPart reserve_part(store::WriteTxn& tx, const std::string& job,
                                 const std::string& part, Quantity qty);
/// Frees so much of it for others; all of it when no quantity is given.
/// @throws Error parts::unreserve's
SVCCTL_API HeldPart unreserve_part(store::WriteTxn& tx, const std::string& job,
                                   const std::string& part, std::optional<Quantity> qty);
/// What is held at the current outlet.
/// @param job, part as typed, or empty for all
SVCCTL_API std::vector<HeldPart> held_parts(const store::ReadTxn& tx, const std::string& job,
                                            const std::string& part);

}  // namespace svcctl::job
