#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "trace.hpp"

// Traces as the replay reads them.
namespace svcctl::replay {

using trace::Value;
using Row = std::vector<Value>;

/// One execution of a statement.
struct Run {
  std::int64_t store = 0;
  std::string text;
  bool foreign_keys = true;
  std::vector<Value> parameters;
  std::vector<Row> bulk;  ///< what `bulk_rows` held
  std::size_t bulk_columns = 0;
  std::vector<Row> rows;
  std::int64_t result = 0;  ///< SQLite's extended result code, or trace::left_early
  std::int64_t changed = 0;
  bool autocommit = true;  ///< afterwards no transaction was open
};
struct Opened {
  std::int64_t store = 0;
  std::string state;
  std::int64_t version = 0;
  std::filesystem::path seed;  ///< empty: the state was left by a store that was closed
};
struct Closed {
  std::int64_t store = 0;
  std::string state;
};
using Record = std::variant<Opened, Run, Closed>;

/// What one process did, in the order in which it began each thing.
std::vector<Record> read_trace(const std::filesystem::path& file);

}  // namespace svcctl::replay
