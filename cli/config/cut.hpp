#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace svcctl::cli {

/// A configuration in two texts: what any command needs, and the tables of the work catalogue,
/// which are most of a file and which few commands ask for.
struct CutConfiguration {
  std::string common;
  std::string work;
};

/// Cuts a configuration at the headers of its tables; nothing when lines alone do not tell where
/// a table begins. Line numbers are lost: whoever finds a part wrong reads the whole.
std::optional<CutConfiguration> cut_configuration(std::string_view text);

}  // namespace svcctl::cli
