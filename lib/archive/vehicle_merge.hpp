#pragma once

#include <string>
#include <vector>

#include "archive/merge.hpp"

namespace svcctl::archive {

/// Two rows of one car become one (clause 2.5-archive): visits, past visits, follow-ups, owners,
/// plates, VIN and readings of the other are the kept one's, and its number leads there. What the
/// kept one's file does not say, it takes from the other.
/// @return what went over, `from` and `to` by vehicle number
/// @throws Error "vehicle.same" (2), "vehicle.two-vins" (4, 2.5-archive), finders'
SVCCTL_API std::vector<Moved> merge_vehicles(store::WriteTxn& tx, const std::string& keep,
                                             const std::string& other);

}  // namespace svcctl::archive
