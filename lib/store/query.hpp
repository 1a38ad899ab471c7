#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "store/codec.hpp"

namespace svcctl::store {

/// A value for a named parameter: `{"plate", plate}` stands for `:plate` in the statement.
struct Param {
  std::string_view name;
  Stored value;

  template <class T>
  Param(std::string_view parameter, const T& v) : name(parameter), value(Codec<T>::put(v)) {}
  Param(std::string_view parameter, const char* v) : name(parameter), value(std::string(v)) {}
  Param(std::string_view parameter, std::string_view v) : name(parameter), value(std::string(v)) {}
  Param(std::string_view parameter, std::nullopt_t) : name(parameter), value(std::monostate{}) {}
};
using Params = std::initializer_list<Param>;

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
  explicit Row(void* statement) : statement_(statement) {}
  void* statement_;
};

/// One prepared statement with all its parameters bound. Refuses (as a bug) a parameter left
/// unbound, a name the statement does not have, and text after the first statement.
class SVCCTL_API Query {
 public:
  Query(void* connection, std::string_view sql, Params params);
  ~Query();
  Query(Query&&) noexcept;
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query& operator=(Query&&) = delete;

  /// Steps to the next row; false after the last.
  bool next();
  const Row& row() const { return row_; }

 private:
  void* connection_;
  void* statement_;
  Row row_;
};

}  // namespace svcctl::store
