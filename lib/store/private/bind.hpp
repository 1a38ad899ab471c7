#pragma once

#include "store/engine.hpp"
#include "store/param.hpp"

namespace svcctl::store {

/// Binds every parameter of the statement by its name. An unnamed, missing, surplus or repeated one
/// is a bug.
void bind_all(Statement& statement, Params params);
/// The same for a statement that may be without some of them.
void bind_some(Statement& statement, Params params);

}  // namespace svcctl::store
