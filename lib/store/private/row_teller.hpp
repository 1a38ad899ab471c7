#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine.hpp"
#include "store/param.hpp"
#include "store/txn.hpp"

namespace svcctl::store {

/// What the rows that a statement is about to write are now, so that what it changes is known.
class RowTeller {
 public:
  /// Reads them. @throws Error a bug for a statement whose rows cannot be told apart from new ones:
  /// a DELETE, an UPDATE of every row, an INSERT that may change a row instead
  RowTeller(Engine& engine, std::string_view sql, Params params);
  /// The row as the statement wrote it, told of unless it is as it was.
  void add(const Row& row);
  const std::vector<RowWritten>& rows() const { return rows_; }

 private:
  std::string_view table_;
  std::vector<std::string> columns_;
  std::map<std::int64_t, std::vector<Stored>> before_;
  std::vector<RowWritten> rows_;
};

}  // namespace svcctl::store
