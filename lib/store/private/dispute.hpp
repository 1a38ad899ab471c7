#pragma once

#include "store/txn.hpp"

namespace svcctl::store {

/// What is recorded while the clock is in dispute is a lapse by itself (clause 1.3-integrity), kept
/// and listed as an override; so is what opens the dispute. A second manager who is named
/// (`--approved-by`) makes it none. Called with every event that is recorded.
/// @throws Error "override.approver", "override.self" (2)
void tell_dispute(WriteTxn& tx);

}  // namespace svcctl::store
