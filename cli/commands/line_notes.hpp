#pragma once

#include <vector>

#include "cli/command.hpp"
#include "intake/estimate.hpp"

namespace svcctl::cli {

/// Says which parts of lines were replaced, and by what, and which work is described in free words
/// or was mended before within its warranty.
void note_lines(const store::ReadTxn& tx, const std::vector<intake::JobLine>& lines, Output& out);

/// Says which packages of the rules are made of parts that the catalogue does not have yet, and how
/// they come in: until then such a package cannot be quoted.
void note_package_parts(const store::ReadTxn& tx, Output& out);

}  // namespace svcctl::cli
