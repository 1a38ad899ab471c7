#pragma once

#include <istream>

#include "csv/import.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// Takes people in, known by their code; roles stand in one column, apart by blanks or commas.
SVCCTL_API csv::ImportResult import_staff(store::WriteTxn& tx, std::istream& source,
                                          const csv::ImportOptions& options);
/// Takes outlets in, known by their code (clause 1.1-plan).
SVCCTL_API csv::ImportResult import_outlets(store::WriteTxn& tx, std::istream& source,
                                            const csv::ImportOptions& options);

}  // namespace svcctl::shop
