#pragma once

#include <span>

#include "csv/import.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

SVCCTL_API std::span<const csv::Column> customer_list_columns();
/// Takes customers in. Their number in the program they come from (`source_id`), else our number,
/// else name and phone together, tells a customer on file; what the row leaves empty stays as it
/// is. @param options.sha256 of the file's bytes, kept with the batch
SVCCTL_API csv::ImportResult import_customers(store::WriteTxn& tx, csv::RowSource& source,
                                              const csv::ImportOptions& options);
SVCCTL_API std::span<const csv::Column> vehicle_list_columns();
/// Takes vehicles in, known by their plate. The owner is a customer on file by number, phone or
/// the number in the program they come from, or stands in the row with name and phone.
SVCCTL_API csv::ImportResult import_vehicles(store::WriteTxn& tx, csv::RowSource& source,
                                             const csv::ImportOptions& options);
SVCCTL_API std::span<const csv::Column> past_visit_list_columns();
/// Takes visits in that another program recorded: vehicle by plate or VIN, day, odometer, work,
/// amount, document. Each line once, however often it stands there. They enter no sum of this
/// shop. Days with the year last are read as `options.reader.dates` declares, never guessed.
SVCCTL_API csv::ImportResult import_past_visits(store::WriteTxn& tx, csv::RowSource& source,
                                                const csv::ImportOptions& options);

}  // namespace svcctl::customer
