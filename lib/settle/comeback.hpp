#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "settle/warranty.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {

struct ComebackRequest {
  std::string job;  ///< the delivered job whose repair is in question
  std::string concern;
  std::optional<std::int64_t> odometer_km;
  bool sure = false;   ///< the odometer was looked at again
  bool again = false;  ///< though the car is in the shop on another job
  std::string symptoms = {};
  std::optional<intake::OldPartsWish> old_parts_wish = std::nullopt;
};

/// A return repair: a new job on the same car, with the warranty judged.
struct Comeback {
  intake::JobRecord job;
  std::string of;  ///< the first job
  Verdict verdict = Verdict::none;
  std::optional<Warranty> warranty;  ///< the first job's
  Date burden_until;  ///< until then the shop has to prove another cause than its repair
  bool defective_part_free = false;  ///< the region redoes a defective part whatever the period
};

/// Receives a car again for a repair that did not hold, and judges the warranty by the day and
/// the odometer. The warranty's clock does not restart by it.
/// @throws Error "settle.not-delivered" (2), and intake::open's
SVCCTL_API Comeback comeback(store::WriteTxn& tx, const ComebackRequest& request);

}  // namespace svcctl::settle
