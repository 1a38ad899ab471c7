#pragma once

#include "job/waste.hpp"

/// What consigning asks of a receiver; not for other slices.
namespace svcctl::job {

/// The receiver's licence holds today and lists the code (clause 2.3-oldparts).
void require_licensed(store::WriteTxn& tx, const WasteReceiver& receiver, const std::string& code);

}  // namespace svcctl::job
