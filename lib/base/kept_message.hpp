#pragma once

#include <string>
#include <string_view>

#include "base/export.hpp"
#include "base/text.hpp"

// A message as text that a store keeps, in no language yet: of overrides, and of results kept
// behind `--ref`. The one way that messages are kept.
namespace svcctl {

/// `read_message` reads it.
SVCCTL_API std::string keep_message(const Message& message);
/// Empty where the text was not made by `keep_message`.
SVCCTL_API Message read_message(std::string_view kept);

}  // namespace svcctl
