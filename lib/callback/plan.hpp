#pragma once

#include <cstdint>
#include <vector>

#include "callback/follow_up.hpp"
#include "store/txn.hpp"

namespace svcctl::callback {

/// What planning came to.
struct Planned {
  std::vector<FollowUp> made;
  std::int64_t waiting = 0;   ///< called for, but beyond what may be made in a day
  std::int64_t withheld = 0;  ///< the customer did not agree to such calls
};

/// Makes what the rules call for from what happened (clause 2.5-callback); run it as often as you
/// like, by two at once, after weeks of silence, with the clock set back or forward: each thing
/// that happened gives one follow-up of a kind. In a day it makes no more than `daily_cap` of them,
/// the longest due first. Who did not agree to the kind of call when its turn came gets none until
/// they agree; what speaks of a day lapses with it.
SVCCTL_API Planned plan(store::WriteTxn& tx);

}  // namespace svcctl::callback
