#pragma once

#include <cstdint>

#include "store/engine.hpp"

namespace svcctl::store {

/// Applies the migrations after `from` within the transaction under way.
void apply_migrations(Engine& engine, std::int64_t from);
/// The version of the schema this program works with.
std::int64_t newest_version();

}  // namespace svcctl::store
