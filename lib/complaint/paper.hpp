#pragma once

#include <string>

#include "complaint/complaint.hpp"

namespace svcctl::complaint {

/// The complaint's record for the file: what was complained about, who had it in hand, its clocks,
/// cause, correction, prevention, costs and every step (3.3-channel to 3.3-cause).
SVCCTL_API std::string record_text(const store::ReadTxn& tx, const Complaint& complaint,
                                   const Catalogue& catalogue);
/// What the customer is told in writing: the complaint, what was found and done, and where to turn
/// to. @throws Error "complaint.not-answered" (2)
SVCCTL_API std::string reply_text(const store::ReadTxn& tx, const Complaint& complaint,
                                  const Catalogue& catalogue);

}  // namespace svcctl::complaint
