#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/money.hpp"
#include "intake/job_record.hpp"

/// Who stands behind money that goes back; not for other slices.
namespace svcctl::settle {

/// The manager behind money that nobody lets go alone.
struct Second {
  bool asked = false;
  Money sum = {};  ///< that went back on the visit, with this
  std::optional<std::int64_t> person = std::nullopt;
};

/// Money that goes back on a visit: whether it wants a second person, and who that is. It does once
/// the car left, and where it comes, with all else that went back, to more than the limit.
/// @param code of the second person, or empty
Second second_of_refund(store::WriteTxn& tx, const intake::JobRecord& job, Money amount,
                        const std::string& code);
/// Refuses it without one ("settle.refund-second", 2.4-itemise).
void require_second(store::WriteTxn& tx, const intake::JobRecord& job, const Second& second);

}  // namespace svcctl::settle
