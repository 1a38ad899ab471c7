#pragma once

#include <string>

#include "base/export.hpp"
#include "intake/job_record.hpp"

namespace svcctl::job {

/// How far the work of a visit has come, as a digest: the same while nothing more is recorded of
/// it. For papers that show the work while it goes on.
SVCCTL_API std::string progress_of(const store::ReadTxn& tx, const intake::JobRecord& job);

}  // namespace svcctl::job
