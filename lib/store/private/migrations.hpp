#pragma once

#include <cstdint>
#include <span>

#include "base/embedded.hpp"
#include "store/engine.hpp"

namespace svcctl::store {

/// Applies the migrations after `from` within the transaction under way.
void apply_migrations(Engine& engine, std::int64_t from,
                      std::span<const EmbeddedFile> files = embedded_schema());
/// The version of the schema this program works with.
std::int64_t newest_version();

}  // namespace svcctl::store
