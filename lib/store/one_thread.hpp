#pragma once

#include "base/export.hpp"

namespace svcctl::store {

/// Tells SQLite that only one thread of this process uses it and that no memory statistics are
/// wanted, so that it takes no locks. For the `main` of a program, before it opens a store: the
/// setting is process-wide, so the library itself never makes it.
SVCCTL_API void use_one_thread();

}  // namespace svcctl::store
