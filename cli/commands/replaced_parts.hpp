#pragma once

#include <vector>

#include "cli/command.hpp"
#include "intake/estimate.hpp"

namespace svcctl::cli {

/// Says of part lines which parts were replaced, and by what.
void note_replaced_parts(const store::ReadTxn& tx, const std::vector<intake::JobLine>& lines,
                         Output& out);

}  // namespace svcctl::cli
