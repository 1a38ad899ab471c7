#pragma once

#include <string>
#include <string_view>
#include <vector>

// What an engine of PostgreSQL would do with the text of a statement before it sends it.
namespace svcctl::replay {

/// Hints for SQLite's planner are comments to another engine: what the store put between the
/// comments `/*+*/` and `/**/` goes.
std::string without_hints(std::string_view sql);

/// `:name`, `?` and `?3` become `$n`, numbered as SQLite numbers them. What stands in literals, in
/// quoted names and in comments is left alone.
std::string numbered(std::string_view sql, std::size_t& count);

/// `FROM bulk_rows r` reads arrays: `FROM unnest($4, $5) AS r (c0, c1)`, numbered after `given`
/// other parameters. INSERT OR ROLLBACK loses its OR.
std::string with_arrays(const std::string& sql, std::size_t given, std::size_t columns);

/// Whether the last ORDER BY stands outside all brackets: the rows have an order.
bool is_ordered(std::string_view sql);

/// The text on one line, shortened, for messages.
std::string brief(std::string_view sql);

}  // namespace svcctl::replay
