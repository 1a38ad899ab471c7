#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "store/engine.hpp"

namespace svcctl::store {

/// A table, index, trigger or view that is not as the migrations make it.
struct SchemaFinding {
  std::string object;  ///< "trigger payment_no_update"
  Message what;
};

/// Compares what the store holds with what the migrations up to its version make in memory: the
/// texts without blanks, comments and marks of quotation, so that old stores agree with new ones.
std::vector<SchemaFinding> schema_findings(Engine& engine,
                                           std::span<const EmbeddedFile> files = embedded_schema());

/// @throws Error "store.schema" (7) with the first finding
void require_schema(Engine& engine, std::span<const EmbeddedFile> files = embedded_schema());

}  // namespace svcctl::store
