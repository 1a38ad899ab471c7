#pragma once

#include <functional>

#include "audit/check.hpp"

namespace svcctl::audit {

/// Whoever was named for an act and has not signed (ADR 28) is a lapse of the clause that asks for
/// that person. It counts when the act happened; who was put down for the work of a task, from when
/// their clock began to run, or anybody's while they were the last who was put down for it
/// (recorded since `with_beginnings`): nobody signs a plan.
void each_unsigned(const store::ReadTxn& tx, Clause clause, Instant from, Instant to,
                   const std::function<void(const Lapse&)>& take);

}  // namespace svcctl::audit
