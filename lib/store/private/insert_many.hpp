#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine.hpp"
#include "store/param.hpp"

namespace svcctl::store {

/// Rows that one INSERT writes at most: its text and its parameters stay short.
inline constexpr std::size_t rows_of_one_insert = 50;

/// The INSERT of so many rows with the columns of that one.
std::string insert_text(std::string_view table, const NewRow& first, std::size_t count);
/// Binds the rows to the parameters of such a statement, which borrows their values.
void lend_rows(Statement& insert, std::span<const NewRow> rows);
/// Inserts rows into a table that the log does not cover, many with one statement. All rows have
/// the same columns in the same order.
void insert_many(Engine& engine, const std::string& table, const std::vector<NewRow>& rows);

}  // namespace svcctl::store
