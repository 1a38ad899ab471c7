#pragma once

#include <istream>

#include "csv/import.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

/// Takes customers in. A number, else name and phone together, tells a customer on file; what the
/// row leaves empty stays as it is.
SVCCTL_API csv::ImportResult import_customers(store::WriteTxn& tx, std::istream& source,
                                              const csv::ImportOptions& options);
/// Takes vehicles in, known by their plate. The owner is a customer on file by number or phone, or
/// stands in the row with name and phone.
SVCCTL_API csv::ImportResult import_vehicles(store::WriteTxn& tx, std::istream& source,
                                             const csv::ImportOptions& options);

}  // namespace svcctl::customer
