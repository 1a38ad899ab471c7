#pragma once

#include <string_view>
#include <vector>

#include "parts/part.hpp"

/// Rows of the catalogue as its services and the import write them; no part of the public headers.
namespace svcctl::parts {

/// Every brand of the number.
std::vector<Part> parts_of_number(const store::ReadTxn& tx, std::string_view number);
Part with_fields(Part part, const PartFields& fields);
std::int64_t insert_part(store::WriteTxn& tx, const Part& part);
void update_part(store::WriteTxn& tx, const Part& part);

}  // namespace svcctl::parts
