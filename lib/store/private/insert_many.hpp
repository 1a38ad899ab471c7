#pragma once

#include <string>
#include <vector>

#include "store/engine.hpp"
#include "store/param.hpp"

namespace svcctl::store {

/// A row to insert: the column's name and the value of each.
using NewRow = std::vector<Param>;

/// Inserts rows into a table that the log does not cover, many with one statement. All rows have
/// the same columns in the same order.
void insert_many(Engine& engine, const std::string& table, const std::vector<NewRow>& rows);

}  // namespace svcctl::store
