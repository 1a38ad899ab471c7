#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/export.hpp"
#include "store/engine.hpp"
#include "store/param.hpp"

namespace svcctl::store {

/// The row a query stands on. Columns are read by name, once each; `row["plate"]` becomes
/// whatever type it is assigned to. A NULL read into anything but an optional, and a name the
/// statement does not have, are bugs (Error, exit code 9).
class SVCCTL_API Row {
 public:
  class Value {
   public:
    Value(const Row& row, std::string_view column) : row_(row), column_(column) {}
    template <class T>
    operator T() {  // NOLINT(google-explicit-constructor): the point of it
      return row_.get<T>(column_);
    }

   private:
    const Row& row_;
    std::string_view column_;
  };

  template <class T>
  T get(std::string_view column) const {
    return Codec<T>::take(seen(column));
  }
  Value operator[](std::string_view column) const { return {*this, column}; }
  /// The whole row as a record with declared columns: see store/columns.hpp.
  template <class Record>
  Record as() const;
  /// As it is kept, for columns of any kind.
  Stored stored(std::string_view column) const;

 private:
  Seen seen(std::string_view column) const;
  friend class Query;
  friend class ReadTxn;
  friend class WriteTxn;
  explicit Row(const RowView* view) : view_(view) {}
  const RowView* view_;
  mutable std::size_t next_column_ = 0;  ///< looked at first: columns are read in order
};

/// One prepared statement with all its parameters bound. Refuses (as a bug) a parameter left
/// unbound, a name the statement does not have, text after the first statement, and a write.
class SVCCTL_API Query {
 public:
  Query(Engine& engine, std::string_view sql, Params params);

  /// Steps to the next row; false after the last.
  bool next();
  const Row& row() const { return row_; }
  const RowView& view() const { return *statement_; }

 private:
  Prepared statement_;
  Row row_;
};

}  // namespace svcctl::store
