#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "customer/customer.hpp"
#include "store/txn.hpp"

// What a copy of a customer's data holds, for every form of it; the slice's own.
namespace svcctl::archive {

/// A heading (message id) with the key of its value in JSON.
struct ExportColumn {
  const char* key;
  const char* title;
};
using ExportRow = std::vector<std::string>;

/// One part of the copy: a table of texts.
struct ExportPart {
  const char* key;
  const char* title;
  std::vector<ExportColumn> columns;
  std::function<void(const std::function<void(const ExportRow&)>&)> each;
};

/// Consents, vehicles, history and who looked, in that order.
/// @param reader for a person: moments in the shop's time, codes by their labels in that language;
/// null: UTC and codes
std::vector<ExportPart> export_parts(const store::ReadTxn& tx, std::int64_t customer_id,
                                     const Catalogue* reader);
/// The customer's own fields: key, title and value.
std::vector<std::pair<ExportColumn, std::string>> export_fields(const store::ReadTxn& tx,
                                                                std::int64_t customer_id,
                                                                const Catalogue* reader);

}  // namespace svcctl::archive
