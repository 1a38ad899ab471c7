#pragma once

#include <span>

#include "csv/import.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

SVCCTL_API std::span<const csv::Column> staff_list_columns();
/// Takes people in, known by their code; roles stand in one column, apart by blanks or commas.
SVCCTL_API csv::ImportResult import_staff(store::WriteTxn& tx, csv::RowSource& source,
                                          const csv::ImportOptions& options);
SVCCTL_API std::span<const csv::Column> outlet_list_columns();
/// Takes outlets in, known by their code (clause 1.1-plan).
SVCCTL_API csv::ImportResult import_outlets(store::WriteTxn& tx, csv::RowSource& source,
                                            const csv::ImportOptions& options);

}  // namespace svcctl::shop
