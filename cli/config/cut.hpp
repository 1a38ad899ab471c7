#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace svcctl::cli {

/// A configuration in two texts: what says where things lie and how they look, which every command
/// reads, and the rules that it proposes, which few do. What stands before the first table is in
/// both, and so is `[shop]`.
struct CutConfiguration {
  std::string looks;
  std::string rules;
};

/// Cuts a configuration at the headers of its tables; nothing when lines alone do not tell where
/// a table begins. Line numbers are lost: whoever finds a part wrong reads the whole.
std::optional<CutConfiguration> cut_configuration(std::string_view text);

}  // namespace svcctl::cli
