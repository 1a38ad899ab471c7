#pragma once

#include "base/export.hpp"
#include "intake/kept_paper.hpp"

namespace svcctl::job {

/// The work order that goes to the bay: the concern, what to do and by whom, the parts agreed to,
/// and places for checks and signatures. No customer's name or phone stands on it (1.3-privacy).
SVCCTL_API extern const intake::JobPaper work_order_paper;

}  // namespace svcctl::job
