#pragma once

#include "complaint/complaint.hpp"
#include "intake/kept_paper.hpp"

namespace svcctl::complaint {

/// Its record for the file: what was complained about, who had it in hand, its clocks, cause,
/// correction, prevention, costs and every step (3.3-channel to 3.3-cause); or what the customer is
/// told in writing: the complaint, what was found and done, and where to turn to.
/// @param kind complaint_record or complaint_reply
/// @throws Error "complaint.not-answered" (2): there is nothing to reply yet
SVCCTL_API intake::PaperOf paper_of(const store::ReadTxn& tx, const Complaint& complaint,
                                    intake::PaperKind kind, const Catalogue& catalogue);

}  // namespace svcctl::complaint
