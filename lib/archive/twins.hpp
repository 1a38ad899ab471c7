#pragma once

#include <string>
#include <vector>

#include "base/export.hpp"

namespace svcctl::store {
class ReadTxn;
}  // namespace svcctl::store

namespace svcctl::archive {

/// Two records with one key: parts of one brand whose numbers differ by dashes, vehicles with one
/// VIN. Nothing makes them any more; older stores may have them.
struct Twins {
  std::string table;
  std::string one;  ///< as people know it
  std::string other;
  std::string mend;  ///< the command that ends it
};

SVCCTL_API std::vector<Twins> find_twins(const store::ReadTxn& tx);

}  // namespace svcctl::archive
