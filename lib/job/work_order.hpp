#pragma once

#include <string>

#include "base/export.hpp"
#include "base/text.hpp"
#include "intake/job_record.hpp"

namespace svcctl::job {

/// The work order that goes to the bay: the concern, what to do and by whom, the parts agreed to,
/// and places for checks and signatures. No customer's name or phone stands on it (1.3-privacy).
SVCCTL_API std::string work_order_text(const store::ReadTxn& tx, const intake::JobRecord& job,
                                       const Catalogue& catalogue);

}  // namespace svcctl::job
