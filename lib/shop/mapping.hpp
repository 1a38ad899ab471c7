#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// How lists are to be read: mapping files kept in the store, by a name of the shop's own or by the
// code of the supplier whose lists they are.
namespace svcctl::shop {

struct Mapping {
  std::string name;
  std::string content;        ///< the text of the mapping file
  std::optional<Instant> at;  ///< when it was kept last; nothing: before version 75
  std::string by;             ///< staff code, or empty
};

/// Keeps the mapping in place of one of that name.
/// @throws Error "import.mapping-name" (2): a name is up to 40 letters, digits, '-', '_' or '.',
/// and does not look like a file
SVCCTL_API void save_mapping(store::WriteTxn& tx, const std::string& name,
                             const std::string& content);
/// @throws Error "import.no-mapping" (2)
SVCCTL_API Mapping find_mapping(const store::ReadTxn& tx, const std::string& name);
SVCCTL_API std::vector<Mapping> list_mappings(const store::ReadTxn& tx);

}  // namespace svcctl::shop

namespace svcctl {
template <>
inline constexpr std::array fields<shop::Mapping> = {
    field<&shop::Mapping::name>("name"),
    field<&shop::Mapping::content>("content"),
    field<&shop::Mapping::at>("at"),
    field<&shop::Mapping::by>("staff"),
};
}  // namespace svcctl
