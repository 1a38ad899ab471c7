#pragma once

#include <span>

#include "archive/history.hpp"

// The statements behind a history; the slice's own.
namespace svcctl::archive {

/// One kind of entry of one visit. The statement takes `:job` and yields `at`, `number`, `text`,
/// `detail`, `person`, `quantity`, `amount`, `km` and `staff`.
struct JobSource {
  EntryKind kind;
  const char* sql;
};

std::span<const JobSource> job_sources();

}  // namespace svcctl::archive
