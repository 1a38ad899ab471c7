#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"
#include "csv/cell.hpp"
#include "csv/column.hpp"

namespace svcctl::csv {

/// One row by the keys of its columns, its values of the types that the table tells.
class SVCCTL_API ImportRow {
 public:
  ImportRow(std::span<const Column> table, const std::vector<Cell>& cells)
      : table_(table), cells_(cells) {}
  std::string text(std::string_view key) const { return std::string(cell(place(key)).text); }
  /// Nothing where the file has no such column or the row leaves it empty.
  std::optional<std::string> maybe(std::string_view key) const;
  std::optional<std::int64_t> number(std::string_view key) const;
  std::optional<Money> amount(std::string_view key) const;
  std::optional<Quantity> quantity(std::string_view key) const;
  std::optional<Date> day(std::string_view key) const;
  std::optional<int> small_number(std::string_view key) const;
  std::optional<bool> yes(std::string_view key) const;
  template <Coded Enum>
  std::optional<Enum> code(std::string_view key) const {
    return from_code<Enum>(cell(place(key)).text);
  }
  /// Where the column stands in the table. @throws Error (a bug) where there is none
  std::size_t place(std::string_view key) const;
  const Cell& cell(std::size_t place) const { return cells_[place]; }
  /// The value in the form in which two that say the same are one; empty: there is none.
  std::string alike(std::size_t place) const;
  std::string alike(std::string_view key) const { return alike(place(key)); }

 private:
  std::span<const Column> table_;
  const std::vector<Cell>& cells_;
};

}  // namespace svcctl::csv
