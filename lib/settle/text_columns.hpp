#pragma once

#include <span>

#include "base/export.hpp"
#include "store/text_column.hpp"

namespace svcctl::settle {

/// What the columns of text of the slice's tables hold.
SVCCTL_API std::span<const store::TextColumn> text_columns();

}  // namespace svcctl::settle
