#pragma once

#include <string_view>
#include <vector>

#include "parts/catalogue/part.hpp"
#include "parts/catalogue/search.hpp"

/// Rows of the catalogue as its services and the import write them; no part of the public headers.
namespace svcctl::parts {

/// A row of part_card.
Part read_part(const store::Row& row);
/// Every brand of the number as printed.
std::vector<Part> parts_of_number(const store::ReadTxn& tx, std::string_view number);
/// Every part whose number has the same key.
std::vector<Part> parts_of_key(const store::ReadTxn& tx, std::string_view number);
Part with_fields(Part part, const PartFields& fields);
std::int64_t insert_part(store::WriteTxn& tx, const Part& part);
/// Writes all that can be set of a part: the one list of its columns.
void update_part(store::WriteTxn& tx, const Part& part);
/// What the index of words wants of it.
SearchFields search_fields(const Part& part);

}  // namespace svcctl::parts
