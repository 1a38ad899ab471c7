#pragma once

#include <string>
#include <string_view>

// A rule that comes with a version of the program does not judge what was recorded before it
// (docs/adr/0030-beginnings.md).
namespace svcctl::store {

/// The file of the schema that a rule came with, by its name: its day in a store stands in
/// `schema_step`. Nothing: the rule was there from the start.
using Step = const char*;

/// The version that knows of beginnings: what the audit asks since then and no file brought.
inline constexpr Step with_beginnings = "0078_store_beginnings";

/// SQL: what is recorded after this moment is judged by what came with `with_beginnings`.
inline constexpr std::string_view with_beginnings_at =
    "(SELECT COALESCE(MAX(step.after_at), -1) FROM schema_step step "
    "WHERE step.name = '0078_store_beginnings')";

/// SQL: whether what was recorded then is judged by what came with that step.
/// @param recorded_at SQL of the time
inline std::string judged_since(Step step, std::string_view recorded_at) {
  if (step == nullptr) return "1 = 1";
  return std::string(recorded_at) +
         " > (SELECT COALESCE(MAX(step.after_at), -1) FROM schema_step step WHERE step.name = '" +
         step + "')";
}

}  // namespace svcctl::store
