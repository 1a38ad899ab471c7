#pragma once

#include <optional>
#include <string>
#include <vector>

#include "intake/estimate.hpp"
#include "settle/payment.hpp"

/// The share of a bill that the customer does not pay is owed by an insurer or a maker.
namespace svcctl::settle {

struct ClaimRequest {
  std::string job;  ///< number of a job or a bill
  intake::Payer payer = intake::Payer::insurer;
  std::string debtor;  ///< the insurer or maker
  std::string number;  ///< of the claim there
};
/// A claim with how it stands.
struct Claim {
  std::string job;
  std::string bill;  ///< number, or empty: not billed yet
  std::string plate;
  intake::Payer payer = intake::Payer::insurer;
  std::string debtor;
  std::string number;
  Money share;  ///< of the bill in force
  Money paid;
  std::optional<Instant> delivered_at;
  Money due() const { return share - paid; }
};
/// Says who owes a share, and under which number there. @throws Error "settle.claim" (2)
SVCCTL_API Claim claim(store::WriteTxn& tx, const ClaimRequest& request);
/// The claims of a job.
SVCCTL_API std::vector<Claim> claims(const store::ReadTxn& tx, std::int64_t job_id);
/// Claims of cars already handed over of which something is due, the newest bill first.
SVCCTL_API std::vector<Claim> claims_due(const store::ReadTxn& tx);

}  // namespace svcctl::settle
