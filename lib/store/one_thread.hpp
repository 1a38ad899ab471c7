#pragma once

#include "base/export.hpp"

namespace svcctl::store {

/// Tells SQLite that one thread of this process uses it and wants no statistics of memory: it
/// spares it every lock. For the `main` of a program, before it opens a store: the setting is the
/// process's, so the library itself never makes it.
SVCCTL_API void use_one_thread();

}  // namespace svcctl::store
