#pragma once

#include "cli/output/output.hpp"
#include "store/signature.hpp"

namespace svcctl::cli {

/// Who was named by others, and whether they signed: of `approve` and `job show`.
const View<store::Signature>& signature_view();

}  // namespace svcctl::cli
