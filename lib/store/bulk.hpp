#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "store/query.hpp"
#include "store/txn.hpp"

// Many rows of one table at once: what an import of a million lines writes with. The rows reach
// SQLite without being copied, and the log in packs of digests instead of one row each.
namespace svcctl::store {

/// One value of a row in bulk. Text is not copied: it must outlive the call it is handed to.
class BulkValue {
 public:
  constexpr BulkValue() = default;  ///< no value (NULL)
  constexpr BulkValue(std::int64_t number) : number_(number), size_(whole) {}
  constexpr BulkValue(std::string_view text)
      : text_(text.data() == nullptr ? "" : text.data()),
        size_(static_cast<std::uint32_t>(text.size())) {}

  constexpr bool is_null() const { return size_ == none; }
  constexpr bool is_number() const { return size_ == whole; }
  /// The text of a value that is neither a number nor NULL.
  constexpr std::string_view text() const { return {text_, size_}; }
  constexpr std::int64_t number() const { return number_; }
  friend constexpr bool operator==(const BulkValue& a, const BulkValue& b) {
    if (a.size_ != b.size_) return false;
    if (a.is_null()) return true;
    return a.is_number() ? a.number_ == b.number_ : a.text() == b.text();
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::uint32_t whole = 0xFFFFFFFE;
  union {
    std::int64_t number_ = 0;
    const char* text_;
  };
  std::uint32_t size_ = none;
};

/// As a value in bulk; text lives as long as the stored one.
inline BulkValue view_of(const Stored& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return std::string_view(*text);
  return {};
}

/// Rows that a statement reads value by value.
class BulkRows {
 public:
  virtual ~BulkRows() = default;
  virtual std::size_t count() const = 0;
  virtual BulkValue value(std::size_t row, std::size_t column) const = 0;
};

/// Rows given by a function of row and column.
template <class Value>
class BulkRowsOf final : public BulkRows {
 public:
  BulkRowsOf(std::size_t count, Value value) : count_(count), value_(std::move(value)) {}
  std::size_t count() const override { return count_; }
  BulkValue value(std::size_t row, std::size_t column) const override {
    return value_(row, column);
  }

 private:
  std::size_t count_;
  Value value_;
};

/// Inserts rows into one table. Ids are given in order, one after the other. Foreign keys are not
/// checked: the caller guarantees that what the rows refer to exists. All other constraints hold.
/// An event must be recorded after the last rows were written.
class SVCCTL_API BulkInsert {
 public:
  /// @param columns those whose values come with each row, in this order
  /// @param fixed   those that have one value in all rows; the others take their defaults
  /// @param unordered indexes in whose order the rows do not come: an initial load builds them
  ///                  afterwards
  BulkInsert(WriteTxn& tx, const std::string& table, std::vector<std::string> columns,
             std::vector<std::pair<std::string, Stored>> fixed = {},
             std::vector<std::string> unordered = {});
  ~BulkInsert();
  BulkInsert(const BulkInsert&) = delete;
  BulkInsert& operator=(const BulkInsert&) = delete;

  /// Writes the rows and returns the id of the first; the others follow it.
  std::int64_t write(const BulkRows& rows);
  template <class Value>
  std::int64_t write(std::size_t count, Value value) {
    return write(BulkRowsOf<Value>(count, std::move(value)));
  }
  /// The id that the next row will have.
  std::int64_t next_id() const;
  /// Builds the indexes that an initial load set aside. To be called once, after the last rows.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Changes or deletes single rows of one table, many in one transaction.
class SVCCTL_API BulkUpdate {
 public:
  BulkUpdate(WriteTxn& tx, std::string table, std::vector<std::string> columns);
  ~BulkUpdate();
  BulkUpdate(const BulkUpdate&) = delete;
  BulkUpdate& operator=(const BulkUpdate&) = delete;

  /// Sets the columns of one row, in the order given to the constructor.
  void set(std::int64_t id, const std::vector<BulkValue>& values);
  /// Deletes one row. Foreign keys are not checked: the caller guarantees that no row refers to it.
  void remove(std::int64_t id);
  /// Puts the digests of the rows on the log. To be called after the last of them.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Every column of the schema that refers to the rows of a table: table and column.
SVCCTL_API std::vector<Referring> references_to(const ReadTxn& tx, std::string_view table);

/// Runs a SELECT that joins the rows, as table `bulk_rows` with columns c0, c1 …, with tables of
/// the store, and calls back with each row of the answer. `bulk_rows` should stand first, in the
/// order in which the other side is quick to read.
class SVCCTL_API BulkQuery {
 public:
  BulkQuery(const ReadTxn& tx, const std::string& sql);
  ~BulkQuery();
  BulkQuery(const BulkQuery&) = delete;
  BulkQuery& operator=(const BulkQuery&) = delete;

  /// Starts over with these rows, which must stay until the last `next`.
  void run(const BulkRows& rows);
  bool next();
  /// A value of the answer, by its place from 0; text lives until the next `next`.
  BulkValue value(int column) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace svcctl::store
