#pragma once

#include <functional>

#include "audit/check.hpp"

// Cases that the log itself tells of (clause 1.3-integrity). They are the company's: where one
// outlet is judged, there are none.
namespace svcctl::audit {

/// A rule that is changed and taken back within so many days was changed for a while.
inline constexpr int for_a_while_days = 7;

/// A rule was changed for a while, and something was recorded meanwhile: it was judged by a rule
/// that neither stood before nor after. The case counts when the rule is taken back.
void each_rule_for_a_while(const store::ReadTxn& tx, Clause clause, Instant from, Instant to,
                           const std::function<void(const Lapse&)>& take);

/// A restore dropped records that the store before held. It counts when it was done.
void each_lossy_restore(const store::ReadTxn& tx, Clause clause, Instant from, Instant to,
                        const std::function<void(const Lapse&)>& take);

}  // namespace svcctl::audit
